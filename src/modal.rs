//! Windows over the page (Kommo: the module `lib/components/base/modal`, developers.kommo.com/docs/modules-and-packages).

use maud::Markup;

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::runtime::{Hold, Signal};
use crate::scope::Target;
use crate::sys;
use crate::value::Value;

/// An open window. Dropping it closes it, so it closes with the widget too.
#[must_use = "the window closes when this is dropped; wait for Modal::closed to keep it open"]
pub struct Modal {
    opened: Value,
    /// A window that is closed already is not closed again by the host.
    _hold: Hold,
}

impl Cx {
    /// Opens a window with `body` and a cross to close it. Its root element has the class `class`.
    ///
    /// ```no_run
    /// # use kommo_widget::prelude::*;
    /// # async fn example(cx: &Cx) -> Result<()> {
    /// let modal = cx.open_modal("my-widget-help", html! { h2 { "Help" } }).await?;
    /// modal.closed().await
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host has no windows.
    pub async fn open_modal(&self, class: &str, body: Markup) -> Result<Modal> {
        match Signal::new(|slot| sys::modal(slot, class, &body.0)).await {
            Ok(opened) => {
                let opened = Value::from(opened);
                Ok(Modal { _hold: Hold::new(&opened, "modal.destroy", &[]), opened })
            }
            Err(value) => Err(Error::thrown("the window", value)),
        }
    }

    /// Shows a short message in a window that closes by itself.
    pub fn show_success(&self, text: &str) {
        sys::message(1, text);
    }

    /// Shows an error in a window.
    pub fn show_error(&self, text: &str) {
        sys::message(0, text);
    }
}

impl Modal {
    /// The window's body, a jQuery object.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if the host gave none.
    pub fn body(&self) -> Result<Value> {
        self.opened.require("body")
    }

    /// The window's body as a target for [`Cx::on`].
    ///
    /// # Errors
    /// As in [`Modal::body`].
    pub fn target(&self) -> Result<Target> {
        self.body().map(Target::Element)
    }

    /// Waits until the window is closed, by the user or otherwise.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if the host gave no window.
    pub async fn closed(&self) -> Result<()> {
        let closed = self.opened.require("closed")?;
        // The shim's promise is never rejected.
        let _ = Signal::new(|slot| sys::await_promise(slot, closed.js())).await;
        Ok(())
    }

    /// Closes the window.
    pub fn close(self) {}
}
