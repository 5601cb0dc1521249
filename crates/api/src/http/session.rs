//! The way of a call in the browser: what the page says stays the page's value.

use wasm_bindgen::JsValue;

use crate::error::refusal;
use crate::http::{Carrier, Content, Options, Request};
use crate::json::Json;
use crate::platform::BoxFuture;

/// A call on its way.
pub(crate) type Sent = BoxFuture<Result<JsValue, JsValue>>;

/// A page's own carrier: what it gives is read when it is asked for, and most of it never is.
///
/// Dropping the future of [`Session::carry`] must abort the request, dropping that of [`Session::sleep`] must clear the
/// timer.
pub trait Session: 'static {
    /// Carries a call to its end: the document, its bytes as `Uint8Array` if these were asked for, undefined for an answer
    /// without a body; or, as failed, what [`crate::Error::of_page`] takes.
    fn carry(&self, request: &Request, options: Options) -> BoxFuture<Result<JsValue, JsValue>>;

    /// Completes after `milliseconds`.
    fn sleep(&self, milliseconds: u32) -> BoxFuture<Result<JsValue, JsValue>>;
}

/// A carrier that knows nothing of pages.
pub(crate) struct Foreign<C>(pub(crate) C);

impl<C: Carrier> Session for Foreign<C> {
    fn carry(&self, request: &Request, options: Options) -> BoxFuture<Result<JsValue, JsValue>> {
        let (method, path) = (request.method, request.path.clone());
        let sent = self.0.carry(request, options);
        Box::pin(async move {
            match sent.await {
                Ok(Content::Nothing) => Ok(JsValue::UNDEFINED),
                Ok(Content::Document(document)) => Ok(document.as_js().clone()),
                Ok(Content::Bytes(bytes)) => Ok(held(bytes)),
                Err(fault) => Err(refusal(method, &path, &fault, None)),
            }
        })
    }

    fn sleep(&self, milliseconds: u32) -> BoxFuture<Result<JsValue, JsValue>> {
        let asleep = self.0.sleep(milliseconds);
        Box::pin(async move {
            asleep.await;
            Ok(JsValue::UNDEFINED)
        })
    }
}

#[cfg(feature = "decode")]
fn held(bytes: Vec<u8>) -> JsValue {
    Json::from_bytes(&bytes).as_js().clone()
}

/// Nothing is there to decode them.
#[cfg(not(feature = "decode"))]
fn held(bytes: Vec<u8>) -> JsValue {
    let document = String::from_utf8(bytes).ok().and_then(|text| Json::parse(&text));
    document.map_or(JsValue::UNDEFINED, |document| document.as_js().clone())
}
