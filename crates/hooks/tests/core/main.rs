//! The core: decoding, tokens, the disable hook, continuing, without a server.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

mod channel;
mod continuing;
mod crm;
mod pipeline;
mod properties;
mod tokens;

#[path = "../support/mod.rs"]
mod support;
