//! An event of the page.

use kommo_api::Id;

use crate::error::Result;
use crate::value::{Value, joined};

/// An event: jQuery's event object, whose `currentTarget` is the element the listener's selector matched.
pub struct Event(Value);

impl Event {
    pub(crate) fn new(event: Value) -> Self {
        Self(event)
    }

    /// Keeps the browser from doing what it would do, such as following a link. Works only before the handler's first
    /// `await`.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the event is not one of a browser.
    pub fn prevent_default(&self) -> Result<()> {
        self.0.call("preventDefault", &[])?;
        Ok(())
    }

    /// The text of a `data-` attribute of the element that was meant: `data("task")` reads `data-task`.
    pub fn data(&self, name: &str) -> Option<String> {
        self.0.get(&joined(&["currentTarget.dataset.", name]))?.as_str()
    }

    /// The number in a `data-` attribute of the element that was meant.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.0.get(&joined(&["currentTarget.dataset.", name]))?.as_i64()
    }

    /// The id in a `data-` attribute of the element that was meant. What it is the id of follows from where it is used:
    /// `cx.api().leads().get(event.id("lead")?)`.
    pub fn id<T: ?Sized>(&self, name: &str) -> Option<Id<T>> {
        self.0.get(&joined(&["currentTarget.dataset.", name]))?.as_id()
    }

    /// The value of the input that changed.
    pub fn value(&self) -> Option<String> {
        self.0.get("currentTarget.value")?.as_str()
    }

    /// The event object itself.
    pub fn raw(&self) -> &Value {
        &self.0
    }
}
