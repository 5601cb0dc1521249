//! Actions on cards: stage, tags, notes, links, new cards.

use serde_json::{Value, json};

use crate::api::{Entity, Refusal, cards, links};
use crate::bots::markers::plain;
use crate::bots::visit::{Done, Flow, Visit, kind, object, whole};

/// Moves the lead; with `entity: double` the newest lead of the contact's double that `find` has found.
pub(super) fn change_status(visit: &mut Visit<'_>, params: &Value) -> Done {
    let value = visit.fill(&params.get("value").map(plain).unwrap_or_default())?;
    let Ok(status) = value.trim().parse::<i64>() else {
        return Err(Refusal::said(format!("`{value}` is no number of a stage")));
    };
    let is_double = params.get("entity").and_then(Value::as_str) == Some("double");
    let (entity, id) = if is_double {
        let double =
            visit.run.fact_id("contact_double_id").ok_or_else(|| Refusal::said("no double was found"))?;
        let lead = rusqlite::OptionalExtension::optional(visit.call.db.query_row(
            "SELECT from_id FROM links WHERE from_type = 'leads' AND to_type = 'contacts' AND to_id = ?1 ORDER BY from_id DESC LIMIT 1",
            [double],
            |row| row.get(0),
        ))?;
        (Entity::Lead, lead.ok_or_else(|| Refusal::said("the double has no lead"))?)
    } else if visit.run.entity == Entity::Customer {
        (Entity::Customer, visit.run.entity_id)
    } else {
        (Entity::Lead, visit.need(Entity::Lead)?)
    };
    visit.change(entity, id, json!({ "status_id": status }))?;
    visit.wrote(format!("moved {} {id} to stage {status}", entity.singular()));
    Ok(Flow::Next)
}

fn entity_of(visit: &mut Visit<'_>, params: &Value) -> Result<(Entity, i64), Refusal> {
    let entity = kind(params.get("type")).unwrap_or(Entity::Lead);
    Ok((entity, visit.need(entity)?))
}

pub(super) fn tags(visit: &mut Visit<'_>, params: &Value, is_set: bool) -> Done {
    let (entity, _) = entity_of(visit, params)?;
    let names = match params.get("value") {
        Some(Value::Array(list)) => list.iter().map(plain).collect(),
        Some(one) => vec![plain(one)],
        None => Vec::new(),
    };
    let names = names.iter().map(|name| visit.fill(name)).collect::<rusqlite::Result<Vec<String>>>()?;
    tag(visit, entity, &names, is_set)?;
    Ok(Flow::Next)
}

/// Adds tags to the bot's entity of this kind, or takes them away.
pub(in crate::bots) fn tag(
    visit: &mut Visit<'_>,
    entity: Entity,
    names: &[String],
    is_set: bool,
) -> Result<(), Refusal> {
    let id = visit.need(entity)?;
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let list: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
    let key = if is_set { "tags_to_add" } else { "tags_to_delete" };
    visit.change(entity, id, json!({ key: list }))?;
    let did = if is_set { "tagged" } else { "untagged" };
    visit.wrote(format!("{did} {} {id}: {}", entity.singular(), names.join(", ")));
    Ok(())
}

/// 4 text, 25 a service's message, 102 and 103 an SMS in and out; 10 and 11 are calls, which need no number here.
pub(super) fn add_note(visit: &mut Visit<'_>, params: &Value) -> Done {
    let entity = kind(params.get("element_type")).unwrap_or(Entity::Lead);
    let id = visit.need(entity)?;
    let text = visit.fill(&params.get("text").map(plain).unwrap_or_default())?;
    let call = || json!({ "uniq": "", "duration": 0, "source": "Salesbot", "link": "", "phone": text });
    let (kind, values) = match whole(params.get("note_type")).unwrap_or(4) {
        4 => ("common", json!({ "text": text })),
        10 => ("call_in", call()),
        11 => ("call_out", call()),
        25 => ("service_message", json!({ "service": "Salesbot", "text": text })),
        102 => ("sms_in", json!({ "text": text, "phone": visit.read("contact.phone")?.concat() })),
        103 => ("sms_out", json!({ "text": text, "phone": visit.read("contact.phone")?.concat() })),
        other => return Err(Refusal::said(format!("there is no type of note {other}"))),
    };
    let note = visit.note(entity, id, kind, values)?;
    visit.wrote(format!("added note {note} to {} {id}: {text}", entity.singular()));
    Ok(Flow::Next)
}

pub(super) fn link(visit: &mut Visit<'_>, params: &Value) -> Done {
    let (Some(from), Some(to)) = (kind(params.get("from")), kind(params.get("to"))) else {
        return Err(Refusal::said("`link` needs the kinds `from` and `to`"));
    };
    let number = |visit: &mut Visit<'_>, key: &str| -> rusqlite::Result<Option<i64>> {
        let text = visit.fill(&params.get(key).map(plain).unwrap_or_default())?;
        Ok(text.trim().parse().ok())
    };
    let from_id = match number(visit, "from_id")? {
        Some(id) => id,
        None => visit.need(from)?,
    };
    let to_id = number(visit, "to_id")?.ok_or_else(|| Refusal::said("`link` needs the number `to_id`"))?;
    if !links::is_allowed(from, to)
        || !from.exists(visit.call.db, from_id)?
        || !to.exists(visit.call.db, to_id)?
    {
        return Err(Refusal::said(format!(
            "{} {from_id} and {} {to_id} cannot be linked",
            from.singular(),
            to.singular()
        )));
    }
    let metadata = links::Metadata {
        catalog_id: whole(params.get("to_catalog_id")),
        quantity: params.get("quantity").and_then(|many| many.as_f64().or_else(|| plain(many).parse().ok())),
        ..links::Metadata::default()
    };
    links::link(visit.call, (from, from_id), (to, to_id), metadata)?;
    visit.wrote(format!("linked {} {from_id} with {} {to_id}", from.singular(), to.singular()));
    Ok(Flow::Next)
}

/// Creates a card that belongs to the user responsible for the bot's entity.
fn create(visit: &Visit<'_>, entity: Entity, mut values: Value) -> Result<i64, Refusal> {
    let user = visit.responsible()?;
    if let Some(values) = values.as_object_mut() {
        values.entry("responsible_user_id").or_insert(user.into());
        values.insert("created_by".to_owned(), 0.into());
    }
    cards::create_one(visit.call, cards::spec(entity), &object(values))
}

pub(super) fn add_linked_company(visit: &mut Visit<'_>, params: &Value) -> Done {
    let name = visit.fill(&params.get("name").map(plain).unwrap_or_default())?;
    let id = create(visit, Entity::Company, json!({ "name": name }))?;
    let with = match visit.run.entity {
        Entity::Company => return Err(Refusal::said("a company has no company of its own")),
        entity => (entity, visit.run.entity_id),
    };
    links::link(visit.call, with, (Entity::Company, id), links::Metadata::default())?;
    visit.wrote(format!("added company {id}: {name}"));
    Ok(Flow::Next)
}

/// A new lead with a new contact.
pub(super) fn add_lead_contact(visit: &mut Visit<'_>, params: &Value) -> Done {
    let lead = visit.fill_all(params.get("lead").unwrap_or(&Value::Null))?;
    let contact = visit.fill_all(params.get("contact").unwrap_or(&Value::Null))?;
    if params.get("preset").and_then(Value::as_str) == Some("contacts.require_email_or_phone")
        && !has_email_or_phone(visit, &contact)?
    {
        return Ok(Flow::Skip("the contact has neither e-mail nor phone".to_owned()));
    }
    let lead =
        create(visit, Entity::Lead, written(&lead, &["name", "status_id", "responsible_user_id", "price"]))?;
    let contact = create(visit, Entity::Contact, written(&contact, &["name", "responsible_user_id"]))?;
    links::link(visit.call, (Entity::Lead, lead), (Entity::Contact, contact), links::Metadata::default())?;
    visit.wrote(format!("added lead {lead} with contact {contact}"));
    Ok(Flow::Next)
}

fn has_email_or_phone(visit: &Visit<'_>, contact: &Value) -> Result<bool, Refusal> {
    for field in contact.get("custom_fields").and_then(Value::as_array).into_iter().flatten() {
        let is_one = visit
            .call
            .db
            .prepare_cached("SELECT 1 FROM custom_fields WHERE id = ?1 AND code IN ('PHONE', 'EMAIL')")?
            .exists([whole(field.get("id"))])?;
        let values = field.get("values").and_then(Value::as_array).into_iter().flatten();
        if is_one && values.filter_map(|one| one.get("value")).any(|value| !plain(value).is_empty()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The bot's way to describe a card, as API v4 takes it.
fn written(card: &Value, members: &[&str]) -> Value {
    let mut values = serde_json::Map::new();
    for key in members {
        let Some(value) = card.get(*key) else { continue };
        let value = if *key == "name" {
            json!(plain(value))
        } else {
            whole(Some(value)).map_or(Value::Null, Value::from)
        };
        if !value.is_null() {
            values.insert((*key).to_owned(), value);
        }
    }
    let tags = match card.get("tags") {
        Some(Value::Array(list)) => list.iter().map(plain).collect(),
        Some(Value::String(text)) => text.split(',').map(|tag| tag.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    let tags: Vec<Value> =
        tags.iter().filter(|tag| !tag.is_empty()).map(|tag| json!({ "name": tag })).collect();
    if !tags.is_empty() {
        values.insert("tags_to_add".to_owned(), tags.into());
    }
    let fields: Vec<Value> = card
        .get("custom_fields")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|field| {
            let values = field.get("values").and_then(Value::as_array).into_iter().flatten().map(|one| {
                let mut value = json!({ "value": one.get("value") });
                if let (Some(code), Some(value)) =
                    (one.get("enum").filter(|code| code.is_string()), value.as_object_mut())
                {
                    value.insert("enum_code".to_owned(), code.clone());
                }
                value
            });
            json!({ "field_id": whole(field.get("id")), "values": values.collect::<Vec<_>>() })
        })
        .collect();
    if !fields.is_empty() {
        values.insert("custom_fields_values".to_owned(), fields.into());
    }
    Value::Object(values)
}

/// After a preset has made sure of a contact's e-mail and phone: a note about doubles, with the preset's text.
pub(in crate::bots) fn note_doubles(visit: &mut Visit<'_>, texts: &Value) -> Result<(), Refusal> {
    let contact = visit.need(Entity::Contact)?;
    for (marker, key) in [("contact.phone", "phone_doubles"), ("contact.email", "email_doubles")] {
        let value = visit.read(marker)?.first().cloned().unwrap_or_default();
        let is_double = visit
            .call
            .db
            .prepare_cached(
                "SELECT 1 FROM contacts c, json_each(c.custom_fields) f, json_each(f.value) v WHERE c.id <> ?1 \
                 AND NOT c.is_deleted AND json_extract(v.value, '$.value') = ?2",
            )?
            .exists((contact, &value))?;
        if let (true, Some(text)) =
            (is_double, texts.get(key).or_else(|| texts.get("all_doubles")).and_then(Value::as_str))
        {
            let text = visit.fill(text)?;
            visit.note(
                Entity::Contact,
                contact,
                "service_message",
                json!({ "service": "Salesbot", "text": text }),
            )?;
            visit.wrote(format!("noted a double of contact {contact}"));
        }
    }
    Ok(())
}
