//! The whole way, in a browser: what an administrator and a user of an account do with a widget.
//!
//! `plain` is a widget in plain JavaScript, for tests of the account; `deal_desk` is the reference widget, from the zip that
//! `cargo kommo pack widget` writes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail where it stands"
)]

mod adversary;
mod archives;
mod bots;
mod crashes;
mod deal_desk;
mod endpoints;
mod fields;
mod keys;
mod leaks;
mod leaving;
mod members;
mod plain;
mod refused;
mod requests;
mod startup;
mod ticked;
