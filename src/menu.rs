//! The widget's pages in the left menu, location `widget_page` (Kommo: developers.kommo.com/docs/left-menu).

use crate::value::Value;

/// The page that was opened. Draw it with [`Cx::page`](crate::Cx::page).
pub struct MenuPage(Value);

/// Under which item of the left menu a page is.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MenuLocation {
    /// An item of the widget's own.
    WidgetPage,
    /// Statistics.
    Stats,
    /// Settings.
    Settings,
    /// One that this version does not know.
    Unknown(String),
}

impl MenuPage {
    pub(crate) fn new(params: Value) -> Self {
        Self(params)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0.get(key)?.as_str()
    }

    /// Under which item of the menu it is.
    pub fn location(&self) -> MenuLocation {
        let location = self.text("location").unwrap_or_default();
        match location.as_str() {
            // Kommo's documentation writes both.
            "widget_page" | "widget-page" => MenuLocation::WidgetPage,
            "stats" => MenuLocation::Stats,
            "settings" => MenuLocation::Settings,
            _ => MenuLocation::Unknown(location),
        }
    }

    /// The code of the widget's own item in the manifest's `left_menu`. None below the host's items.
    pub fn item(&self) -> Option<String> {
        self.text("item_code")
    }

    /// The code of the item's entry.
    pub fn subitem(&self) -> Option<String> {
        self.text("subitem_code")
    }
}
