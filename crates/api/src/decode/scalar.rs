//! A value whose form is not trusted, as the type that is wanted.

use std::borrow::Cow;

use crate::decode::reader::Token;

impl<'b> Token<'b> {
    pub(crate) fn float(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            _ => None,
        }
    }

    pub(crate) fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok().or_else(|| Some(self.float()? as i64)),
            _ => self.float().map(|number| number as i64),
        }
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { Some(self.integer()? != 0) }
    }

    pub(crate) fn name(self) -> Option<Cow<'b, str>> {
        Some(match self {
            Self::Text(text) => text,
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Float(number) => Cow::Owned(number.to_string()),
            Self::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
            Self::Other => return None,
        })
    }
}
