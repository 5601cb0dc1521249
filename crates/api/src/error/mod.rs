//! [`Error`], the one error type: what went wrong, where, and what to do.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod browser;
mod kind;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;
mod text;
mod validation;

use std::fmt;

use crate::http::{Method, TransportError, TransportErrorKind};
use crate::json::Json;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
use browser::Kept;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) use browser::refusal;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use native::Kept;

pub use kind::ErrorKind;
pub use validation::Invalid;

/// What the client's functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Stands for the status of a request that never left; 0 for one without an answer.
const NOT_SENT: u16 = 1;

/// How many bytes of an answer's text an error keeps.
pub const KEPT_BODY: usize = 4096;

/// Why a call failed.
///
/// [`Error::kind`] is for programs; `Display` says in one sentence what happened and what to do about it. The request's
/// method and path, the status, Kommo's own title, detail and hint, the refused fields and the answer's text (its first
/// 4 kB) are kept.
#[derive(Clone)]
pub struct Error(Kept);

#[derive(Clone)]
struct Inner {
    method: Method,
    path: String,
    fault: Fault,
    item: Option<(String, Option<u64>)>,
}

/// What went wrong, before it is known of which request: what a [`crate::Carrier`] gives.
#[derive(Clone)]
pub struct Fault {
    /// What sort of failure.
    pub kind: ErrorKind,
    /// What the HTTP client said about it.
    pub message: String,
    /// What the answer held.
    pub answered: Answered,
}

/// What an answer that means an error holds; nothing if there was none.
#[derive(Clone, Default)]
pub struct Answered {
    /// The HTTP status; 0 without an answer.
    pub status: u16,
    /// Kommo's number of the request.
    pub request_id: Option<String>,
    /// What the header `Retry-After` said, in seconds.
    pub retry_after: Option<u32>,
    /// The document, if it was one.
    pub document: Option<Json>,
    /// The text of what is no document; its beginning is kept.
    pub text: String,
}

impl Fault {
    /// Whether the request may have been carried out.
    pub(crate) fn may_have_arrived(&self) -> bool {
        // Refused before it was carried out: by the limiter, for want of a right, as it makes no sense.
        !matches!(self.answered.status, NOT_SENT | 400..500)
    }
}

impl From<TransportError> for Fault {
    fn from(error: TransportError) -> Self {
        let mut answered = Answered::default();
        let kind = match error.kind {
            TransportErrorKind::Cancelled => ErrorKind::Cancelled,
            TransportErrorKind::Truncated => ErrorKind::Truncated,
            TransportErrorKind::Interrupted => ErrorKind::Network,
            TransportErrorKind::NotSent => {
                answered.status = NOT_SENT;
                ErrorKind::Network
            }
        };
        Self { kind, message: error.message, answered }
    }
}

impl Error {
    /// An error of the given kind, about a request.
    pub fn new(kind: ErrorKind, method: Method, path: &str, message: impl Into<String>) -> Self {
        let fault = Fault { kind, message: message.into(), answered: Answered::default() };
        Self::made(method, path, fault)
    }

    /// The same failure as one item of a batch saw it: refused itself, or refused because of others.
    pub(crate) fn for_item(&self, request_id: &str, id: Option<u64>) -> Self {
        let mut inner = Inner { item: Some((String::from(request_id), id)), ..self.inner().clone() };
        let named = self.invalid();
        if inner.fault.kind == ErrorKind::Validation
            && !named.is_empty()
            && !named.iter().any(|field| field.is_about(request_id, id))
        {
            inner.fault.kind = ErrorKind::BatchRefused;
        }
        Self::of(inner)
    }

    /// The sentence of `Display`, without the weight of the formatting machinery.
    pub fn text(&self) -> String {
        text::sentence(self)
    }

    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.inner().fault.kind
    }

    /// The HTTP status; `None` if there was no answer.
    pub fn status(&self) -> Option<u16> {
        (self.inner().fault.answered.status > NOT_SENT).then_some(self.inner().fault.answered.status)
    }

    /// The request's method.
    pub fn method(&self) -> Method {
        self.inner().method
    }

    /// The request's path with its query.
    pub fn path(&self) -> &str {
        &self.inner().path
    }

    /// What the HTTP client, the decoder or the library itself said, if it was not Kommo.
    pub fn message(&self) -> &str {
        &self.inner().fault.message
    }

    /// Kommo's name for the failure, such as `Bad Request`.
    pub fn title(&self) -> Option<String> {
        self.property("title")
    }

    /// Kommo's explanation, such as `Request validation failed`. In English on Kommo, localised on amoCRM.
    pub fn detail(&self) -> Option<String> {
        self.property("detail")
    }

    /// Kommo's hint; the OAuth calls send one.
    pub fn hint(&self) -> Option<String> {
        self.property("hint")
    }

    #[inline(never)]
    fn property(&self, key: &str) -> Option<String> {
        self.inner().fault.answered.document.as_ref()?.get(key)?.as_string()
    }

    /// The fields Kommo refused, by item and path; empty if it named none.
    #[inline(never)]
    pub fn invalid(&self) -> Vec<Invalid> {
        let mut invalid =
            self.inner().fault.answered.document.as_ref().map(validation::read).unwrap_or_default();
        if let Some((request_id, id)) = &self.inner().item {
            invalid.retain(|field| field.is_about(request_id, *id));
        }
        invalid
    }

    /// The answer's document, if it was one.
    pub fn document(&self) -> Option<&Json> {
        self.inner().fault.answered.document.as_ref()
    }

    /// The beginning of an answer that was no document (at most 4 kB), or of a document given as text.
    pub fn body(&self) -> String {
        match &self.inner().fault.answered.document {
            Some(document) if self.inner().fault.answered.text.is_empty() => {
                let mut text = document.to_json();
                cut(&mut text);
                text
            }
            _ => self.inner().fault.answered.text.clone(),
        }
    }

    /// Kommo's number of this request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        self.inner().fault.answered.request_id.as_deref()
    }

    /// Whether the request may have been carried out although it failed. `false` means that it is safe to send again.
    pub fn may_have_arrived(&self) -> bool {
        self.inner().fault.may_have_arrived()
    }
}

fn cut(text: &mut String) {
    let mut end = KEPT_BODY.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// The same text as `Display`: a derived `Debug` would cost a widget 6 kB.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
