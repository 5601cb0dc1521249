//! What each step of a bot read and wrote.

use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::{Map, Value};

use super::run::Run;

/// A handler that a bot ran.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct BotStep {
    /// Number, over all runs, counting up.
    pub id: i64,
    /// The run it belongs to.
    pub run_id: i64,
    /// Simulated Unix time in milliseconds.
    pub at_ms: i64,
    /// Place of the block in the bot, from 0.
    pub block: i64,
    /// Place of the handler in the block's program, as a JSON pointer: `/0/question/2`.
    pub place: String,
    /// The handler's name; empty where the run itself did something.
    pub handler: String,
    /// The handler's params as the program has them.
    pub params: Value,
    /// Markers and terms that were read, with their values.
    pub read: Map<String, Value>,
    /// What was written, one sentence each.
    pub wrote: Vec<String>,
    /// What came of it: `next`, `goto question 1`, `waits for the client`, an error.
    pub outcome: String,
}

/// What a step has gathered so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) place: String,
    pub(super) handler: String,
    pub(super) params: Value,
    pub(super) read: Map<String, Value>,
    pub(super) wrote: Vec<String>,
}

impl Notes {
    pub(super) fn save(
        &self,
        db: &Connection,
        run: &Run,
        block: usize,
        at_ms: i64,
        outcome: &str,
    ) -> rusqlite::Result<()> {
        db.prepare_cached(
            "INSERT INTO bot_trace (run_id, at_ms, block, place, handler, params, read, wrote, outcome) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            run.id,
            at_ms,
            i64::try_from(block).unwrap_or_default(),
            self.place,
            self.handler,
            self.params.to_string(),
            Value::Object(self.read.clone()).to_string(),
            serde_json::json!(self.wrote).to_string(),
            outcome,
        ])?;
        Ok(())
    }
}

/// The steps of one run, or of all; oldest first.
pub(super) fn read(db: &Connection, run: Option<i64>) -> rusqlite::Result<Vec<BotStep>> {
    db.prepare_cached(
        "SELECT id, run_id, at_ms, block, place, handler, params, read, wrote, outcome FROM bot_trace \
         WHERE ?1 IS NULL OR run_id = ?1 ORDER BY id",
    )?
    .query_map([run], |row| {
        let text = |at| row.get::<_, String>(at);
        Ok(BotStep {
            id: row.get(0)?,
            run_id: row.get(1)?,
            at_ms: row.get(2)?,
            block: row.get(3)?,
            place: row.get(4)?,
            handler: row.get(5)?,
            params: serde_json::from_str(&text(6)?).unwrap_or_default(),
            read: serde_json::from_str(&text(7)?).unwrap_or_default(),
            wrote: serde_json::from_str(&text(8)?).unwrap_or_default(),
            outcome: row.get(9)?,
        })
    })?
    .collect()
}
