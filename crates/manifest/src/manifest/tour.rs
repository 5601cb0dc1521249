//! `tour`: the slide show before installing, <https://developers.kommo.com/docs/manifest-json>.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Extra, TextKey};

/// The `tour` block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tour {
    /// Always `true`; Kommo refuses `false`.
    pub is_tour: bool,
    /// Per language one to five paths such as `/images/tour_1_en.png`.
    #[serde(default)]
    pub tour_images: IndexMap<String, Vec<String>>,
    /// The text beside the pictures.
    #[serde(default)]
    pub tour_description: TextKey,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}
