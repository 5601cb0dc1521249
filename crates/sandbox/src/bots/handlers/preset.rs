//! `preset`: asking a new contact for e-mail and phone.
//!
//! What the texts of `contacts.validate_base_info` say is documented, not how the two handlers take turns. Here
//! `get_base_info` takes address and number out of the last message into the contact, and `validate_base_info` does the
//! same, then asks with the fitting text for what is missing and waits, until nothing is.

use serde_json::{Value, json};

use super::messages;
use crate::api::{Entity, Refusal};
use crate::bots::actions;
use crate::bots::pattern;
use crate::bots::run::{Next, Wait};
use crate::bots::visit::{Done, Flow, Visit};

pub(super) fn run(visit: &mut Visit<'_>, params: &Value) -> Done {
    let contact = visit.need(Entity::Contact)?;
    let said = visit.read("message_text")?.concat();
    match params.get("name").and_then(Value::as_str) {
        Some("contacts.get_base_info") => {
            take(visit, contact, &said)?;
            Ok(Flow::Next)
        }
        Some("contacts.validate_base_info") => {
            take(visit, contact, &said)?;
            validate(visit, params.get("params").unwrap_or(&Value::Null), &said)
        }
        other => Ok(Flow::Skip(format!("there is no preset {other:?}"))),
    }
}

/// Puts address and number of a message into the contact's empty fields.
fn take(visit: &mut Visit<'_>, contact: i64, said: &str) -> Result<(), Refusal> {
    for (marker, code, found) in
        [("contact.email", "EMAIL", pattern::email(said)), ("contact.phone", "PHONE", pattern::phone(said))]
    {
        if let (Some(found), true) = (found, visit.read(marker)?.concat().is_empty()) {
            let fields = json!([{ "field_code": code, "values": [{ "value": found, "enum_code": "WORK" }] }]);
            visit.change(Entity::Contact, contact, json!({ "custom_fields_values": fields }))?;
            visit.wrote(format!("set {code} of contact {contact} to {found}"));
        }
    }
    Ok(())
}

fn validate(visit: &mut Visit<'_>, texts: &Value, said: &str) -> Done {
    let has_email = !visit.read("contact.email")?.concat().is_empty();
    let has_phone = !visit.read("contact.phone")?.concat().is_empty();
    let has_digits = said.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let key = match (has_email, has_phone) {
        (true, true) => "success",
        (_, false) if has_digits && texts.get("invalid_phone").is_some() => "invalid_phone",
        (false, false) if texts.get("empty_all").is_some() => "empty_all",
        (true, false) => "empty_phone",
        (false, _) => "empty_email",
    };
    if let Some(text) = texts.get(key).and_then(Value::as_str) {
        let is_quick = texts.get("use_quick_replies") == Some(&Value::Bool(true)) && key != "success";
        let replies = if is_quick { json!(["user_phone_number", "user_email"]) } else { json!([]) };
        let show = json!({ "type": "text", "value": text, "quick_replies": replies });
        if let Flow::Undelivered(why) = messages::show(visit, &show)? {
            return Ok(Flow::Undelivered(why));
        }
    }
    if key != "success" {
        return Ok(Flow::Again(Wait { answer: Some(Next::On), ..Wait::default() }));
    }
    if texts.get("check_doubles") == Some(&Value::Bool(true)) {
        actions::note_doubles(visit, texts)?;
    }
    Ok(Flow::Next)
}
