//! `widget`: <https://developers.kommo.com/docs/manifest-json>.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Extra, TextKey};

/// The `widget` block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Widget {
    /// The widget's name. For an OAuth integration Kommo shows the name typed in its form instead.
    pub name: TextKey,
    /// What the widget does, HTML allowed. `#HOST#`, `#SUBDOMAIN#`, `#LOGIN#`, `#ACCOUNT_ID#`, `#USER_ID#` and
    /// `#TOP_LEVEL_DOMAIN#` are replaced by Kommo.
    pub description: TextKey,
    /// The text on the widget's tile.
    pub short_description: TextKey,
    /// Free text, to be raised at every upload: browsers cache the widget's files by it.
    pub version: String,
    /// Always 2; version 1 is closed.
    pub interface_version: u32,
    /// Run once per session on every page instead of once per entered area.
    #[serde(default, deserialize_with = "yes_or_bool", skip_serializing_if = "std::ops::Not::not")]
    pub init_once: bool,
    /// Languages; each has its `i18n/<lang>.json`.
    pub locale: Vec<String>,
    /// Whether the widget can be installed; `false` only lists it.
    pub installation: bool,
    /// The button says "View" instead of "Install"; only with `installation: false`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_showcase: bool,
    /// Where users get help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Support>,
    /// Obsolete: the widget's code. Kommo makes it up on upload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Obsolete: the old secret key. Never ship one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret_key: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `widget.support`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Support {
    /// A page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// An address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Some documentation pages write `"Y"` for `true`.
fn yes_or_bool<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected true or false")]
    enum Either {
        Bool(bool),
        Text(String),
    }
    Ok(match Either::deserialize(from)? {
        Either::Bool(value) => value,
        Either::Text(text) => text.eq_ignore_ascii_case("y"),
    })
}
