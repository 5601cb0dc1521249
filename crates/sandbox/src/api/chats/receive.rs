//! Messages from outside: what a messenger would bring.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::events::{self, Event};
use crate::bots;
use crate::db::DbError;
use crate::digital_pipeline::{self, Happened, PipelineEvent};
use crate::random;
use crate::state::State;
use crate::webhooks::{self, Change};

/// A message of a client.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomingMessage {
    /// The contact who writes.
    pub contact_id: i64,
    /// What the contact writes.
    pub text: String,
    /// The messenger: `whatsapp`, `telegram`, `amo.ext.1`, …
    #[serde(default = "whatsapp")]
    pub origin: String,
}

fn whatsapp() -> String {
    "whatsapp".to_owned()
}

impl State {
    /// Lets a contact write a message. It joins the contact's open talk or opens one, about the contact's newest open lead
    /// if there is one. Returns the talk's id; an unknown contact is `None`.
    pub fn receive_message(&self, message: &IncomingMessage) -> Result<Option<i64>, DbError> {
        let (now, now_ms) = (self.clock().now(), self.clock().now_millis());
        let received = self.transaction(|db| receive(db, message, now, now_ms))?;
        if received.is_some() {
            self.hooks().notify_one();
            self.bots().notify_one();
            self.triggers().notify_one();
            self.pages().changed("/api/v4/talks");
            self.pages().tell(json!({
                "type": "channel",
                "channel": "inbox:events",
                "payload": { "contact_id": message.contact_id, "text": message.text, "talk_id": received },
            }));
        }
        Ok(received)
    }
}

fn receive(
    db: &Connection,
    message: &IncomingMessage,
    now: i64,
    now_ms: i64,
) -> rusqlite::Result<Option<i64>> {
    let contact = message.contact_id;
    let name: Option<String> = db
        .prepare_cached("SELECT name FROM contacts WHERE id = ?1 AND NOT is_deleted")?
        .query_row([contact], |row| row.get(0))
        .optional()?;
    let Some(name) = name else { return Ok(None) };
    let lead: Option<i64> = db
        .prepare_cached(
            "SELECT l.id FROM links k JOIN leads l ON l.id = k.from_id WHERE k.from_type = 'leads' \
             AND k.to_type = 'contacts' AND k.to_id = ?1 AND l.status_id NOT IN (142, 143) AND NOT l.is_deleted \
             ORDER BY l.id DESC LIMIT 1",
        )?
        .query_row([contact], |row| row.get(0))
        .optional()?;
    let (entity_type, entity_id) = lead.map_or(("contact", contact), |lead| ("lead", lead));
    let open: Option<i64> = db
        .prepare_cached("SELECT id FROM talks WHERE contact_id = ?1 AND origin = ?2 AND status = 'in_work'")?
        .query_row((contact, &message.origin), |row| row.get(0))
        .optional()?;
    let tell = |kind, after| {
        events::record(db, now_ms, 0, &Event { kind, entity_type, entity_id, before: json!([]), after })
    };
    let talk = match open {
        Some(talk) => talk,
        None => open_talk(db, contact, lead, &message.origin, now, now_ms)?,
    };
    let id = random::uuid();
    let author = json!({ "type": "external", "id": contact, "name": name });
    add_message(db, &id, talk, "incoming", &author, &message.text, now)?;
    tell(
        "incoming_chat_message",
        json!([{ "message": { "id": id, "origin": message.origin, "talk_id": talk } }]),
    )?;
    bots::heard(db, contact, talk, &message.origin, &message.text)?;
    if let Some(lead) = lead {
        digital_pipeline::happened(db, &Happened::at_lead(PipelineEvent::Chat, lead), now, 0)?;
    }
    Ok(Some(talk))
}

/// Opens a talk with a contact, about a lead if there is one.
pub(crate) fn open_talk(
    db: &Connection,
    contact: i64,
    lead: Option<i64>,
    origin: &str,
    now: i64,
    now_ms: i64,
) -> rusqlite::Result<i64> {
    let chat: Option<String> = db
        .prepare_cached("SELECT chat_id FROM contact_chats WHERE contact_id = ?1 ORDER BY id LIMIT 1")?
        .query_row([contact], |row| row.get(0))
        .optional()?;
    let chat = match chat {
        Some(chat) => chat,
        None => {
            let chat = random::uuid();
            db.execute("INSERT INTO contact_chats (chat_id, contact_id) VALUES (?1, ?2)", (&chat, contact))?;
            chat
        }
    };
    db.execute(
        "INSERT INTO talks (chat_id, contact_id, entity_type, entity_id, origin, created_at, updated_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        params![chat, contact, lead.map(|_| "lead"), lead, origin, now],
    )?;
    let talk = db.last_insert_rowid();
    webhooks::enqueue(db, &[Change::touched("talk", "add", talk)], now)?;
    let (entity_type, entity_id) = lead.map_or(("contact", contact), |lead| ("lead", lead));
    let after = json!([{ "talk": { "id": talk } }]);
    events::record(
        db,
        now_ms,
        0,
        &Event { kind: "talk_created", entity_type, entity_id, before: json!([]), after },
    )?;
    Ok(talk)
}

/// Stores a message and touches its talk.
pub(crate) fn add_message(
    db: &Connection,
    id: &str,
    talk: i64,
    way: &str,
    author: &Value,
    text: &str,
    now: i64,
) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO talk_messages (id, talk_id, type, author, text, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, talk, way, author.to_string(), text, now],
    )?;
    let message = Change::touched("message", "add", db.last_insert_rowid());
    let is_read = way == "outgoing";
    let was_read: bool = db.query_row("SELECT is_read FROM talks WHERE id = ?1", [talk], |row| row.get(0))?;
    db.execute("UPDATE talks SET updated_at = ?2, is_read = ?3 WHERE id = ?1", params![talk, now, is_read])?;
    webhooks::enqueue(db, &[message], now)?;
    if is_read != was_read {
        webhooks::enqueue(db, &[Change::touched("talk", "update", talk)], now)?;
    }
    Ok(())
}
