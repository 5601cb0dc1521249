//! The callbacks of the host that a widget can implement.

/// A callback.
pub(crate) struct Callback {
    /// The method of the trait `Widget`, and of `private::Callback`.
    pub(crate) method: &'static str,
    /// The host's name; a dot means a function inside an object.
    pub(crate) host: &'static str,
    /// Its code in `kommo_dispatch`. Never reused: shims and packagers of other versions know it.
    pub(crate) code: u32,
    /// Whether the host takes a promise, or ignores the answer: then the method is async.
    pub(crate) is_async: bool,
    /// The manifest's locations without suffix of which the host needs one to call it; any if empty.
    pub(crate) locations: &'static [&'static str],
}

impl Callback {
    const fn at(mut self, locations: &'static [&'static str]) -> Self {
        self.locations = locations;
        self
    }
}

const fn asynchronous(method: &'static str, host: &'static str, code: u32) -> Callback {
    Callback { method, host, code, is_async: true, locations: &[] }
}

const fn immediate(method: &'static str, host: &'static str, code: u32) -> Callback {
    Callback { method, host, code, is_async: false, locations: &[] }
}

/// All of them. `destroy` is not here: the shim defines it always.
pub(crate) const CALLBACKS: &[Callback] = &[
    asynchronous("render", "render", 1),
    immediate("init", "init", 2),
    immediate("bind_actions", "bind_actions", 3),
    immediate("settings", "settings", 4).at(&["settings"]),
    asynchronous("on_save", "onSave", 5),
    asynchronous("on_install", "onInstall", 6),
    asynchronous("dp_settings", "dpSettings", 7).at(&["digital_pipeline"]),
    asynchronous("advanced_settings", "advancedSettings", 8).at(&["advanced_settings"]),
    asynchronous("contacts_selected", "contacts.selected", 9).at(&["clist", "everywhere"]),
    asynchronous("leads_selected", "leads.selected", 10).at(&["llist", "everywhere"]),
    asynchronous("todo_selected", "todo.selected", 11).at(&["tlist", "everywhere"]),
    asynchronous("tasks_selected", "tasks.selected", 12).at(&["tlist", "everywhere"]),
    asynchronous("companies_selected", "companies.selected", 13).at(&["clist", "everywhere"]),
    // Not bound to a location: sources of `add_source` are sources too.
    asynchronous("on_source", "onSource", 14),
    asynchronous("on_add_as_source", "onAddAsSource", 15).at(&["lead_sources"]),
    immediate("salesbot_designer_settings", "salesbotDesignerSettings", 16).at(&["salesbot_designer"]),
    immediate("on_salesbot_designer_save", "onSalesbotDesignerSave", 17).at(&["salesbot_designer"]),
    asynchronous("load_preloaded_data", "loadPreloadedData", 18).at(&["card_sdk"]),
    asynchronous("load_elements", "loadElements", 19).at(&["card_sdk"]),
    asynchronous("link_card", "linkCard", 20).at(&["card_sdk"]),
    asynchronous("search_data_in_card", "searchDataInCard", 21).at(&["card_sdk"]),
    asynchronous("load_catalog_element", "loadCatalogElement", 22).at(&["catalogs"]),
    asynchronous("init_menu_page", "initMenuPage", 23).at(&["widget_page"]),
    #[cfg(feature = "amocrm")]
    immediate("calendar_sync", "calendarSync", 24).at(&["tline", "tcalendar"]),
];

/// The methods of the trait that the host does not call by a code.
pub(crate) const OTHERS: &[&str] = &["destroy", "failed"];
