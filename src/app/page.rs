//! Which page the user is on.

use super::App;
use crate::value::Value;

macro_rules! pages {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// A page of Kommo (Kommo: `APP.getWidgetsArea()`).
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Page {
            $($(#[$doc])* $variant,)*
            /// A page of a widget in the left menu, with the widget's code.
            WidgetPage(String),
            /// A widget's page below Settings, with the widget's code.
            AdvancedSettings(String),
            /// One that this version does not know.
            Unknown(String),
        }

        impl From<&str> for Page {
            fn from(code: &str) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    _ => match code.split_once(':') {
                        Some(("widget-page", widget)) => Self::WidgetPage(widget.into()),
                        Some(("advanced-settings", widget)) => Self::AdvancedSettings(widget.into()),
                        _ => Self::Unknown(code.into()),
                    },
                }
            }
        }
    };
}

pages! {
    /// The dashboard.
    Dashboard = "dashboard",
    /// The list of leads.
    Leads = "leads",
    /// Deleted leads.
    LeadsTrash = "leads-trash",
    /// The board of a pipeline.
    LeadsPipeline = "leads-pipeline",
    /// The list of customers.
    Customers = "customers",
    /// The board of customers.
    CustomersPipeline = "customers-pipeline",
    /// Deleted customers.
    CustomersTrash = "customers-trash",
    /// The list of contacts.
    Contacts = "contacts",
    /// Deleted contacts.
    ContactsTrash = "contacts-trash",
    /// The list of companies.
    Companies = "companies",
    /// Mail.
    Mail = "mail",
    /// The list of tasks.
    Todo = "todo",
    /// Deleted tasks.
    TodoTrash = "todo-trash",
    /// Tasks by deadline.
    TodoLine = "todo-line",
    /// Tasks in a calendar.
    TodoCalendar = "todo-calendar",
    /// The list of events.
    Events = "events",
    /// Who signed in when.
    AuthLog = "authlog",
    /// Statistics.
    Stats = "stats",
    /// Statistics by user.
    StatsHuman = "stats-human",
    /// Statistics of calls.
    StatsCalls = "statsCalls",
    /// Settings.
    Settings = "settings",
    /// Settings → Integrations.
    Integrations = "widgetsSettings",
    /// Settings → Users.
    SettingsUsers = "settings-users",
    /// Settings → Communications.
    SettingsCommunications = "settings-communications",
    /// Lists.
    Catalogs = "catalogs",
    /// A lead's card.
    LeadCard = "leads_card",
    /// A contact's card.
    ContactCard = "contacts_card",
    /// A company's card.
    CompanyCard = "companies_card",
    /// A customer's card.
    CustomerCard = "customers_card",
}

/// Which colours the page is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl App {
    /// The page the user is on.
    pub fn page(&self) -> Page {
        let code = |name: &str| self.0.call(name, &[]).ok()?.as_str();
        let code = code("getWidgetsArea").or_else(|| code("getV3WidgetsArea"));
        Page::from(code.unwrap_or_default().as_str())
    }

    /// The kind of entity the page is about: `leads`, `contacts` … (Kommo: `APP.getBaseEntity()`).
    pub fn base_entity(&self) -> Option<String> {
        self.0.call("getBaseEntity", &[]).ok()?.as_str().filter(|entity| !entity.is_empty())
    }

    /// Whether the page is a card.
    pub fn is_card(&self) -> bool {
        self.0.call("isCard", &[]).ok().and_then(|card| card.as_bool()).unwrap_or_default()
    }

    /// The rows of the list the user is looking at, as Backbone models (Kommo: `APP.data.current_list`). Read their
    /// attributes at `attributes.<name>`.
    pub fn list(&self) -> Vec<Value> {
        self.0.get("data.current_list.models").map(|models| models.items()).unwrap_or_default()
    }

    /// The view of a page that is no card; its element is at `$el` (Kommo: `APP.data.current_view`).
    pub fn view(&self) -> Option<Value> {
        self.0.get("data.current_view").filter(|view| view.as_bool().is_none())
    }

    /// Which colours the page is in.
    pub fn theme(&self) -> Theme {
        let scheme =
            Value::global("document.documentElement.dataset.colorScheme").and_then(|scheme| scheme.as_str());
        if scheme.as_deref() == Some("dark") { Theme::Dark } else { Theme::Light }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_code() {
        assert!(Page::from("leads_card") == Page::LeadCard);
        assert!(Page::from("widget-page:abc") == Page::WidgetPage("abc".into()));
        assert!(Page::from("advanced-settings:abc") == Page::AdvancedSettings("abc".into()));
        assert!(Page::from("moon:base") == Page::Unknown("moon:base".into()));
        assert!(Page::from("") == Page::Unknown(String::new()));
    }
}
