//! Loss reasons: `GET /leads/loss_reasons` and `/{id}`.

use axum::Router;
use axum::routing::get;
use rusqlite::types::Value as Sql;
use serde_json::Value;

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
        .route("/api/v4/leads/loss_reasons", get(Endpoint(list)))
        .route("/api/v4/leads/loss_reasons/{id}", get(Endpoint(one)))
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
