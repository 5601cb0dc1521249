//! Reading a tree into Rust types, keeping the place of a value that does not fit.

use std::collections::HashMap;
use std::ops::Range;

use serde::de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::error::{Fault, JsonError};
use super::node::{Member, Node, Value};
use super::position::LineMap;

/// A value that does not fit the type, and where it stands.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct TypeError {
    message: String,
    span: Option<Range<usize>>,
}

impl TypeError {
    /// Fills in the place unless a deeper value has done so.
    fn within(mut self, span: &Range<usize>) -> Self {
        self.span.get_or_insert_with(|| span.clone());
        self
    }

    pub(super) fn at(self, lines: &LineMap, text: &str) -> JsonError {
        Fault { message: self.message, help: None, span: self.span.unwrap_or(0..0) }.at(lines, text)
    }
}

impl de::Error for TypeError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), span: None }
    }
}

impl<'de> de::Deserializer<'de> for &'de Node {
    type Error = TypeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        let answer = match &self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => de::Deserializer::deserialize_any(number, visitor).map_err(custom),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items { items: items.iter() }),
            Value::Object(object) => visitor.visit_map(Members::new(&object.members)),
        };
        answer.map_err(|error| error.within(&self.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeError> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, TypeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TypeError> {
        match &self.value {
            Value::String(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            _ => Err(de::Error::custom(format!("expected a string, found {}", self.kind()))),
        }
        .map_err(|error: TypeError| error.within(&self.span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

fn custom(error: serde_json::Error) -> TypeError {
    de::Error::custom(error)
}

struct Items<'de> {
    items: std::slice::Iter<'de, Node>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = TypeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, TypeError> {
        let Some(node) = self.items.next() else { return Ok(None) };
        seed.deserialize(node).map(Some).map_err(|error| error.within(&node.span))
    }
}

/// Members in order; of several equal keys only the last one, since derived types refuse a second.
struct Members<'de> {
    members: std::iter::Enumerate<std::slice::Iter<'de, Member>>,
    last: HashMap<&'de str, usize>,
    value: Option<&'de Node>,
}

impl<'de> Members<'de> {
    fn new(members: &'de [Member]) -> Self {
        let last = members.iter().enumerate().map(|(at, member)| (member.key.as_str(), at)).collect();
        Self { members: members.iter().enumerate(), last, value: None }
    }
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = TypeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, TypeError> {
        let last = &self.last;
        let Some((_, member)) = self.members.find(|(at, member)| last.get(member.key.as_str()) == Some(at))
        else {
            return Ok(None);
        };
        self.value = Some(&member.value);
        let key: de::value::StrDeserializer<'_, TypeError> = member.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|error| error.within(&member.key_span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, TypeError> {
        let Some(node) = self.value.take() else {
            return Err(de::Error::custom("a value was asked for before its key"));
        };
        seed.deserialize(node).map_err(|error| error.within(&node.span))
    }
}
