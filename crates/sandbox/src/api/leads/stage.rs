//! Which stage of which pipeline a lead stands in.

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::sql;
use crate::api::body::Refusal;
use crate::api::call::Call;
use crate::api::cards::Stored;
use crate::api::problem::FieldError;
use crate::api::table::Draft;

/// Won, in every pipeline.
pub(crate) const WON: i64 = 142;
/// Lost, in every pipeline.
pub(crate) const LOST: i64 = 143;

/// Completes and checks pipeline and stage, and the time of closing.
pub(super) fn settle(call: &Call<'_>, draft: &mut Draft, old: Option<&Stored>) -> Result<(), Refusal> {
    let was = |key: &str| old.and_then(|old| old.get(key)).and_then(Value::as_i64);
    let (wanted_pipeline, wanted_status) = (draft.int("pipeline_id"), draft.int("status_id"));
    if old.is_some() && wanted_pipeline.is_none() && wanted_status.is_none() {
        return Ok(());
    }
    let pipeline = match wanted_pipeline.or_else(|| was("pipeline_id")) {
        Some(pipeline) => pipeline,
        None => main_pipeline(call.db)?.ok_or_else(|| FieldError::choice("pipeline_id"))?,
    };
    if !super::super::body::exists(call.db, "pipelines", pipeline)? {
        return Err(FieldError::choice("pipeline_id").into());
    }
    let (pipeline, status) = match wanted_status {
        Some(status) => (pipeline_of(call.db, status, pipeline, wanted_pipeline.is_some())?, status),
        None if old.is_some() && was("pipeline_id") == Some(pipeline) => return Ok(()),
        None => {
            let first = first_stage(call.db, pipeline)?.ok_or_else(|| FieldError::choice("pipeline_id"))?;
            (pipeline, first)
        }
    };
    draft.set("pipeline_id", pipeline);
    draft.set("status_id", status);
    let is_closed = |status: Option<i64>| matches!(status, Some(WON | LOST));
    match (is_closed(was("status_id")), is_closed(Some(status))) {
        (false, true) => {
            let at = draft.int("closed_at").unwrap_or(call.now);
            draft.set("closed_at", at);
        }
        (true, false) => draft.set("closed_at", sql(None)),
        _ => {}
    }
    if status != LOST && draft.int("loss_reason_id").is_none() && was("loss_reason_id").is_some() {
        draft.set("loss_reason_id", sql(None));
    }
    Ok(())
}

/// The pipeline of a stage: the present one if the stage is in it; another only if no pipeline was named.
fn pipeline_of(db: &Connection, status: i64, present: i64, is_named: bool) -> Result<i64, Refusal> {
    let is_in = db
        .prepare_cached("SELECT 1 FROM statuses WHERE pipeline_id = ?1 AND id = ?2 AND type = 0")?
        .exists((present, status))?;
    if is_in {
        return Ok(present);
    }
    let elsewhere = db
        .prepare_cached(
            "SELECT pipeline_id FROM statuses WHERE id = ?1 AND type = 0 ORDER BY pipeline_id LIMIT 1",
        )?
        .query_row([status], |row| row.get(0))
        .optional()?;
    match elsewhere {
        Some(pipeline) if !is_named => Ok(pipeline),
        _ => Err(FieldError::choice("status_id").into()),
    }
}

/// The account's main pipeline.
pub(crate) fn main_pipeline(db: &Connection) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT id FROM pipelines WHERE NOT is_archive ORDER BY is_main DESC, sort, id LIMIT 1",
    )?
    .query_row([], |row| row.get(0))
    .optional()
}

/// A pipeline's first stage after the incoming leads.
pub(crate) fn first_stage(db: &Connection, pipeline: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT id FROM statuses WHERE pipeline_id = ?1 AND type = 0 ORDER BY sort, id LIMIT 1",
    )?
    .query_row([pipeline], |row| row.get(0))
    .optional()
}
