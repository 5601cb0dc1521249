//! The few types that differ between a browser and a server: whether futures are `Send`, and how state is shared.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod browser;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use browser::{BoxFuture, MaybeSend};
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) use browser::{Exclusive, Held, Locked, Shared};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use native::{BoxFuture, MaybeSend};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) use native::{Exclusive, Held, Locked, Shared};
