//! Drives a Kommo widget in a real browser, inside the simulated account of `kommo-sandbox`.
//!
//! A test opens a page, acts by what a person reads on it, and expects what a person would see. Every action waits until
//! it can be done; every expectation waits until it holds; every failure says what was there instead.
//!
//! ```no_run
//! use kommo_testing::prelude::*;
//!
//! #[kommo_testing::test]
//! async fn follow_up_is_a_task(account: TestAccount) -> kommo_testing::Result {
//!     account.install(&widget_zip(".")?, &serde_json::json!({}))?;
//!     account.sign_in("manager").await?;
//!     let card = account.open_lead_card(1).await?;
//!     card.panel("Deal desk").button("Add follow-up").click().await?;
//!     account.expect_request("POST", "/api/v4/tasks").await?;
//!     card.panel("Deal desk").text("Follow up").expect_visible().await
//! }
//! ```
//!
//! A test that fails leaves a screenshot, the document, the console and the account's journal in `target/kommo-test`. A page
//! error that nobody caught fails the test too, unless the test takes it with [`Page::take_errors`].
//!
//! The rooms: [`account`] is a simulated account with a person at its browser; [`browser`] finds and starts Chrome, Chromium or Edge; [`page`] is a tab; [`locator`] has the words for what
//! is on it; [`leaks`] finds what rounds of the same thing leave behind; [`devtools`] speaks to the browser.

pub mod account;
pub mod browser;
pub mod devtools;
mod error;
pub mod leaks;
pub mod locator;
pub mod page;
mod patience;

pub use account::{Failure, TestAccount, run, widget_zip};
pub use browser::{Browser, Context};
pub use error::{Error, Result};
pub use kommo_sandbox as sandbox;
pub use kommo_testing_macros::test;
pub use locator::{Find, Locator};
pub use page::Page;
pub use patience::default_timeout;

/// Everything a test uses by name.
pub mod prelude {
    pub use crate::account::{Card, Panel, TestAccount, widget_zip};
    pub use crate::browser::{Browser, Context};
    pub use crate::leaks::Rounds;
    pub use crate::locator::{Find, Locator, part, whole};
    pub use crate::page::Page;
    pub use crate::sandbox::{Fault, Harm};
}
