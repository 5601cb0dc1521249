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
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod session;
mod transport;

#[cfg(all(feature = "http", not(target_family = "wasm")))]
pub use bearer::Bearer;
pub use carrier::{Answer, Carrier, Content, Options};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) use carrier::{Sent, Session};
pub(crate) use engine::{Engine, Timed};
pub use limiter::{Limiter, REQUESTS_PER_SECOND};
pub use request::{Accept, Method, Request};
pub use response::{Body, Response};
pub use retry::{Decision, Failure, Retry};
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use session::Session;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) use session::{Foreign, Sent};
pub use transport::{Transport, TransportError, TransportErrorKind};
