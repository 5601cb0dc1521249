//! What the service behind a channel is told: messages of managers and bots, that a user is writing, and reactions.
//! <https://developers.kommo.com/reference/receiving-chat-webhooks>
//!
//! Signed with the channel's secret and sent once; the answer may take five seconds. What the channel brought itself is not
//! told back to it.

mod action;
mod send;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::chats::own_id;
use crate::bots::Button;
use crate::random;

pub use send::ChannelHook;
pub(crate) use send::send;

/// A chat of a channel that is connected, and where to tell it.
struct Listening {
    channel: String,
    url: Option<String>,
    is_first_version: bool,
    account: String,
    chat: String,
    conversation: String,
    client: Value,
}

impl Listening {
    fn conversation(&self) -> Value {
        json!({ "id": self.chat, "client_id": self.conversation })
    }
}

fn listening(db: &Connection, talk: i64) -> rusqlite::Result<Option<Listening>> {
    db.prepare_cached(
        "SELECT c.id, c.hook_url, c.hook_api_version = 'v1', a.amojo_id, h.id, h.conversation_id, h.user FROM talks t \
         JOIN channel_chats h ON h.id = t.chat_id JOIN chat_channels c ON c.id = h.channel_id, account a \
         WHERE t.id = ?1 AND c.title IS NOT NULL",
    )?
    .query_row([talk], |row| {
        let (channel, account): (String, String) = (row.get(0)?, row.get(3)?);
        let url: Option<String> = row.get(1)?;
        Ok(Listening {
            url: url.map(|url| url.replace(":scope_id", &format!("{channel}_{account}"))),
            channel,
            is_first_version: row.get(2)?,
            account,
            chat: row.get(4)?,
            conversation: row.get(5)?,
            client: serde_json::from_str(&row.get::<_, String>(6)?).unwrap_or_default(),
        })
    })
    .optional()
}

/// A message of the account to a client.
pub(crate) struct Spoken<'s> {
    pub(crate) id: &'s str,
    pub(crate) talk: i64,
    /// `{type: internal | bot, id, name}`.
    pub(crate) author: &'s Value,
    pub(crate) text: &'s str,
    pub(crate) buttons: &'s [Button],
}

/// Keeps a message in the channel its talk came from, and tells the service behind it. Other talks are none of its business.
pub(crate) fn tell(db: &Connection, spoken: &Spoken<'_>, now_ms: i64) -> rusqlite::Result<()> {
    let Some(to) = listening(db, spoken.talk)? else { return Ok(()) };
    let sender = sender(db, spoken.author)?;
    let message = json!({ "type": "text", "text": spoken.text });
    db.execute(
        "INSERT INTO channel_messages (id, channel_id, chat_id, sender, receiver, message, written_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            spoken.id,
            to.channel,
            to.chat,
            sender.to_string(),
            to.client.to_string(),
            message.to_string(),
            now_ms
        ],
    )?;
    let body = if to.is_first_version {
        first_version(&to, spoken, now_ms)
    } else {
        whole(&to, spoken, &sender, now_ms)
    };
    enqueue(db, &to, &body)
}

/// Who speaks, as the Chats API names users of the account: a bot has an id of the channel's at Kommo.
fn sender(db: &Connection, author: &Value) -> rusqlite::Result<Value> {
    let id = author.get("id").and_then(Value::as_i64).unwrap_or_default();
    let is_user = author.get("type").and_then(Value::as_str) == Some("internal");
    let known: Option<String> = if is_user {
        db.query_row("SELECT amojo_id FROM users WHERE id = ?1", [id], |row| row.get(0)).optional()?
    } else {
        None
    };
    let ref_id = known.unwrap_or_else(|| random::uuid_of(&format!("amojo/bot/{id}")));
    Ok(json!({ "id": ref_id, "ref_id": ref_id, "name": author.get("name") }))
}

fn whole(to: &Listening, spoken: &Spoken<'_>, sender: &Value, now_ms: i64) -> Value {
    let of = |key: &str| to.client.get(key).cloned().unwrap_or_default();
    let profile = |key: &str| {
        to.client.get("profile").and_then(|all| all.get(key)).cloned().unwrap_or_else(|| "".into())
    };
    let rows: Vec<Value> = spoken
        .buttons
        .iter()
        .map(|button| match &button.url {
            Some(url) => json!([{ "text": button.text, "url": url }]),
            None => json!([{ "text": button.text }]),
        })
        .collect();
    let markup = if rows.is_empty() { Value::Null } else { json!({ "mode": "inline", "buttons": rows }) };
    json!({
        "account_id": to.account,
        "time": now_ms.div_euclid(1000),
        "message": {
            "conversation": to.conversation(),
            "sender": { "id": sender.get("ref_id"), "name": sender.get("name") },
            "receiver": {
                "id": own_id(&to.client), "client_id": of("id"), "name": of("name"),
                "phone": profile("phone"), "email": profile("email"),
            },
            "timestamp": now_ms.div_euclid(1000),
            "msec_timestamp": now_ms,
            "message": {
                "id": spoken.id, "type": "text", "text": spoken.text, "markup": markup,
                "tag": "", "media": "", "thumbnail": "", "file_name": "", "file_size": 0,
            },
        },
    })
}

/// What channels get that did not ask for the second version. It has no buttons.
fn first_version(to: &Listening, spoken: &Spoken<'_>, now_ms: i64) -> Value {
    json!({
        "receiver": to.client.get("id"), "conversation_id": to.conversation, "type": "text", "text": spoken.text,
        "media": "", "thumbnail": "", "file_name": "", "file_size": 0, "msec_timestamp": now_ms,
    })
}

fn enqueue(db: &Connection, to: &Listening, body: &Value) -> rusqlite::Result<()> {
    let Some(url) = &to.url else { return Ok(()) };
    db.execute(
        "INSERT INTO channel_hooks (channel_id, url, body) VALUES (?1, ?2, ?3)",
        (&to.channel, url, body.to_string()),
    )?;
    Ok(())
}
