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
        let IncomingMessage { contact_id, text, origin } = message;
        let said = Said { contact: *contact_id, text, origin, id: random::uuid(), chat: None };
        let received = self.transaction(|db| receive(db, &said, now, now_ms))?;
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

/// What a client has said.
pub(crate) struct Said<'s> {
    pub(crate) contact: i64,
    pub(crate) text: &'s str,
    pub(crate) origin: &'s str,
    /// The message's id.
    pub(crate) id: String,
    /// In which chat, if that is known.
    pub(crate) chat: Option<&'s str>,
}

/// The talk it belongs to now; `None` if there is no such contact.
pub(crate) fn receive(
    db: &Connection,
    said: &Said<'_>,
    now: i64,
    now_ms: i64,
) -> rusqlite::Result<Option<i64>> {
    let contact = said.contact;
    let name: Option<String> = db
        .prepare_cached("SELECT name FROM contacts WHERE id = ?1 AND NOT is_deleted")?
        .query_row([contact], |row| row.get(0))
        .optional()?;
    let Some(name) = name else { return Ok(None) };
    let lead = open_lead(db, contact)?;
    let (entity_type, entity_id) = lead.map_or(("contact", contact), |lead| ("lead", lead));
    let tell = |kind, after| {
        events::record(db, now_ms, 0, &Event { kind, entity_type, entity_id, before: json!([]), after })
    };
    let talk = talk_in_work(db, said, lead, now, now_ms)?;
    let id = &said.id;
    let author = json!({ "type": "external", "id": contact, "name": name });
    add_message(db, id, talk, "incoming", &author, said.text, now)?;
    tell(
        "incoming_chat_message",
        json!([{ "message": { "id": id, "origin": said.origin, "talk_id": talk } }]),
    )?;
    bots::heard(db, contact, talk, said.origin, said.text)?;
    if let Some(lead) = lead {
        digital_pipeline::happened(db, &Happened::at_lead(PipelineEvent::Chat, lead), now, 0)?;
    }
    Ok(Some(talk))
}

/// The contact's newest open lead.
pub(crate) fn open_lead(db: &Connection, contact: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT l.id FROM links k JOIN leads l ON l.id = k.from_id WHERE k.from_type = 'leads' \
         AND k.to_type = 'contacts' AND k.to_id = ?1 AND l.status_id NOT IN (142, 143) AND NOT l.is_deleted \
         ORDER BY l.id DESC LIMIT 1",
    )?
    .query_row([contact], |row| row.get(0))
    .optional()
}

/// The contact's open talk of this origin, and chat; opened if there is none.
pub(crate) fn talk_in_work(
    db: &Connection,
    said: &Said<'_>,
    lead: Option<i64>,
    now: i64,
    now_ms: i64,
) -> rusqlite::Result<i64> {
    let open: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM talks WHERE contact_id = ?1 AND origin = ?2 AND status = 'in_work' \
             AND (?3 IS NULL OR chat_id = ?3)",
        )?
        .query_row((said.contact, said.origin, said.chat), |row| row.get(0))
        .optional()?;
    match (open, said.chat) {
        (Some(talk), _) => Ok(talk),
        (None, Some(chat)) => talk_of(db, chat, said.contact, lead, said.origin, now, now_ms),
        (None, None) => open_talk(db, said.contact, lead, said.origin, now, now_ms),
    }
}

/// Opens a talk with a contact in its first chat, about a lead if there is one.
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
    talk_of(db, &chat, contact, lead, origin, now, now_ms)
}

fn talk_of(
    db: &Connection,
    chat: &str,
    contact: i64,
    lead: Option<i64>,
    origin: &str,
    now: i64,
    now_ms: i64,
) -> rusqlite::Result<i64> {
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
