//! Messages that a channel brings: from clients, and what managers wrote elsewhere.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::{Ask, Told, chats, no, object, text, user};
use crate::api::chats::{Said, add_message, open_lead, receive, talk_in_work};
use crate::api::events::{self, Event};
use crate::api::{Item, unsorted};
use crate::random;

const TYPES: [&str; 9] =
    ["text", "contact", "file", "video", "picture", "voice", "audio", "sticker", "location"];

pub(super) fn take(ask: &Ask<'_>) -> Result<Told, Told> {
    ask.connected()?;
    let payload = object(ask.body, "payload")?;
    match text(ask.body, "event_type")? {
        "new_message" => new(ask, payload),
        "edit_message" => edit(ask, payload),
        _ => Err(no("event_type: new_message or edit_message is wanted")),
    }
}

/// A message, with what its type needs.
fn message(payload: &Item) -> Result<&Item, Told> {
    let message = object(payload, "message")?;
    let kind = text(message, "type")?;
    if !TYPES.contains(&kind) {
        return Err(no("message.type: is no type of message"));
    }
    if kind == "text" {
        text(message, "text")?;
    }
    if ["file", "video", "picture"].contains(&kind) {
        text(message, "media")?;
        text(message, "file_name")?;
        if !message.get("file_size").is_some_and(Value::is_u64) {
            return Err(no("message.file_size: a number is wanted"));
        }
    }
    Ok(message)
}

fn new(ask: &Ask<'_>, payload: &Item) -> Result<Told, Told> {
    let message = message(payload)?;
    let sender = user(object(payload, "sender")?)?;
    let receiver = payload.get("receiver").and_then(Value::as_object).map(user).transpose()?;
    let is_outgoing = receiver.is_some();
    if is_outgoing && sender.get("ref_id").is_none() {
        return Err(no("sender.ref_id: is missing"));
    }
    let conversation = text(payload, "conversation_id")?;
    let client = receiver.as_ref().unwrap_or(&sender);
    let chat = match payload.get("conversation_ref_id").and_then(Value::as_str) {
        Some(known) => first_answer(ask, known, conversation)?,
        None => chats::find_or_make(ask, conversation, client)?.0,
    };
    let msgid = payload.get("msgid").and_then(Value::as_str);
    if msgid.is_some_and(|msgid| ask.message(None, Some(msgid)).is_ok()) {
        return Err(no("msgid: this message was taken already"));
    }
    let written = match (payload.get("msec_timestamp"), payload.get("timestamp")) {
        (Some(milliseconds), _) => milliseconds.as_i64(),
        (None, Some(seconds)) => seconds.as_i64().map(|seconds| seconds.saturating_mul(1000)),
        (None, None) => Some(ask.call.state.clock().now_millis()),
    };
    let written = written.ok_or_else(|| no("timestamp: a number is wanted"))?;
    let id = random::uuid();
    ask.db().execute(
        "INSERT INTO channel_messages (id, channel_id, chat_id, msgid, sender, receiver, message, written_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id,
            ask.channel.id,
            chat,
            msgid,
            sender.to_string(),
            receiver.as_ref().map(Value::to_string),
            Value::Object(message.clone()).to_string(),
            written
        ],
    )?;
    let is_silent = payload.get("silent").and_then(Value::as_bool).unwrap_or_default();
    show(ask, &Written { id: &id, chat: &chat, sender: &sender, is_outgoing, is_silent, message })?;
    Ok(Told::Json(json!({ "new_message": {
        "conversation_id": chat,
        "sender_id": chats::own_id(&sender),
        "receiver_id": receiver.as_ref().map(chats::own_id),
        "msgid": id,
        "ref_id": msgid,
    } })))
}

/// The client answers where a manager wrote first: the chat gets the messenger's own id.
fn first_answer(ask: &Ask<'_>, known: &str, conversation: &str) -> Result<String, Told> {
    let changed = ask.db().execute(
        "UPDATE channel_chats SET conversation_id = ?3 WHERE channel_id = ?1 AND id = ?2",
        (&ask.channel.id, known, conversation),
    )?;
    if changed == 1 {
        Ok(known.to_owned())
    } else {
        Err(no("conversation_ref_id: is no chat of this channel"))
    }
}

struct Written<'w> {
    id: &'w str,
    chat: &'w str,
    sender: &'w Value,
    is_outgoing: bool,
    is_silent: bool,
    message: &'w Item,
}

/// Shows a message in the contact's card. A stranger becomes an incoming lead, unless the message is silent.
fn show(ask: &Ask<'_>, written: &Written<'_>) -> Result<(), Told> {
    let (db, call) = (ask.db(), ask.call);
    let words = words(written.message);
    let known: Option<i64> = db
        .query_row("SELECT contact_id FROM contact_chats WHERE chat_id = ?1", [written.chat], |row| {
            row.get(0)
        })
        .optional()?;
    let contact = match known {
        Some(contact) => contact,
        None if written.is_silent || written.is_outgoing => return Ok(()),
        None => stranger(ask, written, &words)?,
    };
    let now_ms = call.state.clock().now_millis();
    let said = Said {
        contact,
        text: &words,
        origin: &ask.channel.code,
        id: written.id.to_owned(),
        chat: Some(written.chat),
    };
    if !written.is_outgoing && !written.is_silent {
        receive(db, &said, call.now, now_ms)?;
        return Ok(());
    }
    let lead = open_lead(db, contact)?;
    let talk = talk_in_work(db, &said, lead, call.now, now_ms)?;
    let way = if written.is_outgoing { "outgoing" } else { "incoming" };
    let author = match written.sender.get("ref_id").and_then(Value::as_str) {
        Some(ref_id) => manager(ask, ref_id, written.sender)?,
        None => json!({ "type": "external", "id": contact, "name": written.sender.get("name") }),
    };
    add_message(db, written.id, talk, way, &author, &words, call.now)?;
    if written.is_outgoing && !written.is_silent {
        let (entity_type, entity_id) = lead.map_or(("contact", contact), |lead| ("lead", lead));
        let after = json!([{ "message": { "id": written.id, "origin": ask.channel.code, "talk_id": talk } }]);
        let event = Event { kind: "outgoing_chat_message", entity_type, entity_id, before: json!([]), after };
        events::record(db, now_ms, 0, &event)?;
    }
    Ok(())
}

/// Who wrote elsewhere: a user of the account, or the channel's bot.
fn manager(ask: &Ask<'_>, ref_id: &str, sender: &Value) -> Result<Value, Told> {
    let user: Option<(i64, String)> = ask
        .db()
        .query_row("SELECT id, name FROM users WHERE amojo_id = ?1", [ref_id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(match user {
        Some((id, name)) => json!({ "type": "internal", "id": id, "name": name }),
        None => json!({ "type": "bot", "id": ref_id, "name": sender.get("name") }),
    })
}

fn stranger(ask: &Ask<'_>, written: &Written<'_>, words: &str) -> Result<i64, Told> {
    let name = written.sender.get("name").and_then(Value::as_str).unwrap_or_default();
    let mut contact = Item::new();
    contact.insert("name".to_owned(), name.into());
    let profile = |key: &str| written.sender.get("profile")?.get(key)?.as_str();
    let fields: Vec<Value> = [("PHONE", "phone"), ("EMAIL", "email")]
        .into_iter()
        .filter_map(|(code, key)| {
            let value = profile(key)?;
            Some(json!({ "field_code": code, "values": [{ "value": value, "enum_code": "WORK" }] }))
        })
        .collect();
    if !fields.is_empty() {
        contact.insert("custom_fields_values".to_owned(), fields.into());
    }
    let metadata = json!({
        "from": chats::own_id(written.sender),
        "to": ask.channel.id,
        "received_at": ask.call.now,
        "service": ask.channel.code,
        "client": { "name": name, "avatar": written.sender.get("avatar") },
        "origin": { "chat_id": written.chat, "ref": null, "visitor_uid": null },
        "last_message_text": words,
        "source_name": ask.channel.code,
    });
    let source = (written.chat, ask.channel.code.as_str());
    let contact =
        unsorted::of_chat(ask.call, &contact, source, metadata).map_err(|refusal| no(refusal.words()))?;
    ask.db().execute(
        "INSERT INTO contact_chats (chat_id, contact_id) VALUES (?1, ?2)",
        (written.chat, contact),
    )?;
    Ok(contact)
}

/// What a message reads as in the card.
fn words(message: &Item) -> String {
    let of = |key: &str| message.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    of("text").or_else(|| of("file_name")).or_else(|| of("type")).unwrap_or_default().to_owned()
}

fn edit(ask: &Ask<'_>, payload: &Item) -> Result<Told, Told> {
    let of = |key: &str| payload.get(key).and_then(Value::as_str);
    let id = ask.message(of("id"), of("msgid"))?;
    let message = message(payload)?;
    ask.db().execute(
        "UPDATE channel_messages SET message = ?2 WHERE id = ?1",
        (&id, Value::Object(message.clone()).to_string()),
    )?;
    ask.db().execute("UPDATE talk_messages SET text = ?2 WHERE id = ?1", (&id, words(message)))?;
    Ok(Told::Json(json!({})))
}
