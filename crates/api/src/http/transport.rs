//! What carries a request to Kommo.

use crate::http::{Request, Response};
use crate::platform::{BoxFuture, MaybeSend};

/// Carries requests, and supplies the clock, the timers and the chance that pace and retries need.
///
/// There is one for a server (`kommo_api::Bearer`, feature `http`), and a test may write its own; a widget's session
/// does without. Futures are `Send` on a server and need not be in the browser.
///
/// Dropping the future of [`Transport::send`] must abort the request, dropping that of [`Transport::sleep`] must clear
/// the timer.
pub trait Transport: MaybeSend + 'static {
    /// Sends `request`. Any HTTP status is an answer; an error means that there is none.
    fn send(&self, request: Request) -> BoxFuture<Result<Response, TransportError>>;

    /// Completes after `milliseconds`.
    fn sleep(&self, milliseconds: u32) -> BoxFuture<()>;

    /// Milliseconds on a clock that never goes back (`performance.now()`), from any start.
    fn now(&self) -> u64;

    /// A random number, to spread retries. It need not be unpredictable.
    fn random(&self) -> u32;
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request cannot have arrived: no connection, no address, refused by the browser before sending.
    NotSent,
    /// The connection broke, or nobody knows: the request may have arrived.
    Interrupted,
    /// The body broke off before its end.
    Truncated,
    /// The request was aborted, for example because its widget was destroyed.
    Cancelled,
}

/// No answer from the server.
#[derive(Clone, Debug)]
pub struct TransportError {
    /// What happened.
    pub kind: TransportErrorKind,
    /// What the HTTP client said about it.
    pub message: String,
}

impl TransportError {
    /// An error with what the HTTP client said.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}
