//! Users (<https://developers.kommo.com/reference/users-list>).

mod write;

use axum::Router;
use axum::routing::{get, post};
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::call::{Call, Endpoint};
use super::filter;
use super::page::{MAX_LIMIT, Page};
use super::problem::Problem;
use super::reply::{Reply, self_link};
use super::table::{self, As, Column};
use crate::state::State;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("email", "login", As::Plain),
    ("lang", "lang", As::Plain),
    ("rights", "rights", As::Json),
    ("is_admin", "is_admin", As::Bool),
    ("is_free", "is_free", As::Bool),
    ("is_active", "is_active", As::Bool),
    ("group_id", "group_id", As::Plain),
    ("role_id", "role_id", As::Plain),
    ("uuid", "uuid", As::Plain),
    ("amojo_id", "amojo_id", As::Plain),
    ("user_rank", "user_rank", As::Plain),
    ("phone_number", "phone_number", As::Plain),
];

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/users", get(Endpoint(list)).post(Endpoint(write::create)))
        .route("/api/v4/users/activate", post(Endpoint(write::activate)))
        .route("/api/v4/users/deactivate", post(Endpoint(write::deactivate)))
        .route("/api/v4/users/{id}", get(Endpoint(one)))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let mut page = Page::of(call, MAX_LIMIT);
    let total: i64 = call.db.prepare_cached("SELECT COUNT(*) FROM users")?.query_row([], |row| row.get(0))?;
    let sql = format!("{} FROM users ORDER BY position, id{}", table::select(COLUMNS), page.sql());
    let mut users = table::all(call.db, &sql, &[], COLUMNS)?;
    page.cut(&mut users);
    let users = users.into_iter().map(|user| shown(call, user)).collect::<Result<_, _>>()?;
    Ok(Reply::page_of_total(call, "users", users, &page, total))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let id = call.id("id")?;
    if id != call.user().id {
        call.require_admin()?;
    }
    Ok(find(call, id)?.map_or_else(Reply::nothing, Reply::ok))
}

/// One user as the API gives it.
pub(crate) fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM users WHERE id = ?", table::select(COLUMNS));
    table::first(call.db, &sql, &[Sql::Integer(id)], COLUMNS)?.map(|user| shown(call, user)).transpose()
}

fn shown(call: &Call<'_>, mut user: Map<String, Value>) -> Result<Value, Problem> {
    let with = filter::with(&call.query);
    for key in ["uuid", "amojo_id", "user_rank", "phone_number"] {
        if !with.contains(&key) {
            user.remove(key);
        }
    }
    let mut rights = match user.remove("rights") {
        Some(Value::Object(rights)) => rights,
        _ => Map::new(),
    };
    let group = user.get("group_id").and_then(Value::as_i64).unwrap_or_default();
    let role = user.get("role_id").and_then(Value::as_i64);
    for key in ["is_admin", "is_free", "is_active", "role_id"] {
        rights.insert(key.to_owned(), user.remove(key).unwrap_or_default());
    }
    user.remove("group_id");
    // The group every account has is written as null.
    rights.insert("group_id".to_owned(), if group == 0 { Value::Null } else { group.into() });
    user.insert("rights".to_owned(), Value::Object(rights));
    let mut embedded = Map::new();
    if with.contains(&"role") {
        embedded.insert("roles".to_owned(), named(call, "roles", role)?);
    }
    if with.contains(&"group") {
        embedded.insert("groups".to_owned(), named(call, "users_groups", Some(group))?);
    }
    if !embedded.is_empty() {
        user.insert("_embedded".to_owned(), Value::Object(embedded));
    }
    let id = user.get("id").and_then(Value::as_i64).unwrap_or_default();
    user.insert("_links".to_owned(), self_link(call.href(&format!("users/{id}"))));
    Ok(Value::Object(user))
}

fn named(call: &Call<'_>, table: &str, id: Option<i64>) -> Result<Value, Problem> {
    let Some(id) = id else { return Ok(json!([])) };
    let found: Vec<Value> = call
        .db
        .prepare_cached(&format!("SELECT id, name FROM {table} WHERE id = ?1"))?
        .query_map([id], |row| Ok(json!({ "id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)? })))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Value::Array(found))
}
