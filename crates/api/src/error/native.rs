//! What an error holds on a server.

use super::{Answered, Error, ErrorKind, Fault, Inner, cut};
use crate::http::Method;
use crate::json::Json;
use crate::platform::Shared;

pub(super) type Kept = Shared<Inner>;

impl Error {
    pub(super) fn of(mut inner: Inner) -> Self {
        cut(&mut inner.fault.answered.text);
        Self(Shared::new(inner))
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.0
    }

    pub(crate) fn made(method: Method, path: &str, fault: Fault) -> Self {
        Self::of(Inner { method, path: String::from(path), fault, item: None })
    }

    /// An answer that is not of the expected form.
    pub(crate) fn unexpected(method: Method, path: &str, missing: &str, document: Option<&Json>) -> Self {
        let mut message = String::from("no ");
        message.push_str(missing);
        let answered = Answered { document: document.cloned(), ..Answered::default() };
        Self::made(method, path, Fault { kind: ErrorKind::Decode, message, answered })
    }
}
