//! The simulated chat: what bots say to a contact, and what the contact says back.

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::run::Run;
use super::visit::{Visit, object};
use crate::amojo::{self, Spoken};
use crate::api::events::Event;
use crate::api::{Entity, chats};
use crate::random;

/// A button below a message. Pressing one with an address opens it, any other says its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Button {
    /// What it says; messengers cut it after 80 characters.
    pub text: String,
    /// Address of a button that opens one.
    pub url: Option<String>,
}

/// A message of a chat.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ChatMessage {
    /// Id of the message.
    pub id: String,
    /// Its talk.
    pub talk_id: i64,
    /// `incoming` from the contact, `outgoing` from the account.
    #[serde(rename = "type")]
    pub way: String,
    /// Who wrote it: `{type: external | internal | bot, id, name}`.
    pub author: Value,
    /// The text.
    pub text: String,
    /// Buttons below it.
    pub buttons: Vec<Button>,
    /// Unix time.
    pub created_at: i64,
}

/// Characters messengers show of a button.
const MOST_BUTTON: usize = 80;

/// Writes to a contact as the bot, in the contact's open talk or a new one. Gives the talk.
pub(super) fn send(
    visit: &mut Visit<'_>,
    contact: i64,
    text: &str,
    buttons: &[Button],
) -> rusqlite::Result<i64> {
    let lead = visit.subject(Entity::Lead)?;
    let (call, run) = (visit.call, &visit.run);
    let db = call.db;
    let now_ms = call.state.clock().now_millis();
    let open: Option<i64> = db
        .prepare_cached("SELECT id FROM talks WHERE contact_id = ?1 AND status = 'in_work' ORDER BY updated_at DESC, id DESC LIMIT 1")?
        .query_row([contact], |row| row.get(0))
        .optional()?;
    let talk = match open {
        Some(talk) => talk,
        None => chats::open_talk(db, contact, lead, "whatsapp", call.now, now_ms)?,
    };
    let name: Option<String> = db
        .prepare_cached("SELECT name FROM salesbots WHERE id = ?1")?
        .query_row([run.bot], |row| row.get(0))
        .optional()?;
    let id = random::uuid();
    let author = json!({ "type": "bot", "id": run.bot, "name": name });
    chats::add_message(db, &id, talk, "outgoing", &author, text, call.now)?;
    let cut = |button: &Button| Button {
        text: button.text.chars().take(MOST_BUTTON).collect(),
        url: button.url.clone(),
    };
    let buttons: Vec<Button> = buttons.iter().map(cut).collect();
    amojo::tell(db, &Spoken { id: &id, talk, author: &author, text, buttons: &buttons }, now_ms)?;
    if !buttons.is_empty() {
        db.execute("UPDATE talk_messages SET buttons = ?2 WHERE id = ?1", (&id, json!(buttons).to_string()))?;
    }
    let (entity_type, entity_id) = lead.map_or(("contact", contact), |lead| ("lead", lead));
    let after = json!([{ "message": { "id": id, "talk_id": talk } }]);
    call.record(&Event { kind: "outgoing_chat_message", entity_type, entity_id, before: json!([]), after })?;
    Ok(talk)
}

/// What a bot that starts for a card knows of the chat: the last message of its contacts, as [`heard`] tells later ones.
pub(super) fn last_heard(
    db: &Connection,
    entity: Entity,
    entity_id: i64,
) -> rusqlite::Result<Map<String, Value>> {
    let found = db
        .prepare_cached(
            "SELECT m.text, t.origin, t.id FROM talk_messages m JOIN talks t ON t.id = m.talk_id WHERE m.type = 'incoming' \
             AND ((?1 = 'contacts' AND t.contact_id = ?2) OR EXISTS (SELECT 1 FROM links k WHERE k.from_type = ?1 \
             AND k.from_id = ?2 AND k.to_type = 'contacts' AND k.to_id = t.contact_id)) \
             ORDER BY m.created_at DESC, m.rowid DESC LIMIT 1",
        )?
        .query_row((entity.plural(), entity_id), |row| {
            let (text, origin, talk): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(json!({ "message_text": text, "origin": origin, "talk": { "id": talk } }))
        })
        .optional()?;
    Ok(object(found.unwrap_or_default()))
}

/// Lets the bots that wait for this contact hear a message. Gives how many there were.
pub(crate) fn heard(
    db: &Connection,
    contact: i64,
    talk: i64,
    origin: &str,
    text: &str,
) -> rusqlite::Result<usize> {
    let waiting: Vec<i64> = db
        .prepare_cached(
            "SELECT r.id FROM bot_runs r WHERE r.state = 'waiting' AND ((r.entity_type = 'contacts' AND r.entity_id = ?1) \
             OR EXISTS (SELECT 1 FROM links k WHERE k.from_type = r.entity_type AND k.from_id = r.entity_id \
             AND k.to_type = 'contacts' AND k.to_id = ?1)) ORDER BY r.id",
        )?
        .query_map([contact], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut count = 0;
    for id in waiting {
        let Some(mut run) = Run::load(db, id)? else { continue };
        let Some(next) = run.wait.as_ref().and_then(|wait| wait.answer.clone()) else { continue };
        run.fact("message_text", text);
        run.fact("origin", origin);
        run.fact("contact_id", contact);
        run.fact("talk", json!({ "id": talk }));
        run.wake(&next);
        run.save(db)?;
        count += 1;
    }
    Ok(count)
}

/// The messages of a contact's talks, oldest first.
pub(super) fn messages(db: &Connection, contact: i64) -> rusqlite::Result<Vec<ChatMessage>> {
    db.prepare_cached(
        "SELECT m.id, m.talk_id, m.type, m.author, m.text, m.buttons, m.created_at FROM talk_messages m \
         JOIN talks t ON t.id = m.talk_id WHERE t.contact_id = ?1 ORDER BY m.created_at, m.rowid",
    )?
    .query_map([contact], |row| {
        let author: String = row.get(3)?;
        let buttons: Option<String> = row.get(5)?;
        Ok(ChatMessage {
            id: row.get(0)?,
            talk_id: row.get(1)?,
            way: row.get(2)?,
            author: serde_json::from_str(&author).unwrap_or_default(),
            text: row.get(4)?,
            buttons: buttons.and_then(|buttons| serde_json::from_str(&buttons).ok()).unwrap_or_default(),
            created_at: row.get(6)?,
        })
    })?
    .collect()
}
