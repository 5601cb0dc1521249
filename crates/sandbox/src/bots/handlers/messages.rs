//! What a bot says: to the client, and to colleagues.

use serde_json::{Value, json};

use super::conditions;
use crate::api::{Entity, Refusal};
use crate::bots::actions;
use crate::bots::chat::{self, Button};
use crate::bots::markers::plain;
use crate::bots::visit::{Done, Flow, Visit, kind, whole};

/// `{type: text | buttons | buttons_url, value, buttons?, quick_replies?, accept_unsorted?}`.
pub(super) fn show(visit: &mut Visit<'_>, params: &Value) -> Done {
    let text = visit.fill(&params.get("value").map(plain).unwrap_or_default())?;
    let mut buttons = buttons(visit, params.get("buttons"))?;
    for reply in params.get("quick_replies").and_then(Value::as_array).into_iter().flatten() {
        let marker = match reply.as_str() {
            Some("user_phone_number") => "contact.phone",
            Some("user_email") => "contact.email",
            _ => continue,
        };
        buttons.extend(visit.read(marker)?.first().map(|text| Button { text: text.clone(), url: None }));
    }
    if params.get("accept_unsorted") != Some(&Value::Bool(false)) {
        actions::accept_incoming(visit)?;
    }
    match visit.subject(Entity::Contact)? {
        Some(contact) => say(visit, contact, &text, &buttons),
        None => Ok(Flow::Undelivered("there is no contact to write to".to_owned())),
    }
}

/// What the designer's own message block writes: text and buttons, and attachments, which are named in the chat instead of
/// shown.
pub(super) fn send_message(visit: &mut Visit<'_>, params: &Value) -> Done {
    let found = ["/message/text", "/text", "/value", "/message"]
        .iter()
        .filter_map(|at| params.pointer(at))
        .find(|one| one.is_string());
    let mut text = visit.fill(&found.map(plain).unwrap_or_default())?;
    for attachment in params.get("attachments").and_then(Value::as_array).into_iter().flatten() {
        let value = visit.fill(&attachment.get("value").map(plain).unwrap_or_default())?;
        let kind = attachment.get("type").and_then(Value::as_str).unwrap_or("file");
        let line = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{line}[{kind} {value}]"));
    }
    let buttons = buttons(visit, params.pointer("/message/buttons").or_else(|| params.get("buttons")))?;
    match visit.subject(Entity::Contact)? {
        Some(contact) => say(visit, contact, &text, &buttons),
        None => Ok(Flow::Undelivered("there is no contact to write to".to_owned())),
    }
}

fn say(visit: &mut Visit<'_>, contact: i64, text: &str, buttons: &[Button]) -> Done {
    if text.is_empty() && buttons.is_empty() {
        return Ok(Flow::Skip("the message is empty".to_owned()));
    }
    let talk = chat::send(visit, contact, text, buttons)?;
    visit.run.fact("talk", json!({ "id": talk }));
    visit.wrote(format!("wrote to contact {contact}: {text}"));
    Ok(Flow::Next)
}

/// Texts, or `{text, url?}`; in `continue` also bare addresses.
fn buttons(visit: &mut Visit<'_>, list: Option<&Value>) -> rusqlite::Result<Vec<Button>> {
    let mut buttons = Vec::new();
    for one in list.and_then(Value::as_array).into_iter().flatten() {
        let text = visit.fill(&one.get("text").map_or_else(|| plain(one), plain))?;
        let url = one.get("url").and_then(Value::as_str).map(|url| visit.fill(url)).transpose()?;
        let url = url.or_else(|| text.starts_with("https://").then(|| text.clone()));
        buttons.push(Button { text, url });
    }
    Ok(buttons)
}

/// A message to colleagues: on the entity's card, and a notification.
pub(super) fn send_internal(visit: &mut Visit<'_>, params: &Value) -> Done {
    let entity = kind(params.get("entity_type")).unwrap_or(Entity::Lead);
    let id = match params.get("entity_id") {
        Some(id) => visit.fill(&plain(id))?.trim().parse().ok(),
        None => visit.subject(entity)?,
    };
    let Some(id) = id else { return Err(Refusal::said("`send_internal` needs an entity")) };
    let text = visit.fill(&params.get("message").map(plain).unwrap_or_default())?;
    visit.note(entity, id, "service_message", json!({ "service": "Salesbot", "text": text }))?;
    // A group wins over a user.
    let to = match (whole(params.get("group_id")), whole(params.get("user_id"))) {
        (Some(group), _) => format!("group {group}"),
        (None, Some(user)) => format!("user {user}"),
        _ => "everybody".to_owned(),
    };
    visit.wrote(format!("told {to} on {} {id}: {text}", entity.singular()));
    Ok(Flow::Next)
}

/// A message to the contacts of the entity, in their chats.
pub(super) fn send_external(visit: &mut Visit<'_>, params: &Value) -> Done {
    let text = visit.fill(&params.pointer("/message/text").map(plain).unwrap_or_default())?;
    let buttons = buttons(visit, params.pointer("/message/buttons"))?;
    let recipient = params.pointer("/recipient/type").and_then(Value::as_str).unwrap_or("main_contact");
    let mut contacts = Vec::new();
    if recipient == "main_contact" {
        contacts.extend(visit.subject(Entity::Contact)?);
    } else if visit.run.entity == Entity::Contact {
        contacts.push(visit.run.entity_id);
    } else {
        contacts = visit
            .call
            .db
            .prepare_cached("SELECT to_id FROM links WHERE from_type = ?1 AND from_id = ?2 AND to_type = 'contacts' ORDER BY is_main DESC, to_id")?
            .query_map((visit.run.entity.plural(), visit.run.entity_id), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
    }
    let mut sent = 0;
    for contact in contacts {
        if recipient == "filtered_contacts" && !fits(visit, contact, params.pointer("/recipient/filter"))? {
            continue;
        }
        say(visit, contact, &text, &buttons)?;
        sent += 1;
    }
    if sent > 0 {
        return Ok(Flow::Next);
    }
    if params.get("on_error").is_some_and(|handler| !handler.is_null()) {
        visit.wrote("nobody could be written to");
        return Ok(Flow::Enter("params/on_error".to_owned()));
    }
    Ok(Flow::Undelivered("nobody could be written to".to_owned()))
}

/// Whether a contact fits the filter, its markers reading that contact.
fn fits(visit: &mut Visit<'_>, contact: i64, filter: Option<&Value>) -> Result<bool, Refusal> {
    let Some(filter) = filter else { return Ok(true) };
    let before = visit.run.facts.insert("contact_id".to_owned(), contact.into());
    let list = filter.get("conditions").and_then(Value::as_array).cloned().unwrap_or_default();
    let found = list.iter().map(|one| conditions::holds(visit, one)).collect::<Result<Vec<bool>, Refusal>>();
    match before {
        Some(before) => visit.run.facts.insert("contact_id".to_owned(), before),
        None => visit.run.facts.remove("contact_id"),
    };
    Ok(conditions::joined(filter, &found?))
}
