//! What the sandbox's own pages ask about bots and chats. The addresses are the sandbox's own.

use axum::extract::{Query, State as Handler};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{chat, runs, trace};
use crate::api::{IncomingMessage, Problem};
use crate::session::Session;
use crate::state::State;

type Answer = Result<Json<Value>, Problem>;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/ajax/sandbox/chat", get(chat_of).post(say))
        .route("/ajax/sandbox/bots/run", post(run))
        .route("/ajax/sandbox/bots/stop", post(stop))
        .route("/ajax/sandbox/bots/trace", get(steps))
}

#[derive(Debug, Deserialize)]
struct Card {
    entity_type: String,
    entity_id: i64,
}

/// The contacts of a card, the main one first.
fn contacts(db: &Connection, card: &Card) -> rusqlite::Result<Vec<Value>> {
    db.prepare_cached(
        "SELECT c.id, c.name FROM contacts c LEFT JOIN links k ON k.to_type = 'contacts' AND k.to_id = c.id \
         AND k.from_type = ?1 AND k.from_id = ?2 \
         WHERE NOT c.is_deleted AND (k.to_id IS NOT NULL OR (?1 = 'contacts' AND c.id = ?2)) ORDER BY k.is_main DESC, c.id",
    )?
    .query_map((&card.entity_type, card.entity_id), |row| {
        Ok(json!({ "id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)? }))
    })?
    .collect()
}

/// Everything the chat panel of a card shows.
async fn chat_of(Handler(state): Handler<State>, Session(_): Session, Query(card): Query<Card>) -> Answer {
    let found = state.db(|db| -> rusqlite::Result<Value> {
        let contacts = contacts(db, &card)?;
        let mut chats = serde_json::Map::new();
        for id in contacts.iter().filter_map(|contact| contact.get("id")?.as_i64()) {
            chats.insert(id.to_string(), json!(chat::messages(db, id)?));
        }
        let bots: Vec<Value> = db
            .prepare_cached("SELECT id, name FROM salesbots ORDER BY id")?
            .query_map([], |row| {
                Ok(json!({ "id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)? }))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let last = runs(db)?
            .into_iter()
            .rfind(|run| run.entity_type == card.entity_type && run.entity_id == card.entity_id);
        Ok(json!({ "contacts": contacts, "messages": chats, "bots": bots, "run": last }))
    })?;
    Ok(Json(found))
}

/// A contact writes.
async fn say(
    Handler(state): Handler<State>,
    Session(_): Session,
    Json(message): Json<IncomingMessage>,
) -> Answer {
    match state.receive_message(&message)? {
        Some(talk) => Ok(Json(json!({ "talk_id": talk }))),
        None => Err(Problem::not_found(format!("There is no contact {}", message.contact_id))),
    }
}

#[derive(Debug, Deserialize)]
struct Wanted {
    bot_id: i64,
    entity_type: String,
    entity_id: i64,
}

async fn run(Handler(state): Handler<State>, Session(_): Session, Json(wanted): Json<Wanted>) -> Answer {
    match state.run_bot(wanted.bot_id, &wanted.entity_type, wanted.entity_id)? {
        Some(id) => Ok(Json(json!({ "run_id": id }))),
        None => Err(Problem::not_found("There is no such bot or card")),
    }
}

async fn stop(Handler(state): Handler<State>, Session(_): Session, Json(card): Json<Card>) -> Response {
    let Some(entity) = crate::api::Entity::from_plural(&card.entity_type) else {
        return Problem::not_found("There is no such card").into_response();
    };
    let now = state.clock().now();
    let stopped = state.db(|db| super::stop(db, None, entity, card.entity_id, "stopped by a user", now));
    state.pages().changed("/api/v4/bots");
    stopped
        .map_or_else(|error| Problem::from(error).into_response(), |_| StatusCode::NO_CONTENT.into_response())
}

#[derive(Debug, Deserialize)]
struct Steps {
    run: Option<i64>,
}

/// The last runs, newest first, and the steps of one of them: of the newest where none is named.
async fn steps(Handler(state): Handler<State>, Session(_): Session, Query(wanted): Query<Steps>) -> Answer {
    let found = state.db(|db| -> rusqlite::Result<Value> {
        let mut runs = runs(db)?;
        runs.reverse();
        runs.truncate(50);
        let id = wanted.run.or_else(|| runs.first().map(|run| run.id));
        let steps = match id {
            Some(id) => trace::read(db, Some(id))?,
            None => Vec::new(),
        };
        Ok(json!({ "runs": runs, "steps": steps }))
    })?;
    Ok(Json(found))
}
