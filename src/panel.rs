//! The widget's place in the right column.

use maud::Markup;

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::sys;
use crate::value::{Value, joined};

/// The widget's place in the right column of a card or list (Kommo: developers.kommo.com/docs/web-sdk-mechanics,
/// `render_template`). The host draws the header with the widget's logo, the widget what is below.
#[derive(Clone, Copy)]
pub struct Panel(Cx);

impl Panel {
    pub(crate) fn new(cx: Cx) -> Self {
        Self(cx)
    }

    /// Shows `body`. The first time the host makes the panel, later its content is replaced.
    ///
    /// Markup escapes what is spliced in; the content lives in an element of class `kw-panel`, so style rules can start
    /// there and leave the page alone.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not take the panel.
    pub fn show(&self, body: Markup) -> Result<()> {
        sys::show(self.0.id(), &body.0).map_err(|value| Error::thrown("render_template", value))
    }

    /// Says that the content is being fetched, until [`Panel::show`] puts it in this place.
    ///
    /// # Errors
    /// As in [`Panel::show`].
    pub fn show_loading(&self, text: &str) -> Result<()> {
        self.show(maud::html! { p.kw-loading role="status" aria-busy="true" { (text) } })
    }

    /// Shows `markup` in the panel's header, beside the logo (Kommo: `caption.html` of `render_template`). The content
    /// stays; without a panel an empty one is made.
    ///
    /// # Errors
    /// As in [`Panel::show`].
    pub fn show_caption(&self, markup: &Markup) -> Result<()> {
        let code = self.0.params().code();
        let place = joined(&["[data-kw=\"", &code, "\"]"]);
        let shown = Value::call_global("document.querySelector", &[place.as_str().into()])?;
        let body = shown.get("outerHTML").and_then(|html| html.as_str());
        let body = body.unwrap_or_else(|| maud::html! { div.kw-panel data-kw=(code) {} }.0);
        let caption =
            Value::object(&[("class_name", "kw-caption".into()), ("html", markup.0.as_str().into())]);
        let block =
            Value::object(&[("caption", caption), ("body", body.as_str().into()), ("render", "".into())]);
        self.0.host().call("render_template", &[block, Value::object(&[])]).map(drop)
    }

    /// Shows an error at the top of the panel and leaves the rest as it is. Without a panel it becomes its content; in an
    /// area without a right column it is only logged.
    pub fn show_error(&self, text: &str) {
        sys::note(self.0.id(), &maud::html! { p.kw-error role="alert" { (text) } }.0);
    }

    /// The first element of the panel that matches a CSS selector: an element of the browser, not of jQuery.
    ///
    /// ```no_run
    /// # use kommo_widget::{Cx, Error, Result};
    /// # fn example(cx: &Cx) -> Result<Option<String>> {
    /// let typed = cx.panel().find("textarea")?.get("value").and_then(|value| value.as_str());
    /// # Ok(typed)
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the selector is none,
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if nothing matches.
    pub fn find(&self, selector: &str) -> Result<Value> {
        match sys::find(self.0.id(), selector) {
            Ok(found) => Value::from(found).some().ok_or_else(|| Error::missing(selector)),
            Err(value) => Err(Error::thrown(selector, value)),
        }
    }
}
