//! What a client hands its calls to, and what it gets back.

use crate::call::ask::Ask;
use crate::error::{Error, Fault};
use crate::http::{Method, Request};
use crate::json::Json;
use crate::platform::{BoxFuture, MaybeSend};

/// Carries whole calls: it waits for their place, sends them, says what an answer means, and sends again what is worth it.
///
/// Over a [`crate::Transport`] the library does this itself; see [`Api::new`]. For another way there is [`Api::over`]. In a
/// widget the page does it, in a tenth of the bytes.
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

/// What a client hands its calls to.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) use Carrier as Session;

/// A call on its way.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) type Sent = BoxFuture<Result<Content, Fault>>;

/// A successful answer.
pub struct Answer(pub(crate) Box<Ask>);

impl Answer {
    /// The document; `None` for an answer without a body.
    pub fn document(&self) -> Option<&Json> {
        self.0.document.as_ref()
    }

    /// The bytes, if [`crate::Accept::Bytes`] was asked for. In the browser with the feature `decode` only.
    pub fn bytes(&self) -> Option<&[u8]> {
        #[cfg(any(feature = "decode", not(target_family = "wasm")))]
        let bytes = self.0.bytes.as_deref();
        #[cfg(not(any(feature = "decode", not(target_family = "wasm"))))]
        let bytes = None;
        bytes
    }

    pub(crate) fn method(&self) -> Method {
        self.0.request.method
    }

    pub(crate) fn path(&self) -> &str {
        &self.0.request.path
    }

    /// An error about this answer.
    pub(crate) fn unexpected(&self, missing: &str) -> Error {
        Error::unexpected(self.method(), self.path(), missing, self.document())
    }
}
