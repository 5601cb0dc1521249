//! Writing a seed into an empty database.

mod account;
mod activity;
mod cards;
mod fields;

use rusqlite::Connection;

use super::SeedError;
use super::model::Model;

pub(super) fn plant(db: &Connection, model: &Model, now: i64) -> Result<(), SeedError> {
    account::plant(db, model, now)?;
    fields::plant(db, model)?;
    cards::catalogs(db, model, now)?;
    cards::plant(db, model, now)?;
    activity::plant(db, model, now)
}

/// Says which entry a failing row belongs to.
fn entry<T>(kind: &str, id: i64, done: rusqlite::Result<T>) -> Result<T, SeedError> {
    done.map_err(|error| SeedError::Entry { entry: format!("{kind}/{id}"), reason: error.to_string() })
}
