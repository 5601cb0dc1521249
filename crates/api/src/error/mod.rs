//! [`Error`], the one error type: what went wrong, where, and what to do.

mod kind;
mod text;
mod validation;

use std::fmt;

use crate::http::{Method, Request, TransportError, TransportErrorKind};
use crate::json::Json;
use crate::platform::Shared;

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
pub struct Error(Shared<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    method: Method,
    path: String,
    message: String,
    may_have_arrived: bool,
    answered: Answered,
    item: Option<(String, Option<u64>)>,
}

/// What an answer that means an error holds; nothing if there was none.
#[derive(Clone, Default)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<u32>,
    pub(crate) document: Option<Json>,
    pub(crate) text: String,
}

impl Error {
    /// An error of the given kind, about a request.
    pub fn new(kind: ErrorKind, method: Method, path: &str, message: impl Into<String>) -> Self {
        Self::made(kind, method, path, message.into(), Answered::default())
    }

    /// The one place where errors are made.
    #[inline(never)]
    pub(crate) fn made(
        kind: ErrorKind,
        method: Method,
        path: &str,
        message: String,
        mut answered: Answered,
    ) -> Self {
        cut(&mut answered.text);
        // Refused before it was carried out: by the limiter, for want of a right, as it makes no sense.
        let may_have_arrived = !matches!(answered.status, NOT_SENT | 400..500);
        let path = String::from(path);
        Self(Shared::new(Inner { kind, method, path, message, may_have_arrived, answered, item: None }))
    }

    pub(crate) fn from_transport(error: TransportError, request: &Request) -> Self {
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
        Self::made(kind, request.method, &request.path, error.message, answered)
    }

    /// An answer that is not of the expected form.
    pub(crate) fn unexpected(method: Method, path: &str, missing: &str, document: Option<Json>) -> Self {
        let mut message = String::from("no ");
        message.push_str(missing);
        Self::made(ErrorKind::Decode, method, path, message, Answered { document, ..Answered::default() })
    }

    /// The same failure as one item of a batch saw it: refused itself, or refused because of others.
    pub(crate) fn for_item(&self, request_id: &str, id: Option<u64>) -> Self {
        let mut inner = Inner { item: Some((String::from(request_id), id)), ..(*self.0).clone() };
        let named = self.invalid();
        if inner.kind == ErrorKind::Validation
            && !named.is_empty()
            && !named.iter().any(|field| field.is_about(request_id, id))
        {
            inner.kind = ErrorKind::BatchRefused;
        }
        Self(Shared::new(inner))
    }

    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The HTTP status; `None` if there was no answer.
    pub fn status(&self) -> Option<u16> {
        (self.0.answered.status > NOT_SENT).then_some(self.0.answered.status)
    }

    /// The request's method.
    pub fn method(&self) -> Method {
        self.0.method
    }

    /// The request's path with its query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What the HTTP client, the decoder or the library itself said, if it was not Kommo.
    pub fn message(&self) -> &str {
        &self.0.message
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
        self.0.answered.document.as_ref()?.get(key)?.as_string()
    }

    /// The fields Kommo refused, by item and path; empty if it named none.
    #[inline(never)]
    pub fn invalid(&self) -> Vec<Invalid> {
        let mut invalid = self.0.answered.document.as_ref().map(validation::read).unwrap_or_default();
        if let Some((request_id, id)) = &self.0.item {
            invalid.retain(|field| field.is_about(request_id, *id));
        }
        invalid
    }

    /// The answer's document, if it was one.
    pub fn document(&self) -> Option<&Json> {
        self.0.answered.document.as_ref()
    }

    /// The beginning of an answer that was no document (at most 4 kB), or of a document given as text.
    pub fn body(&self) -> String {
        match &self.0.answered.document {
            Some(document) if self.0.answered.text.is_empty() => {
                let mut text = document.to_json();
                cut(&mut text);
                text
            }
            _ => self.0.answered.text.clone(),
        }
    }

    /// Kommo's number of this request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.answered.request_id.as_deref()
    }

    /// Whether the request may have been carried out although it failed. `false` means that it is safe to send again.
    pub fn may_have_arrived(&self) -> bool {
        self.0.may_have_arrived
    }

    pub(crate) fn retry_after(&self) -> Option<u32> {
        self.0.answered.retry_after
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
        f.write_str(&text::sentence(self))
    }
}

/// The same text as `Display`: a derived `Debug` would cost a widget 6 kB.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
