//! Reading the envelope of a list.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::decode::value::{Slotted, Value};
use crate::decode::{Key, Slot};

/// What the envelope of a list holds.
pub(super) struct Envelope<T> {
    pub(super) items: Option<Vec<T>>,
    pub(super) next: Option<String>,
    pub(super) total: Option<i64>,
}

/// Reads an envelope whose collection has this name.
pub(super) struct Read<'k, T> {
    pub(super) key: &'k str,
    pub(super) envelope: Envelope<T>,
}

impl<'de, T: Value> DeserializeSeed<'de> for Read<'_, T> {
    type Value = Envelope<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Envelope<T>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Value> Visitor<'de> for Read<'_, T> {
    type Value = Envelope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Envelope<T>, A::Error> {
        while let Some(key) = map.next_key::<Key>()? {
            match key.as_str() {
                "_embedded" => {
                    self.envelope.items =
                        map.next_value_seed(Collections(self.key, std::marker::PhantomData))?;
                }
                "_links" => {
                    let links: Option<serde_json::Value> = map.next_value_seed(Slot::new())?;
                    let next = links.as_ref().and_then(|links| links.get("next")?.get("href")?.as_str());
                    self.envelope.next = next.map(String::from);
                }
                "_total_items" => self.envelope.total = map.next_value_seed(Slot::new())?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(self.envelope)
    }
}

struct Collections<'k, T>(&'k str, std::marker::PhantomData<T>);

impl<'de, T: Value> DeserializeSeed<'de> for Collections<'_, T> {
    type Value = Option<Vec<T>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Value> Visitor<'de> for Collections<'_, T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("collections")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut items = None;
        while let Some(key) = map.next_key::<Key>()? {
            if key.as_str() == self.0 {
                items = Some(map.next_value_seed(Slot::new())?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(items)
    }
}

/// Decodes a page from its bytes.
pub(super) fn envelope<T: Value>(bytes: &[u8], key: &str) -> Result<Envelope<T>, serde_json::Error>
where
    Vec<T>: Slotted,
{
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let empty = Envelope { items: None, next: None, total: None };
    let envelope = Read { key, envelope: empty }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(envelope)
}
