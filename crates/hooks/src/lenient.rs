//! Reading values that Kommo sends now as texts, now as numbers, now not at all.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// What a type does not know.
pub(crate) type Rest = Map<String, Value>;

/// A whole number, also in a text or written `1.0`; none if it is anything else.
pub(crate) fn to_integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => text.trim().parse().ok().or_else(|| whole(text.trim().parse().ok()?)),
        Value::Bool(truth) => Some(i64::from(*truth)),
        _ => None,
    }
}

fn whole(number: f64) -> Option<i64> {
    // All of Kommo's ids, amounts and times are far below 2^53.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
    (number.is_finite() && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}

/// A text, also of a number; none for an empty one.
pub(crate) fn to_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

pub(crate) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(to_integer(&Value::deserialize(deserializer)?))
}

pub(crate) fn needed_integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let value = Value::deserialize(deserializer)?;
    to_integer(&value).ok_or_else(|| serde::de::Error::custom(format!("{value} is no whole number")))
}

pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(to_text(&Value::deserialize(deserializer)?))
}

/// `1`, `"1"`, `"Y"`, `true`; anything else is no.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(to_integer(&value) == Some(1) || matches!(value.as_str(), Some("Y" | "true")))
}

/// A list, also where it is an object of numbers; items of another shape are left out.
pub(crate) fn list<'de, D: Deserializer<'de>, T: serde::de::DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(items(Value::deserialize(deserializer)?)
        .into_iter()
        .filter_map(|item| serde_json::from_value(item).ok())
        .collect())
}

pub(crate) fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Object(object) => object.into_iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}
