//! [`Page`], a part of a list.

use crate::Result;
use crate::call::Call;
use crate::client::Api;
use crate::http::{Accept, Answer, Method, Request};
use crate::json::{Items, Json};

/// A page of a list. Kommo's "no content" is an empty page.
pub struct Page<T> {
    /// What is on the page.
    pub items: Vec<T>,
    rest: Box<Rest>,
    read: fn(Answer) -> Result<Page<T>>,
}

/// What a page knows besides its items, for all entities alike.
struct Rest {
    api: Api,
    path: String,
    accept: Accept,
    envelope: Envelope,
}

/// What stands around a list's items: read when it is asked for, or decoded with them.
pub(crate) enum Envelope {
    Document(Option<Json>),
    #[cfg(any(feature = "decode", not(target_family = "wasm")))]
    Decoded {
        next: Option<String>,
        total: Option<i64>,
    },
}

impl Rest {
    #[inline(never)]
    fn of(answer: Answer, envelope: Envelope) -> Box<Self> {
        let accept = if answer.bytes().is_some() { Accept::Bytes } else { Accept::Document };
        Box::new(Self { api: answer.api, path: answer.path, accept, envelope })
    }

    fn next(&self) -> Option<String> {
        let link = match &self.envelope {
            Envelope::Document(document) => {
                document.as_ref()?.get("_links")?.get("next")?.get("href")?.as_string()
            }
            #[cfg(any(feature = "decode", not(target_family = "wasm")))]
            Envelope::Decoded { next, .. } => next.clone(),
        };
        local_path(&link?, &self.path)
    }

    fn total(&self) -> Option<i64> {
        match &self.envelope {
            Envelope::Document(document) => document.as_ref()?.get("_total_items")?.as_i64(),
            #[cfg(any(feature = "decode", not(target_family = "wasm")))]
            Envelope::Decoded { total, .. } => *total,
        }
    }
}

impl<T> Page<T> {
    pub(crate) fn made(
        answer: Answer,
        items: Vec<T>,
        envelope: Envelope,
        read: fn(Answer) -> Result<Page<T>>,
    ) -> Self {
        Self { items, rest: Rest::of(answer, envelope), read }
    }

    /// Whether there is a further page.
    pub fn has_next(&self) -> bool {
        self.rest.next().is_some()
    }

    /// How many there are on all pages together; only some collections say.
    pub fn total(&self) -> Option<i64> {
        self.rest.total()
    }

    /// The next page, if there is one.
    pub fn next(&self) -> Option<Call<Page<T>>> {
        let mut request = Request::new(Method::Get, self.rest.next()?);
        request.accept = self.rest.accept;
        Some(Call::new(&self.rest.api, request, self.read))
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// The items in a list's document; none in an answer without a body.
#[inline(never)]
pub(super) fn items(answer: &Answer, key: &str) -> Result<Option<Items>> {
    let Some(document) = answer.document() else { return Ok(None) };
    let items = document.get("_embedded").and_then(|embedded| embedded.get(key));
    items.filter(Json::is_array).map(|items| Some(items.items())).ok_or_else(|| answer.unexpected(key))
}

/// Where a link leads on the host of the page it is on: a token or a session must not follow it to somewhere else.
fn local_path(href: &str, page: &str) -> Option<String> {
    let path = href.get(start_of_path(href)?..)?;
    // The files service has a host of its own, which is part of its pages' paths.
    let host = page.get(..start_of_path(page)?)?;
    let mut next = String::from(host);
    next.push_str(path);
    Some(next)
}

/// Where the path begins in an address, or in a path itself.
fn start_of_path(address: &str) -> Option<usize> {
    let bytes = address.as_bytes();
    if bytes.first() == Some(&b'/') {
        return Some(0);
    }
    let host = bytes.windows(3).position(|part| part == b"://")? + 3;
    Some(host + bytes.iter().skip(host).position(|byte| *byte == b'/')?)
}
