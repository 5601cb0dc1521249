//! Scripts that run before a page's own, and the one that counts timers.

use serde_json::json;

use super::Page;
use crate::Result;

/// Wraps the timer functions. Timers and intervals share their ids, animation frames have their own.
const COUNTER: &str = include_str!("timers.js");

impl Page {
    /// Runs a script at the start of every document from the next one on, before the page's own scripts.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn before_each_document(&self, script: &str) -> Result {
        self.session().call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(())
    }

    /// Counts timers from the next document on, for [`Page::timers`].
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn watch_timers(&self) -> Result {
        self.before_each_document(COUNTER).await
    }

    /// How many timeouts, intervals and animation frames are pending in the document; 0 in a document that is not
    /// watched.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn timers(&self) -> Result<u64> {
        self.evaluate("globalThis[Symbol.for('kommo-testing timers')]?.() ?? 0").await
    }
}
