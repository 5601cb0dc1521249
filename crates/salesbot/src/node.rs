//! [`Node`], a piece of a program.

use std::borrow::Cow;

use kommo_api::json::{push_integer, push_string};

use crate::error::FlowError;
use crate::marker::Marker;

/// A piece of a program: JSON, and references to steps by name, which become numbers when the program is built.
///
/// Where a handler takes a `Node`, give a text, a number, a truth value or a [`Marker`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, as its JSON text.
    Number(String),
    /// A text, with or without markers in it.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object: names and values in the order in which they are written.
    Object(Vec<(Cow<'static, str>, Node)>),
    /// A step by its name.
    Step(String),
}

impl Node {
    /// The property `key` of an object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Object(properties) => properties.iter().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The items of a list; none if this is no list.
    pub fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, also where it is written as a text.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Goes through what stands directly in a list or object.
    pub(crate) fn children(
        &self,
        visit: &mut dyn FnMut(&Node) -> Result<(), FlowError>,
    ) -> Result<(), FlowError> {
        match self {
            Self::List(items) => items.iter().try_for_each(visit),
            Self::Object(properties) => properties.iter().try_for_each(|(_, value)| visit(value)),
            _ => Ok(()),
        }
    }

    /// The JSON text. A step that was never numbered is written by its name.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Integer(number) => push_integer(out, *number),
            Self::Number(text) => out.push_str(text),
            Self::Text(text) | Self::Step(text) => push_string(out, text),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(properties) => {
                out.push('{');
                for (index, (name, value)) in properties.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    push_string(out, name);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Marker> for Node {
    fn from(marker: Marker) -> Self {
        Self::Text(marker.into())
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Node {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<bool> for Node {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl<T: Into<Node>> From<Vec<T>> for Node {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Node>, const N: usize> From<[T; N]> for Node {
    fn from(items: [T; N]) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
