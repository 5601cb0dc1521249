//! Salesbots at work: the programs of their blocks, interpreted in a simulated chat.
//!
//! <https://www.amocrm.ru/developers/content/digital_pipeline/salesbot>. A bot is a row of blocks; a block is a program that a
//! widget wrote when the bot was saved, and is frozen since. `engine` runs the handlers of a program one by one,
//! `handlers` and `actions` are what they do, `markers` fills in `{{…}}`, `chat` is where the client is met, `trace` keeps
//! what was read and written, `start` and `go_on` let runs begin and go on, and `work` does it all in the background.
//!
//! The programs are read as Kommo's reference describes them, and by nothing else: no type is shared with whoever writes them.

mod actions;
mod chat;
mod engine;
mod go_on;
mod handlers;
mod http;
mod markers;
mod pattern;
mod run;
mod start;
mod sum;
mod token;
mod trace;
mod visit;
mod work;

use rusqlite::Connection;
use serde::Serialize;

pub(crate) use chat::heard;
pub use chat::{Button, ChatMessage};
pub(crate) use go_on::{go_on, waits};
pub(crate) use http::router;
pub(crate) use start::{Start, start, stop};
pub use trace::BotStep;
pub(crate) use work::work;

use crate::api::Entity;
use crate::db::DbError;
use crate::state::State;

/// A bot at work, or one that has been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BotRun {
    /// Number of the run.
    pub id: i64,
    /// The bot.
    pub bot_id: i64,
    /// `leads`, `contacts`, `companies` or `customers`.
    pub entity_type: String,
    /// Its id.
    pub entity_id: i64,
    /// `running`, `waiting` (for the client or the time), `paused` (for a service's `continue`), `finished`, or `stopped`.
    pub state: String,
    /// Who started it: `designer`, `api`, `trigger` or `bot`.
    pub via: String,
    /// Why it is over.
    pub reason: Option<String>,
    /// Unix time it started at.
    pub started_at: i64,
    /// Unix time it was over.
    pub ended_at: Option<i64>,
}

/// Runs, oldest first.
fn runs(db: &Connection) -> rusqlite::Result<Vec<BotRun>> {
    db.prepare_cached(
        "SELECT id, bot_id, entity_type, entity_id, state, via, reason, started_at, ended_at FROM bot_runs ORDER BY id",
    )?
    .query_map([], |row| {
        Ok(BotRun {
            id: row.get(0)?,
            bot_id: row.get(1)?,
            entity_type: row.get(2)?,
            entity_id: row.get(3)?,
            state: row.get(4)?,
            via: row.get(5)?,
            reason: row.get(6)?,
            started_at: row.get(7)?,
            ended_at: row.get(8)?,
        })
    })?
    .collect()
}

impl State {
    /// Starts a bot for a card (`leads`, `contacts`, …), as the designer's button does. `None` if there is no such bot or
    /// card. Gives the run's id.
    pub(crate) fn run_bot(
        &self,
        bot: i64,
        entity_type: &str,
        entity_id: i64,
    ) -> Result<Option<i64>, DbError> {
        let now = self.clock().now();
        let Some(entity) = Entity::from_plural(entity_type) else { return Ok(None) };
        let started = self.transaction(|db| {
            let is_there = entity.exists(db, entity_id).unwrap_or(false);
            let wanted = Start {
                bot,
                entity,
                entity_id,
                via: "designer",
                depth: 0,
                bot_params: serde_json::Map::new(),
            };
            if is_there { start(db, &wanted, now) } else { Ok(None) }
        })?;
        self.bots().notify_one();
        Ok(started)
    }

    pub(crate) fn bot_runs(&self) -> Result<Vec<BotRun>, DbError> {
        Ok(self.db(runs)?)
    }

    pub(crate) fn bot_trace(&self, run: Option<i64>) -> Result<Vec<BotStep>, DbError> {
        Ok(self.db(|db| trace::read(db, run))?)
    }
}

impl crate::Sandbox {
    /// Starts a bot for a card: `leads`, `contacts`, `companies` or `customers`. Gives the run's id; `None` if there is no
    /// such bot or card.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn run_bot(&self, bot_id: i64, entity_type: &str, entity_id: i64) -> Result<Option<i64>, DbError> {
        self.state().run_bot(bot_id, entity_type, entity_id)
    }

    /// Every run of every bot, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn bot_runs(&self) -> Result<Vec<BotRun>, DbError> {
        self.state().bot_runs()
    }

    /// What a run did, step by step; `None` gives the steps of all runs.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn bot_trace(&self, run_id: Option<i64>) -> Result<Vec<BotStep>, DbError> {
        self.state().bot_trace(run_id)
    }

    /// The messages of a contact's chat, oldest first. [`State::receive_message`] lets the contact write.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn chat(&self, contact_id: i64) -> Result<Vec<ChatMessage>, DbError> {
        Ok(self.state().db(|db| chat::messages(db, contact_id))?)
    }
}
