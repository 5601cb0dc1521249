//! [`Key`], the name of a property, without an allocation.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

/// Longer names than this belong to nobody.
const LONGEST: usize = 40;

/// The name of a property.
pub(crate) struct Key {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Key {
    pub(crate) fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Read)
    }
}

struct Read;

impl Visitor<'_> for Read {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property's name")
    }

    fn visit_str<E>(self, text: &str) -> Result<Key, E> {
        let mut key = Key { bytes: [0; LONGEST], len: 0 };
        if let Some(room) = key.bytes.get_mut(..text.len()) {
            room.copy_from_slice(text.as_bytes());
            key.len = text.len();
        }
        Ok(key)
    }
}
