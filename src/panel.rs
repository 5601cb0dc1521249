//! The widget's place in the right column.

use maud::Markup;

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::sys;
use crate::value::Value;

/// The widget's place in the right column of a card or list (Kommo: developers.kommo.com/docs/web-sdk-mechanics,
/// `render_template`). The host draws the header with the widget's logo, the widget what is below.
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
        sys::show(self.0.host().js(), &body.0).map_err(|value| Error::thrown("render_template", value))
    }

    /// Shows an error at the top of the panel and leaves the rest as it is. Without a panel it becomes its content; in an
    /// area without a right column it is only logged.
    pub fn show_error(&self, text: &str) {
        sys::note(self.0.host().js(), &maud::html! { p.kw-error role="alert" { (text) } }.0);
    }

    /// The first element of the panel that matches a CSS selector.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the selector is none,
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if nothing matches.
    pub fn find(&self, selector: &str) -> Result<Value> {
        match sys::find(self.0.host().js(), selector) {
            Ok(found) => Value::from(found).some().ok_or_else(|| Error::missing(selector)),
            Err(value) => Err(Error::thrown(selector, value)),
        }
    }
}
