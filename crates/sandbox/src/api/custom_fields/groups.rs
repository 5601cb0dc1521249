//! Groups of custom fields, the tabs of a card: `…/custom_fields/groups`. Segments have none.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::definition::Owner;
use super::routes::owner;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::{Call, Endpoint};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column};
use crate::random;
use crate::state::State;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("is_predefined", "is_predefined", As::Bool),
    ("type", "type", As::Plain),
    ("entity_type", "entity_type", As::Plain),
    ("sort", "sort", As::Plain),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("sort", Kind::Int).required(),
    field("fields", Kind::List(&Kind::Int)),
];

pub(crate) fn router() -> Router<State> {
    ["leads", "contacts", "companies", "customers", "catalogs/{id}"].into_iter().fold(
        Router::new(),
        |router, base| {
            let base = format!("/api/v4/{base}/custom_fields/groups");
            router.route(&base, get(Endpoint(list)).post(Endpoint(create))).route(
                &format!("{base}/{{group}}"),
                get(Endpoint(one)).patch(Endpoint(update)).delete(Endpoint(delete)),
            )
        },
    )
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let (owner, base) = owner(call)?;
    let sql = format!(
        "{} FROM custom_field_groups WHERE entity_type = ? ORDER BY sort, id",
        table::select(COLUMNS)
    );
    let groups = table::all(call.db, &sql, &[Sql::Text(key(owner))], COLUMNS)?;
    let groups =
        groups.into_iter().map(|group| shown(call, owner, &base, group)).collect::<Result<_, _>>()?;
    Ok(Reply::total(call, "custom_field_groups", groups))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let (owner, base) = owner(call)?;
    Ok(Reply::ok(required(call, owner, &base, call.part("group"))?))
}

fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (owner, base) = owner(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        checked(call, item, Mode::Create)?;
        let number = random::token(4);
        let id = format!("{}_{}", owner.entity_type(), u32::from_str_radix(&number, 16).unwrap_or(1));
        call.db.execute(
            "INSERT INTO custom_field_groups (id, entity_type, name, sort) VALUES (?1, ?2, ?3, ?4)",
            (
                &id,
                key(owner),
                item.get("name").and_then(Value::as_str),
                item.get("sort").and_then(Value::as_i64),
            ),
        )?;
        place(call, owner, &id, item)?;
        let mut group = required(call, owner, &base, &id)?;
        if let Some(group) = group.as_object_mut() {
            group.insert("request_id".to_owned(), request_id);
        }
        Ok(group)
    })?;
    Ok(Reply::total(call, "custom_field_groups", made).status(StatusCode::CREATED))
}

fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (owner, base) = owner(call)?;
    let id = call.part("group").to_owned();
    required(call, owner, &base, &id)?;
    let item = body::one_item(call)?;
    let changed = body::single(&item, |item, _| {
        checked(call, item, Mode::Update)?;
        call.db.execute(
            "UPDATE custom_field_groups SET name = COALESCE(?3, name), sort = COALESCE(?4, sort) \
             WHERE id = ?1 AND entity_type = ?2",
            (
                &id,
                key(owner),
                item.get("name").and_then(Value::as_str),
                item.get("sort").and_then(Value::as_i64),
            ),
        )?;
        place(call, owner, &id, item)?;
        Ok(required(call, owner, &base, &id)?)
    })?;
    Ok(Reply::ok(changed))
}

fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (owner, base) = owner(call)?;
    let id = call.part("group");
    let group = required(call, owner, &base, id)?;
    if group.get("is_predefined") == Some(&Value::Bool(true)) {
        return Err(Problem::unprocessable("A predefined group cannot be deleted"));
    }
    call.db.execute("UPDATE custom_fields SET group_id = NULL WHERE group_id = ?1", [id])?;
    call.db
        .execute("DELETE FROM custom_field_groups WHERE id = ?1 AND entity_type = ?2", (id, key(owner)))?;
    Ok(Reply::nothing())
}

/// How the table knows an owner: catalogs each have groups of their own.
fn key(owner: Owner) -> String {
    match owner {
        Owner::Catalog(id) => format!("catalogs/{id}"),
        _ => owner.entity_type().to_owned(),
    }
}

fn required(call: &Call<'_>, owner: Owner, base: &str, id: &str) -> Result<Value, Problem> {
    let sql = format!("{} FROM custom_field_groups WHERE id = ? AND entity_type = ?", table::select(COLUMNS));
    let values = [Sql::Text(id.to_owned()), Sql::Text(key(owner))];
    let group = table::first(call.db, &sql, &values, COLUMNS)?;
    let group = group.ok_or_else(|| Problem::not_found("Custom field group not found"))?;
    shown(call, owner, base, group)
}

fn shown(call: &Call<'_>, owner: Owner, base: &str, mut group: Map<String, Value>) -> Result<Value, Problem> {
    let id = group.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let fields: Vec<i64> = call
        .db
        .prepare_cached(
            "SELECT id FROM custom_fields WHERE entity_type = ?1 AND catalog_id IS ?2 \
             AND COALESCE(group_id, 'default') = ?3 ORDER BY sort, id",
        )?
        .query_map((owner.entity_type(), owner.catalog_id(), &id), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    group.insert("entity_type".to_owned(), owner.entity_type().into());
    group.insert("fields".to_owned(), json!(fields));
    group.insert("_links".to_owned(), self_link(call.href(&format!("{base}/custom_fields/groups/{id}"))));
    Ok(Value::Object(group))
}

fn checked(call: &Call<'_>, item: &Item, mode: Mode) -> Result<(), Refusal> {
    let errors = body::check(call.db, item, FIELDS, mode)?;
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Fields(errors)) }
}

/// Moves the named fields into the group; what was in it and is not named goes back to the first tab.
fn place(call: &Call<'_>, owner: Owner, id: &str, item: &Item) -> Result<(), Refusal> {
    let Some(fields) = item.get("fields").and_then(Value::as_array) else { return Ok(()) };
    call.db.execute("UPDATE custom_fields SET group_id = NULL WHERE group_id = ?1", [id])?;
    for (at, field) in fields.iter().enumerate() {
        let moved = call.db.execute(
            "UPDATE custom_fields SET group_id = ?1 WHERE id = ?2 AND entity_type = ?3 AND catalog_id IS ?4",
            (id, field.as_i64(), owner.entity_type(), owner.catalog_id()),
        )?;
        if moved == 0 {
            return Err(FieldError::choice(format!("fields.{at}")).into());
        }
    }
    Ok(())
}
