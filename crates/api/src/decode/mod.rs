//! Decoding many entities at once from the answer's bytes into owned records: [`List::records`].
//!
//! Four fields of every lead cost a view less; all fields of all leads cost a record less.

mod key;
mod list;
mod page;
mod record;
mod scalar;
mod value;

#[doc(hidden)]
pub use serde;

pub(crate) use key::Key;
pub(crate) use record::{Record, Skip, Slot, record};
pub use value::{Field, Recorded, Value};

#[cfg(doc)]
use crate::call::List;
