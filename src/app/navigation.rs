//! Going to other pages without loading them anew.

use std::future::Future;

use super::App;
use crate::cx::Cx;
use crate::error::Result;
use crate::scope::Target;
use crate::value::Value;

impl App {
    /// Goes to a page of the account, as in `/leads/detail/15` (Kommo: `APP.router.navigate`). Links of class
    /// `js-navigate-link` do the same.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page has no router.
    pub fn navigate(&self, path: &str) -> Result<()> {
        self.0.call("router.navigate", &[path.into(), Value::object(&[("trigger", true.into())])]).map(drop)
    }
}

impl Cx {
    /// Runs `handler` whenever the user has come to another page. A widget with `init_once` in its manifest needs this:
    /// its callbacks run once for the whole session.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page has no events.
    pub fn on_page_changed<F>(&self, handler: impl Fn(Cx) -> F + 'static) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        self.on(Target::Document, "page:changed", "", move |cx, _| handler(cx))
    }
}
