//! [`Json`], the one document type, and the writer of request bodies.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod browser;
mod fields;
mod from;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;
mod settable;
mod write;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use browser::{Items, Json};
pub use fields::Fields;
pub(crate) use from::embedded;
pub use from::{FromField, FromJson};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use native::{Items, Json};
pub(crate) use settable::set;
pub use settable::{Settable, Text};
pub(crate) use write::put;
pub use write::{ToJson, push_integer, push_string};
