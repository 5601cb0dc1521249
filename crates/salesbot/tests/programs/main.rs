//! Programs built, checked, read and written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

mod built;
mod properties;
mod refused;
