//! `custom_fields_values`: what entities hold in their custom fields.
//!
//! <https://developers.kommo.com/reference/custom-fields>. Stored as an object `{"<field id>": [value, …]}`.

use serde_json::{Map, Value, json};

use super::definition::{Definition, Definitions, type_number};
use super::value_types;
use crate::api::problem::FieldError;

/// A field whose values a write has changed.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) field_id: i64,
    pub(crate) type_number: i64,
    pub(crate) before: Vec<Value>,
    pub(crate) after: Vec<Value>,
}

/// The member `custom_fields_values` of an answer: an array in the fields' order, or null if nothing is filled in.
pub(crate) fn shown(definitions: &Definitions, stored: &Value) -> Value {
    let Some(stored) = stored.as_object().filter(|stored| !stored.is_empty()) else { return Value::Null };
    let list: Vec<Value> = definitions
        .list
        .iter()
        .filter_map(|field| Some((field, stored.get(&field.key)?.as_array()?)))
        .map(|(field, values)| {
            let values: Vec<Value> = values.iter().map(|value| value_types::shown(field, value)).collect();
            json!({
                "field_id": field.id,
                "field_name": field.name,
                "field_code": field.code,
                "field_type": field.kind,
                "values": values,
            })
        })
        .collect();
    if list.is_empty() { Value::Null } else { Value::Array(list) }
}

/// Applies `custom_fields_values` of a write to what is stored and tells what changed.
pub(crate) fn apply(
    definitions: &Definitions,
    stored: &mut Map<String, Value>,
    sent: &Value,
) -> Result<Vec<Change>, Vec<FieldError>> {
    let before = stored.clone();
    let mut errors = Vec::new();
    match sent {
        Value::Null => stored.clear(),
        Value::Array(fields) => {
            for (at, field) in fields.iter().enumerate() {
                if let Err(wrong) = apply_one(definitions, stored, field) {
                    let prefix = format!("custom_fields_values.{at}");
                    errors.extend(wrong.into_iter().map(|error| error.below(&prefix)));
                }
            }
        }
        _ => errors.push(FieldError::wrong_type("custom_fields_values", "array")),
    }
    if errors.is_empty() { Ok(changes(definitions, &before, stored)) } else { Err(errors) }
}

fn apply_one(
    definitions: &Definitions,
    stored: &mut Map<String, Value>,
    sent: &Value,
) -> Result<(), Vec<FieldError>> {
    let Some(item) = sent.as_object() else { return Err(vec![FieldError::wrong_type("", "array")]) };
    // The last three can only be read, and are overlooked (`docs/judges.md`).
    let known = ["field_id", "field_code", "values", "field_name", "field_type", "is_computed"];
    let mut errors: Vec<FieldError> =
        item.keys().filter(|key| !known.contains(&key.as_str())).map(FieldError::unexpected).collect();
    let definition = match find(definitions, item) {
        Ok(definition) => Some(definition),
        Err(error) => {
            errors.push(error);
            None
        }
    };
    let values = match item.get("values") {
        None => {
            errors.push(FieldError::missing("values"));
            None
        }
        Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(values)) => Some(values.clone()),
        Some(_) => {
            errors.push(FieldError::wrong_type("values", "array"));
            None
        }
    };
    let (Some(definition), Some(values)) = (definition, values) else { return Err(errors) };
    let mut parsed = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        match value_types::parse(definition, value) {
            Ok(value) => parsed.push(value),
            Err(wrong) => errors.push(wrong.below(&format!("values.{at}"))),
        }
    }
    if let Some(most) = value_types::most_values(&definition.kind)
        && parsed.len() > most
    {
        errors.push(FieldError::choice("values").because(format!("At most {most} values are allowed.")));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let key = definition.id.to_string();
    if parsed.is_empty() {
        stored.remove(&key)
    } else {
        stored.insert(key, Value::Array(parsed))
    };
    Ok(())
}

fn find<'d>(definitions: &'d Definitions, item: &Map<String, Value>) -> Result<&'d Definition, FieldError> {
    let is_given = |value: &&Value| !value.is_null();
    match (item.get("field_id").filter(is_given), item.get("field_code").filter(is_given)) {
        (Some(id), _) => {
            let id = id.as_i64().ok_or_else(|| FieldError::wrong_type("field_id", "int"))?;
            definitions.get(id).ok_or_else(|| FieldError::choice("field_id"))
        }
        (None, Some(code)) => {
            let code = code.as_str().ok_or_else(|| FieldError::wrong_type("field_code", "string"))?;
            definitions.by_code(code).ok_or_else(|| FieldError::choice("field_code"))
        }
        (None, None) => Err(FieldError::missing("field_id")),
    }
}

fn changes(
    definitions: &Definitions,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Vec<Change> {
    let values = |map: &Map<String, Value>, id: i64| {
        map.get(&id.to_string()).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    definitions
        .list
        .iter()
        .map(|field| Change {
            field_id: field.id,
            type_number: type_number(&field.kind),
            before: values(before, field.id),
            after: values(after, field.id),
        })
        .filter(|change| change.before != change.after)
        .collect()
}
