//! Stages of customers in the periodicity mode; 422 in any other.

use rusqlite::OptionalExtension;
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::mode;
use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::Call;
use crate::api::pipelines::COLORS;
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column, Draft};

const MODE: &str = "periodicity";
/// Stages an account may have.
const MOST: i64 = 30;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("sort", "sort", As::Plain),
    ("color", "color", As::Plain),
    ("is_default", "is_default", As::Bool),
    ("type", "type", As::Plain),
    ("conditions", "conditions", As::Json),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("sort", Kind::Int).required(),
    field("color", Kind::Choice(COLORS)),
];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    mode::require(call, MODE)?;
    let sql = format!("{} FROM customer_statuses ORDER BY sort, id", table::select(COLUMNS));
    let rows = table::all(call.db, &sql, &[], COLUMNS)?;
    Ok(Reply::total(call, "statuses", rows.into_iter().map(|row| shown(call, row)).collect()))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    mode::require(call, MODE)?;
    Ok(find(call, call.id("status")?)?.map_or_else(Reply::nothing, Reply::ok))
}

fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM customer_statuses WHERE id = ?", table::select(COLUMNS));
    Ok(table::first(call.db, &sql, &[Sql::Integer(id)], COLUMNS)?.map(|row| shown(call, row)))
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Value {
    let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
    row.insert("_links".to_owned(), self_link(call.href(&format!("customers/statuses/{id}"))));
    Value::Object(row)
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    mode::require(call, MODE)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let count: i64 = call.db.query_row("SELECT COUNT(*) FROM customer_statuses", [], |row| row.get(0))?;
        if count >= MOST {
            return Err(
                Problem::unprocessable(format!("An account has at most {MOST} customer stages")).into()
            );
        }
        let mut draft = Draft::default();
        draft.take(item, &["name", "sort", "color"]);
        draft.otherwise("color", "#fffeb2".to_owned());
        let id = draft.insert(call.db, "customer_statuses")?;
        let link = self_link(call.href(&format!("customers/statuses/{id}")));
        Ok(json!({ "id": id, "request_id": request_id, "_links": link }))
    })?;
    Ok(Reply::total(call, "statuses", made))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    mode::require(call, MODE)?;
    let id = call.id("status")?;
    let item = body::one_item(call)?;
    let changed = body::single(&item, |item, request_id| {
        if !body::exists(call.db, "customer_statuses", id)? {
            return Err(Problem::not_found("Status not found").into());
        }
        body::require(call.db, item, FIELDS, Mode::Update)?;
        let mut draft = Draft::default();
        draft.take(item, &["name", "sort", "color"]);
        draft.update(call.db, "customer_statuses", id)?;
        Ok(body::echo(find(call, id)?.unwrap_or_default(), request_id))
    })?;
    Ok(Reply::ok(changed))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    mode::require(call, MODE)?;
    let id = call.id("status")?;
    let kind: Option<i64> = call
        .db
        .prepare_cached("SELECT type FROM customer_statuses WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    match kind {
        None => Err(Problem::not_found("Status not found")),
        Some(0) => {
            call.db.execute("DELETE FROM customer_statuses WHERE id = ?1", [id])?;
            call.db.execute(
                "UPDATE customers SET status_id = (SELECT id FROM customer_statuses ORDER BY sort, id LIMIT 1) \
                 WHERE status_id = ?1",
                [id],
            )?;
            Ok(Reply::nothing())
        }
        Some(_) => Err(Problem::unprocessable("A system stage cannot be deleted")),
    }
}

/// The stage a new customer stands in.
pub(super) fn first(call: &Call<'_>) -> rusqlite::Result<Option<i64>> {
    call.db
        .prepare_cached("SELECT id FROM customer_statuses ORDER BY is_default DESC, sort, id LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()
}

/// The system's stages, made when the mode is switched on for the first time.
pub(super) fn found(call: &Call<'_>) -> rusqlite::Result<()> {
    if first(call)?.is_some() {
        return Ok(());
    }
    let before =
        json!([[{ "type": "before_purchase", "match": { "value": true }, "conditions": [{ "value": 7 }] }]]);
    for (name, sort, color, is_default, kind, conditions) in [
        ("Recently purchased", 10, "#87f2c0", true, 4, json!([])),
        ("Purchase expected", 20, "#ffdc7f", false, 1, before),
        ("Not purchased", 10_000, "#ff8f92", false, 2, json!([])),
        ("Closed", 11_000, "#e6e8ea", false, 3, json!([])),
    ] {
        call.db.execute(
            "INSERT INTO customer_statuses (name, sort, color, is_default, type, conditions) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (name, sort, color, is_default, kind, conditions.to_string()),
        )?;
    }
    Ok(())
}
