//! The simulated account against widgets written as strangers write them: in plain JavaScript, in every awkward way that
//! public widgets were seen to use, and some meant to break the page. `docs/fidelity.md` says which statement about Kommo
//! each test holds.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

mod card_edits;
mod cards;
mod designers;
mod fixtures;
mod habits;
mod hostile;
mod lifecycle;
mod modules;
mod others;
mod outside;
mod page_habits;
mod page_parts;
mod pages;
mod settings;
mod table;
mod uploads;
