//! What a client hands its calls to, and what it gets back.

use crate::client::Api;
use crate::error::{Error, Fault};
use crate::http::{Method, Request};
use crate::json::Json;
use crate::platform::{BoxFuture, MaybeSend};

/// Carries whole calls: it waits for their place, sends them, says what an answer means, and sends again what is worth it.
///
/// Over a [`crate::Transport`] the library does this itself; see [`Api::new`]. A widget's session is a carrier of its own,
/// as the page does the same in a tenth of the bytes; see [`Api::over`].
///
/// Dropping the future of [`Carrier::carry`] must abort the request, dropping that of [`Carrier::sleep`] must clear the
/// timer.
pub trait Carrier: MaybeSend + 'static {
    /// Carries a call to its end.
    fn carry(&self, request: &Request, options: Options) -> BoxFuture<Result<Content, Fault>>;

    /// Completes after `milliseconds`.
    fn sleep(&self, milliseconds: u32) -> BoxFuture<()>;
}

/// What a single call may have different from its client.
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub struct Options {
    /// Whether a POST that may have arrived is sent again.
    pub repeat_posts: bool,
    /// How many milliseconds an attempt may take.
    pub timeout: Option<u32>,
}

/// What a successful answer holds.
pub enum Content {
    /// No body.
    Nothing,
    /// A document.
    Document(Json),
    /// The bytes, if [`crate::Accept::Bytes`] was asked for.
    Bytes(Vec<u8>),
}

#[cfg(all(feature = "decode", target_family = "wasm", target_os = "unknown"))]
impl Content {
    /// A session's answers are JavaScript's bytes.
    pub(crate) fn into_bytes(self) -> Self {
        match self {
            Self::Document(document) => match document.bytes() {
                Some(bytes) => Self::Bytes(bytes),
                None => Self::Document(document),
            },
            other => other,
        }
    }
}

/// A successful answer.
pub struct Answer {
    pub(crate) api: Api,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) content: Content,
}

impl Answer {
    /// The document; `None` for an answer without a body.
    pub fn document(&self) -> Option<&Json> {
        match &self.content {
            Content::Document(document) => Some(document),
            _ => None,
        }
    }

    /// The bytes, if [`crate::Accept::Bytes`] was asked for.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// An error about this answer.
    pub(crate) fn unexpected(&self, missing: &str) -> Error {
        Error::unexpected(self.method, &self.path, missing, self.document().cloned())
    }
}
