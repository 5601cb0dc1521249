//! Actions on fields: custom ones, and the sale.

use serde_json::{Value, json};

use crate::api::{Entity, Refusal, custom_fields};
use crate::bots::markers::{owner, plain};
use crate::bots::sum;
use crate::bots::visit::{Done, Flow, Visit, kind, whole};

/// `set_custom_fields`: a custom field by its number, or `{{lead.price}}`, `{{lead.name}}`, `{{contact.name}}`,
/// `{{customer.next_price}}`, `{{cf.talk.nps}}`.
pub(super) fn set(visit: &mut Visit<'_>, params: &Value) -> Done {
    let mut value = visit.fill(&params.get("value").map(plain).unwrap_or_default())?;
    if params.get("calculated").is_some_and(|flag| !matches!(flag, Value::Null | Value::Bool(false))) {
        value = number(sum::value(&value).map_err(Refusal::said)?).to_string();
    }
    let field = params.get("custom_field").or_else(|| params.get("custom_fields_id")).unwrap_or(&Value::Null);
    let entity = kind(params.get("type")).unwrap_or(Entity::Lead);
    if let Some(id) = whole(Some(field)) {
        let is_added = params.get("option").and_then(Value::as_str) == Some("add");
        set_field(visit, entity, id, &value, is_added)?;
        return Ok(Flow::Next);
    }
    let name = plain(field);
    let (entity, values) = match name.trim_matches(['{', '}', ' ']) {
        "lead.price" => (Entity::Lead, json!({ "price": amount(&value)? })),
        "lead.name" => (Entity::Lead, json!({ "name": value })),
        "contact.name" => (Entity::Contact, json!({ "name": value })),
        "customer.next_price" => (Entity::Customer, json!({ "next_price": amount(&value)? })),
        "cf.talk.nps" => {
            visit.run.fact("cf.talk.nps", value.as_str());
            if let Some(contact) = visit.subject(Entity::Contact)? {
                visit.call.db.execute(
                    "UPDATE talks SET rate = ?2 WHERE contact_id = ?1 AND status = 'in_work'",
                    (contact, value.trim().parse::<i64>().unwrap_or_default()),
                )?;
            }
            visit.wrote(format!("rated the talk {value}"));
            return Ok(Flow::Next);
        }
        other => return Err(Refusal::said(format!("`{other}` is no field that a bot can set"))),
    };
    let id = visit.need(entity)?;
    visit.change(entity, id, values)?;
    visit.wrote(format!("set {name} of {} {id} to {value}", entity.singular()));
    Ok(Flow::Next)
}

pub(super) fn set_budget(visit: &mut Visit<'_>, params: &Value) -> Done {
    let value = visit.fill(&params.get("value").map(plain).unwrap_or_default())?;
    let price = number(sum::value(&value).map_err(Refusal::said)?);
    let lead = visit.need(Entity::Lead)?;
    visit.change(Entity::Lead, lead, json!({ "price": price }))?;
    visit.wrote(format!("set the sale of lead {lead} to {price}"));
    Ok(Flow::Next)
}

fn amount(text: &str) -> Result<Value, Refusal> {
    match text.trim().replace([' ', '\u{a0}'], "").parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(number(value)),
        _ => Err(Refusal::said(format!("`{text}` is no amount"))),
    }
}

/// A number as JSON, whole where it is whole.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

/// Writes a text into a custom field of the bot's entity, in the way the field's type wants it.
pub(in crate::bots) fn set_field(
    visit: &mut Visit<'_>,
    entity: Entity,
    id: i64,
    value: &str,
    is_added: bool,
) -> Result<(), Refusal> {
    let on = visit.need(entity)?;
    let definitions = custom_fields::Definitions::load(visit.call.db, owner(entity))?;
    let Some(field) = definitions.get(id) else {
        return Err(Refusal::said(format!("{}s have no field {id}", entity.singular())));
    };
    let value = value.trim();
    let one = match field.kind.as_str() {
        "checkbox" => json!({ "value": matches!(value, "1" | "true" | "Y" | "yes") }),
        "date" | "date_time" | "birthday" => match value.parse::<i64>() {
            Ok(unix) => json!({ "value": unix }),
            Err(_) => json!({ "value": value }),
        },
        "multitext" => json!({ "value": value, "enum_code": "WORK" }),
        "select" | "radiobutton" | "multiselect" | "category" if value.parse::<i64>().is_ok() => {
            json!({ "enum_id": value.parse::<i64>().unwrap_or_default() })
        }
        _ => json!({ "value": value }),
    };
    let mut values = if value.is_empty() { Vec::new() } else { vec![one] };
    if is_added {
        let card = visit.card(entity, on)?.unwrap_or_default();
        let shown =
            custom_fields::shown(&definitions, &card.get("custom_fields").cloned().unwrap_or_default());
        let known = shown.as_array().into_iter().flatten();
        let known = known.filter(|one| one.get("field_id").and_then(Value::as_i64) == Some(id));
        let known = known.filter_map(|one| one.get("values").and_then(Value::as_array)).flatten();
        let kept: Vec<Value> = known
            .map(|one| match one.get("enum_id").filter(|_| field.kind != "multitext") {
                Some(choice) => json!({ "enum_id": choice }),
                None => one.clone(),
            })
            .collect();
        values = kept.into_iter().chain(values).collect();
    }
    visit.change(entity, on, json!({ "custom_fields_values": [{ "field_id": id, "values": values }] }))?;
    visit.wrote(format!("set “{}” of {} {on} to {value}", field.name, entity.singular()));
    Ok(())
}
