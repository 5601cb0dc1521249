//! [`Json`] over a parsed tree.

use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON document, or a part of one, read lazily: nothing is decoded until it is asked for.
///
/// In the browser it is the JavaScript value itself and each getter reads one property; on a server it is a parsed
/// tree whose parts are shared, so that cloning is cheap. The methods are the same.
///
/// Getters are forgiving, as real Kommo data is looser than its documentation: a number written as a string is read
/// as a number, a missing or mistyped value is `None`, never a panic.
#[derive(Clone)]
pub struct Json(Node);

#[derive(Clone)]
enum Node {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    String(Arc<str>),
    Array(Arc<[Json]>),
    Object(Arc<[(Box<str>, Json)]>),
}

impl Json {
    /// Parses a JSON text. `None` if it is not JSON (empty, cut off, HTML).
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_bytes(text.as_bytes())
    }

    /// Parses JSON bytes. `None` if they are not JSON.
    pub fn parse_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// A property of an object. `None` if this is no object or has no such property; a property that is `null` is there.
    pub fn get(&self, key: &str) -> Option<Self> {
        let Node::Object(entries) = &self.0 else { return None };
        // A key written twice counts as its last value, as in JavaScript.
        entries.iter().rev().find(|(name, _)| **name == *key).map(|(_, value)| value.clone())
    }

    /// The property of what is embedded.
    pub(crate) fn embedded(&self, key: &str) -> Option<Self> {
        self.get("_embedded")?.get(key)
    }

    /// The property as a whole number, as [`Json::as_i64`] reads it.
    pub(crate) fn number(&self, key: &str) -> Option<i64> {
        self.get(key)?.as_i64()
    }

    /// The property as a text, as [`Json::to_text`] reads it.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.to_text()
    }

    /// An item of an array.
    pub fn at(&self, index: usize) -> Option<Self> {
        let Node::Array(items) = &self.0 else { return None };
        items.get(index).cloned()
    }

    /// How many items an array has; 0 for anything else.
    pub fn len(&self) -> usize {
        if let Node::Array(items) = &self.0 { items.len() } else { 0 }
    }

    /// Whether [`Json::len`] is 0.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items of an array; none for anything else.
    pub fn items(&self) -> Items {
        Items { array: self.clone(), next: 0 }
    }

    /// The items of an array, or the values of an object.
    pub(crate) fn values(&self) -> Option<impl Iterator<Item = Self>> {
        let values = match &self.0 {
            Node::Object(entries) => entries.iter().map(|(_, value)| value.clone()).collect(),
            Node::Array(_) => self.items().collect::<Vec<_>>(),
            _ => return None,
        };
        Some(values.into_iter())
    }

    /// The names of an object's properties; none for anything else.
    pub fn keys(&self) -> Vec<String> {
        let Node::Object(entries) = &self.0 else { return Vec::new() };
        entries.iter().map(|(name, _)| String::from(&**name)).collect()
    }

    /// A string as it is. Numbers are not turned into strings; see [`Json::to_text`].
    pub fn as_string(&self) -> Option<String> {
        if let Node::String(text) = &self.0 { Some(String::from(&**text)) } else { None }
    }

    /// A number, or a string that holds one.
    pub fn as_f64(&self) -> Option<f64> {
        match &self.0 {
            Node::Integer(number) => Some(*number as f64),
            Node::Float(number) => Some(*number),
            Node::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            _ => None,
        }
    }

    /// A whole number, or a string that holds one. A fraction is cut off.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Node::Integer(number) => Some(*number),
            Node::String(text) => {
                text.trim().parse().ok().or_else(|| self.as_f64().map(|number| number as i64))
            }
            _ => self.as_f64().map(|number| number as i64),
        }
    }

    /// `true` or `false`. Kommo sometimes sends 1 and 0, or `"1"` and `"0"`, instead: those are read too.
    pub fn as_bool(&self) -> Option<bool> {
        if let Node::Bool(value) = &self.0 { Some(*value) } else { Some(self.as_i64()? != 0) }
    }

    /// A string, number or boolean as text.
    pub fn to_text(&self) -> Option<String> {
        match &self.0 {
            Node::String(text) => Some(String::from(&**text)),
            Node::Integer(number) => Some(number.to_string()),
            Node::Float(number) => Some(float_text(*number)),
            Node::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.0, Node::Null)
    }

    /// Whether this is an array.
    pub fn is_array(&self) -> bool {
        matches!(self.0, Node::Array(_))
    }

    /// Whether this is an object, and no array.
    pub fn is_object(&self) -> bool {
        matches!(self.0, Node::Object(_))
    }

    /// The document as JSON text.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match &self.0 {
            Node::String(text) => super::push_string(out, text),
            Node::Array(items) => {
                let mut open = '[';
                for item in items.iter() {
                    out.push(open);
                    open = ',';
                    item.write(out);
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Node::Object(entries) => {
                let mut open = '{';
                for (name, value) in entries.iter() {
                    out.push(open);
                    open = ',';
                    super::push_string(out, name);
                    out.push(':');
                    value.write(out);
                }
                out.push_str(if entries.is_empty() { "{}" } else { "}" });
            }
            _ => out.push_str(&self.to_text().unwrap_or_else(|| String::from("null"))),
        }
    }
}

/// The items of an array, from [`Json::items`].
pub struct Items {
    array: Json,
    next: usize,
}

impl Iterator for Items {
    type Item = Json;

    fn next(&mut self) -> Option<Json> {
        let item = self.array.at(self.next)?;
        self.next += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.array.len().saturating_sub(self.next);
        (left, Some(left))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json(Node::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json(Node::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json(Node::Integer(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json(i64::try_from(value).map_or(Node::Float(value as f64), Node::Integer)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json(Node::Float(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json(Node::String(value.into())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(1024));
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json(Node::Array(items.into())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut entries = Vec::with_capacity(24);
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Json(Node::Object(entries.into())))
    }
}

pub(super) fn float_text(number: f64) -> String {
    number.to_string()
}
