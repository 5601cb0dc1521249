//! An answer as plain data.

use crate::json::Json;

/// The body of an answer.
///
/// A transport hands over what it has; making a document of it, and telling HTML or a cut-off body from JSON, is done
/// in one place for all transports.
#[derive(Clone)]
#[non_exhaustive]
pub enum Body {
    /// Nothing, as in every 204.
    Empty,
    /// Text in Rust's memory.
    Text(String),
    /// Text in JavaScript's memory, from `Response.text()`: parsed there, without a copy.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    JsText(wasm_bindgen::JsValue),
    /// Bytes, from a server's HTTP client or from `Response.arrayBuffer()` when [`crate::Accept::Bytes`] was asked for.
    Bytes(Vec<u8>),
    /// A document already parsed.
    Document(Json),
}

/// An answer, as a [`crate::Transport`] hands it over. Statuses of 400 and above are answers too, not errors.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header, empty if there was none.
    pub content_type: String,
    /// Whether the answer came from another address than the request's: a session that has ended is redirected to the
    /// login page.
    pub redirected: bool,
    /// The `X-Request-Id` header, if any: Kommo's support asks for it.
    pub request_id: Option<String>,
    /// The `Retry-After` header in seconds, if any. Kommo is not known to send one.
    pub retry_after: Option<u32>,
    /// The body.
    pub body: Body,
}

impl Response {
    /// An answer with the given status, content type and body.
    pub fn new(status: u16, content_type: impl Into<String>, body: Body) -> Self {
        Self {
            status,
            content_type: content_type.into(),
            redirected: false,
            request_id: None,
            retry_after: None,
            body,
        }
    }
}
