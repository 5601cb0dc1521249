//! Small resources: currencies, entity subscriptions, short links.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use rusqlite::OptionalExtension;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::body::{self, Field, Kind, Mode, field};
use super::call::{Call, Endpoint};
use super::entity::Entity;
use super::events::{self, Event};
use super::page::{MAX_LIMIT, Page};
use super::problem::{FieldError, Problem};
use super::reply::Reply;
use super::table::{self, As, Column};
use crate::random;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/currencies", get(Endpoint(currencies)))
        .route("/api/v4/leads/{id}/subscriptions", get(Endpoint(subscriptions)))
        .route("/api/v4/customers/{id}/subscriptions", get(Endpoint(subscriptions)))
        .route("/api/v4/short_links", post(Endpoint(short_links)))
        .route("/s/{code}", get(follow))
}

const CURRENCY: &[Column] = &[
    ("code", "code", As::Plain),
    ("name", "name", As::Plain),
    ("symbol", "symbol", As::Plain),
    ("sort", "sort", As::Plain),
];

/// Apart from `code` the members are not documented.
fn currencies(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let sql = format!("{} FROM currencies ORDER BY sort, code{}", table::select(CURRENCY), page.sql());
    let mut rows = table::all(call.db, &sql, &[], CURRENCY)?;
    page.cut(&mut rows);
    Ok(Reply::page(call, "currencies", rows.into_iter().map(Value::Object).collect(), &page))
}

fn subscriptions(call: &Call<'_>) -> Result<Reply, Problem> {
    let entity = if call.path.starts_with("/api/v4/leads/") { Entity::Lead } else { Entity::Customer };
    let id = call.id("id")?;
    if !entity.exists(call.db, id)? {
        return Err(Problem::not_found(format!("{} not found", entity.title())));
    }
    let columns: &[Column] = &[("subscriber_id", "subscriber_id", As::Plain), ("type", "type", As::Plain)];
    let page = Page::with_default(call, MAX_LIMIT, MAX_LIMIT);
    let sql = format!(
        "{} FROM entity_subscriptions WHERE entity_type = ? AND entity_id = ? ORDER BY subscriber_id",
        table::select(columns)
    );
    let rows =
        table::all(call.db, &sql, &[Sql::Text(entity.plural().to_owned()), Sql::Integer(id)], columns)?;
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(Reply::page_of_total(
        call,
        "subscriptions",
        rows.into_iter().map(Value::Object).collect(),
        &page,
        total,
    ))
}

const METADATA: &[Field] =
    &[field("entity_type", Kind::Choice(&["contacts"])).required(), field("entity_id", Kind::Int).required()];
const LINK: &[Field] =
    &[field("url", Kind::Text).required(), field("metadata", Kind::Object(METADATA)).required()];

fn short_links(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = body::items(call, body::MAX_ITEMS)?;
    let account: i64 = call.db.query_row("SELECT id FROM account", [], |row| row.get(0))?;
    let links = body::each(&items, |item, _| {
        body::require(call.db, item, LINK, Mode::Create)?;
        let contact =
            item.get("metadata").and_then(|metadata| metadata.get("entity_id")).and_then(Value::as_i64);
        let contact = contact.unwrap_or_default();
        if !Entity::Contact.exists(call.db, contact)? {
            return Err(FieldError::choice("metadata.entity_id").into());
        }
        let url = item.get("url").and_then(Value::as_str).unwrap_or_default();
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            return Err(FieldError::choice("url").because("This value is not a valid URL.").into());
        }
        let code = random::token(5);
        call.db.execute(
            "INSERT INTO short_links (code, url, contact_id, client_id) VALUES (?1, ?2, ?3, ?4)",
            (&code, url, contact, call.caller.client.as_ref().map(|client| &client.id)),
        )?;
        Ok(json!({
            "url": format!("{}/s/{code}", call.origin),
            "account_id": account,
            "metadata": item.get("metadata"),
        }))
    })?;
    Ok(Reply::written(call, "short_links", links))
}

/// Leads on to the address, and leaves a note on the contact's card.
async fn follow(Extract(state): Extract<State>, Path(code): Path<String>) -> Response {
    let (now, now_ms) = (state.clock().now(), state.clock().now_millis());
    let followed = state.transaction(|db| {
        let found: Option<(String, i64)> = db
            .prepare_cached("SELECT url, contact_id FROM short_links WHERE code = ?1")?
            .query_row([&code], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((url, contact)) = found else { return Ok::<_, rusqlite::Error>(None) };
        db.execute(
            "INSERT INTO notes (entity_type, entity_id, note_type, params, responsible_user_id, created_by, updated_by, \
             created_at, updated_at) VALUES ('contacts', ?1, 'link_followed', ?2, 0, 0, 0, ?3, ?3)",
            (contact, json!({ "url": url }).to_string(), now),
        )?;
        let event = Event {
            kind: "link_followed",
            entity_type: "contact",
            entity_id: contact,
            before: json!([]),
            after: json!([{ "note": { "id": db.last_insert_rowid() } }]),
        };
        events::record(db, now_ms, 0, &event)?;
        Ok(Some(url))
    });
    match followed {
        Ok(Some(url)) => Redirect::to(&url).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => Problem::from(error).into_response(),
    }
}
