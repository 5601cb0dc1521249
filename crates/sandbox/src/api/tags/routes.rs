//! `GET` and `POST /{entity}/tags`.

use axum::Router;
use axum::routing::get;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::COLORS;
use crate::api::body::{self, Field, Kind, Mode, Refusal, field};
use crate::api::call::{Call, Endpoint};
use crate::api::entity::Entity;
use crate::api::filter::{Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::api::table::{self, As, Column};
use crate::state::State;

const COLUMNS: &[Column] =
    &[("id", "id", As::Plain), ("name", "name", As::Plain), ("color", "color", As::Plain)];
const FILTERS: &[Filter] = &[("id", "id", Shape::Numbers), ("name", "name", Shape::Texts)];
const FIELDS: &[Field] =
    &[field("name", Kind::Short(255)).required(), field("color", Kind::Choice(COLORS)).nullable()];

pub(crate) fn router() -> Router<State> {
    Entity::CARDS.into_iter().fold(Router::new(), |router, entity| {
        router.route(&format!("/api/v4/{}/tags", entity.plural()), get(Endpoint(list)).post(Endpoint(create)))
    })
}

fn entity(call: &Call<'_>) -> Result<Entity, Problem> {
    let name = call.path.split('/').nth(3).unwrap_or_default();
    Entity::from_plural(name).ok_or_else(|| Problem::not_found("Not found"))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.add("entity_type = ?", [Sql::Text(entity(call)?.plural().to_owned())]);
    conditions.filter(&call.query, FILTERS)?;
    if let Some(text) = call.query.get("query").filter(|text| !text.is_empty()) {
        conditions.add("instr(lower(name), lower(?)) > 0", [Sql::Text(text.to_owned())]);
    }
    let sql = format!("{} FROM tags{} ORDER BY id{}", table::select(COLUMNS), conditions.sql(), page.sql());
    let mut tags = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut tags);
    Ok(Reply::page(call, "tags", tags.into_iter().map(Value::Object).collect(), &page))
}

fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let entity = entity(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let tags = body::each(&items, |item, request_id| {
        let mut errors = body::check(call.db, item, FIELDS, Mode::Create)?;
        let color = item.get("color").and_then(Value::as_str);
        if color.is_some() && entity != Entity::Lead {
            errors.push(FieldError::unexpected("color"));
        }
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
        let id = super::named(call.db, entity, name, color)?;
        let color: Option<String> = call
            .db
            .prepare_cached("SELECT color FROM tags WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        Ok(json!({ "id": id, "name": name, "color": color, "request_id": request_id }))
    })?;
    Ok(Reply::total(call, "tags", tags))
}
