//! The account layer: how a test is run, signing in, the API and the journal.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod requests;
mod running;
mod signing_in;
