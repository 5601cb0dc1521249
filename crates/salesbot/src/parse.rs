//! Reading programs from JSON text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::node::Node;
use crate::program::Program;

/// A text that is no JSON.
#[derive(Debug)]
pub struct ParseError(serde_json::Error);

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a bot's program must be a JSON text: {}", self.0)
    }
}

impl std::error::Error for ParseError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl Program {
    /// Reads a program from JSON text. Any JSON can be read; [`Program::check`] says whether it is a program.
    ///
    /// # Errors
    /// [`ParseError`] if the text is no JSON, or is nested more than 128 levels deep.
    pub fn parse(json: &str) -> Result<Self, ParseError> {
        serde_json::from_str(json).map(|root| Self { root, names: Vec::new() }).map_err(ParseError)
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyNode)
    }
}

struct AnyNode;

impl<'de> Visitor<'de> for AnyNode {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(i64::try_from(number).map_or_else(|_| Node::Number(number.to_string()), Node::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        // As serde_json writes it, so that reading it again gives the same number.
        Ok(Node::Number(serde_json::Value::from(number).to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Node, A::Error> {
        let mut properties: Vec<(std::borrow::Cow<'static, str>, Node)> = Vec::new();
        let mut places = std::collections::HashMap::new();
        while let Some((name, value)) = object.next_entry::<String, Node>()? {
            // Of two properties of one name the last counts, as everywhere in JSON.
            match places.get(&name).and_then(|at: &usize| properties.get_mut(*at)) {
                Some(property) => property.1 = value,
                None => {
                    places.insert(name.clone(), properties.len());
                    properties.push((name.into(), value));
                }
            }
        }
        Ok(Node::Object(properties))
    }
}
