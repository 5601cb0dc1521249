//! What stands in the controls of a place.

use std::future::Future;

use wasm_bindgen::JsValue;

use crate::cx::Cx;
use crate::error::Result;
use crate::scope::Target;
use crate::sys;
use crate::value::Value;

/// The controls of a place, read by their names as a form would send them.
pub struct Controls(Value);

impl Cx {
    /// The controls of a place.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if there is no page.
    pub fn controls(&self, place: Target) -> Result<Controls> {
        Ok(Controls(match place {
            Target::Panel => self.host(),
            Target::Document => Value::from(JsValue::UNDEFINED).require("document")?,
            Target::Element(element) => element,
        }))
    }

    /// Runs `handler` when a control of a place has changed, for as long as the widget lives. The host tells of some
    /// changes twice, by `controls:change` and by `change`: read what stands there and do not count the calls.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page has no events.
    pub fn on_controls<F>(&self, place: Target, handler: impl Fn(Cx, Controls) -> F + 'static) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let read = place.clone();
        self.on(place, "controls:change change", "", move |cx, _| {
            let work = cx.controls(read.clone()).map(|controls| handler(cx, controls));
            async move { work?.await }
        })
    }
}

impl Controls {
    /// The value of the control with this name, or of the chosen one of several. None if there is none, or it is off.
    pub fn text(&self, name: &str) -> Option<String> {
        self.all(name).into_iter().next()
    }

    /// The same as a whole number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.text(name)?.trim().parse().ok()
    }

    /// Whether a checkbox or switch is on.
    pub fn is_on(&self, name: &str) -> bool {
        !self.all(name).is_empty()
    }

    /// All values of that name: of the ticked checkboxes of a dropdown, of a multiselect.
    pub fn all(&self, name: &str) -> Vec<String> {
        Value::from(sys::values(self.0.js(), name)).items().iter().filter_map(Value::as_str).collect()
    }
}
