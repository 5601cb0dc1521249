//! What is said about messages: that they arrived, that somebody is writing, emojis.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use super::{Ask, Told, no, object, text};

pub(super) fn delivery(ask: &Ask<'_>) -> Result<Told, Told> {
    ask.connected()?;
    let id = ask.message(Some(ask.part("message")), None)?;
    let status = ask.body.get("status_code").and_then(Value::as_i64);
    let code = ask.body.get("error_code").and_then(Value::as_i64);
    match (status, code) {
        (Some(1 | 2), _) | (Some(-1), Some(901..=905)) => {}
        (Some(-1), _) => return Err(no("error_code: 901 to 905 is wanted")),
        _ => return Err(no("status_code: 1, 2 or -1 is wanted")),
    }
    let state = Value::Object(ask.body.clone()).to_string();
    ask.db().execute("UPDATE channel_messages SET delivery = ?2 WHERE id = ?1", (&id, state))?;
    Ok(Told::Json(json!({})))
}

/// Is heard, and shown nowhere.
pub(super) fn typing(ask: &Ask<'_>) -> Result<Told, Told> {
    ask.connected()?;
    text(ask.body, "conversation_id")?;
    text(object(ask.body, "sender")?, "id")?;
    Ok(Told::Nothing)
}

pub(super) fn react(ask: &Ask<'_>) -> Result<Told, Told> {
    ask.connected()?;
    let of = |key: &str| ask.body.get(key).and_then(Value::as_str);
    let id = ask.message(of("id"), of("msgid"))?;
    let user = text(object(ask.body, "user")?, "id")?;
    let emoji = match text(ask.body, "type")? {
        "react" => Some(text(ask.body, "emoji")?),
        "unreact" => None,
        _ => return Err(no("type: react or unreact is wanted")),
    };
    let reactions: Option<String> = ask
        .db()
        .query_row("SELECT reactions FROM channel_messages WHERE id = ?1", [&id], |row| row.get(0))
        .optional()?;
    let mut reactions: Map<String, Value> =
        reactions.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    match emoji {
        Some(emoji) => reactions.insert(user.to_owned(), emoji.into()),
        None => reactions.remove(user),
    };
    let reactions = Value::Object(reactions).to_string();
    ask.db().execute("UPDATE channel_messages SET reactions = ?2 WHERE id = ?1", (&id, reactions))?;
    Ok(Told::Json(json!({})))
}
