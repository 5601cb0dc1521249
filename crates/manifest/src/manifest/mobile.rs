//! `mobile`: a section in the mobile app, <https://www.amocrm.ru/developers/content/integrations/mobile-widgets>.

use serde::{Deserialize, Serialize};

use super::Extra;

/// The `mobile` block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mobile {
    /// The page shown in the app; https.
    pub frame_url: String,
    /// Background under the (always white) title, as `#RRGGBB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}
