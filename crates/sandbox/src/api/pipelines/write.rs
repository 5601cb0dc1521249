//! Creating, changing and deleting pipelines: admins only.

use axum::http::StatusCode;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::{read, statuses};
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::problem::Problem;
use crate::api::reply::Reply;
use crate::api::table::Draft;

/// Pipelines an account may have.
const MOST: i64 = 50;

const STATUSES: Kind = Kind::List(&Kind::Object(&[
    field("id", Kind::Int),
    field("name", Kind::Short(255)).required(),
    field("sort", Kind::Int),
    field("color", Kind::Choice(statuses::COLORS)),
]));

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("sort", Kind::Int).required(),
    field("is_main", Kind::Bool).required(),
    field("is_unsorted_on", Kind::Bool).required(),
    field("_embedded", Kind::Object(&[field("statuses", STATUSES)])),
];

const PLAIN: &[&str] = &["name", "sort", "is_main", "is_unsorted_on"];

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        let errors = body::check(call.db, item, FIELDS, Mode::Create)?;
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        let count: i64 = call.db.query_row("SELECT COUNT(*) FROM pipelines", [], |row| row.get(0))?;
        if count >= MOST {
            return Err(Problem::unprocessable(format!("An account has at most {MOST} pipelines")).into());
        }
        let mut draft = Draft::default();
        draft.take(item, PLAIN);
        let id = draft.insert(call.db, "pipelines")?;
        statuses::found(call, id, item.get("_embedded").and_then(|embedded| embedded.get("statuses")))?;
        settle(call.db, id, item)?;
        let mut pipeline = read::find(call, id)?.unwrap_or_default();
        if let Some(pipeline) = pipeline.as_object_mut() {
            pipeline.insert("request_id".to_owned(), request_id);
        }
        Ok(pipeline)
    })?;
    Ok(Reply::total(call, "pipelines", made))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    let item = body::one_item(call)?;
    let answer = body::single(&item, |item, request_id| {
        if !body::exists(call.db, "pipelines", id)? {
            return Err(Problem::not_found("Pipeline not found").into());
        }
        let errors = body::check(call.db, item, FIELDS, Mode::Update)?;
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        let mut draft = Draft::default();
        draft.take(item, PLAIN);
        draft.update(call.db, "pipelines", id)?;
        settle(call.db, id, item)?;
        let mut pipeline = read::find(call, id)?.unwrap_or_default();
        if let Some(pipeline) = pipeline.as_object_mut() {
            pipeline.insert("request_id".to_owned(), request_id);
        }
        Ok(pipeline)
    })?;
    Ok(Reply::ok(answer))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    if !body::exists(call.db, "pipelines", id)? {
        return Err(Problem::not_found("Pipeline not found"));
    }
    let count: i64 = call.db.query_row("SELECT COUNT(*) FROM pipelines", [], |row| row.get(0))?;
    let is_used = call
        .db
        .prepare_cached("SELECT 1 FROM leads WHERE pipeline_id = ?1 AND NOT is_deleted")?
        .exists([id])?;
    if count <= 1 || is_used {
        let why = if is_used { "holds leads" } else { "is the last one" };
        return Err(Problem::unprocessable(format!("The pipeline cannot be deleted: it {why}")));
    }
    call.db.execute("DELETE FROM leads WHERE pipeline_id = ?1", [id])?;
    call.db.execute("DELETE FROM pipelines WHERE id = ?1", [id])?;
    settle(call.db, 0, &Item::new())?;
    Ok(Reply::Json(StatusCode::OK, json!({})))
}

/// Exactly one pipeline is the main one, and sorts are 1, 2, 3, ….
fn settle(db: &Connection, id: i64, item: &Item) -> rusqlite::Result<()> {
    if item.get("is_main") == Some(&Value::Bool(true)) {
        db.execute("UPDATE pipelines SET is_main = (id = ?1)", [id])?;
    }
    db.execute(
        "UPDATE pipelines SET is_main = 1 WHERE id = (SELECT id FROM pipelines ORDER BY sort, id LIMIT 1) \
         AND NOT EXISTS (SELECT 1 FROM pipelines WHERE is_main)",
        [],
    )?;
    db.execute(
        "UPDATE pipelines SET sort = n FROM (SELECT id AS of, ROW_NUMBER() OVER (ORDER BY sort, id) AS n \
         FROM pipelines) WHERE id = of",
        [],
    )?;
    Ok(())
}
