//! Custom fields as webhooks have them.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::lenient::{self, Rest};

/// A custom field with its values.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct CustomField {
    /// The field.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Its code, as in `PHONE`, if it is one that every account has.
    #[serde(default, deserialize_with = "lenient::text")]
    pub code: Option<String>,
    /// Its values.
    #[serde(default, deserialize_with = "values")]
    pub values: Vec<FieldValue>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A value of a custom field. Kommo sends an object for some types of fields and a plain text for others.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FieldValue {
    /// The value as a text: `1` for a ticked box, `dd.mm.yyyy` for a birthday, seconds since 1970 for a date.
    pub value: Option<String>,
    /// The id of what was chosen, or of the kind of a telephone number.
    pub enum_id: Option<i64>,
    /// The value as it came.
    pub raw: Value,
}

/// A radio button's value is no list of one, but the object itself.
fn values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<FieldValue>, D::Error> {
    let values = Value::deserialize(deserializer)?;
    let list = if values.get("value").is_some() { vec![values] } else { lenient::items(values) };
    Ok(list.into_iter().map(FieldValue::from).collect())
}

impl<'de> Deserialize<'de> for FieldValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::from)
    }
}

impl From<Value> for FieldValue {
    fn from(raw: Value) -> Self {
        let value = lenient::to_text(raw.get("value").unwrap_or(&raw));
        let enum_id = raw.get("enum").and_then(lenient::to_integer);
        Self { value, enum_id, raw }
    }
}
