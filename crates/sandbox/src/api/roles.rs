//! Roles (<https://developers.kommo.com/reference/roles-list>): admins only.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::body::{self, Field, Item, Kind, Mode, Refusal, field};
use super::call::{Call, Endpoint};
use super::filter;
use super::page::{MAX_LIMIT, Page};
use super::problem::{FieldError, Problem};
use super::reply::{Reply, self_link};
use super::table::{self, As, Column};
use crate::state::State;

const COLUMNS: &[Column] =
    &[("id", "id", As::Plain), ("name", "name", As::Plain), ("rights", "rights", As::Json)];
const FIELDS: &[Field] = &[field("name", Kind::Short(255)).required(), field("rights", Kind::Any).required()];

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/roles", get(Endpoint(list)).post(Endpoint(create)))
        .route("/api/v4/roles/{id}", get(Endpoint(one)).patch(Endpoint(update)).delete(Endpoint(delete)))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let mut page = Page::of(call, MAX_LIMIT);
    let total: i64 = call.db.query_row("SELECT COUNT(*) FROM roles", [], |row| row.get(0))?;
    let sql = format!("{} FROM roles ORDER BY id{}", table::select(COLUMNS), page.sql());
    let mut roles = table::all(call.db, &sql, &[], COLUMNS)?;
    page.cut(&mut roles);
    let roles = roles.into_iter().map(|role| shown(call, role)).collect::<Result<_, _>>()?;
    Ok(Reply::page_of_total(call, "roles", roles, &page, total))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    Ok(find(call, call.id("id")?)?.map_or_else(Reply::nothing, Reply::ok))
}

fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM roles WHERE id = ?", table::select(COLUMNS));
    table::first(call.db, &sql, &[Sql::Integer(id)], COLUMNS)?.map(|role| shown(call, role)).transpose()
}

fn shown(call: &Call<'_>, mut role: Map<String, Value>) -> Result<Value, Problem> {
    let id = role.get("id").and_then(Value::as_i64).unwrap_or_default();
    if filter::with(&call.query).contains(&"users") {
        let users: Vec<i64> = call
            .db
            .prepare_cached("SELECT id FROM users WHERE role_id = ?1 ORDER BY id")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        role.insert("_embedded".to_owned(), json!({ "users": users }));
    }
    role.insert("_links".to_owned(), self_link(call.href(&format!("roles/{id}"))));
    Ok(Value::Object(role))
}

/// The sample takes one object; a list is taken as well.
fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = match call.json()? {
        Value::Object(item) => vec![item],
        _ => body::items(call, body::MAX_ITEMS)?,
    };
    let made = body::each(&items, |item, request_id| {
        check(call, item, Mode::Create)?;
        let rights = item.get("rights").map(settle).unwrap_or_default();
        call.db.execute(
            "INSERT INTO roles (name, rights) VALUES (?1, ?2)",
            (item.get("name").and_then(Value::as_str), rights.to_string()),
        )?;
        let mut role = find(call, call.db.last_insert_rowid())?.unwrap_or_default();
        if let Some(role) = role.as_object_mut() {
            role.insert("request_id".to_owned(), request_id);
        }
        Ok(role)
    })?;
    Ok(Reply::total(call, "roles", made).status(StatusCode::CREATED))
}

fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    let old = find(call, id)?.ok_or_else(|| Problem::not_found("Role not found"))?;
    let item = body::one_item(call)?;
    let changed = body::single(&item, |item, _| {
        check(call, item, Mode::Update)?;
        let mut rights = old.get("rights").cloned().unwrap_or_default();
        if let (Some(kept), Some(sent)) =
            (rights.as_object_mut(), item.get("rights").and_then(Value::as_object))
        {
            kept.extend(sent.clone());
        }
        let rights = settle(&rights).to_string();
        call.db.execute(
            "UPDATE roles SET name = COALESCE(?2, name), rights = ?3 WHERE id = ?1",
            (id, item.get("name").and_then(Value::as_str), &rights),
        )?;
        call.db.execute("UPDATE users SET rights = ?2 WHERE role_id = ?1", (id, &rights))?;
        Ok(find(call, id)?.unwrap_or_default())
    })?;
    Ok(Reply::ok(changed).status(StatusCode::ACCEPTED))
}

fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    call.db.execute("UPDATE users SET role_id = NULL WHERE role_id = ?1", [id])?;
    let gone = call.db.execute("DELETE FROM roles WHERE id = ?1", [id])?;
    if gone == 0 { Err(Problem::not_found("Role not found")) } else { Ok(Reply::nothing()) }
}

/// No status rights are written as null.
fn settle(rights: &Value) -> Value {
    let mut rights = rights.clone();
    if let Some(map) = rights.as_object_mut()
        && map.get("status_rights").is_none_or(|list| list.as_array().is_some_and(Vec::is_empty))
    {
        map.insert("status_rights".to_owned(), Value::Null);
    }
    rights
}

/// Rights to stages are granted or denied, and nothing between.
fn wrong_stages(stages: &Value) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (at, stage) in stages.as_array().into_iter().flatten().enumerate() {
        for (action, letter) in stage.get("rights").and_then(Value::as_object).into_iter().flatten() {
            if !matches!(letter.as_str(), Some("A" | "D")) {
                errors.push(FieldError::choice(format!("rights.status_rights.{at}.rights.{action}")));
            }
        }
    }
    errors
}

fn check(call: &Call<'_>, item: &Item, mode: Mode) -> Result<(), Refusal> {
    let mut errors = body::check(call.db, item, FIELDS, mode)?;
    for (entities, rights) in item.get("rights").and_then(Value::as_object).into_iter().flatten() {
        match entities.as_str() {
            "leads" | "contacts" | "companies" | "tasks" => {
                for (action, letter) in rights.as_object().into_iter().flatten() {
                    let letters: &[&str] = if action == "add" { &["A", "D"] } else { &["A", "G", "M", "D"] };
                    if !letter.as_str().is_some_and(|letter| letters.contains(&letter)) {
                        errors.push(FieldError::choice(format!("rights.{entities}.{action}")));
                    }
                }
            }
            "status_rights" => errors.extend(wrong_stages(rights)),
            "mail_access" | "catalog_access" | "catalog_rights" => {}
            _ => errors.push(FieldError::unexpected(format!("rights.{entities}"))),
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Fields(errors)) }
}
