//! The typed `manifest.json`, block by block.
//!
//! Fields are as Kommo names them (<https://developers.kommo.com/docs/manifest-json>). What this crate does not know
//! is kept in `extra`, so that reading and writing a manifest loses nothing. These types take every manifest for which
//! [`crate::check`] reports no error; they are not the place where mistakes are explained.

mod advanced;
mod amoforms;
mod dp;
mod left_menu;
mod locations;
mod mobile;
mod salesbot_designer;
mod settings;
mod sms;
mod tour;
mod widget;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::json::{Document, JsonError};

pub use advanced::Advanced;
pub use amoforms::AmoformsSettings;
pub use dp::Dp;
pub use left_menu::{LeftMenu, MenuItem, MenuSort, Submenu, SystemItem};
pub use locations::{Area, Column, Location};
pub use mobile::Mobile;
pub use salesbot_designer::{DesignerField, DesignerFieldType, DesignerHandler, SalesbotDesigner};
pub use settings::{Field, FieldType, Settings};
pub use sms::Sms;
pub use tour::Tour;
pub use widget::{Support, Widget};

/// Keys this crate does not know, kept as they were.
pub type Extra = IndexMap<String, serde_json::Value>;

/// A dotted path into the texts of `i18n/<lang>.json`, such as `widget.name`.
pub type TextKey = String;

/// A whole `manifest.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name, texts, languages and version.
    pub widget: Widget,
    /// Where in Kommo the widget appears.
    #[serde(default)]
    pub locations: Vec<Location>,
    /// The slide show shown before installing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tour: Option<Tour>,
    /// The fields of the settings modal, keyed by their code, in order.
    #[serde(default)]
    pub settings: Settings,
    /// The trigger of the digital pipeline; with location `digital_pipeline`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dp: Option<Dp>,
    /// The own page in Settings; with location `advanced_settings`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advanced: Option<Advanced>,
    /// The blocks in the Salesbot designer; with location `salesbot_designer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salesbot_designer: Option<SalesbotDesigner>,
    /// The sender of system SMS; with location `sms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<Sms>,
    /// The section in the mobile app; with location `mobile_card`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<Mobile>,
    /// Items of the left menu; with location `widget_page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_menu: Option<LeftMenu>,
    /// Web forms (amoCRM only); with location `amoforms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amoforms_settings: Option<AmoformsSettings>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Manifest {
    /// Reads a `manifest.json`.
    ///
    /// # Errors
    /// [`JsonError`] with line and column, for broken JSON as well as for a value of the wrong type.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        Document::parse(bytes)?.read()
    }

    /// Whether the widget lists this area, with either suffix or none.
    #[must_use]
    pub fn has(&self, area: &Area) -> bool {
        self.locations.iter().any(|location| location.area == *area)
    }
}

/// The JSON Schema of `manifest.json` for editors (draft 7). It says what this crate checks of types and values; the
/// rules that look at several places at once are [`crate::check`]'s alone.
pub const JSON_SCHEMA: &str = include_str!("../../schema/manifest.schema.json");
