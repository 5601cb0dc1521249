//! Starting and stopping bots. One bot runs for an entity at a time.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

use super::chat;
use super::run::{Place, Run};
use crate::api::Entity;

/// Bots and triggers that may lead from one to the next without anybody doing anything.
pub(crate) const MOST_DEPTH: u32 = 10;

/// A run about to begin.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) bot: i64,
    pub(crate) entity: Entity,
    pub(crate) entity_id: i64,
    /// `designer`, `api`, `trigger` or `bot`.
    pub(crate) via: &'static str,
    /// How many bots and triggers led here.
    pub(crate) depth: u32,
    /// What `{{bot_params.<key>}}` reads.
    pub(crate) bot_params: Map<String, Value>,
}

/// Starts a bot and ends the one that was at work for the same entity. Gives the run's id; `None` if there is no such bot.
/// A bot that was started by bots and triggers in a circle is stopped at once, with the reason.
pub(crate) fn start(db: &Connection, start: &Start, now: i64) -> rusqlite::Result<Option<i64>> {
    let found: Option<String> = db
        .prepare_cached("SELECT blocks FROM salesbots WHERE id = ?1")?
        .query_row([start.bot], |row| row.get(0))
        .optional()?;
    let Some(blocks) = found else { return Ok(None) };
    stop(db, None, start.entity, start.entity_id, "another bot was started", now)?;
    let mut facts = chat::last_heard(db, start.entity, start.entity_id)?;
    facts.insert("bot_params".to_owned(), Value::Object(start.bot_params.clone()));
    db.prepare_cached(
        "INSERT INTO bot_runs (bot_id, entity_type, entity_id, via, blocks, place, facts, depth, started_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        start.bot,
        start.entity.plural(),
        start.entity_id,
        start.via,
        blocks,
        serde_json::to_string(&Place::default()).unwrap_or_default(),
        Value::Object(facts).to_string(),
        start.depth,
        now
    ])?;
    let id = db.last_insert_rowid();
    if let Some(mut run) = Run::load(db, id)? {
        if start.depth > MOST_DEPTH {
            run.end(
                "stopped",
                format!("{MOST_DEPTH} bots and triggers led from one to the next: they go in a circle"),
                now,
            );
        } else if let Some(block) = run.block() {
            let program = serde_json::from_str(&block.program).unwrap_or_default();
            run.enter(0, &program);
        } else {
            run.end("finished", "the bot has no blocks", now);
        }
        run.save(db)?;
    }
    Ok(Some(id))
}

/// Stops the runs for an entity, of one bot or of any.
pub(crate) fn stop(
    db: &Connection,
    bot: Option<i64>,
    entity: Entity,
    entity_id: i64,
    reason: &str,
    now: i64,
) -> rusqlite::Result<usize> {
    db.prepare_cached(
        "UPDATE bot_runs SET state = 'stopped', reason = ?5, ended_at = ?4, due_at = NULL, wait = NULL \
         WHERE entity_type = ?2 AND entity_id = ?3 AND state IN ('running', 'waiting', 'paused') \
         AND (?1 IS NULL OR bot_id = ?1)",
    )?
    .execute(params![bot, entity.plural(), entity_id, now, reason])
}
