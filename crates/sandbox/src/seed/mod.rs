//! What a new account holds, as data: a JSON document, either the one in this folder or the author's own.
//!
//! Times are Unix seconds, or text relative to the moment the account is made: `"-3d"`, `"+2h30m"`. Custom fields are
//! named by id or code and take a value as the API's `values` would, or just the value itself.

mod model;
mod plant;
mod time;

use rusqlite::Connection;

use model::Model;

/// Why a seed could not be read or planted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SeedError {
    /// The document is not a seed.
    #[error("the seed is not valid at line {line}, column {column}: {reason}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        reason: String,
    },
    /// An entry does not fit the account: a field that does not exist, a value of the wrong type.
    #[error("the seed's entry `{entry}` does not fit: {reason}")]
    Entry {
        /// Which entry, such as `leads/23847101`.
        entry: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The database refused a row.
    #[error("the seed does not fit the database: {0}")]
    Database(#[from] rusqlite::Error),
}

/// The content of a new account.
#[derive(Debug, Clone)]
pub struct Seed {
    text: std::borrow::Cow<'static, str>,
}

impl Seed {
    /// A joinery with three users in two groups, two pipelines and forty leads.
    pub fn small_business() -> Self {
        Self { text: include_str!("small_business.json").into() }
    }

    /// The joinery's users, pipelines and fields, and not one lead, contact or task.
    pub fn empty() -> Self {
        Self { text: include_str!("empty.json").into() }
    }

    /// A seed of one's own; it is checked here, and against itself when it is planted.
    pub fn from_json(text: &str) -> Result<Self, SeedError> {
        parse(text)?;
        Ok(Self { text: text.to_owned().into() })
    }

    /// Fills a database that has no account yet.
    pub(crate) fn plant_if_empty(&self, db: &Connection, now: i64) -> Result<(), SeedError> {
        if db.prepare("SELECT 1 FROM account")?.exists([])? {
            return Ok(());
        }
        plant::plant(db, &parse(&self.text)?, now)
    }
}

impl Default for Seed {
    fn default() -> Self {
        Self::small_business()
    }
}

fn parse(text: &str) -> Result<Model, SeedError> {
    serde_json::from_str(text).map_err(|error| SeedError::Syntax {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    })
}
