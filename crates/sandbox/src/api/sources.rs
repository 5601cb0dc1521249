//! Sources of conversations and leads (<https://developers.kommo.com/reference/get-sources>).
//!
//! An integration sees its own sources only; a browser session stands for no integration and has sources of its own here.

use axum::Router;
use axum::routing::get;
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::body::{self, Field, Item, Kind, Mode, Refusal, field};
use super::call::{Call, Endpoint};
use super::filter::{Conditions, Filter, Shape};
use super::page::Page;
use super::problem::{FieldError, Problem};
use super::reply::{Reply, self_link};
use super::table::{self, As, Column, Draft};
use crate::state::State;

/// Sources one call may carry.
const MOST: usize = 50;
/// Sources an integration may have.
const MOST_ACTIVE: i64 = 100;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("pipeline_id", "pipeline_id", As::Plain),
    ("external_id", "external_id", As::Plain),
    ("default", "is_default", As::Bool),
    ("origin_code", "origin_code", As::Plain),
    ("services", "services", As::Json),
];

const PAGE: &[Field] = &[field("id", Kind::IntOrText), field("name", Kind::Text), field("link", Kind::Text)];
const PARAMS: &[Field] = &[field("waba", Kind::Bool), field("is_supports_list_message", Kind::Bool)];
const SERVICE: &[Field] = &[
    field("type", Kind::Choice(&["whatsapp"])).required(),
    field("params", Kind::Object(PARAMS)),
    field("pages", Kind::List(&Kind::Object(PAGE))),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("external_id", Kind::Short(40)).required(),
    field("pipeline_id", Kind::Int).nullable(),
    field("default", Kind::Bool),
    field("origin_code", Kind::Short(20)).nullable(),
    field("services", Kind::List(&Kind::Object(SERVICE))),
];

const FILTERS: &[Filter] = &[("external_id", "external_id", Shape::Texts)];

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route(
            "/api/v4/sources",
            get(Endpoint(list)).post(Endpoint(create)).patch(Endpoint(update)).delete(Endpoint(delete_many)),
        )
        .route(
            "/api/v4/sources/{id}",
            get(Endpoint(one)).patch(Endpoint(update_by_path)).delete(Endpoint(delete_one)),
        )
}

fn owner(call: &Call<'_>) -> Sql {
    call.caller.client.as_ref().map_or(Sql::Null, |client| Sql::Text(client.id.clone()))
}

fn columns() -> String {
    // `default` is a word of SQL.
    table::select(COLUMNS).replace("AS default", "AS \"default\"")
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let page = Page::with_default(call, 100, 100);
    let mut conditions = Conditions::default();
    conditions.add("client_id IS ?", [owner(call)]);
    conditions.filter(&call.query, FILTERS)?;
    let sql = format!("{} FROM sources{} ORDER BY id LIMIT 100", columns(), conditions.sql());
    let rows = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(Reply::page_of_total(
        call,
        "sources",
        rows.into_iter().map(|row| shown(call, row)).collect(),
        &page,
        total,
    ))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    Ok(find(call, call.id("id")?)?.map_or_else(Reply::nothing, Reply::ok))
}

fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM sources WHERE id = ? AND client_id IS ?", columns());
    Ok(table::first(call.db, &sql, &[Sql::Integer(id), owner(call)], COLUMNS)?.map(|row| shown(call, row)))
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Value {
    let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
    row.insert("_links".to_owned(), self_link(call.href(&format!("sources/{id}"))));
    Value::Object(row)
}

fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, MOST)?;
    let made = body::each(&items, |item, request_id| {
        let mut draft = checked(call, item, Mode::Create)?;
        let external = item.get("external_id").and_then(Value::as_str).unwrap_or_default();
        if external.is_empty() || !external.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            return Err(FieldError::choice("external_id").because("Only printable ASCII is allowed.").into());
        }
        let is_taken = call
            .db
            .prepare_cached("SELECT 1 FROM sources WHERE external_id = ?1 AND client_id IS ?2")?
            .exists((external, owner(call)))?;
        if is_taken {
            return Err(FieldError::choice("external_id")
                .because("A source with this external_id exists.")
                .into());
        }
        let count: i64 = call
            .db
            .prepare_cached("SELECT COUNT(*) FROM sources WHERE client_id IS ?1")?
            .query_row([owner(call)], |row| row.get(0))?;
        if count >= MOST_ACTIVE {
            return Err(
                Problem::bad_request(format!("An integration has at most {MOST_ACTIVE} sources")).into()
            );
        }
        draft.set("external_id", external.to_owned());
        draft.set("client_id", owner(call));
        let id = draft.insert(call.db, "sources")?;
        settle_default(call, id, item)?;
        Ok(body::echo(find(call, id)?.unwrap_or_default(), request_id))
    })?;
    Ok(Reply::total(call, "sources", made))
}

fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, MOST)?;
    let changed = body::each(&items, |item, request_id| {
        Ok(body::echo(update_one(call, body::id_of(item)?, item)?, request_id))
    })?;
    Ok(Reply::total(call, "sources", changed))
}

fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    let item = body::one_item(call)?;
    Ok(Reply::ok(body::single(&item, |item, _| update_one(call, id, item))?))
}

fn update_one(call: &Call<'_>, id: i64, item: &Item) -> Result<Value, Refusal> {
    let Some(old) = find(call, id)? else {
        return Err(Refusal::Unknown(id.to_string(), "Source not found".to_owned()));
    };
    if item.get("external_id").is_some_and(|wanted| old.get("external_id") != Some(wanted)) {
        return Err(FieldError::choice("external_id").because("The external_id cannot be changed.").into());
    }
    checked(call, item, Mode::Update)?.update(call.db, "sources", id)?;
    settle_default(call, id, item)?;
    Ok(find(call, id)?.unwrap_or_default())
}

fn checked(call: &Call<'_>, item: &Item, mode: Mode) -> Result<Draft, Refusal> {
    body::require(call.db, item, FIELDS, mode)?;
    if let Some(pipeline) = item.get("pipeline_id").and_then(Value::as_i64)
        && !body::exists(call.db, "pipelines", pipeline)?
    {
        return Err(FieldError::choice("pipeline_id").into());
    }
    let mut draft = Draft::default();
    draft.take(item, &["name", "pipeline_id", "origin_code", "services"]);
    Ok(draft)
}

/// One default source for each integration.
fn settle_default(call: &Call<'_>, id: i64, item: &Item) -> rusqlite::Result<()> {
    match item.get("default").and_then(Value::as_bool) {
        Some(true) => call
            .db
            .execute("UPDATE sources SET is_default = (id = ?1) WHERE client_id IS ?2", (id, owner(call)))?,
        Some(false) => call.db.execute("UPDATE sources SET is_default = 0 WHERE id = ?1", [id])?,
        None => 0,
    };
    Ok(())
}

fn delete_one(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let gone = call
        .db
        .execute("DELETE FROM sources WHERE id = ?1 AND client_id IS ?2", (call.id("id")?, owner(call)))?;
    if gone == 0 { Err(Problem::not_found("Source not found")) } else { Ok(Reply::nothing()) }
}

/// The one place where an unknown id has an error shape of its own.
fn delete_many(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, MOST)?;
    let mut unknown = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let id = item.get("id").and_then(Value::as_i64).unwrap_or_default();
        let gone =
            call.db.execute("DELETE FROM sources WHERE id = ?1 AND client_id IS ?2", (id, owner(call)))?;
        if gone == 0 {
            let detail = format!("source not found with id = {id}");
            unknown.push(json!({
                "request_id": body::request_id(item, at),
                "errors": { "code": "EntityNotFound", "path": "id", "detail": detail },
            }));
        }
    }
    if unknown.is_empty() {
        return Ok(Reply::nothing());
    }
    Err(Problem::bad_request("Request validation failed").with("errors", Value::Array(unknown)))
}
