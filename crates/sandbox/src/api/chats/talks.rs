//! Talks and their messages.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::receive;
use crate::amojo::{self, Spoken};
use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::{Call, Endpoint};
use crate::api::entity::Entity;
use crate::api::events::Event;
use crate::api::filter::{Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column};
use crate::random;
use crate::state::State;

const COLUMNS: &[Column] = &[
    ("talk_id", "id", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("rate", "rate", As::Plain),
    ("contact_id", "contact_id", As::Plain),
    ("chat_id", "chat_id", As::Plain),
    ("entity_id", "entity_id", As::Plain),
    ("entity_type", "entity_type", As::Plain),
    ("status", "status", As::Plain),
    ("is_in_work", "status = 'in_work'", As::Bool),
    ("is_read", "is_read", As::Bool),
    ("origin", "origin", As::Plain),
    ("source_id", "source_id", As::Plain),
    ("missed_at", "missed_at", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

const FILTERS: &[Filter] = &[
    ("talk_id", "id", Shape::Numbers),
    ("contact_id", "contact_id", Shape::Numbers),
    ("entity_id", "entity_id", Shape::Numbers),
    ("entity_type", "entity_type", Shape::Texts),
];

pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/talks", get(Endpoint(list)))
        .route("/api/v4/talks/{id}", get(Endpoint(one)))
        .route("/api/v4/talks/{id}/close", post(Endpoint(close)))
        .route("/api/v4/talks/{id}/messages", get(Endpoint(messages)))
        .route("/api/v4/talks/{id}/send_message", post(Endpoint(send)))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.filter(&call.query, FILTERS)?;
    if call
        .query
        .values(&["filter", "only_in_work"])
        .last()
        .is_some_and(|value| matches!(*value, "1" | "true"))
    {
        conditions.add("status = 'in_work'", []);
    }
    let sql = format!("{} FROM talks{} ORDER BY id{}", table::select(COLUMNS), conditions.sql(), page.sql());
    let mut talks = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut talks);
    Ok(Reply::page(call, "talks", talks.into_iter().map(|talk| shown(call, talk)).collect(), &page))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(Reply::ok(shown(call, find(call)?)))
}

fn find(call: &Call<'_>) -> Result<Map<String, Value>, Problem> {
    let sql = format!("{} FROM talks WHERE id = ?", table::select(COLUMNS));
    let talk = table::first(call.db, &sql, &[Sql::Integer(call.id("id")?)], COLUMNS)?;
    talk.ok_or_else(|| Problem::not_found("Talk not found"))
}

fn shown(call: &Call<'_>, mut talk: Map<String, Value>) -> Value {
    let number = |key: &str| talk.get(key).and_then(Value::as_i64);
    let about = talk.get("entity_type").and_then(Value::as_str).map(str::to_owned);
    let list = |wanted: &str, entity: Entity, id: Option<i64>| -> Value {
        let is_it = wanted.is_empty() || about.as_deref() == Some(wanted);
        id.filter(|_| is_it)
            .map(|id| json!({ "id": id, "_links": self_link(call.href(&format!("{}/{id}", entity.plural()))) }))
            .into_iter()
            .collect()
    };
    let embedded = json!({
        "contacts": list("", Entity::Contact, number("contact_id")),
        "leads": list("lead", Entity::Lead, number("entity_id")),
        "customers": list("customer", Entity::Customer, number("entity_id")),
    });
    let link = self_link(call.href(&format!("talks/{}", number("talk_id").unwrap_or_default())));
    talk.insert("_embedded".to_owned(), embedded);
    talk.insert("_links".to_owned(), link);
    Value::Object(talk)
}

const CLOSE: &[Field] = &[field("force_close", Kind::Bool)];

fn close(call: &Call<'_>) -> Result<Reply, Problem> {
    let talk = find(call)?;
    if talk.get("status").and_then(Value::as_str) != Some("in_work") {
        return Err(Problem::unprocessable("Talk is closed"));
    }
    let item = body::one_item(call)?;
    body::single(&item, |item, _| {
        body::require(call.db, item, CLOSE, Mode::Create)?;
        Ok(Value::Null)
    })?;
    let id = call.id("id")?;
    call.db.execute("UPDATE talks SET status = 'closed', updated_at = ?2 WHERE id = ?1", [id, call.now])?;
    call.touch("talk", "update", id);
    tell(call, &talk, "talk_closed", json!([{ "talk": { "id": id } }]))?;
    Ok(Reply::Empty(StatusCode::ACCEPTED))
}

fn messages(call: &Call<'_>) -> Result<Reply, Problem> {
    find(call)?;
    let mut page = Page::with_default(call, MAX_LIMIT, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.add("talk_id = ?", [Sql::Integer(call.id("id")?)]);
    conditions.filter(&call.query, &[("created_at", "created_at", Shape::SinceOrRange)])?;
    let sql = format!(
        "SELECT id, type, author, text, created_at FROM talk_messages{} ORDER BY created_at, rowid{}",
        conditions.sql(),
        page.sql()
    );
    let mut messages: Vec<Value> = call
        .db
        .prepare_cached(&sql)?
        .query_map(rusqlite::params_from_iter(conditions.values()), |row| {
            let author: String = row.get(2)?;
            Ok(json!({
                "id": row.get::<_, String>(0)?,
                "type": row.get::<_, String>(1)?,
                "message_type": "text",
                "author": serde_json::from_str::<Value>(&author).unwrap_or_default(),
                "text": row.get::<_, String>(3)?,
                "delivery_status": Value::Null,
                "attachment": Value::Null,
                "created_at": row.get::<_, i64>(4)?,
            }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    page.cut(&mut messages);
    Ok(Reply::page(call, "messages", messages, &page))
}

const SEND: &[Field] = &[field("text", Kind::Text).required()];

fn send(call: &Call<'_>) -> Result<Reply, Problem> {
    let talk = find(call)?;
    if talk.get("status").and_then(Value::as_str) != Some("in_work") {
        return Err(Problem::unprocessable("Talk is closed"));
    }
    let item = body::one_item(call)?;
    let sent = body::single(&item, |item, _| {
        body::require(call.db, item, SEND, Mode::Create)?;
        let id = random::uuid();
        let author = json!({ "type": "internal", "id": call.user().id, "name": call.user().name });
        let text = item.get("text").and_then(Value::as_str).unwrap_or_default();
        let talk_id = call.id("id")?;
        receive::add_message(call.db, &id, talk_id, "outgoing", &author, text, call.now)?;
        let spoken = Spoken { id: &id, talk: talk_id, author: &author, text, buttons: &[] };
        amojo::tell(call.db, &spoken, call.state.clock().now_millis())?;
        tell(call, &talk, "outgoing_chat_message", json!([{ "message": { "id": id, "talk_id": talk_id } }]))?;
        Ok(json!({ "id": id }))
    })?;
    Ok(Reply::ok(sent).status(StatusCode::ACCEPTED))
}

fn tell(call: &Call<'_>, talk: &Map<String, Value>, kind: &str, after: Value) -> Result<(), Problem> {
    let about =
        talk.get("entity_type").and_then(Value::as_str).zip(talk.get("entity_id").and_then(Value::as_i64));
    let contact = talk.get("contact_id").and_then(Value::as_i64).unwrap_or_default();
    let (entity_type, entity_id) = about.unwrap_or(("contact", contact));
    call.record(&Event { kind, entity_type, entity_id, before: json!([]), after })?;
    Ok(())
}
