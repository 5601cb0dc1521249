//! One value of a custom field, by the field's type: what may be written, how it is kept, how it is read.

use serde_json::{Map, Value, json};

use super::definition::{Choice, Definition};
use crate::api::problem::FieldError;
use crate::datetime;

/// How many values a field of this type may hold, where there is a limit.
pub(super) fn most_values(kind: &str) -> Option<usize> {
    match kind {
        "multiselect" | "multitext" | "smart_address" | "items" | "file" | "linked_entity" => None,
        "chained_list" => Some(5),
        _ => Some(1),
    }
}

/// Reads one item of `values` as sent and gives it as it is kept.
pub(super) fn parse(field: &Definition, sent: &Value) -> Result<Value, FieldError> {
    let Some(item) = sent.as_object() else { return Err(FieldError::wrong_type("", "array")) };
    match field.kind.as_str() {
        "select" | "radiobutton" | "multiselect" | "category" => {
            only(item, &["value", "enum_id", "enum_code"])?;
            let choice = choice(field, item)?;
            Ok(json!({ "enum_id": choice.id }))
        }
        "multitext" => {
            only(item, &["value", "enum_id", "enum_code"])?;
            let value = text(item)?;
            let choice = if item.contains_key("enum_id") || item.contains_key("enum_code") {
                Some(choice(field, &without_value(item))?)
            } else {
                field.enums.first()
            };
            Ok(json!({ "value": value, "enum_id": choice.map(|choice| choice.id) }))
        }
        "smart_address" => {
            only(item, &["value", "enum_id", "enum_code"])?;
            let value = text(item)?;
            let (id, code) = address_part(item)?;
            Ok(json!({ "value": value, "enum_id": id, "enum_code": code }))
        }
        "chained_list" => {
            only(item, &["catalog_id", "catalog_element_id"])?;
            let catalog = whole(item, "catalog_id")?;
            let element = whole(item, "catalog_element_id")?;
            Ok(json!({ "catalog_id": catalog, "catalog_element_id": element }))
        }
        kind => {
            only(item, &["value"])?;
            let value = item.get("value").ok_or_else(|| FieldError::missing("value"))?;
            scalar(kind, value).map(|value| json!({ "value": value }))
        }
    }
}

fn scalar(kind: &str, value: &Value) -> Result<Value, FieldError> {
    let wrong = |expected: &str| Err(FieldError::wrong_type("value", expected));
    match (kind, value) {
        ("numeric" | "price" | "monetary", Value::Number(number)) => Ok(number.to_string().into()),
        ("numeric" | "price" | "monetary", Value::String(text))
            if text.trim().parse::<f64>().is_ok_and(f64::is_finite) =>
        {
            Ok(text.trim().into())
        }
        ("numeric" | "price" | "monetary", _) => wrong("numeric"),
        ("checkbox", Value::Bool(_)) => Ok(value.clone()),
        ("checkbox", _) => wrong("bool"),
        ("date" | "date_time" | "birthday", Value::Number(number)) if number.is_i64() => Ok(value.clone()),
        ("date" | "date_time" | "birthday", Value::String(text)) => match datetime::parse_rfc3339(text) {
            Some(unix) => Ok(unix.into()),
            None => wrong("int"),
        },
        ("date" | "date_time" | "birthday", _) => wrong("int"),
        ("url", Value::String(text)) if !text.is_empty() && !is_absolute(text) => {
            Err(FieldError::choice("value").because("This value is not a valid URL."))
        }
        (
            "legal_entity" | "items" | "linked_entity" | "file" | "payer" | "supplier",
            Value::Object(object),
        ) => {
            let required: &[&str] = match kind {
                "legal_entity" => &["name"],
                "linked_entity" => &["entity_id", "entity_type"],
                "file" => &["file_uuid", "version_uuid", "file_size"],
                "supplier" => &["entity_id"],
                _ => &[],
            };
            match required.iter().find(|key| !object.contains_key(**key)) {
                Some(key) => Err(FieldError::missing(format!("value.{key}"))),
                None => Ok(value.clone()),
            }
        }
        ("legal_entity" | "items" | "linked_entity" | "file" | "payer" | "supplier", _) => wrong("array"),
        (_, Value::String(_)) => Ok(value.clone()),
        _ => wrong("string"),
    }
}

/// Gives a kept value as it is read: options with their present text.
pub(super) fn shown(field: &Definition, kept: &Value) -> Value {
    let Some(id) = kept.get("enum_id").and_then(Value::as_i64) else { return kept.clone() };
    let Some(choice) = field.enums.iter().find(|choice| choice.id == id) else { return kept.clone() };
    let value = kept.get("value").cloned().unwrap_or_else(|| choice.value.clone().into());
    json!({ "value": value, "enum_id": choice.id, "enum_code": choice.code })
}

fn choice<'f>(field: &'f Definition, item: &Map<String, Value>) -> Result<&'f Choice, FieldError> {
    let is_given = |key: &&str| item.get(*key).is_some_and(|value| !value.is_null());
    let Some(key) = ["enum_id", "enum_code", "value"].into_iter().find(is_given) else {
        return Err(FieldError::missing("value"));
    };
    let given = item.get(key).unwrap_or(&Value::Null);
    let found = match key {
        "enum_id" => {
            let id = given.as_i64().ok_or_else(|| FieldError::wrong_type(key, "int"))?;
            field.enums.iter().find(|choice| choice.id == id)
        }
        "enum_code" => {
            let code = given.as_str().ok_or_else(|| FieldError::wrong_type(key, "string"))?;
            field.enums.iter().find(|choice| choice.code.as_deref() == Some(code))
        }
        _ => {
            let text = given.as_str().ok_or_else(|| FieldError::wrong_type(key, "string"))?;
            field.enums.iter().find(|choice| choice.value == text)
        }
    };
    found.ok_or_else(|| FieldError::choice(key))
}

/// The parts of a smart address: the same six in every account.
const ADDRESS: [(i64, &str); 6] =
    [(1, "address_line_1"), (2, "address_line_2"), (3, "city"), (4, "state"), (5, "zip"), (6, "country")];

fn address_part(item: &Map<String, Value>) -> Result<(i64, &'static str), FieldError> {
    if let Some(id) = item.get("enum_id").filter(|id| !id.is_null()) {
        let id = id.as_i64().ok_or_else(|| FieldError::wrong_type("enum_id", "int"))?;
        return ADDRESS.into_iter().find(|part| part.0 == id).ok_or_else(|| FieldError::choice("enum_id"));
    }
    let code = item.get("enum_code").ok_or_else(|| FieldError::missing("enum_code"))?;
    let code = code.as_str().ok_or_else(|| FieldError::wrong_type("enum_code", "string"))?;
    ADDRESS.into_iter().find(|part| part.1 == code).ok_or_else(|| FieldError::choice("enum_code"))
}

fn only(item: &Map<String, Value>, keys: &[&str]) -> Result<(), FieldError> {
    item.keys()
        .find(|key| !keys.contains(&key.as_str()))
        .map_or(Ok(()), |key| Err(FieldError::unexpected(key)))
}

fn without_value(item: &Map<String, Value>) -> Map<String, Value> {
    item.iter().filter(|(key, _)| *key != "value").map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn text(item: &Map<String, Value>) -> Result<String, FieldError> {
    let value = item.get("value").ok_or_else(|| FieldError::missing("value"))?;
    value.as_str().map(str::to_owned).ok_or_else(|| FieldError::wrong_type("value", "string"))
}

fn whole(item: &Map<String, Value>, key: &str) -> Result<i64, FieldError> {
    let value = item.get(key).ok_or_else(|| FieldError::missing(key))?;
    value.as_i64().ok_or_else(|| FieldError::wrong_type(key, "int"))
}

fn is_absolute(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, rest)| {
        !rest.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !scheme.is_empty()
    })
}
