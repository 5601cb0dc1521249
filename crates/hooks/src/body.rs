//! The body of a hook: a form or JSON, within a limit.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::form::{self, FormError};

/// The bytes a body may have if nothing else is said: 1 MiB. Kommo does not document how much it sends.
pub const LIMIT: usize = 1024 * 1024;

/// A body that is not what was expected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BodyError {
    /// Larger than the limit.
    #[error("the body has more than {limit} bytes: raise the limit if it is from Kommo")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// No form that Kommo would send.
    #[error(transparent)]
    Form(#[from] FormError),
    /// No JSON.
    #[error("the body is neither a form nor JSON: {0}")]
    Json(serde_json::Error),
    /// It lacks something, or something is of another shape.
    #[error("the body is not {what}: {why}")]
    Shape {
        /// What was expected.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
}

/// Something Kommo sends in a body.
pub trait Hook: DeserializeOwned {
    /// What it is called in errors.
    const WHAT: &'static str;

    /// Makes it of a decoded body.
    ///
    /// # Errors
    /// [`BodyError::Shape`] with what is missing.
    fn from_value(value: Value) -> Result<Self, BodyError> {
        serde_json::from_value(value)
            .map_err(|error| BodyError::Shape { what: Self::WHAT, why: error.to_string() })
    }

    /// Decodes a body of at most [`LIMIT`] bytes. Kommo sends most hooks as forms with PHP's brackets where its
    /// documentation shows JSON: both are read, whatever `content_type` says (it may be empty).
    ///
    /// # Errors
    /// [`BodyError`]
    fn decode(content_type: &str, body: &[u8]) -> Result<Self, BodyError> {
        Self::from_value(decode(content_type, body, LIMIT)?)
    }
}

/// Decodes a body of at most `limit` bytes, without giving it a type.
///
/// # Errors
/// [`BodyError`]
pub fn decode(content_type: &str, body: &[u8], limit: usize) -> Result<Value, BodyError> {
    if body.len() > limit {
        return Err(BodyError::TooLarge { limit });
    }
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    // A form never begins with a brace: it would be written %7B.
    if content_type.to_ascii_lowercase().contains("json") || first == Some(&b'{') {
        return serde_json::from_slice(body).map_err(BodyError::Json);
    }
    Ok(form::decode(body)?)
}
