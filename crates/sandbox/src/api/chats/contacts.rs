//! `/contacts/chats`: which chats belong to which contact.

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};

use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::{Call, Endpoint};
use crate::api::entity::Entity;
use crate::api::filter::{self, Conditions};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::state::State;

const FIELDS: &[Field] =
    &[field("contact_id", Kind::Int).required(), field("chat_id", Kind::Text).required()];

pub(super) fn router() -> Router<State> {
    Router::new().route("/api/v4/contacts/chats", get(Endpoint(list)).post(Endpoint(bind)))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let mut conditions = Conditions::default();
    let contacts = filter::numbers("contact_id", &call.query.values(&["contact_id"]))?;
    if !contacts.is_empty() {
        conditions.one_of("contact_id", contacts);
    }
    let chats = call.query.values(&["chat_id"]);
    if !chats.is_empty() {
        let chats = chats.into_iter().map(|chat| rusqlite::types::Value::Text(chat.to_owned())).collect();
        conditions.one_of("chat_id", chats);
    }
    let sql = format!("SELECT id, chat_id, contact_id FROM contact_chats{} ORDER BY id", conditions.sql());
    let chats: Vec<Value> = call
        .db
        .prepare_cached(&sql)?
        .query_map(rusqlite::params_from_iter(conditions.values()), |row| {
            let (id, chat, contact): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(json!({ "id": id, "chat_id": chat, "contact_id": contact }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    if chats.is_empty() { Ok(Reply::nothing()) } else { Ok(Reply::total(call, "chats", chats)) }
}

/// A chat belongs to one contact; binding it anew gives the binding a new id. Only a token will do: with a session Kommo
/// fails.
fn bind(call: &Call<'_>) -> Result<Reply, Problem> {
    if call.caller.client.is_none() {
        return Err(Problem::forbidden("This call takes a Bearer token and no session"));
    }
    call.require_admin()?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let bound = body::each(&items, |item, request_id| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let contact = item.get("contact_id").and_then(Value::as_i64).unwrap_or_default();
        let chat = item.get("chat_id").and_then(Value::as_str).unwrap_or_default();
        if !Entity::Contact.exists(call.db, contact)? {
            return Err(FieldError::choice("contact_id").into());
        }
        call.db.execute("DELETE FROM contact_chats WHERE chat_id = ?1", [chat])?;
        call.db
            .execute("INSERT INTO contact_chats (chat_id, contact_id) VALUES (?1, ?2)", (chat, contact))?;
        let id = call.db.last_insert_rowid();
        Ok(json!({ "id": id, "chat_id": chat, "contact_id": contact, "request_id": request_id }))
    })?;
    Ok(Reply::total(call, "chats", bound))
}
