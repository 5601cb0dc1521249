//! Callbacks whose answer the host ignores: it has shown a place, and the widget fills it.

use std::rc::Rc;

use kommo_api::Id;
use wasm_bindgen::JsValue;

use super::{Callback, arg, spawn};
use crate::catalog::CatalogElement;
use crate::cx::Cx;
use crate::menu::MenuPage;
use crate::value::Value;
use crate::widget::Widget;

macro_rules! without_arguments {
    ($($method:ident: $host:literal,)*) => {
        impl Callback {
            $(
                #[doc = concat!("`", $host, "`: always true.")]
                pub fn $method<W: Widget>(widget: Rc<W>, cx: Cx, _: Value) -> JsValue {
                    let scope = cx;
                    scope.spawn(async move { widget.$method(&cx).await });
                    JsValue::TRUE
                }
            )*
        }
    };
}

without_arguments! {
    on_install: "onInstall",
    dp_settings: "dpSettings",
    advanced_settings: "advancedSettings",
    contacts_selected: "contacts.selected",
    leads_selected: "leads.selected",
    todo_selected: "todo.selected",
    tasks_selected: "tasks.selected",
    companies_selected: "companies.selected",
}

impl Callback {
    /// `onSource`: always true.
    pub fn on_source<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let scope = cx;
        scope.spawn(async move { widget.on_source(&cx, &args).await });
        JsValue::TRUE
    }

    /// `onAddAsSource`: true, or a promise of it.
    pub fn on_add_as_source<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        spawn(
            cx.id(),
            async move {
                let pipeline =
                    arg(&args, "0").as_i64().and_then(|id| u64::try_from(id).ok()).unwrap_or_default();
                super::done(&cx, widget.on_add_as_source(&cx, Id::new(pipeline)).await)
            },
            true,
        )
    }

    /// `loadCatalogElement`: always true.
    pub fn load_catalog_element<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let scope = cx;
        let element = CatalogElement::new(arg(&args, "0"));
        scope.spawn(async move { widget.load_catalog_element(&cx, &element).await });
        JsValue::TRUE
    }

    /// `initMenuPage`: always true.
    pub fn init_menu_page<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let scope = cx;
        let page = MenuPage::new(arg(&args, "0"));
        scope.spawn(async move { widget.init_menu_page(&cx, &page).await });
        JsValue::TRUE
    }
}
