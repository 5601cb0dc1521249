//! The cards of leads, contacts and companies, and the widgets in their right column.

use std::future::Future;
use std::panic::Location;

use super::TestAccount;
use crate::Result;
use crate::locator::{Find, Locator, Words};
use crate::page::Page;
use crate::patience::step;

/// An open card.
#[derive(Debug, Clone)]
pub struct Card {
    page: Page,
    id: i64,
}

/// A widget's block in the right column of a card.
#[derive(Debug, Clone)]
pub struct Panel {
    block: Locator,
}

impl TestAccount {
    /// Opens a lead's card and waits until the host has drawn it. Its widgets come when they come: expect what they show.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) when there is no card at its address.
    #[track_caller]
    pub fn open_lead_card(&self, id: i64) -> impl Future<Output = Result<Card>> + use<'_> {
        self.open_card("leads", id)
    }

    /// Opens a contact's card.
    ///
    /// # Errors
    /// As [`TestAccount::open_lead_card`].
    #[track_caller]
    pub fn open_contact_card(&self, id: i64) -> impl Future<Output = Result<Card>> + use<'_> {
        self.open_card("contacts", id)
    }

    /// Opens a company's card.
    ///
    /// # Errors
    /// As [`TestAccount::open_lead_card`].
    #[track_caller]
    pub fn open_company_card(&self, id: i64) -> impl Future<Output = Result<Card>> + use<'_> {
        self.open_card("companies", id)
    }

    #[track_caller]
    fn open_card(&self, entity: &'static str, id: i64) -> impl Future<Output = Result<Card>> + use<'_> {
        step(Location::caller(), async move {
            self.open(&format!("/{entity}/detail/{id}")).await?;
            let card = Card { page: self.page().clone(), id };
            card.holder().expect_visible().await?;
            Ok(card)
        })
    }
}

impl Card {
    /// The entity's id.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// The page that shows it.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The block of a widget in the right column, by the name in its caption or by the widget's code.
    #[must_use]
    pub fn panel(&self, widget: &str) -> Panel {
        Panel { block: self.panels().of_widget(widget) }
    }

    /// All widget blocks in the right column.
    #[must_use]
    pub fn panels(&self) -> Locator {
        self.page.css(".card-widgets__widget")
    }

    /// The card as the host draws it, without its widgets.
    fn holder(&self) -> Locator {
        self.page.css("#card_holder")
    }
}

impl Panel {
    /// Unfolds it, if it is folded.
    ///
    /// # Errors
    /// As the actions it is made of.
    #[track_caller]
    pub fn unfold(&self) -> impl Future<Output = Result> + use<'_> {
        step(Location::caller(), async move {
            if !self.body().is_visible().await? {
                self.block
                    .css(".js-widget-caption-block, .card-widgets__widget__caption")
                    .first()
                    .click()
                    .await?;
                self.body().expect_visible().await?;
            }
            Ok(())
        })
    }

    /// Its header.
    #[must_use]
    pub fn caption(&self) -> Locator {
        self.block.css(".card-widgets__widget__caption")
    }

    /// What the widget drew.
    #[must_use]
    pub fn body(&self) -> Locator {
        self.block.css(".card-widgets__widget__body")
    }

    /// Waits until it contains a text.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) with the text it has.
    #[track_caller]
    pub fn expect_text<W: Into<Words>>(&self, text: W) -> impl Future<Output = Result> + use<'_, W> {
        self.block.expect_text(text)
    }
}

impl Find for Card {
    fn locator(&self) -> Locator {
        self.page.locator()
    }
}

impl Find for Panel {
    fn locator(&self) -> Locator {
        self.block.clone()
    }
}
