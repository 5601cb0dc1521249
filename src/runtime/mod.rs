//! The machinery between the shim and the author's widget: widgets by id, tasks, and slots that wait for the page.

mod callback;
mod dispatch;
mod registry;
mod signal;
mod task;

pub use callback::{Bind, Callback};
pub use dispatch::dispatch;
pub(crate) use dispatch::{failed, widget};
pub(crate) use signal::{Hold, Signal, Subscription};
pub(crate) use task::spawn;
