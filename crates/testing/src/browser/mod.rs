//! The browser: found on this machine, started headless with a profile of its own, and gone with its last user.

mod context;
mod flags;
mod process;

pub use context::Context;
pub use kommo_sandbox::browser::find;
pub use process::Process;

use std::sync::{Arc, OnceLock, Weak};

use serde_json::json;
use tokio::sync::Mutex;

use crate::Result;
use crate::devtools::Connection;

/// One running browser and this test's connection to it.
///
/// Tests of one binary share the process ([`Browser::shared`]) and nothing else: each has its own connection and opens
/// its own [`Context`], which is to a browser what a fresh private window is: no cookies, storage or cache of another.
#[derive(Clone)]
pub struct Browser {
    process: Option<Arc<Process>>,
    connection: Connection,
    address: Arc<str>,
}

impl Browser {
    /// Starts a browser of its own.
    ///
    /// # Errors
    /// [`Error::NoBrowser`](crate::Error::NoBrowser) with one line on how to get one; [`Error::Launch`](crate::Error::Launch) with
    /// what it printed.
    pub async fn launch() -> Result<Self> {
        let process = Arc::new(Process::launch(&find()?).await?);
        Self::of(process).await
    }

    /// The browser that this process' tests share: started by the first of them, closed with the last that still
    /// holds it.
    ///
    /// With `KOMMO_DEVTOOLS` set to a `ws://…/devtools/browser/…` address, that running browser is used and none is
    /// started: a runner that gives each test a process of its own starts the browser once and passes it on so.
    ///
    /// # Errors
    /// As [`Browser::launch`].
    pub async fn shared() -> Result<Self> {
        static SHARED: OnceLock<Mutex<Weak<Process>>> = OnceLock::new();
        if let Ok(address) = std::env::var("KOMMO_DEVTOOLS") {
            let connection = Connection::open(&address).await?;
            return Ok(Self { process: None, connection, address: address.into() });
        }
        let mut shared = SHARED.get_or_init(Mutex::default).lock().await;
        let process = match shared.upgrade() {
            Some(process) => process,
            None => Arc::new(Process::launch(&find()?).await?),
        };
        *shared = Arc::downgrade(&process);
        drop(shared);
        Self::of(process).await
    }

    async fn of(process: Arc<Process>) -> Result<Self> {
        let connection = Connection::open(process.address()).await?;
        let address = process.address().into();
        Ok(Self { process: Some(process), connection, address })
    }

    /// A fresh, empty profile inside this browser. It ends with this connection at the latest.
    ///
    /// # Errors
    /// When the browser refuses or is gone.
    pub async fn new_context(&self) -> Result<Context> {
        Context::create(self.clone()).await
    }

    /// The browser's name and version, such as `HeadlessChrome/140.0.0.0`.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn version(&self) -> Result<String> {
        self.connection.browser().call_for("Browser.getVersion", json!({}), "product").await
    }

    /// The DevTools address: what `KOMMO_DEVTOOLS` takes.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The raw DevTools connection, for what this crate has no words for.
    #[must_use]
    pub fn devtools(&self) -> &Connection {
        &self.connection
    }
}

impl std::fmt::Debug for Browser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browser")
            .field("address", &self.address)
            .field("own", &self.process.is_some())
            .finish()
    }
}
