//! The rows ticked in a list.

use kommo_api::Id;

use crate::cx::Cx;
use crate::error::Result;
use crate::runtime::Hold;
use crate::value::{Value, joined};

impl Cx {
    /// The rows that are ticked in the list the user is looking at (Kommo: `list_selected()`,
    /// developers.kommo.com/docs/script-js). None outside lists. Kommo counts only rows that are loaded on the page.
    pub fn selection(&self) -> Option<Selection> {
        let selection = self.host().call("list_selected", &[]).ok()?.some()?;
        // The host gives false outside lists.
        (selection.as_bool() != Some(false)).then_some(Selection(selection))
    }

    /// Dims the page behind the widget while it works on a list, until the returned value is dropped (Kommo:
    /// `widgetsOverlay`).
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host has no overlay.
    pub fn overlay(&self) -> Result<Overlay> {
        self.host().call("widgetsOverlay", &[true.into()])?;
        Ok(Overlay(Hold::new(&self.host(), "widgetsOverlay", &[false.into()])))
    }
}

/// The overlay. Dropping it takes it away.
#[must_use = "the overlay goes when this is dropped"]
pub struct Overlay(#[expect(dead_code, reason = "held for its drop")] Hold);

/// Ticked rows. A lazy view.
pub struct Selection(Value);

impl Selection {
    /// The rows.
    pub fn rows(&self) -> Vec<SelectedRow> {
        let rows = self.0.get("selected").map(|rows| rows.items());
        rows.unwrap_or_default().into_iter().map(SelectedRow).collect()
    }

    /// How many rows are ticked, as the host counts.
    pub fn count(&self) -> i64 {
        self.sum("items")
    }

    /// How many e-mail addresses they have in all.
    pub fn emails(&self) -> i64 {
        self.sum("emails")
    }

    /// How many phone numbers they have in all.
    pub fn phones(&self) -> i64 {
        self.sum("phones")
    }

    fn sum(&self, of: &str) -> i64 {
        self.0.get(&joined(&["summary.", of])).and_then(|sum| sum.as_i64()).unwrap_or_default()
    }
}

/// A ticked row.
pub struct SelectedRow(Value);

impl SelectedRow {
    /// The entity's id. What it is the id of follows from where it is used: `cx.api().leads().get(row.id()?)`.
    pub fn id<T: ?Sized>(&self) -> Option<Id<T>> {
        self.0.get("id")?.as_id()
    }

    /// The kind of entity as the host writes it: `lead`, `contact` …
    pub fn kind(&self) -> Option<String> {
        self.0.get("type")?.as_str()
    }

    /// Phone numbers; for a lead those of its contacts.
    pub fn phones(&self) -> Vec<String> {
        self.0.texts("phones")
    }

    /// E-mail addresses; for a lead those of its contacts.
    pub fn emails(&self) -> Vec<String> {
        self.0.texts("emails")
    }
}
