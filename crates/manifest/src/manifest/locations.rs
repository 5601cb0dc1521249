//! `locations`: <https://developers.kommo.com/docs/widget-locations>.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! areas {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// An area of Kommo in which a widget can appear.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Area {
            $($(#[$doc])* $variant,)*
            /// An area this crate does not know.
            Other(String),
        }

        impl Area {
            /// Every known area.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The area's name in the manifest, without suffix.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(code) => code,
                }
            }

            /// The area with this name.
            #[must_use]
            pub fn from_code(code: &str) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }
    };
}

areas! {
    /// Lead card.
    LeadCard = "lcard",
    /// Contact card.
    ContactCard = "ccard",
    /// Company card.
    CompanyCard = "comcard",
    /// Customer card (amoCRM only).
    CustomerCard = "cucard",
    /// Lead list.
    LeadList = "llist",
    /// Contact and company lists.
    ContactList = "clist",
    /// Task list.
    TaskList = "tlist",
    /// Customer list (amoCRM only).
    CustomerList = "culist",
    /// Tasks as a kanban board (amoCRM only).
    TaskLine = "tline",
    /// Tasks as a calendar (amoCRM only).
    TaskCalendar = "tcalendar",
    /// The settings modal of the integration.
    Settings = "settings",
    /// An own page in Settings.
    AdvancedSettings = "advanced_settings",
    /// An own tab in the left part of cards.
    CardSdk = "card_sdk",
    /// Editing an element of a custom list.
    Catalogs = "catalogs",
    /// A trigger of the digital pipeline.
    DigitalPipeline = "digital_pipeline",
    /// A tile among the sources of a pipeline.
    LeadSources = "lead_sources",
    /// A block in the Salesbot designer.
    SalesbotDesigner = "salesbot_designer",
    /// Sender of system SMS.
    Sms = "sms",
    /// A section in the mobile app's card.
    MobileCard = "mobile_card",
    /// An item of the left menu (public integrations only).
    WidgetPage = "widget_page",
    /// The website chat button's settings.
    WebsiteChatButton = "website_chat_button",
    /// A tile in the AI agent's settings.
    AiAgent = "ai_agent",
    /// Everywhere without an own area, such as the pipeline board.
    Everywhere = "everywhere",
    /// The dialog of WhatsApp integrations (amoCRM only).
    WhatsappModal = "whatsapp_modal",
    /// Web forms (amoCRM only).
    Amoforms = "amoforms",
    /// The client cabinet (amoCRM only).
    PersonalPage = "personal_page",
}

impl Area {
    /// Whether the `-0`/`-1` suffix means something here: cards and lists, which have a right-hand column.
    #[must_use]
    pub fn has_column(&self) -> bool {
        self.is_card() || self.is_list()
    }

    /// Whether this is the card of an entity.
    #[must_use]
    pub fn is_card(&self) -> bool {
        matches!(self, Self::LeadCard | Self::ContactCard | Self::CompanyCard | Self::CustomerCard)
    }

    /// Whether this is a list of entities.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::LeadList | Self::ContactList | Self::TaskList | Self::CustomerList)
    }

    /// Whether Kommo has dropped this area and only amoCRM still knows it.
    #[must_use]
    pub fn is_amocrm_only(&self) -> bool {
        matches!(
            self,
            Self::CustomerCard
                | Self::CustomerList
                | Self::TaskLine
                | Self::TaskCalendar
                | Self::WhatsappModal
                | Self::Amoforms
                | Self::PersonalPage
        )
    }

    /// Whether this crate knows the area.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

/// The suffix of a location: whether the widget has a block in the right-hand column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// `-1`: a block in the column.
    Block,
    /// `-0`: run there, but without a block.
    NoBlock,
}

/// An entry of `locations`: an area, perhaps with a suffix.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The area.
    pub area: Area,
    /// The suffix, if there is one.
    pub column: Option<Column>,
}

impl Location {
    /// Reads `lcard-1`, `lcard-0` or `lcard`.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        for (suffix, column) in [("-1", Column::Block), ("-0", Column::NoBlock)] {
            if let Some(area) = code.strip_suffix(suffix) {
                return Self { area: Area::from_code(area), column: Some(column) };
            }
        }
        Self { area: Area::from_code(code), column: None }
    }

    /// Whether the widget gets a block in the right-hand column here. Without a suffix it does.
    #[must_use]
    pub fn shows_block(&self) -> bool {
        self.area.has_column() && self.column != Some(Column::NoBlock)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.area.code())?;
        match self.column {
            Some(Column::Block) => f.write_str("-1"),
            Some(Column::NoBlock) => f.write_str("-0"),
            None => Ok(()),
        }
    }
}

impl Serialize for Location {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Location {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|code| Self::parse(&code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_location_is_read_and_written_back() {
        for area in Area::ALL {
            assert_eq!(&Area::from_code(area.code()), area);
            for suffix in ["", "-0", "-1"] {
                let code = format!("{}{suffix}", area.code());
                assert_eq!(Location::parse(&code).to_string(), code);
            }
        }
        assert_eq!(Location::parse("dashboard-widgets").area, Area::Other("dashboard-widgets".to_owned()));
    }

    #[test]
    fn no_suffix_means_a_block() {
        assert!(Location::parse("lcard").shows_block());
        assert!(Location::parse("lcard-1").shows_block());
        assert!(!Location::parse("lcard-0").shows_block());
        assert!(!Location::parse("everywhere").shows_block());
    }
}
