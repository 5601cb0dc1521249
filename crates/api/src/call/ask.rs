//! [`Ask`], a request under construction, on its way, and answered.

use std::task::{Context, Poll};

use crate::call::Param;
use crate::call::query::{append, push, text};
use crate::client::Api;
use crate::error::{Error, Result};
use crate::http::{Answer, Method, Options, Request, Sent};
use crate::json::{Json, put};
use crate::platform::Exclusive;

/// A request with all that grows around it on its way: parameters, then the answer. It does not know what it reads, so that
/// all calls share its code. Boxed, as each step of a builder moves it.
pub(crate) struct Ask {
    pub(crate) api: Api,
    pub(crate) request: Request,
    pub(crate) options: Options,
    with: String,
    /// Its way there and back; from the beginning if it is refused without being sent.
    pub(super) sent: Option<Exclusive<Sent>>,
    /// What the answer holds, once it is there.
    pub(crate) document: Option<Json>,
    #[cfg(any(feature = "decode", not(target_family = "wasm")))]
    pub(crate) bytes: Option<Vec<u8>>,
}

impl Ask {
    #[inline(never)]
    pub(crate) fn new(api: &Api, method: Method, path: String) -> Box<Self> {
        Box::new(Self {
            api: api.clone(),
            request: Request::new(method, path),
            options: Options::default(),
            with: String::new(),
            sent: None,
            document: None,
            #[cfg(any(feature = "decode", not(target_family = "wasm")))]
            bytes: None,
        })
    }

    pub(crate) fn param(&mut self, key: &str, value: &dyn Param) {
        push(&mut self.request.path, key, &text(value));
    }

    #[inline(never)]
    pub(crate) fn number(&mut self, key: &str, number: u32) {
        push(&mut self.request.path, key, &text(&i64::from(number)));
    }

    /// Adds parameters that are written already.
    pub(crate) fn query(&mut self, query: &str) {
        append(&mut self.request.path, query);
    }

    /// Where the name of what is asked for besides is to be appended.
    #[inline(never)]
    pub(crate) fn with(&mut self) -> &mut String {
        if !self.with.is_empty() {
            put(&mut self.with, b',');
        }
        &mut self.with
    }

    /// Where the name of what comes first is to be appended, then `]=` and the direction.
    #[inline(never)]
    pub(crate) fn order(&mut self) -> &mut String {
        append(&mut self.request.path, "?order[");
        &mut self.request.path
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

/// Sends what was not sent yet; takes it when it was answered.
#[inline(never)]
pub(super) fn poll(asked: &mut Option<Box<Ask>>, cx: &mut Context<'_>) -> Poll<Result<Answer>> {
    let Some(mut ask) = asked.take() else { return Poll::Pending };
    let mut sent = match ask.sent.take() {
        Some(sent) => sent.into_inner(),
        None => ask.api.carrier().carry(&ask.request, ask.options),
    };
    let Poll::Ready(ended) = sent.as_mut().poll(cx) else {
        ask.sent = Some(Exclusive::new(sent));
        *asked = Some(ask);
        return Poll::Pending;
    };
    Poll::Ready(ask.answered(ended).map(|()| Answer(ask)))
}
