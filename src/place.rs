//! Places that the host leaves wholly to the widget: pages of its own, and its tab in cards.

use maud::Markup;
use wasm_bindgen::JsValue;

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::scope::Target;
use crate::sys;
use crate::value::{Value, joined};

/// A page or tab of the widget's own. What is shown there lies in an element of class `kw-panel`, where style rules can
/// start.
pub struct Place {
    cx: Cx,
    prefix: &'static str,
}

impl Cx {
    /// The widget's page: below Settings after [`Widget::advanced_settings`](crate::Widget::advanced_settings), of the
    /// left menu after [`Widget::init_menu_page`](crate::Widget::init_menu_page), or the one of a list's element after
    /// [`Widget::load_catalog_element`](crate::Widget::load_catalog_element). Kommo: the element
    /// `#work-area-<widget code>`.
    pub fn page(&self) -> Place {
        Place { cx: *self, prefix: "#work-area-" }
    }

    /// The widget's tab in a card, once the user has opened it. Kommo: the element `#<widget code>`.
    pub fn tab(&self) -> Place {
        Place { cx: *self, prefix: "#" }
    }
}

impl Place {
    /// Shows `body` in place of what was there.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if the user is not at this place.
    pub fn show(&self, body: Markup) -> Result<()> {
        self.found(Some(&maud::html! { div.kw-panel { (body) } }.0)).map(drop)
    }

    /// The place as a target for [`Cx::on`].
    ///
    /// # Errors
    /// As in [`Place::show`].
    pub fn target(&self) -> Result<Target> {
        self.found(None).map(Target::Element)
    }

    /// The first element in the place that matches a CSS selector.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if nothing matches or the user is not at this place.
    pub fn find(&self, selector: &str) -> Result<Value> {
        self.found(None)?.call("find", &[selector.into()])?.get("0").ok_or_else(|| Error::missing(selector))
    }

    fn found(&self, html: Option<&str>) -> Result<Value> {
        let found = sys::place(self.cx.id(), self.prefix, html);
        let found = Value::from(found.unwrap_or(JsValue::UNDEFINED));
        if found.get("0").is_none() {
            return Err(Error::missing(&joined(&["place ", self.prefix, "<widget code>"])));
        }
        Ok(found)
    }
}
