//! A page: where it is, what is on it, and what a person does with it.

mod capture;
mod console;
mod dialogs;
mod evaluate;
mod input;
mod keys;
mod memory;
mod navigation;
mod network;
mod state;
mod timers;

pub use console::{Complaint, ConsoleEntry};
pub use dialogs::{Dialog, DialogAnswer};
pub use memory::Memory;
pub use network::Exchange;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;

use crate::browser::Context;
use crate::devtools::Session;
use crate::locator::engine;
use crate::patience::default_timeout;
use crate::{Error, Result};
use state::State;

/// One tab. Cloning shares it; it closes with its [`Context`].
///
/// What is on the page is reached through the words of [`Find`](crate::locator::Find): `page.button("Save")`,
/// `page.field("Name")`, `page.text("Saved")`, `page.css(".card-widgets")`.
#[derive(Clone)]
pub struct Page {
    shared: Arc<Shared>,
}

struct Shared {
    session: Session,
    state: Arc<State>,
    target: String,
    timeout: Mutex<Duration>,
    /// Files that tests gave to the page: the browser reads them when the page does.
    files: Mutex<Vec<tempfile::TempDir>>,
    context: Context,
}

impl Page {
    pub(crate) async fn attach(context: Context, target: String) -> Result<Self> {
        let session = context.browser().devtools().browser().attach(&target).await?;
        let state = Arc::new(State::default());
        let (hears, answers) = (Arc::clone(&state), session.clone());
        session.on_event(move |event| hears.hear(&event, &answers));
        let world = json!({ "source": engine::SOURCE, "worldName": engine::WORLD, "runImmediately": true });
        let screen = json!({ "width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        let tree = session.call("Page.getFrameTree", json!({})).await?;
        let frame = tree.pointer("/frameTree/frame/id").and_then(|id| id.as_str()).ok_or_else(|| {
            Error::Answer { method: "Page.getFrameTree".into(), missing: "frameTree.frame.id".into() }
        })?;
        state.set_frame(frame);
        tokio::try_join!(
            session.call("Page.enable", json!({})),
            session.call("Page.setLifecycleEventsEnabled", json!({ "enabled": true })),
            session.call("Runtime.enable", json!({})),
            session.call("Log.enable", json!({})),
            session.call("Network.enable", json!({})),
            session.call("Page.addScriptToEvaluateOnNewDocument", world),
            // Every page believes it is in front, although tests share the browser.
            session.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
            session.call("Emulation.setDeviceMetricsOverride", screen),
        )?;
        let timeout = Mutex::new(default_timeout());
        Ok(Self {
            shared: Arc::new(Shared { session, state, target, timeout, files: Mutex::default(), context }),
        })
    }

    /// How long actions and expectations on this page wait.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        *self.shared.timeout.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes how long actions and expectations on this page wait; 10 s at first.
    pub fn set_timeout(&self, timeout: Duration) {
        *self.shared.timeout.lock().unwrap_or_else(PoisonError::into_inner) = timeout;
    }

    /// Changes the size of the window's inside, in CSS pixels; 1440 × 900 at first.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn resize(&self, width: u32, height: u32) -> Result {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.session().call("Emulation.setDeviceMetricsOverride", screen).await?;
        Ok(())
    }

    /// The private window that this page belongs to.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.shared.context
    }

    /// The page's DevTools session, for what this crate has no words for.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.shared.session
    }

    /// The browser's id of this page.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.shared.target
    }

    /// Closes the tab.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn close(&self) -> Result {
        let params = json!({ "targetId": self.shared.target });
        self.context().browser().devtools().browser().call("Target.closeTarget", params).await?;
        Ok(())
    }

    /// Writes a file of this name for as long as the page lives.
    pub(crate) fn keep_file(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let folder = tempfile::tempdir().map_err(Error::io(std::env::temp_dir()))?;
        let file = folder.path().join(name);
        std::fs::write(&file, content).map_err(Error::io(&file))?;
        self.shared.files.lock().unwrap_or_else(PoisonError::into_inner).push(folder);
        Ok(file)
    }

    fn state(&self) -> &State {
        &self.shared.state
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // The handler holds the session, and the session's connection holds the handler.
        self.session.forget();
    }
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").field("target", &self.shared.target).field("url", &self.state().url()).finish()
    }
}
