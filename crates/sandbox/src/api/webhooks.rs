//! Subscriptions to webhooks (<https://developers.kommo.com/reference/add-webhooks>): admins only.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};

use super::body::{self, Field, Kind, Mode, field};
use super::call::{Call, Endpoint};
use super::filter::{Conditions, Filter, Shape};
use super::problem::{FieldError, Problem};
use super::reply::{Reply, self_link};
use super::table::{self, As, Column};
use crate::state::State;

/// Subscriptions an account may have.
const MOST: i64 = 100;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("destination", "destination", As::Plain),
    ("settings", "settings", As::Json),
    ("sort", "sort", As::Plain),
    ("disabled", "is_disabled", As::Bool),
    ("created_by", "created_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

/// Every event one can subscribe to.
pub(crate) const EVENTS: &[&str] = &[
    "add_lead",
    "update_lead",
    "delete_lead",
    "restore_lead",
    "status_lead",
    "responsible_lead",
    "note_lead",
    "add_contact",
    "update_contact",
    "delete_contact",
    "restore_contact",
    "responsible_contact",
    "note_contact",
    "add_company",
    "update_company",
    "delete_company",
    "restore_company",
    "responsible_company",
    "note_company",
    "add_customer",
    "update_customer",
    "delete_customer",
    "responsible_customer",
    "note_customer",
    "add_task",
    "update_task",
    "delete_task",
    "responsible_task",
    "add_talk",
    "update_talk",
    "add_message",
    "add_outgoing_message",
    "add_chat_template_review",
];

const FIELDS: &[Field] = &[
    field("destination", Kind::Text).required(),
    field("settings", Kind::List(&Kind::Choice(EVENTS))).required(),
    field("sort", Kind::Int),
];

const FILTERS: &[Filter] = &[("destination", "destination", Shape::Texts)];

pub(crate) fn router() -> Router<State> {
    Router::new().route(
        "/api/v4/webhooks",
        get(Endpoint(list)).post(Endpoint(subscribe)).delete(Endpoint(unsubscribe)),
    )
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let mut conditions = Conditions::default();
    conditions.filter(&call.query, FILTERS)?;
    let sql = format!("{} FROM webhooks{} ORDER BY sort, id", table::select(COLUMNS), conditions.sql());
    let hooks = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    Ok(Reply::total(call, "webhooks", hooks.into_iter().map(|hook| shown(call, hook)).collect()))
}

fn shown(call: &Call<'_>, mut hook: Map<String, Value>) -> Value {
    hook.insert("_links".to_owned(), self_link(call.href("webhooks")));
    Value::Object(hook)
}

/// The same destination again changes the hook that is there, and switches it on again.
fn subscribe(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let item = body::one_item(call)?;
    let made = body::single(&item, |item, _| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let destination = item.get("destination").and_then(Value::as_str).unwrap_or_default();
        let is_url = destination.starts_with("https://") || destination.starts_with("http://");
        if !is_url || !destination.is_ascii() {
            return Err(FieldError::choice("destination").because("This value is not a valid URL.").into());
        }
        let count: i64 = call
            .db
            .prepare_cached("SELECT COUNT(*) FROM webhooks WHERE destination <> ?1")?
            .query_row([destination], |row| row.get(0))?;
        if count >= MOST {
            return Err(Problem::bad_request(format!("An account has at most {MOST} webhooks")).into());
        }
        call.db.execute(
            "INSERT INTO webhooks (destination, settings, sort, created_by, created_at, updated_at) \
             VALUES (?1, ?2, COALESCE(?3, 1), ?4, ?5, ?5) ON CONFLICT (destination) \
             DO UPDATE SET settings = ?2, sort = COALESCE(?3, sort), is_disabled = 0, updated_at = ?5",
            (
                destination,
                item.get("settings").map(Value::to_string),
                item.get("sort").and_then(Value::as_i64),
                call.user().id,
                call.now,
            ),
        )?;
        let sql = format!("{} FROM webhooks WHERE destination = ?", table::select(COLUMNS));
        let hook = table::first(call.db, &sql, &[Sql::Text(destination.to_owned())], COLUMNS)?;
        Ok(shown(call, hook.unwrap_or_default()))
    })?;
    Ok(Reply::ok(made).status(StatusCode::CREATED))
}

fn unsubscribe(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let item = body::one_item(call)?;
    let destination = item.get("destination").and_then(Value::as_str).unwrap_or_default();
    let gone = call.db.execute("DELETE FROM webhooks WHERE destination = ?1", [destination])?;
    if gone == 0 { Err(Problem::not_found("Webhook not found")) } else { Ok(Reply::nothing()) }
}
