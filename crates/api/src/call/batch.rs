//! [`Batch`], many items written with few requests.

use std::collections::VecDeque;
use std::future::IntoFuture;

use crate::call::{Call, Entity, Saved};
use crate::client::Api;
use crate::error::{Error, ErrorKind, Result};
use crate::http::{Answer, Method, Request};
use crate::json::{Fields, FromField, Json, ToJson};
use crate::platform::BoxFuture;

/// How many items Kommo advises to send at once.
pub const ADVISED: usize = 50;
/// How many items Kommo takes at once, for most entities.
pub const MOST: usize = 250;

/// Writes many items: cut into requests of the documented size, and each item with its own result.
///
/// Awaiting it gives one result for each item, in the order they were given. Kommo refuses a whole request when one of
/// its items is wrong; the wrong items then have an error of the kind [`ErrorKind::Validation`] that names only their
/// own fields, the others one of the kind [`ErrorKind::BatchRefused`], unless [`Batch::resend_good`] is set.
///
/// ```
/// # use kommo_api::{Api, NewLead, Result};
/// # async fn example(api: &Api) -> Result<()> {
/// let leads = ["First", "Second"].map(NewLead::new);
/// for (index, result) in api.leads().create_many(leads).await.into_iter().enumerate() {
///     match result {
///         Ok(saved) => println!("{index} is {}", saved.id()),
///         Err(error) => println!("{index}: {error}"),
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until the batch is awaited"]
pub struct Batch<T> {
    api: Api,
    method: Method,
    path: String,
    key: &'static str,
    items: Vec<Item>,
    size: usize,
    most: usize,
    marks: bool,
    resend_good: bool,
    repeatable: bool,
    read: fn(Json) -> T,
}

#[derive(Clone)]
struct Item {
    index: usize,
    id: Option<u64>,
    fields: Fields,
}

impl<T: Entity> Batch<Saved<T>> {
    pub(crate) fn create(api: &Api, path: String, items: impl IntoIterator<Item = Fields>) -> Self {
        Batch::new(api, Method::Post, path, T::KEY, items.into_iter().map(|item| (None, item)), Saved::new)
    }

    /// A change of many: the id goes into each item.
    pub(crate) fn update(api: &Api, path: String, items: impl IntoIterator<Item = (u64, Fields)>) -> Self {
        let items = items.into_iter().map(|(id, mut fields)| {
            fields.set("id", &(id as i64));
            (Some(id), fields)
        });
        Batch::new(api, Method::Patch, path, T::KEY, items, Saved::new)
    }
}

impl<T: Entity> Batch<T> {
    /// A change of many, answered with the whole entities.
    pub(crate) fn changes(api: &Api, path: String, items: impl IntoIterator<Item = (u64, Fields)>) -> Self {
        let items = items.into_iter().map(|(id, mut fields)| {
            fields.set("id", &(id as i64));
            (Some(id), fields)
        });
        Batch::new(api, Method::Patch, path, T::KEY, items, T::view)
    }
}

impl<T> Batch<T> {
    pub(crate) fn new(
        api: &Api,
        method: Method,
        path: String,
        key: &'static str,
        items: impl IntoIterator<Item = (Option<u64>, Fields)>,
        read: fn(Json) -> T,
    ) -> Self {
        let items = items.into_iter().enumerate();
        let items = items.map(|(index, (id, fields))| Item { index, id, fields }).collect();
        Self {
            api: api.clone(),
            method,
            path,
            key,
            items,
            size: ADVISED,
            most: MOST,
            marks: true,
            resend_good: false,
            repeatable: false,
            read,
        }
    }

    /// Another limit than 250.
    pub(crate) fn most(mut self, most: usize) -> Self {
        self.most = most;
        self.size = self.size.min(most);
        self
    }

    /// For paths that refuse `request_id`: results are matched by their order.
    pub(crate) fn without_marks(mut self) -> Self {
        self.marks = false;
        self
    }

    /// How many items to send at once: 50 by default, as Kommo advises. At most what Kommo takes, mostly 250.
    pub fn size(mut self, size: usize) -> Self {
        self.size = size.clamp(1, self.most);
        self
    }

    /// When Kommo refuses a request because of some of its items, sends the others again without them. Kommo is seen to
    /// write nothing of a refused request, but its documentation does not promise it.
    pub fn resend_good(mut self) -> Self {
        self.resend_good = true;
        self
    }

    /// Sends a POST again even if it may have arrived; see [`Call::repeatable`].
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    fn request(&self, items: &[Item]) -> Call<Answer> {
        let mut body = String::from("[");
        for item in items {
            if body.len() > 1 {
                body.push(',');
            }
            let mut fields = item.fields.clone();
            if self.marks {
                fields.set("request_id", &mark(item));
            }
            fields.write_json(&mut body);
        }
        body.push(']');
        let call = Call::new(&self.api, Request::new(self.method, self.path.clone()).json(body), Ok);
        if self.repeatable { call.repeatable() } else { call }
    }

    async fn run(mut self) -> Vec<Result<T>> {
        let items = std::mem::take(&mut self.items);
        let mut results: Vec<Option<Result<T>>> = items.iter().map(|_| None).collect();
        let mut chunks: VecDeque<Vec<Item>> = items.chunks(self.size).map(<[Item]>::to_vec).collect();
        let mut fatal: Option<Error> = None;
        while let Some(mut chunk) = chunks.pop_front() {
            let answer = match &fatal {
                Some(error) => Err(error.clone()),
                None => self.request(&chunk).await,
            };
            let error = match answer {
                Ok(answer) => {
                    self.read_chunk(&answer, &chunk, &mut results);
                    continue;
                }
                Err(error) => error,
            };
            // Too much for Kommo at once: halves, where sending again does no harm.
            let slow = error.status() == Some(504) && (self.method.is_idempotent() || self.repeatable);
            if slow && chunk.len() > 1 {
                chunks.push_front(chunk.split_off(chunk.len() / 2));
                chunks.push_front(chunk);
                continue;
            }
            if hopeless(error.kind()) {
                fatal = Some(error.clone());
            }
            let mut good = Vec::new();
            for item in &chunk {
                let own = error.for_item(&mark(item), item.id);
                if own.kind() == ErrorKind::BatchRefused && self.resend_good {
                    good.push(item.clone());
                } else if let Some(result) = results.get_mut(item.index) {
                    *result = Some(Err(own));
                }
            }
            // Fewer than before: at least one was refused itself.
            if !good.is_empty() {
                chunks.push_front(good);
            }
        }
        let missing = || Error::new(ErrorKind::Decode, self.method, &self.path, "no result for this item");
        results.into_iter().map(|result| result.unwrap_or_else(|| Err(missing()))).collect()
    }

    /// Matches the answered items to the sent ones: by mark, or by id, or by their order if all have answers.
    fn read_chunk(&self, answer: &Answer, chunk: &[Item], results: &mut [Option<Result<T>>]) {
        let document = answer.document();
        let embedded = document.and_then(|document| document.get("_embedded"));
        let rows = match &embedded {
            Some(embedded) => embedded.get(self.key).or_else(|| embedded.get(embedded.keys().first()?)),
            None => document.cloned(),
        };
        let rows: Vec<Json> = rows.map(|rows| rows.items().collect()).unwrap_or_default();
        let all = rows.len() == chunk.len();
        for (position, row) in rows.into_iter().enumerate() {
            let marks: Vec<String> = match row.get("request_id") {
                Some(marks) if marks.is_array() => marks.items().filter_map(|mark| mark.to_text()).collect(),
                Some(mark) => mark.to_text().into_iter().collect(),
                None => Vec::new(),
            };
            let id = Option::<i64>::from_field(&row, "id").and_then(|id| u64::try_from(id).ok());
            let by_mark = |item: &&Item| self.marks && marks.contains(&mark(item));
            let mut found: Vec<usize> = chunk.iter().filter(by_mark).map(|item| item.index).collect();
            if found.is_empty() {
                let by_id = chunk.iter().find(|item| item.id.is_some() && item.id == id);
                let by_place = || chunk.get(position).filter(|_| all && !self.marks);
                found.extend(by_id.or_else(by_place).map(|item| item.index));
            }
            for index in found {
                if let Some(result) = results.get_mut(index) {
                    *result = Some(Ok((self.read)(row.clone())));
                }
            }
        }
    }
}

/// What will fail the same way with all further requests.
fn hopeless(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::SessionEnded
            | ErrorKind::PaymentRequired
            | ErrorKind::Forbidden
            | ErrorKind::Blocked
            | ErrorKind::RateLimited
            | ErrorKind::MethodNotAllowed
            | ErrorKind::Cancelled
    )
}

fn mark(item: &Item) -> String {
    let mut mark = String::new();
    (item.index as i64).write_json(&mut mark);
    mark
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl<T: Send + 'static> IntoFuture for Batch<T> {
    type Output = Vec<Result<T>>;
    type IntoFuture = BoxFuture<Vec<Result<T>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
impl<T: 'static> IntoFuture for Batch<T> {
    type Output = Vec<Result<T>>;
    type IntoFuture = BoxFuture<Vec<Result<T>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
