//! Decoding many entities at once from the answer's bytes: every field into owned records ([`List::records`]), or the few
//! that are wanted ([`List::fields`]), which costs a third.

#[macro_use]
mod fields;
mod list;
mod page;
mod reader;
mod record;
mod scalar;
mod scan;
#[cfg(test)]
mod tests;
mod value;

pub use reader::{Broken, Read, Reader, Slots};
pub use record::Record;
pub use value::{Field, Recorded, Slotted, Value};

#[cfg(doc)]
use crate::call::List;
