//! An empty profile inside a running browser.

use std::sync::Arc;

use serde_json::json;

use super::Browser;
use crate::Result;
use crate::page::Page;

/// What a fresh private window is to a person: no cookies, no storage, no cache of another test. Ends when dropped, with
/// its pages.
#[derive(Clone)]
pub struct Context {
    shared: Arc<Shared>,
}

struct Shared {
    browser: Browser,
    id: String,
}

impl Context {
    pub(super) async fn create(browser: Browser) -> Result<Self> {
        // The browser ends it by itself when this test's connection goes, however the test ends.
        let params = json!({ "disposeOnDetach": true });
        let session = browser.devtools().browser();
        let id = session.call_for("Target.createBrowserContext", params, "browserContextId").await?;
        Ok(Self { shared: Arc::new(Shared { browser, id }) })
    }

    /// Opens an empty page.
    ///
    /// # Errors
    /// When the browser refuses or is gone.
    pub async fn new_page(&self) -> Result<Page> {
        let session = self.shared.browser.devtools().browser();
        let params = json!({ "url": "about:blank", "browserContextId": self.shared.id });
        let target = session.call_for("Target.createTarget", params, "targetId").await?;
        Page::attach(self.clone(), target).await
    }

    /// The browser it lives in.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.shared.browser
    }

    /// The browser's id of this context.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.shared.id
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let params = json!({ "browserContextId": self.id });
        self.browser.devtools().browser().send("Target.disposeBrowserContext", &params);
    }
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Context").field(&self.shared.id).finish()
    }
}
