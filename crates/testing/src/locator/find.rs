//! The words for finding things.

use serde_json::json;

use super::{Locator, Words};
use crate::page::Page;

/// Finds things inside a page, inside a part of it, or inside one of the places of
/// [`account`](crate::account): whatever has an inside.
pub trait Find {
    /// The place itself.
    fn locator(&self) -> Locator;

    /// A button by its name: `button` elements and inputs, `role=button`, and the host's `.button-input`.
    #[must_use]
    fn button(&self, name: impl Into<Words>) -> Locator {
        self.role("button", name)
    }

    /// A link by its name.
    #[must_use]
    fn link(&self, name: impl Into<Words>) -> Locator {
        self.role("link", name)
    }

    /// Anything that holds a value (text, number, date, file, choice, check box, switch) by its label, its `aria-label`,
    /// its title, or its placeholder. The mark of a required field and a closing colon are no part of a label.
    #[must_use]
    fn field(&self, label: impl Into<Words>) -> Locator {
        let label = label.into();
        self.locator().step(json!({ "field": label.as_name() }), &format!("field {label}"))
    }

    /// The innermost element with a text.
    #[must_use]
    fn text(&self, text: impl Into<Words>) -> Locator {
        let text = text.into();
        self.locator().step(json!({ "text": text.as_part() }), &format!("text {text}"))
    }

    /// A heading by its text.
    #[must_use]
    fn heading(&self, text: impl Into<Words>) -> Locator {
        self.role("heading", text)
    }

    /// A dialog by its label or its heading.
    #[must_use]
    fn dialog(&self, name: impl Into<Words>) -> Locator {
        self.role("dialog", name)
    }

    /// An element by its ARIA role, said or implied by its tag, and its name.
    #[must_use]
    fn role(&self, role: &str, name: impl Into<Words>) -> Locator {
        let name = name.into();
        self.locator().step(json!({ "role": [role, name.as_name()] }), &format!("{role} {name}"))
    }

    /// Every element of an ARIA role.
    #[must_use]
    fn every(&self, role: &str) -> Locator {
        self.locator().step(json!({ "role": [role] }), role)
    }

    /// Elements by a CSS selector, shadow roots included.
    #[must_use]
    fn css(&self, selector: &str) -> Locator {
        self.locator().step(json!({ "css": selector }), selector)
    }

    /// The inside of a frame of the same origin, by a CSS selector for the frame.
    #[must_use]
    fn frame(&self, selector: &str) -> Locator {
        self.locator().step(json!({ "frame": selector }), &format!("frame {selector}"))
    }
}

impl Find for Page {
    fn locator(&self) -> Locator {
        Locator::whole_page(self)
    }
}

impl Find for Locator {
    fn locator(&self) -> Locator {
        self.clone()
    }
}
