//! `left_menu`: <https://developers.kommo.com/docs/left-menu>.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Extra, TextKey};

/// The `left_menu` block: own items, and changes to the system's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LeftMenu {
    /// All entries by their code, in order.
    pub items: IndexMap<String, MenuItem>,
}

/// An entry of the left menu: an own item, or a change to one of the system's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MenuItem {
    /// Its name; own items need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<TextKey>,
    /// Path of its icon, such as `images/menu.svg`; own items need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<MenuSort>,
    /// Its sub-items by their code.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub submenu: IndexMap<String, Submenu>,
    /// Hides an item of the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_hidden: Option<bool>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where an own item stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MenuSort {
    /// After which item of the system; by default after Settings, at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A sub-item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Submenu {
    /// Its name.
    pub title: TextKey,
    /// Its place among the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<i64>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Items of the left menu that Kommo itself has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SystemItem {
    /// Dashboard.
    Dashboard,
    /// Leads.
    Leads,
    /// Customers (amoCRM only).
    Customers,
    /// Tasks.
    Tasks,
    /// Lists.
    Catalogs,
    /// Mail.
    Mail,
    /// Statistics.
    Stats,
    /// Settings.
    Settings,
}

impl SystemItem {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Dashboard,
        Self::Leads,
        Self::Customers,
        Self::Tasks,
        Self::Catalogs,
        Self::Mail,
        Self::Stats,
        Self::Settings,
    ];

    /// Its code in the manifest.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Leads => "leads",
            Self::Customers => "customers",
            Self::Tasks => "tasks",
            Self::Catalogs => "catalogs",
            Self::Mail => "mail",
            Self::Stats => "stats",
            Self::Settings => "settings",
        }
    }

    /// The item with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.code() == code)
    }

    /// Whether a widget may add sub-items to it.
    #[must_use]
    pub fn takes_submenu(self) -> bool {
        matches!(self, Self::Stats | Self::Settings)
    }

    /// Whether a widget may hide it.
    #[must_use]
    pub fn can_be_hidden(self) -> bool {
        self != Self::Settings
    }
}
