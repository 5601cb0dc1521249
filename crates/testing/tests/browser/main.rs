//! The harness itself, against small pages of its own: no sandbox, no widget.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod acting;
mod errors;
mod finding;
mod isolation;
mod memory;
mod pages;
mod reading;
mod waiting;
