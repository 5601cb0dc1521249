//! Chats of a channel, and what was written in them.

use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value, json};

use super::{Ask, Told, no, object, text, user};
use crate::api::reply;
use crate::random;

/// Most messages a page of a history has.
const MOST: i64 = 50;

pub(super) fn create(ask: &Ask<'_>) -> Result<Told, Told> {
    ask.connected()?;
    let conversation = text(ask.body, "conversation_id")?;
    let client = user(object(ask.body, "user")?)?;
    let (id, client) = find_or_make(ask, conversation, &client)?;
    Ok(Told::Json(json!({ "id": id, "user": shown(&client) })))
}

/// The chat with the messenger's own id, made if there is none: Kommo's id, and the client.
pub(super) fn find_or_make(
    ask: &Ask<'_>,
    conversation: &str,
    client: &Value,
) -> Result<(String, Value), Told> {
    let found: Option<(String, String)> = ask
        .db()
        .query_row(
            "SELECT id, user FROM channel_chats WHERE channel_id = ?1 AND conversation_id = ?2",
            (&ask.channel.id, conversation),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    if let Some((id, client)) = found {
        return Ok((id, serde_json::from_str(&client).unwrap_or_default()));
    }
    let id = random::uuid();
    ask.db().execute(
        "INSERT INTO channel_chats (id, channel_id, conversation_id, user) VALUES (?1, ?2, ?3, ?4)",
        params![id, ask.channel.id, conversation, client.to_string()],
    )?;
    Ok((id, client.clone()))
}

/// A user as Kommo answers: with an id of its own, and the messenger's as `client_id`.
pub(super) fn shown(user: &Value) -> Value {
    let id = user.get("id").and_then(Value::as_str).unwrap_or_default();
    let mut shown = Map::new();
    shown.insert("id".to_owned(), own_id(user).into());
    shown.insert("client_id".to_owned(), id.into());
    for key in ["name", "avatar"] {
        shown.insert(key.to_owned(), user.get(key).cloned().unwrap_or_default());
    }
    for key in ["phone", "email"] {
        if let Some(value) = user.get("profile").and_then(|profile| profile.get(key)) {
            shown.insert(key.to_owned(), value.clone());
        }
    }
    Value::Object(shown)
}

/// Kommo's own id of a user: a manager's or bot's `ref_id`, else one that always belongs to the client.
pub(super) fn own_id(user: &Value) -> String {
    match user.get("ref_id").and_then(Value::as_str) {
        Some(known) => known.to_owned(),
        None => {
            random::uuid_of(&format!("amojo/{}", user.get("id").and_then(Value::as_str).unwrap_or_default()))
        }
    }
}

pub(super) fn history(ask: &Ask<'_>) -> Result<Told, Told> {
    ask.connected()?;
    let number = |name: &str, otherwise: i64| -> Result<i64, Told> {
        match ask.query.values(&[name]).last() {
            None => Ok(otherwise),
            Some(value) => value.parse().map_err(|_| no(format!("{name}: a number is wanted"))),
        }
    };
    let (offset, limit) = (number("offset", 0)?, number("limit", MOST)?);
    if !(1..=MOST).contains(&limit) || offset < 0 {
        return Err(no("limit: between 1 and 50"));
    }
    let mut statement = ask.db().prepare_cached(
        "SELECT id, msgid, sender, receiver, message, written_ms FROM channel_messages \
         WHERE channel_id = ?1 AND chat_id = ?2 ORDER BY written_ms DESC, rowid DESC LIMIT ?3 OFFSET ?4",
    )?;
    let messages: Vec<Value> = statement
        .query_map(params![ask.channel.id, ask.part("chat"), limit, offset], |row| {
            let json = |text: Option<String>| -> Value {
                text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
            };
            let (id, msgid): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            let mut message = reply::object(json(row.get(4)?));
            message.insert("id".to_owned(), id.into());
            message.insert("client_id".to_owned(), msgid.into());
            let written: i64 = row.get(5)?;
            let mut item = reply::object(json!({
                "timestamp": written.div_euclid(1000),
                "msec_timestamp": written,
                "sender": shown(&json(row.get(2)?)),
                "message": message,
            }));
            let receiver = json(row.get(3)?);
            if !receiver.is_null() {
                item.insert("receiver".to_owned(), shown(&receiver));
            }
            Ok(Value::Object(item))
        })?
        .collect::<rusqlite::Result<_>>()?;
    if messages.is_empty() { Ok(Told::Nothing) } else { Ok(Told::Json(json!({ "messages": messages }))) }
}
