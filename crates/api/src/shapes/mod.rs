//! Recorded shapes of every entity, and what becomes of them when real data is looser than the documentation.

mod account;
mod cards;
mod feed;
mod loosen;
mod setup;
mod snapshot;

pub(crate) use loosen::check;
pub(crate) use snapshot::{Show, Snapshot};
