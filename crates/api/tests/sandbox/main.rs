//! Every endpoint that the simulated account serves, through the client with a token.

#![cfg(not(target_family = "wasm"))]
// Helpers outside of test functions may fail loudly too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cards;
mod common;
mod faults;
mod pace;
mod setup;
