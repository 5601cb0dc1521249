//! Loss reasons. Adding and deleting are not documented: Kommo's own client does both, and here an admin may.

use axum::Router;
use axum::routing::get;
use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::body::{self, Field, Kind, Mode, field};
use super::call::{Call, Endpoint};
use super::page::{MAX_LIMIT, Page};
use super::problem::Problem;
use super::reply::{Reply, self_link};
use super::table::{self, As, Column};
use crate::state::State;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("sort", "sort", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
];

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/leads/loss_reasons", get(Endpoint(list)).post(Endpoint(create)))
        .route("/api/v4/leads/loss_reasons/{id}", get(Endpoint(one)).delete(Endpoint(delete)))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let sql = format!("{} FROM loss_reasons ORDER BY sort, id{}", table::select(COLUMNS), page.sql());
    let mut rows = table::all(call.db, &sql, &[], COLUMNS)?;
    page.cut(&mut rows);
    Ok(Reply::page(call, "loss_reasons", rows.into_iter().map(|row| linked(call, row)).collect(), &page))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(find(call, call.id("id")?)?.map_or_else(Reply::nothing, Reply::ok))
}

const FIELDS: &[Field] = &[field("name", Kind::Short(255)).required(), field("sort", Kind::Int).required()];

fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        call.db.execute(
            "INSERT INTO loss_reasons (name, sort, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)",
            (item.get("name").and_then(Value::as_str), item.get("sort").and_then(Value::as_i64), call.now),
        )?;
        Ok(body::echo(find(call, call.db.last_insert_rowid())?.unwrap_or_default(), request_id))
    })?;
    Ok(Reply::written(call, "loss_reasons", made))
}

/// Leads that were lost for it keep none.
fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    call.db.execute("UPDATE leads SET loss_reason_id = NULL WHERE loss_reason_id = ?1", [id])?;
    let gone = call.db.execute("DELETE FROM loss_reasons WHERE id = ?1", [id])?;
    if gone == 0 { Err(Problem::not_found("Loss reason not found")) } else { Ok(Reply::nothing()) }
}

/// One loss reason as the API gives it.
pub(crate) fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM loss_reasons WHERE id = ?", table::select(COLUMNS));
    Ok(table::first(call.db, &sql, &[Sql::Integer(id)], COLUMNS)?.map(|row| linked(call, row)))
}

fn linked(call: &Call<'_>, mut row: serde_json::Map<String, Value>) -> Value {
    let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
    row.insert("_links".to_owned(), self_link(call.href(&format!("leads/loss_reasons/{id}"))));
    Value::Object(row)
}
