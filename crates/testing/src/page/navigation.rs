//! Where a page is.

use std::future::Future;
use std::panic::Location;

use serde_json::{Value, json};

use super::Page;
use crate::patience::Patience;
use crate::{Error, Result};

impl Page {
    /// Opens an address and waits until the document and what it loads are there (the `load` event).
    ///
    /// # Errors
    /// [`Error::Step`] when nothing answers at that address, [`Error::Timeout`] when it does not finish loading.
    #[track_caller]
    pub fn goto(&self, url: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, url) = (Location::caller(), url.to_owned());
        async move {
            let what = format!("open {url}");
            // A document is given time to load beyond the patience for a click.
            let mut patience = Patience::new(&what, self.timeout() * 3, Some(at));
            let answer = self.session().call("Page.navigate", json!({ "url": url })).await?;
            if let Some(reason) = answer.get("errorText").and_then(Value::as_str) {
                return Err(Error::Step { what, reason: reason.to_owned(), at: Some(at) });
            }
            // Without a loader it was a jump inside the open document.
            let Some(loader) = answer.get("loaderId").and_then(Value::as_str) else { return Ok(()) };
            while !self.state().reached(loader, "load") {
                patience.pause("it did not finish loading").await?;
            }
            Ok(())
        }
    }

    /// Loads the open document again and waits for it, as [`Page::goto`] does.
    ///
    /// # Errors
    /// As [`Page::goto`].
    #[track_caller]
    pub fn reload(&self) -> impl Future<Output = Result> + use<'_> {
        let at = Location::caller();
        async move {
            let mut patience = Patience::new("reload the page", self.timeout() * 3, Some(at));
            let before = self.state().world();
            self.session().call("Page.reload", json!({})).await?;
            while self.state().world() == before {
                patience.pause("it did not start to load").await?;
            }
            loop {
                let ready = self.engine("read", json!([[{ "css": "html" }]])).await?;
                let loaded =
                    ready.is_some() && self.evaluate::<bool>("document.readyState === 'complete'").await?;
                if loaded {
                    return Ok(());
                }
                patience.pause("it did not finish loading").await?;
            }
        }
    }

    /// Goes back one step in the page's history. What comes then is for an expectation to wait for.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn back(&self) -> Result {
        self.evaluate::<()>("history.back()").await
    }

    /// The address that the page shows now.
    #[must_use]
    pub fn url(&self) -> String {
        self.state().url()
    }

    /// The document's title.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn title(&self) -> Result<String> {
        self.evaluate("document.title").await
    }

    /// Waits until the address contains `part`.
    ///
    /// # Errors
    /// [`Error::Timeout`] with the address it had instead.
    #[track_caller]
    pub fn expect_url(&self, part: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, part) = (Location::caller(), part.to_owned());
        async move {
            let mut patience = Patience::new(format!("an address with {part:?}"), self.timeout(), Some(at));
            loop {
                let url = self.url();
                if url.contains(&part) {
                    return Ok(());
                }
                patience.pause(&format!("it is {url}")).await?;
            }
        }
    }

    /// Waits until a JavaScript expression in the page is truthy.
    ///
    /// # Errors
    /// [`Error::Script`] when it throws, [`Error::Timeout`].
    #[track_caller]
    pub fn wait_for(&self, expression: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, expression) = (Location::caller(), expression.to_owned());
        async move {
            let mut patience = Patience::new(format!("{expression} in the page"), self.timeout(), Some(at));
            loop {
                let value: Value =
                    match self.evaluate(&format!("Promise.resolve({expression}).then(v => !!v)")).await {
                        Err(Error::Protocol { .. }) => Value::Null,
                        other => other?,
                    };
                if value == Value::Bool(true) {
                    return Ok(());
                }
                patience.pause("it stayed false").await?;
            }
        }
    }
}
