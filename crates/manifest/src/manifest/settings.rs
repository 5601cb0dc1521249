//! `settings`: <https://www.amocrm.ru/developers/content/integrations/fields>, and the same fields in `dp.settings`.

use std::fmt;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Extra, TextKey};

/// Fields keyed by their code, in the order in which the modal shows them.
pub type Settings = IndexMap<String, Field>;

/// A field of the settings modal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its label. Missing in some working widgets of the pipeline.
    #[serde(default)]
    pub name: TextKey,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether it must be filled in before saving.
    #[serde(default)]
    pub required: bool,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The type of a settings field, which also gives the shape of its stored value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum FieldType {
    /// A text input; a string.
    Text,
    /// A password input; a string.
    Pass,
    /// One text input per user; an object user id → text.
    Users,
    /// Login and password per user; an object user id → `{login, password}`.
    UsersLp,
    /// Drawn by the widget; a JSON string or a number. At most one per widget.
    Custom,
    /// A type this crate does not know.
    Other(String),
}

impl FieldType {
    /// Its name in the manifest.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Pass => "pass",
            Self::Users => "users",
            Self::UsersLp => "users_lp",
            Self::Custom => "custom",
            Self::Other(code) => code,
        }
    }
}

impl From<String> for FieldType {
    fn from(code: String) -> Self {
        match code.as_str() {
            "text" => Self::Text,
            "pass" => Self::Pass,
            "users" => Self::Users,
            "users_lp" => Self::UsersLp,
            "custom" => Self::Custom,
            _ => Self::Other(code),
        }
    }
}

impl From<FieldType> for String {
    fn from(kind: FieldType) -> Self {
        kind.code().to_owned()
    }
}

impl fmt::Display for FieldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
