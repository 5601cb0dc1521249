//! `salesbot_designer`: <https://www.amocrm.ru/developers/content/integrations/salesbot_widget>.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Extra, TextKey};

/// The `salesbot_designer` block: a logo, and any number of handlers, each of which is a block in the designer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SalesbotDesigner {
    /// Path of the block's picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The handlers by their code.
    #[serde(flatten)]
    pub handlers: IndexMap<String, DesignerHandler>,
}

/// A handler: one kind of block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignerHandler {
    /// The block's name.
    pub name: TextKey,
    /// Its fields by their code.
    #[serde(default)]
    pub settings: IndexMap<String, DesignerField>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A field of a designer block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignerField {
    /// Its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<TextKey>,
    /// Which entity fields it offers.
    #[serde(rename = "type")]
    pub kind: DesignerFieldType,
    /// The value at the start: a literal text or a text key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<serde_json::Value>,
    /// Whether the user types the value (`true`) or picks an entity field.
    #[serde(default)]
    pub manual: bool,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The type of a designer field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DesignerFieldType {
    /// Text fields.
    Text,
    /// Text and numeric fields.
    Numeric,
    /// Text and link fields.
    Url,
    /// A type this crate does not know.
    #[serde(untagged)]
    Other(String),
}
