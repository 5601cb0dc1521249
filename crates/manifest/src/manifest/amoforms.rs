//! `amoforms_settings`: amoCRM's web forms, <https://www.amocrm.ru/developers/content/integrations/amoforms-widgets>.

use serde::{Deserialize, Serialize};

use super::{Extra, TextKey};

/// The `amoforms_settings` block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AmoformsSettings {
    /// The title.
    pub title: TextKey,
    /// Whether the form insists on it.
    #[serde(default)]
    pub required: bool,
    /// Shown when the form's check fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_text: Option<TextKey>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}
