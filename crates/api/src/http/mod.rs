//! Requests and answers as plain data, the transport that carries them, and what happens around it: pace, retries, errors.

#[cfg(all(feature = "http", not(target_family = "wasm")))]
mod bearer;
mod carrier;
mod classify;
mod engine;
mod limiter;
mod request;
mod response;
mod retry;
mod transport;

#[cfg(all(feature = "http", not(target_family = "wasm")))]
pub use bearer::Bearer;
pub use carrier::{Answer, Carrier, Content, Options};
pub(crate) use engine::{Engine, Timed};
pub use limiter::{Limiter, REQUESTS_PER_SECOND};
pub use request::{Accept, Method, Request};
pub use response::{Body, Response};
pub use retry::{Decision, Failure, Retry};
pub use transport::{Transport, TransportError, TransportErrorKind};
