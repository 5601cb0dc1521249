//! Looking for other cards, and splitting what a bot was started with.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use crate::api::{Entity, Refusal};
use crate::bots::actions;
use crate::bots::markers::plain;
use crate::bots::visit::{Done, Flow, Visit, kind, whole};

/// A double of the contact, or an element of a list by its name.
pub(super) fn find(visit: &mut Visit<'_>, params: &Value) -> Done {
    let details = params.get("params").unwrap_or(&Value::Null);
    let found = match params.get("type").and_then(Value::as_str) {
        Some("contact_double") => {
            let contact = visit.need(Entity::Contact)?;
            let known = [visit.read("contact.phone")?, visit.read("contact.email")?].concat();
            let found = double_of(visit, contact, &known)?;
            if let Some(id) = found {
                visit.run.fact("contact_double_id", id);
            }
            found
        }
        Some("catalog_elements") => {
            let name = visit.fill(&details.get("value").map(plain).unwrap_or_default())?;
            visit
                .call
                .db
                .prepare_cached("SELECT id FROM catalog_elements WHERE name = ?1 AND (?2 IS NULL OR catalog_id = ?2) AND NOT is_deleted ORDER BY id LIMIT 1")?
                .query_row((name.trim(), whole(details.get("catalog_id"))), |row| row.get(0))
                .optional()?
        }
        other => return Err(Refusal::said(format!("nothing of the type {other:?} can be found"))),
    };
    let Some(id) = found else { return Ok(Flow::Skip("nothing was found".to_owned())) };
    visit.run.fact("founded_id", id);
    visit.wrote(format!("found {id}"));
    Ok(enter(details, "params/params/actions"))
}

fn enter(params: &Value, place: &str) -> Flow {
    if params.get("actions").is_some_and(Value::is_array) {
        Flow::Enter(place.to_owned())
    } else {
        Flow::Next
    }
}

fn double_of(visit: &Visit<'_>, contact: i64, known: &[String]) -> rusqlite::Result<Option<i64>> {
    for value in known.iter().filter(|value| !value.is_empty()) {
        let found: Option<i64> = visit
            .call
            .db
            .prepare_cached(
                "SELECT c.id FROM contacts c, json_each(c.custom_fields) f, json_each(f.value) v WHERE c.id <> ?1 \
                 AND NOT c.is_deleted AND json_extract(v.value, '$.value') = ?2 ORDER BY c.id LIMIT 1",
            )?
            .query_row((contact, value), |row| row.get(0))
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// A contact, lead or customer by the value of a custom field.
pub(super) fn filter(visit: &mut Visit<'_>, params: &Value) -> Done {
    let entity = kind(params.get("type"))
        .filter(|one| matches!(one, Entity::Contact | Entity::Lead | Entity::Customer));
    let Some(entity) = entity else { return Err(Refusal::said("`filter` looks for type 1, 2 or 12")) };
    let Some(field) = whole(params.get("custom_fields_id")) else {
        return Err(Refusal::said("`filter` needs the number of a field as custom_fields_id"));
    };
    let value = visit.fill(&params.get("value").map(plain).unwrap_or_default())?;
    let sql = format!(
        "SELECT e.id FROM {} e, json_each(e.custom_fields, '$.\"{field}\"') v WHERE NOT e.is_deleted \
         AND CAST(json_extract(v.value, '$.value') AS TEXT) = ?1 ORDER BY e.id LIMIT 1",
        entity.table()
    );
    let found: Option<i64> =
        visit.call.db.prepare_cached(&sql)?.query_row([value.trim()], |row| row.get(0)).optional()?;
    let Some(id) = found else { return Ok(Flow::Skip("nothing was found".to_owned())) };
    visit.run.fact(&format!("external_{}_id", entity.singular()), id);
    visit.wrote(format!("found {} {id}", entity.singular()));
    Ok(enter(params, "params/actions"))
}

/// Splits the message the bot was started with and writes the parts where `values` says.
pub(super) fn meta(visit: &mut Visit<'_>, params: &Value) -> Done {
    let delimiter =
        params.get("delimiter").and_then(Value::as_str).filter(|text| !text.is_empty()).unwrap_or(",");
    let payload = visit.read("message_text")?.concat();
    let values = params.get("values").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (place, part) in values.iter().filter_map(Value::as_str).zip(payload.split(delimiter)) {
        let part = part.trim();
        let Some((entity, member)) =
            place.split_once('.').and_then(|(owner, member)| Some((kind(Some(&json!(owner)))?, member)))
        else {
            visit.wrote(format!("`{place}` is no place for “{part}”"));
            continue;
        };
        if member == "tags" {
            actions::tag(visit, entity, &[part.to_owned()], true)?;
        } else if let Some(field) = member.strip_prefix("custom_fields.").and_then(|id| id.parse().ok()) {
            actions::set_field(visit, entity, field, part, false)?;
        } else {
            visit.wrote(format!("`{place}` is no place for “{part}”"));
        }
    }
    Ok(Flow::Next)
}
