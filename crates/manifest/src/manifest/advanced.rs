//! `advanced`: the widget's own page in Settings, <https://developers.kommo.com/docs/manifest-json>.

use serde::{Deserialize, Serialize};

use super::{Extra, TextKey};

/// The `advanced` block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Advanced {
    /// The page's title and its menu item.
    pub title: TextKey,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}
