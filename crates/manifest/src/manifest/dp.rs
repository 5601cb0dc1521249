//! `dp`: the digital pipeline, <https://www.amocrm.ru/developers/content/web_sdk/digital_pipeline>.

use serde::{Deserialize, Serialize};

use super::{Extra, Settings, TextKey};

/// The `dp` block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dp {
    /// The fields of the trigger.
    #[serde(default)]
    pub settings: Settings,
    /// Whether the action may stretch over several stages.
    #[serde(default)]
    pub action_multiple: bool,
    /// Where Kommo sends the trigger's events; https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook_url: Option<String>,
    /// The trigger's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<TextKey>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}
