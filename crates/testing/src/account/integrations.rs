//! Settings → Integrations, through the page: what an administrator does by hand.

use std::future::Future;
use std::panic::Location;

use super::TestAccount;
use crate::Result;
use crate::locator::{Find, Locator, part};
use crate::patience::step;

/// The page Settings → Integrations.
#[derive(Debug, Clone)]
pub struct Integrations {
    account: TestAccount,
}

/// The window of one integration: General, Archive, Keys and scopes.
#[derive(Debug, Clone)]
pub struct IntegrationWindow {
    window: Locator,
}

/// The window in which an integration is installed, configured and disabled.
#[derive(Debug, Clone)]
pub struct SettingsWindow {
    window: Locator,
    account: TestAccount,
}

impl TestAccount {
    /// Opens Settings → Integrations.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) when the page does not come.
    #[track_caller]
    pub fn integrations(&self) -> impl Future<Output = Result<Integrations>> + use<'_> {
        step(Location::caller(), async move {
            self.open("/settings/widgets/").await?;
            self.css(".integrations > *").first().expect_visible().await?;
            Ok(Integrations { account: self.clone() })
        })
    }
}

impl Integrations {
    /// The tile of an integration.
    #[must_use]
    pub fn tile(&self, name: &str) -> Locator {
        self.account.every("article").having(name)
    }

    /// Presses "Create integration" and gives the empty form.
    ///
    /// # Errors
    /// When the person may not create one: there is no such button then.
    #[track_caller]
    pub fn start_new(&self) -> impl Future<Output = Result<IntegrationWindow>> + use<'_> {
        step(Location::caller(), async move {
            self.account.button("Create integration").click().await?;
            self.account.dialog("Create integration").expect_visible().await?;
            Ok(self.window())
        })
    }

    /// Creates an integration with this name through the form and gives its window, on the tab Archive.
    ///
    /// # Errors
    /// When the form refuses.
    #[track_caller]
    pub fn create<'a>(&'a self, name: &'a str) -> impl Future<Output = Result<IntegrationWindow>> + use<'a> {
        step(Location::caller(), async move {
            let window = self.start_new().await?;
            window.field("Integration name").fill(name).await?;
            window.field("Description").fill("Made by a test").await?;
            window.button("Create").click().await?;
            window.file().expect_there().await?;
            Ok(window)
        })
    }

    /// Opens the settings of an integration that has an archive, installed or not.
    ///
    /// # Errors
    /// When there is no such tile.
    #[track_caller]
    pub fn settings<'a>(&'a self, name: &'a str) -> impl Future<Output = Result<SettingsWindow>> + use<'a> {
        step(Location::caller(), async move {
            self.tile(name).button(part(name)).click().await?;
            let window = self.account.css(".widget-settings__modal");
            window.expect_visible().await?;
            Ok(SettingsWindow { window, account: self.account.clone() })
        })
    }

    /// Opens the form of an integration that exists.
    ///
    /// # Errors
    /// When there is no such tile, or the person may not edit it.
    #[track_caller]
    pub fn edit<'a>(&'a self, name: &'a str) -> impl Future<Output = Result<IntegrationWindow>> + use<'a> {
        step(Location::caller(), async move {
            self.tile(name).button("Edit").click().await?;
            let window = self.window();
            window.window.expect_visible().await?;
            Ok(window)
        })
    }

    fn window(&self) -> IntegrationWindow {
        IntegrationWindow { window: self.account.css(".integration-modal") }
    }
}

impl Find for Integrations {
    fn locator(&self) -> Locator {
        self.account.locator()
    }
}

impl IntegrationWindow {
    /// Turns to a tab: `General`, `Archive`, `Keys and scopes`.
    ///
    /// # Errors
    /// When there is none, as before the integration is created.
    #[track_caller]
    pub fn tab<'a>(&'a self, name: &'a str) -> impl Future<Output = Result> + use<'a> {
        step(Location::caller(), async move { self.role("tab", name).click().await })
    }

    /// Chooses an archive on the tab Archive. What the account says to it is for the test to expect.
    ///
    /// # Errors
    /// When the tab is not open.
    #[track_caller]
    pub fn choose_archive<'a>(
        &'a self,
        name: &'a str,
        archive: &'a [u8],
    ) -> impl Future<Output = Result> + use<'a> {
        step(Location::caller(), async move { self.file().upload_bytes(name, archive).await })
    }

    /// Uploads an archive on the tab Archive and waits until the account has taken it.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) with what the account answered.
    #[track_caller]
    pub fn upload<'a>(&'a self, archive: &'a [u8]) -> impl Future<Output = Result> + use<'a> {
        step(Location::caller(), async move {
            self.choose_archive("widget.zip", archive).await?;
            self.css(".archive__answer").expect_text("Uploaded").await
        })
    }

    /// What is said beside a field, by the field's label.
    #[must_use]
    pub fn complaint(&self, field: &str) -> Locator {
        self.field(field).up("[data-field]").css("[role=alert]")
    }

    /// Closes the window.
    ///
    /// # Errors
    /// When it stays open.
    #[track_caller]
    pub fn close(&self) -> impl Future<Output = Result> + use<'_> {
        step(Location::caller(), async move {
            self.button("Close").click().await?;
            self.window.expect_hidden().await
        })
    }

    fn file(&self) -> Locator {
        self.css("input[type=file][name=widget]")
    }
}

impl Find for IntegrationWindow {
    fn locator(&self) -> Locator {
        self.window.clone()
    }
}

impl SettingsWindow {
    /// Gives consent, presses Install, and waits until the window has closed.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) when it stays open, with what it says.
    #[track_caller]
    pub fn install(&self) -> impl Future<Output = Result> + use<'_> {
        step(Location::caller(), async move {
            self.field(part("I agree")).check().await?;
            self.button("Install").click().await?;
            self.expect_closed().await
        })
    }

    /// Presses Save and waits until the window has closed.
    ///
    /// # Errors
    /// As [`SettingsWindow::install`].
    #[track_caller]
    pub fn save(&self) -> impl Future<Output = Result> + use<'_> {
        step(Location::caller(), async move {
            self.button("Save").click().await?;
            self.expect_closed().await
        })
    }

    /// Presses Disable, confirms, and waits until the window has closed.
    ///
    /// # Errors
    /// As [`SettingsWindow::install`].
    #[track_caller]
    pub fn disable(&self) -> impl Future<Output = Result> + use<'_> {
        step(Location::caller(), async move {
            self.button("Disable").click().await?;
            self.account.dialog(part("will be erased")).button("Disable").click().await?;
            self.expect_closed().await
        })
    }

    /// What is said beside a field, by the field's label.
    #[must_use]
    pub fn complaint(&self, field: &str) -> Locator {
        self.field(field).up(".widget_settings_block__item_field").css("[role=alert]")
    }

    /// Waits until the window has closed.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) with what it says instead.
    #[track_caller]
    pub fn expect_closed(&self) -> impl Future<Output = Result> + use<'_> {
        step(Location::caller(), async move {
            let Err(mut error) = self.window.expect_hidden().await else { return Ok(()) };
            let said = self.every("alert").texts().await?.join(" ");
            if let crate::Error::Timeout { last, .. } = &mut error
                && !said.trim().is_empty()
            {
                *last = format!("it says: {}", said.trim());
            }
            Err(error)
        })
    }
}

impl Find for SettingsWindow {
    fn locator(&self) -> Locator {
        self.window.clone()
    }
}
