//! Bots (<https://developers.kommo.com/reference/salesbots-list>): the list, starting, stopping, and continuing one that
//! waits for a widget's answer.
//!
//! The bots themselves run in `crate::bots`; one works for an entity at a time.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::body::{self, Field, Item, Kind, Mode, Refusal, field};
use super::call::{Call, Endpoint};
use super::entity::Entity;
use super::filter::{self, Conditions, Filter, Shape};
use super::page::{MAX_LIMIT, Page};
use super::problem::{FieldError, Problem};
use super::reply::Reply;
use super::table::{self, As, Column};
use crate::bots;
use crate::state::State;

/// Bots one call may start.
const MOST: usize = 100;
/// Handlers one `continue` may carry, letters of a text, and buttons.
const MOST_HANDLERS: usize = 10;
const MOST_LETTERS: usize = 80;
const MOST_BUTTONS: usize = 25;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("type_functionality", "'regular'", As::Plain),
    ("is_visual_editor", "1", As::Bool),
];

const FILTERS: &[Filter] = &[("id", "id", Shape::Numbers), ("type_functionality", "'regular'", Shape::Texts)];

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/bots", get(Endpoint(list)))
        .route("/api/v4/bots/run", post(Endpoint(run_many)))
        .route("/api/v4/bots/{id}", get(Endpoint(one)))
        .route("/api/v4/bots/{id}/run", post(Endpoint(run_one)))
        .route("/api/v4/bots/{id}/stop", post(Endpoint(stop)))
        .route("/api/v2/salesbot/run", post(Endpoint(run_v2)))
        .route("/api/v4/salesbot/{bot}/continue/{run}", post(Endpoint(go_on)))
        .route("/api/v4/marketingbot/{bot}/continue/{run}", post(Endpoint(go_on)))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.filter(&call.query, FILTERS)?;
    let count = format!("SELECT COUNT(*) FROM salesbots{}", conditions.sql());
    let total: i64 = call
        .db
        .prepare_cached(&count)?
        .query_row(rusqlite::params_from_iter(conditions.values()), |row| row.get(0))?;
    let sql =
        format!("{} FROM salesbots{} ORDER BY id{}", table::select(COLUMNS), conditions.sql(), page.sql());
    let mut rows = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut rows);
    Ok(Reply::page_of_total(
        call,
        "items",
        rows.into_iter().map(|row| shown(call, row)).collect(),
        &page,
        total,
    ))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let sql = format!("{} FROM salesbots WHERE id = ?", table::select(COLUMNS));
    let found = table::first(call.db, &sql, &[Sql::Integer(call.id("id")?)], COLUMNS)?;
    Ok(found.map_or_else(Reply::nothing, |row| Reply::ok(shown(call, row))))
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Value {
    row.insert("settings".to_owned(), json!({ "active": true }));
    if filter::with(&call.query).contains(&"favorite") {
        row.insert("is_favorite".to_owned(), json!(false));
    }
    Value::Object(row)
}

const RUN: &[Field] = &[
    field("bot_id", Kind::Int),
    field("entity_id", Kind::Int).required(),
    field("entity_type", Kind::IntOrText).required(),
];

fn run_one(call: &Call<'_>) -> Result<Reply, Problem> {
    let id = call.id("id")?;
    if !body::exists(call.db, "salesbots", id)? {
        return Err(Problem::not_found("Bot not found"));
    }
    let item = body::one_item(call)?;
    body::single(&item, |item, _| start(call, id, item))?;
    Ok(Reply::Text(StatusCode::ACCEPTED, "Accepted"))
}

fn run_many(call: &Call<'_>) -> Result<Reply, Problem> {
    start_all(call)?;
    Ok(Reply::Text(StatusCode::ACCEPTED, "Accepted"))
}

fn run_v2(call: &Call<'_>) -> Result<Reply, Problem> {
    start_all(call)?;
    Ok(Reply::ok(json!({ "success": true })).status(StatusCode::ACCEPTED))
}

fn start_all(call: &Call<'_>) -> Result<(), Problem> {
    let items = body::items(call, MOST)?;
    body::each(&items, |item, _| {
        let id = item.get("bot_id").and_then(Value::as_i64).ok_or_else(|| FieldError::missing("bot_id"))?;
        if !body::exists(call.db, "salesbots", id)? {
            return Err(FieldError::choice("bot_id").into());
        }
        start(call, id, item)
    })?;
    Ok(())
}

/// The entity of a run: its kind as a word or as a number.
fn about(call: &Call<'_>, item: &Item) -> Result<(Entity, i64), Refusal> {
    body::require(call.db, item, RUN, Mode::Create)?;
    let kinds = [Entity::Lead, Entity::Contact, Entity::Company, Entity::Customer];
    let kind = item.get("entity_type").unwrap_or(&Value::Null);
    let number = kind.as_i64().or_else(|| kind.as_str()?.parse().ok());
    let entity = kinds
        .into_iter()
        .find(|entity| number == Some(entity.code()) || kind.as_str() == Some(entity.plural()))
        .ok_or_else(|| FieldError::choice("entity_type"))?;
    let id = item.get("entity_id").and_then(Value::as_i64).unwrap_or_default();
    if entity.exists(call.db, id)? { Ok((entity, id)) } else { Err(FieldError::choice("entity_id").into()) }
}

/// Starting a bot ends the one that ran for the same entity.
fn start(call: &Call<'_>, bot: i64, item: &Item) -> Result<Value, Refusal> {
    let (entity, entity_id) = about(call, item)?;
    let start = bots::Start { bot, entity, entity_id, via: "api", depth: 0, bot_params: Map::new() };
    bots::start(call.db, &start, call.now)?;
    Ok(Value::Null)
}

fn stop(call: &Call<'_>) -> Result<Reply, Problem> {
    let bot = call.id("id")?;
    if !body::exists(call.db, "salesbots", bot)? {
        return Err(Problem::not_found("Bot not found"));
    }
    let item = body::one_item(call)?;
    body::single(&item, |item, _| {
        let (entity, id) = about(call, item)?;
        bots::stop(call.db, Some(bot), entity, id, "stopped through the API", call.now)?;
        Ok(Value::Null)
    })?;
    Ok(Reply::Empty(StatusCode::ACCEPTED))
}

const HANDLER: &[Field] =
    &[field("handler", Kind::Choice(&["show", "goto"])).required(), field("params", Kind::Any).required()];
const CONTINUE: &[Field] =
    &[field("data", Kind::Any), field("execute_handlers", Kind::List(&Kind::Object(HANDLER)))];

fn go_on(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (bot, request) = (call.id("bot")?, call.id("run")?);
    if !bots::waits(call.db, bot, request)? {
        return Err(Problem::not_found("There is no bot waiting for this"));
    }
    let item = body::one_item(call)?;
    body::single(&item, |item, _| {
        body::require(call.db, item, CONTINUE, Mode::Create)?;
        let is_object = |data: &Value| data.is_object() || data.as_array().is_some_and(Vec::is_empty);
        if item.get("data").is_some_and(|data| !is_object(data)) {
            return Err(FieldError::wrong_type("data", "array").into());
        }
        let handlers =
            item.get("execute_handlers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if handlers.len() > MOST_HANDLERS {
            return Err(FieldError::choice("execute_handlers").into());
        }
        for (at, handler) in handlers.iter().enumerate() {
            let path = |key: &str| format!("execute_handlers.{at}.params.{key}");
            let params = handler.get("params").unwrap_or(&Value::Null);
            let text = params.get("value").and_then(Value::as_str).unwrap_or_default();
            if text.chars().count() > MOST_LETTERS {
                let long =
                    format!("This value is too long. It should have {MOST_LETTERS} characters or less.");
                return Err(FieldError::too_long(path("value")).because(long).into());
            }
            if params.get("buttons").and_then(Value::as_array).is_some_and(|list| list.len() > MOST_BUTTONS) {
                return Err(FieldError::choice(path("buttons")).into());
            }
        }
        Ok(Value::Null)
    })?;
    let mut item = item;
    let data = match item.remove("data") {
        Some(Value::Object(data)) => data,
        _ => Map::new(),
    };
    let handlers = match item.remove("execute_handlers") {
        Some(Value::Array(handlers)) => handlers,
        _ => Vec::new(),
    };
    bots::go_on(call.db, bot, request, data, handlers)?;
    Ok(Reply::Empty(StatusCode::ACCEPTED))
}
