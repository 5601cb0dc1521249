//! A simulated account with a person at the browser: what most tests start from.

mod api;
mod artifacts;
mod cards;
mod integrations;
mod run;
mod sign_in;
mod widgets;

pub use api::Answer;
pub use cards::{Card, Panel};
pub use integrations::{IntegrationWindow, Integrations, SettingsWindow};
pub use run::{Failure, Outcome, run};
pub use widgets::widget_zip;

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use kommo_sandbox::{Fault, Sandbox};

use crate::browser::{Browser, Context};
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::{Error, Result};

/// A fresh simulated account, and a private browser window in which one person works in it.
///
/// `#[kommo_testing::test]` starts one for each test and gives it to the test; any number of them run side by side. Cloning
/// shares it.
///
/// What can be found on the page that the person looks at is found on the account too: `account.button("Save")`.
#[derive(Clone)]
pub struct TestAccount {
    shared: Arc<Shared>,
}

struct Shared {
    sandbox: Sandbox,
    context: Context,
    page: Page,
    others: Mutex<Vec<Page>>,
}

impl TestAccount {
    /// Starts an account with the sandbox's usual data.
    ///
    /// # Errors
    /// When there is no browser, or the account cannot be started.
    pub async fn start() -> Result<Self> {
        Self::start_with(Sandbox::builder()).await
    }

    /// Starts an account as you want it: other data, no request limits, a clock that starts at a given time.
    ///
    /// # Errors
    /// As [`TestAccount::start`].
    pub async fn start_with(sandbox: kommo_sandbox::Builder) -> Result<Self> {
        let sandbox = sandbox.start().await.map_err(Error::sandbox)?;
        let context = Browser::shared().await?.new_context().await?;
        let page = context.new_page().await?;
        Ok(Self { shared: Arc::new(Shared { sandbox, context, page, others: Mutex::default() }) })
    }

    /// The simulated account itself: its data, journal, clock and faults.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        &self.shared.sandbox
    }

    /// Makes requests to the account fail, hang, or break off: from now on, or as often as the fault says.
    ///
    /// ```no_run
    /// # use kommo_testing::prelude::*;
    /// # async fn example(account: TestAccount) -> kommo_testing::Result {
    /// account.inject(Fault::on("/api/v4/tasks", Harm::status(503)).method("POST").times(1));
    /// # Ok(()) }
    /// ```
    pub fn inject(&self, fault: Fault) {
        self.sandbox().state().faults().inject(fault);
    }

    /// The page that the person looks at.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.shared.page
    }

    /// Opens a second page of the same person.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn new_page(&self) -> Result<Page> {
        let page = self.shared.context.new_page().await?;
        self.shared.others.lock().unwrap_or_else(PoisonError::into_inner).push(page.clone());
        Ok(page)
    }

    /// Opens a page of the account by its path, such as `/leads/`.
    ///
    /// # Errors
    /// As [`Page::goto`].
    #[track_caller]
    pub fn open(&self, path: &str) -> impl Future<Output = Result> + use<'_> {
        self.page().goto(&format!("{}{path}", self.sandbox().url()))
    }

    /// Every page of this person, the first one first.
    fn pages(&self) -> Vec<Page> {
        let others = self.shared.others.lock().unwrap_or_else(PoisonError::into_inner);
        std::iter::once(self.page().clone()).chain(others.iter().cloned()).collect()
    }
}

impl Find for TestAccount {
    fn locator(&self) -> Locator {
        self.page().locator()
    }
}

impl std::fmt::Debug for TestAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestAccount")
            .field("sandbox", &self.sandbox().url())
            .field("page", self.page())
            .finish()
    }
}
