//! The client over a scripted transport: what it sends, and what it makes of every sort of answer.

#![cfg(not(target_family = "wasm"))]
// Helpers outside of test functions may fail loudly too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod batches;
mod bodies;
mod errors;
mod fake;
mod pages;
mod queries;
mod records;
mod retries;
mod stopping;
