//! Adding users, and switching them off and on: admins only.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::find;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::api::table::Draft;
use crate::random;

/// Users one call may add, activate or deactivate.
const MOST: usize = 10;
/// Beyond so many users the API adds no more.
const MOST_IN_ACCOUNT: i64 = 100;

const FIELDS: &[Field] = &[
    field("name", Kind::Short(50)).required(),
    field("email", Kind::Text).required(),
    field("password", Kind::Text).required(),
    field("lang", Kind::Choice(&["ru", "en", "es", "pt", "tr", "id"])),
    field("rights", Kind::Any).nullable(),
];

/// What a new user may do where nothing else is said.
fn default_rights() -> Map<String, Value> {
    let all = json!({ "view": "A", "edit": "A", "add": "A", "delete": "A", "export": "A" });
    let mut rights = Map::new();
    for entities in ["leads", "contacts", "companies"] {
        rights.insert(entities.to_owned(), all.clone());
    }
    rights.insert("tasks".to_owned(), json!({ "edit": "A", "delete": "A" }));
    rights.insert("mail_access".to_owned(), json!(false));
    rights.insert("catalog_access".to_owned(), json!(false));
    rights.insert("status_rights".to_owned(), Value::Null);
    rights
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, MOST)?;
    let count: i64 = call.db.query_row("SELECT COUNT(*) FROM users", [], |row| row.get(0))?;
    if count > MOST_IN_ACCOUNT {
        return Err(Problem::forbidden(format!("Users cannot be added above {MOST_IN_ACCOUNT}")));
    }
    let made = body::each(&items, |item, request_id| {
        let id = create_one(call, item)?;
        let mut user = find(call, id)?.unwrap_or_default();
        if let Some(user) = user.as_object_mut() {
            user.insert("request_id".to_owned(), request_id);
        }
        Ok(user)
    })?;
    Ok(Reply::total(call, "users", made).status(StatusCode::CREATED))
}

fn create_one(call: &Call<'_>, item: &Item) -> Result<i64, Refusal> {
    let mut errors = body::check(call.db, item, FIELDS, Mode::Create)?;
    let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_name =
        |letter: char| letter.is_alphanumeric() || letter.is_whitespace() || ".@-_".contains(letter);
    if !text("name").chars().all(is_name) {
        errors.push(FieldError::choice("name").because("Only letters, digits and . @ - _ are allowed."));
    }
    let password = text("password");
    let has = |test: fn(&char) -> bool| password.chars().any(|letter| test(&letter));
    let is_strong = password.chars().count() >= 6
        && has(char::is_ascii_digit)
        && has(|letter| letter.is_lowercase())
        && has(|letter| letter.is_uppercase());
    if item.contains_key("password") && !is_strong {
        let why = "At least six characters with a digit, a lower-case and an upper-case letter.";
        errors.push(FieldError::choice("password").because(why));
    }
    if call.db.prepare_cached("SELECT 1 FROM users WHERE login = ?1")?.exists([text("email")])? {
        errors.push(FieldError::choice("email").because("This e-mail is already used by a user."));
    }
    let sent = item.get("rights").and_then(Value::as_object).cloned();
    let given = |key: &str| sent.as_ref().and_then(|sent| sent.get(key));
    let role = given("role_id").and_then(Value::as_i64);
    let is_free = given("is_free").and_then(Value::as_bool).unwrap_or_default();
    if sent.is_none() {
        errors.push(FieldError::missing("rights"));
    }
    if let Some(role) = role
        && !body::exists(call.db, "roles", role)?
    {
        errors.push(FieldError::choice("rights.role_id"));
    }
    let group = given("group_id").and_then(Value::as_i64).unwrap_or_default();
    if !body::exists(call.db, "users_groups", group)? {
        errors.push(FieldError::choice("rights.group_id"));
    }
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut rights = default_rights();
    if let Some(role) = role {
        let kept: String = call
            .db
            .prepare_cached("SELECT rights FROM roles WHERE id = ?1")?
            .query_row([role], |row| row.get(0))?;
        rights.extend(serde_json::from_str::<Map<String, Value>>(&kept).unwrap_or_default());
    } else if is_free {
        for letters in
            rights.values_mut().filter_map(Value::as_object_mut).flat_map(|rights| rights.values_mut())
        {
            *letters = json!("D");
        }
    } else {
        let own = sent.into_iter().flatten().filter(|(key, _)| rights.contains_key(key)).collect::<Vec<_>>();
        rights.extend(own);
    }
    let mut draft = Draft::default();
    draft.set("name", text("name").to_owned());
    draft.set("login", text("email").to_owned());
    draft.set("password", password.to_owned());
    draft.set("lang", if text("lang").is_empty() { "en" } else { text("lang") }.to_owned());
    draft.set("is_free", is_free);
    draft.set("group_id", group);
    draft.set("role_id", role);
    draft.set("rights", Value::Object(rights).to_string());
    draft.set("uuid", random::uuid());
    draft.set("amojo_id", random::uuid());
    draft.set("position", 1000);
    Ok(draft.insert(call.db, "users")?)
}

pub(super) fn activate(call: &Call<'_>) -> Result<Reply, Problem> {
    switch(call, true)?;
    Ok(Reply::Empty(StatusCode::ACCEPTED))
}

pub(super) fn deactivate(call: &Call<'_>) -> Result<Reply, Problem> {
    switch(call, false)?;
    Ok(Reply::nothing())
}

fn switch(call: &Call<'_>, is_active: bool) -> Result<(), Problem> {
    call.require_admin()?;
    let items = body::items(call, MOST)?;
    let ids: Vec<i64> = items.iter().filter_map(|item| item.get("id").and_then(Value::as_i64)).collect();
    let mut strangers = Vec::new();
    for id in &ids {
        if !body::exists(call.db, "users", *id)? {
            strangers.push(id.to_string());
        }
    }
    if !strangers.is_empty() || ids.len() < items.len() {
        let who = strangers.join(", ");
        return Err(Problem::bad_request(format!("User(s) {who} are not associated with provided account.")));
    }
    for id in ids {
        let is_admin: bool = call
            .db
            .prepare_cached("SELECT is_admin FROM users WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        if is_admin && !is_active {
            return Err(Problem::bad_request(format!(
                "User {id} is an administrator and cannot be deactivated"
            )));
        }
        call.db.execute("UPDATE users SET is_active = ?2 WHERE id = ?1", (id, is_active))?;
    }
    Ok(())
}
