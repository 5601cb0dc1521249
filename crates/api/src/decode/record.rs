//! Reading objects into records, and arrays into lists of them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::decode::Key;
use crate::decode::value::{Slotted, Value};

/// A record: it knows where each property goes.
pub(crate) trait Record: Default {
    /// Reads the value of a property.
    fn slot<'de, A: MapAccess<'de>>(&mut self, key: &Key, map: &mut A) -> Result<(), A::Error>;

    /// Reads the value of a property of `_embedded`.
    fn embedded_slot<'de, A: MapAccess<'de>>(&mut self, key: &Key, map: &mut A) -> Result<(), A::Error>;
}

/// Reads a field of a record.
pub(crate) struct Slot<T>(PhantomData<T>);

impl<T> Slot<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Slotted> DeserializeSeed<'de> for Slot<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Reads over what nobody asked for.
pub(crate) struct Skip;

impl<'de> DeserializeSeed<'de> for Skip {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ())
    }
}

/// The forms that are not the wanted one: they give what `$none` says.
macro_rules! otherwise {
    ($value:ty, $none:expr) => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }

        fn visit_unit<E>(self) -> Result<$value, E> {
            Ok($none)
        }

        fn visit_bool<E>(self, _: bool) -> Result<$value, E> {
            Ok($none)
        }

        fn visit_i64<E>(self, _: i64) -> Result<$value, E> {
            Ok($none)
        }

        fn visit_u64<E>(self, _: u64) -> Result<$value, E> {
            Ok($none)
        }

        fn visit_f64<E>(self, _: f64) -> Result<$value, E> {
            Ok($none)
        }

        fn visit_str<E>(self, _: &str) -> Result<$value, E> {
            Ok($none)
        }
    };
}

/// Reads an object; anything else is `None`.
pub(crate) fn record<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<Option<R>, D::Error> {
    deserializer.deserialize_any(Read(PhantomData))
}

struct Read<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for Read<R> {
    type Value = Option<R>;

    otherwise!(Option<R>, None);

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<R>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<R>, A::Error> {
        let mut record = R::default();
        while let Some(key) = map.next_key::<Key>()? {
            match key.as_str() {
                "_embedded" => map.next_value_seed(Embedded(&mut record))?,
                _ => record.slot(&key, &mut map)?,
            }
        }
        Ok(Some(record))
    }
}

struct Embedded<'r, R>(&'r mut R);

impl<'de, R: Record> DeserializeSeed<'de> for Embedded<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, R: Record> Visitor<'de> for Embedded<'_, R> {
    type Value = ();

    otherwise!((), ());

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key>()? {
            self.0.embedded_slot(&key, &mut map)?;
        }
        Ok(())
    }
}

/// Reads an array, or an object as the array of its values; anything else is empty. Items of another type are left out.
pub(crate) fn list<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_any(ReadList(PhantomData))
}

struct ReadList<T>(PhantomData<T>);

impl<'de, T: Value> Visitor<'de> for ReadList<T> {
    type Value = Vec<T>;

    otherwise!(Vec<T>, Vec::new());

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Slot::<Option<T>>::new())? {
            items.extend(item);
        }
        Ok(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while map.next_key::<IgnoredAny>()?.is_some() {
            items.extend(map.next_value_seed(Slot::<Option<T>>::new())?);
        }
        Ok(items)
    }
}
