//! Calls: built step by step, sent when awaited.

pub(crate) mod ask;
mod batch;
mod get;
mod list;
mod one;
pub(crate) mod page;
mod query;
mod saved;
mod stop;
mod stream;

pub use batch::{ADVISED, Batch, MOST};
pub use get::Get;
pub(crate) use list::read as page;
pub use list::{Direction, Entity, Filter, List, Nothing, Searchable};
pub use one::Call;
pub(crate) use one::{call, call_array, done, first, one, remove};
pub use page::Page;
pub use query::{Param, Query, Span};
pub(crate) use query::{custom_field_key, encode, path};
pub use saved::Saved;
pub(crate) use saved::saved;
pub use stop::{Cancel, Cancellable};
pub use stream::{Items, Pages};
