//! The account's database: SQLite, embedded, in memory or in a file.

mod migrations;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Where the account is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Database {
    /// In memory: gone with the sandbox.
    #[default]
    Memory,
    /// In a file, created if absent: the account survives a restart.
    File(PathBuf),
}

/// Why the database could not be opened or asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DbError {
    /// The file could not be opened or created.
    #[error("cannot open the sandbox's database {path}: {source}")]
    Open {
        /// The file, or `:memory:`.
        path: String,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A step of the schema failed: most often a file made by a newer version.
    #[error(
        "the sandbox's database does not take the schema step `{step}`: {source}; start with a fresh file"
    )]
    Migration {
        /// The step's name.
        step: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A statement failed.
    #[error("the sandbox's database refused a statement: {0}")]
    Query(#[from] rusqlite::Error),
}

/// One connection behind a lock: statements take microseconds, so that requests simply queue.
#[derive(Debug)]
pub(crate) struct Db {
    connection: Mutex<Connection>,
}

impl Db {
    /// Opens the database and brings its schema up to date.
    pub(crate) fn open(database: &Database) -> Result<Self, DbError> {
        let (path, opened) = match database {
            Database::Memory => (":memory:".to_owned(), Connection::open_in_memory()),
            Database::File(path) => (path.display().to_string(), Connection::open(path)),
        };
        let mut connection = opened.map_err(|source| DbError::Open { path, source })?;
        connection.set_prepared_statement_cache_capacity(256);
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
        )?;
        migrations::run(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Runs `work` with the connection; other requests wait meanwhile.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        // A panic inside a transaction rolled it back when it unwound, so a poisoned lock is still a sound database.
        work(&self.connection.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs `work` in a transaction: committed if it gives `Ok`, rolled back otherwise.
    pub(crate) fn transaction<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// Deletes every row of every table.
pub(crate) fn empty(db: &Connection) -> rusqlite::Result<()> {
    // References are looked at again when the transaction is committed, and then there are none.
    db.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let tables: Vec<String> = db
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_steps'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for table in tables {
        db.execute(&format!("DELETE FROM \"{table}\""), [])?;
    }
    db.execute("DELETE FROM sqlite_sequence", [])?;
    Ok(())
}
