//! What an error holds in the browser: the page's own value. Nothing is taken out of it until somebody asks, and most
//! widgets only have it worded, by the page.

use std::cell::OnceCell;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Answered, Error, ErrorKind, Fault, Inner, cut};
use crate::http::Method;
use crate::json::Json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn short_array(
        method: &str,
        path: &str,
        kind: u32,
        status: u32,
        message: &str,
        request_id: &JsValue,
        document: &JsValue,
    ) -> JsValue;

    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn array(
        method: &str,
        path: &str,
        kind: u32,
        status: u32,
        message: &str,
        request_id: &JsValue,
        document: &JsValue,
        text: &JsValue,
        mark: &JsValue,
        id: &JsValue,
    ) -> JsValue;
}

/// A trait, so that only what takes the page's value apart brings along what that takes.
trait Known {
    fn inner(&self) -> &Inner;
}

impl Known for Inner {
    fn inner(&self) -> &Inner {
        self
    }
}

pub(super) struct Kept(Box<(JsValue, OnceCell<Box<dyn Known>>)>);

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self(Box::new((self.0.0.clone(), OnceCell::new())))
    }
}

impl Error {
    /// From what the page says: `[method, path, kind, status, message, request id, document, text]`, where the kind is a
    /// number ([`ErrorKind::of_number`]) and the last four may be missing. What is none of this reads as empty.
    #[inline(never)]
    pub fn of_page(refusal: JsValue) -> Self {
        Self(Kept(Box::new((refusal, OnceCell::new()))))
    }

    /// The page's value, as [`Error::of_page`] takes it.
    pub fn as_page(&self) -> &JsValue {
        &self.0.0.0
    }

    pub(super) fn of(inner: Inner) -> Self {
        Self::of_page(refusal(inner.method, &inner.path, &inner.fault, inner.item.as_ref()))
    }

    pub(super) fn inner(&self) -> &Inner {
        self.0.0.1.get_or_init(|| Box::new(read(self.as_page()))).inner()
    }

    pub(crate) fn made(method: Method, path: &str, fault: Fault) -> Self {
        Self::of_page(refusal(method, path, &fault, None))
    }

    /// An answer that is not of the expected form.
    #[inline(never)]
    pub(crate) fn unexpected(method: Method, path: &str, missing: &str, document: Option<&Json>) -> Self {
        let mut message = String::from("no ");
        message.push_str(missing);
        let none = &JsValue::UNDEFINED;
        let document = document.map_or(none, Json::as_js);
        let kind = ErrorKind::Decode as u32;
        Self::of_page(short_array(method.as_str(), path, kind, 0, &message, none, document))
    }
}

/// A failure as the page would say it.
pub(crate) fn refusal(
    method: Method,
    path: &str,
    fault: &Fault,
    item: Option<&(String, Option<u64>)>,
) -> JsValue {
    let text = |text: Option<&str>| text.map_or(JsValue::UNDEFINED, JsValue::from_str);
    let Answered { status, request_id, document, text: body, .. } = &fault.answered;
    let none = JsValue::UNDEFINED;
    let document = document.as_ref().map_or(&none, Json::as_js);
    let mark = text(item.map(|(mark, _)| mark.as_str()));
    let id = item.and_then(|(_, id)| *id).map_or(JsValue::UNDEFINED, |id| JsValue::from_f64(id as f64));
    let kind = fault.kind as u32;
    let (request_id, body) = (text(request_id.as_deref()), text(Some(body)));
    array(
        method.as_str(),
        path,
        kind,
        (*status).into(),
        &fault.message,
        &request_id,
        document,
        &body,
        &mark,
        &id,
    )
}

#[inline(never)]
fn read(refusal: &JsValue) -> Inner {
    let refusal = Json::from_js(refusal.clone());
    let text = |at| refusal.at(at)?.as_string();
    let number = |at| refusal.at(at)?.as_i64();
    let method = text(0).unwrap_or_default();
    let method = match method.as_str() {
        "POST" => Method::Post,
        "PATCH" => Method::Patch,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        _ => Method::Get,
    };
    let answered = Answered {
        status: number(3).and_then(|status| status.try_into().ok()).unwrap_or_default(),
        request_id: text(5),
        retry_after: None,
        document: refusal.at(6).filter(|document| !document.as_js().is_undefined()),
        text: text(7)
            .map(|mut text| {
                cut(&mut text);
                text
            })
            .unwrap_or_default(),
    };
    let kind =
        number(2).and_then(|kind| kind.try_into().ok()).map_or(ErrorKind::Status, ErrorKind::of_number);
    let fault = Fault { kind, message: text(4).unwrap_or_default(), answered };
    let id = || number(9).and_then(|id| id.try_into().ok());
    Inner { method, path: text(1).unwrap_or_default(), fault, item: text(8).map(|mark| (mark, id())) }
}
