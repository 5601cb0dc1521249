//! [`Ask`], a request under construction, and [`Sending`], the same on its way.

use std::task::{Context, Poll, ready};

use crate::call::Param;
use crate::call::query::{append, push};
use crate::client::Api;
use crate::error::{Error, Result};
use crate::http::{Answer, Method, Options, Request, Sent};
use crate::json::Json;

/// A request with all that grows around it on its way: parameters, then the answer. It does not know what it reads, so that
/// all calls share its code. Boxed, as each step of a builder moves it.
pub(crate) struct Ask {
    pub(crate) api: Api,
    pub(crate) request: Request,
    pub(crate) options: Options,
    with: String,
    /// Why it is not sent at all.
    pub(crate) refused: Option<Error>,
    /// What the answer holds, once it is there.
    pub(crate) document: Option<Json>,
    #[cfg(any(feature = "decode", not(target_family = "wasm")))]
    pub(crate) bytes: Option<Vec<u8>>,
}

impl Ask {
    #[inline(never)]
    pub(crate) fn new(api: &Api, request: Request) -> Box<Self> {
        Box::new(Self {
            api: api.clone(),
            request,
            options: Options::default(),
            with: String::new(),
            refused: None,
            document: None,
            #[cfg(any(feature = "decode", not(target_family = "wasm")))]
            bytes: None,
        })
    }

    /// A GET, whose path is to grow a query.
    #[inline(never)]
    pub(crate) fn get(api: &Api, path: &str) -> Box<Self> {
        Self::new(api, Request::new(Method::Get, path))
    }

    pub(crate) fn param(&mut self, key: &str, value: &dyn Param) {
        push(&mut self.request.path, key, value);
    }

    /// Adds parameters that are written already.
    pub(crate) fn query(&mut self, query: &str) {
        append(&mut self.request.path, query);
    }

    #[inline(never)]
    pub(crate) fn with(&mut self, with: &dyn Param) {
        if !self.with.is_empty() {
            self.with.push(',');
        }
        with.push_param(&mut self.with);
    }

    #[inline(never)]
    pub(crate) fn order(&mut self, by: &dyn Param, direction: &dyn Param) {
        let mut key = String::from("order[");
        by.push_param(&mut key);
        key.push(']');
        self.param(&key, direction);
    }

    /// The finished request.
    #[inline(never)]
    pub(crate) fn finish(mut self: Box<Self>) -> Box<Self> {
        if !self.with.is_empty() {
            push(&mut self.request.path, "with", &self.with);
        }
        self
    }

    /// What came back.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    fn answered(&mut self, ended: Result<crate::http::Content, crate::error::Fault>) -> Result<()> {
        use crate::http::Content;
        match ended {
            Ok(Content::Nothing) => {}
            Ok(Content::Document(document)) => self.document = Some(document),
            Ok(Content::Bytes(bytes)) => self.bytes = Some(bytes),
            Err(fault) => return Err(Error::made(self.request.method, &self.request.path, fault)),
        }
        Ok(())
    }

    /// What came back: a document, bytes, or undefined.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    fn answered(&mut self, ended: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>) -> Result<()> {
        let answer = ended.map_err(Error::of_page)?;
        if answer.is_undefined() {
            return Ok(());
        }
        let document = Json::from_js(answer);
        #[cfg(feature = "decode")]
        if self.request.wants_bytes() {
            self.bytes = document.bytes();
            if self.bytes.is_some() {
                return Ok(());
            }
        }
        self.document = Some(document);
        Ok(())
    }
}

/// A request on its way.
pub(super) struct Sending {
    /// `None` once it was answered.
    pub(super) ask: Option<Box<Ask>>,
    pub(super) sent: Option<Sent>,
}

impl Sending {
    #[inline(never)]
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Answer>> {
        let Some(ask) = &mut self.ask else { return Poll::Pending };
        if let Some(error) = ask.refused.take() {
            self.ask = None;
            return Poll::Ready(Err(error));
        }
        let sent = self.sent.get_or_insert_with(|| ask.api.carrier().carry(&ask.request, ask.options));
        let ended = ready!(sent.as_mut().poll(cx));
        self.sent = None;
        let Some(mut ask) = self.ask.take() else { return Poll::Pending };
        Poll::Ready(ask.answered(ended).map(|()| Answer(ask)))
    }
}
