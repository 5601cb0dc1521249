//! What is on a page, named as a person would name it.

mod actions;
pub(crate) mod engine;
mod expect;
mod find;
mod read;
mod words;

pub use find::Find;
pub use words::{Words, part, whole};

use std::time::Duration;

use serde_json::{Value, json};

use crate::page::Page;

/// A way to find elements: a recipe, not an element. It is followed anew for every action and expectation, so it outlives
/// whatever the page does in between.
///
/// An action wants exactly one element that can be seen; when several fit, narrow it down by what is around it
/// (`page.dialog("Settings").button("Save")`) or take [`Locator::first`].
#[derive(Clone)]
pub struct Locator {
    page: Page,
    steps: Vec<Value>,
    words: String,
    timeout: Option<Duration>,
}

impl Locator {
    pub(crate) fn whole_page(page: &Page) -> Self {
        Self { page: page.clone(), steps: Vec::new(), words: String::new(), timeout: None }
    }

    /// The page it looks at.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    fn step(&self, step: Value, words: &str) -> Self {
        let mut next = self.clone();
        next.steps.push(step);
        // The innermost part first, as one says it: button "Save" in dialog "Settings".
        next.words =
            if self.words.is_empty() { words.to_owned() } else { format!("{words} in {}", self.words) };
        next
    }

    fn filter(&self, step: Value, words: &str) -> Self {
        let mut next = self.clone();
        next.steps.push(step);
        next.words = format!("{}{words}", self.words);
        next
    }

    /// Only those that contain a text.
    #[must_use]
    pub fn having(&self, text: impl Into<Words>) -> Self {
        let text = text.into();
        self.filter(json!({ "having": text.as_part() }), &format!(" with {text}"))
    }

    /// Only the block of one widget, by the name in its caption or by its code.
    pub(crate) fn of_widget(&self, widget: &str) -> Self {
        self.filter(json!({ "widget": widget }), &format!(" of {widget:?}"))
    }

    /// The first of those that can be seen.
    #[must_use]
    pub fn first(&self) -> Self {
        self.nth(0)
    }

    /// The last of those that can be seen.
    #[must_use]
    pub fn last(&self) -> Self {
        self.filter(json!({ "seen": true }), "").filter(json!({ "nth": -1 }), " (the last)")
    }

    /// One of those that can be seen, counted from 0.
    #[must_use]
    pub fn nth(&self, index: usize) -> Self {
        self.filter(json!({ "seen": true }), "")
            .filter(json!({ "nth": index }), &format!(" (number {index})"))
    }

    /// What is around it: the nearest ancestor (or itself) that a CSS selector fits.
    #[must_use]
    pub fn up(&self, css: &str) -> Self {
        self.filter(json!({ "up": css }), &format!(" up to {css}"))
    }

    /// The same with a patience of its own.
    #[must_use]
    pub fn timeout(&self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self.clone() }
    }

    fn patience(&self) -> Duration {
        self.timeout.unwrap_or_else(|| self.page.timeout())
    }
}

impl std::fmt::Display for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.words.is_empty() { "the page" } else { &self.words })
    }
}

impl std::fmt::Debug for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locator({self})")
    }
}
