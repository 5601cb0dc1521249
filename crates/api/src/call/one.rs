//! [`Call`], one request to be sent.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::call::Entity;
use crate::call::ask::{Ask, poll};
use crate::client::Api;
use crate::error::{Answered, ErrorKind, Fault, Result};
use crate::http::{Answer, Method, Options, Request};
use crate::id::Id;
use crate::json::{Fields, Json, ToJson, put};
use crate::platform::{BoxFuture, Exclusive};

/// One request and what is to be read from its answer. It is sent when it is awaited, and aborted when it is dropped.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<T> {
    ask: Option<Box<Ask>>,
    read: fn(Answer) -> Result<T>,
}

impl<T> Call<T> {
    pub(crate) fn new(api: &Api, request: Request, read: fn(Answer) -> Result<T>) -> Self {
        let mut ask = Ask::new(api, request.method, String::new());
        ask.request = request;
        Self::made(ask, read)
    }

    pub(crate) fn made(ask: Box<Ask>, read: fn(Answer) -> Result<T>) -> Self {
        Self { ask: Some(ask), read }
    }

    /// The same call; refused, without being sent, if it has more items than Kommo takes at once.
    pub(crate) fn at_most(self, items: usize, most: usize) -> Self {
        if items <= most {
            return self;
        }
        let mut why = String::from("at most ");
        crate::json::push_integer(&mut why, most as i64);
        why.push_str(" at once");
        self.instead(ErrorKind::Input, why)
    }

    fn change(mut self, change: impl FnOnce(&mut Request, &mut Options)) -> Self {
        if let Some(ask) = &mut self.ask {
            change(&mut ask.request, &mut ask.options);
        }
        self
    }

    /// Sends a POST again even if it may have arrived, when the connection breaks or Kommo fails. It may then be carried
    /// out twice; fine where Kommo knows the thing again (tags by name, calls by `uniq`, webhooks by destination).
    pub fn repeatable(self) -> Self {
        self.change(|_, options| options.repeat_posts = true)
    }

    /// How many milliseconds an attempt may take, instead of the client's setting.
    pub fn timeout(self, milliseconds: u32) -> Self {
        self.change(|_, options| options.timeout = Some(milliseconds))
    }

    /// Runs the request with the rights of another user (`X-Context-User-ID`). Only tokens of admins may; in a widget the
    /// call is refused.
    pub fn as_user(self, user: impl Into<Id<crate::users::User>>) -> Self {
        let mut id = String::new();
        user.into().write_json(&mut id);
        self.header("X-Context-User-ID", id)
    }

    /// Adds a header. A session carries none of one's own: in a widget such a call is refused.
    pub fn header(self, name: &'static str, value: impl Into<String>) -> Self {
        self.change(|request, _| request.headers.push((name, value.into()))).for_token("no headers")
    }

    /// The same call; in a widget refused, without being sent: its session does not do what the call needs.
    pub(crate) fn for_token(self, why: &str) -> Self {
        if !cfg!(all(target_family = "wasm", target_os = "unknown")) {
            return self;
        }
        let mut text = String::from("a session carries ");
        text.push_str(why);
        text.push_str("; a server can do this with a token");
        self.instead(ErrorKind::Input, text)
    }

    /// The same call, failing without being sent.
    pub(super) fn instead(mut self, kind: ErrorKind, message: String) -> Self {
        if let Some(ask) = &mut self.ask {
            let fault = Fault { kind, message, answered: Answered::default() };
            #[cfg(all(target_family = "wasm", target_os = "unknown"))]
            let fault = crate::error::refusal(ask.request.method, &ask.request.path, &fault, None);
            ask.sent = Some(Exclusive::new(Box::pin(std::future::ready(Err(fault)))));
        }
        self
    }

    /// A timer from its client's transport, and what an error about it says.
    pub(super) fn timer(&self, milliseconds: u32) -> Option<(BoxFuture<()>, Method, String)> {
        let ask = self.ask()?;
        let timer = ask.api.carrier().sleep(milliseconds);
        #[cfg(all(target_family = "wasm", target_os = "unknown"))]
        let timer: BoxFuture<()> = Box::pin(async move { drop(timer.await) });
        Some((timer, ask.request.method, ask.request.path.clone()))
    }

    /// The request as it will be sent; `None` once it was, or if it cannot be made.
    pub fn request(&self) -> Option<&Request> {
        self.ask().map(|ask| &ask.request)
    }

    fn ask(&self) -> Option<&Ask> {
        self.ask.as_deref().filter(|ask| ask.sent.is_none())
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = std::task::ready!(poll(&mut self.ask, cx));
        Poll::Ready(answer.and_then(self.read))
    }
}

/// A call with a JSON body.
pub(crate) fn call<T>(
    api: &Api,
    method: Method,
    path: String,
    body: &dyn ToJson,
    read: fn(Answer) -> Result<T>,
) -> Call<T> {
    let mut text = String::new();
    body.write_json(&mut text);
    Call::made(written(api, method, path, text), read)
}

/// A request with a body.
#[inline(never)]
fn written(api: &Api, method: Method, path: String, text: String) -> Box<Ask> {
    let mut ask = Ask::new(api, method, path);
    ask.request.body = Some(text);
    ask
}

/// A call whose body is an array of one object, as Kommo wants it for every creation.
pub(crate) fn call_array<T>(
    api: &Api,
    method: Method,
    path: String,
    item: &Fields,
    read: fn(Answer) -> Result<T>,
) -> Call<T> {
    let mut text = String::from("[");
    item.write_json(&mut text);
    put(&mut text, b']');
    Call::made(written(api, method, path, text), read)
}

/// The one entity of an answer: the document itself, or the first of the collection `key`. Kommo's samples of some
/// answers show the one, of others the other.
#[inline(never)]
pub(crate) fn first(answer: &Answer, key: &str) -> Result<Json> {
    let document = answer.document();
    let found = document.and_then(|document| {
        if document.is_array() {
            return document.at(0);
        }
        match document.embedded(key) {
            Some(collection) => collection.at(0),
            None => document.is_object().then(|| document.clone()),
        }
    });
    found.ok_or_else(|| answer.unexpected(key))
}

/// Reads the one entity of an answer.
pub(crate) fn one<T: Entity>(answer: Answer) -> Result<T> {
    first(&answer, T::KEY).map(T::view)
}

/// Reads nothing: that it succeeded is enough.
pub(crate) fn done(_: Answer) -> Result<()> {
    Ok(())
}

/// A DELETE without a body.
pub(crate) fn remove(api: &Api, path: String) -> Call<()> {
    Call::made(Ask::new(api, Method::Delete, path), done)
}
