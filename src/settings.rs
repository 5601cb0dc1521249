//! Settings → Integrations: the modal with the widget's settings, and what is saved.

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::sys;
use crate::value::Value;
use crate::widget::Save;

/// The open settings (Kommo: developers.kommo.com/docs/settings). The host has drawn the manifest's fields.
#[derive(Clone)]
pub struct SettingsModal {
    cx: Cx,
    body: Value,
    context: Value,
}

impl SettingsModal {
    pub(crate) fn new(cx: Cx, body: Value, context: Value) -> Self {
        Self { cx, body, context }
    }

    /// The jQuery object of the modal's right part.
    pub fn body(&self) -> &Value {
        &self.body
    }

    /// Where the settings were opened from: `source_id` and `external_id` if it was a source of a pipeline.
    pub fn context(&self) -> &Value {
        &self.context
    }

    /// Shows `markup` in the place of the field of type `custom`.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the modal is not what Kommo documents.
    pub fn show_custom(&self, markup: &maud::Markup) -> Result<()> {
        self.part("_custom_content")?.call("html", &[markup.0.as_str().into()])?;
        Ok(())
    }

    /// The stored text of the field of type `custom`.
    pub fn custom(&self) -> Option<String> {
        self.part("_custom").ok()?.call("val", &[]).ok()?.as_str().filter(|text| !text.is_empty())
    }

    /// The stored number of the field of type `custom`.
    pub fn custom_number(&self) -> Option<i64> {
        self.part("_custom").ok()?.call("val", &[]).ok()?.as_i64()
    }

    /// Sets the field of type `custom` and wakes the Save button. The host keeps only JSON text or a number here; a
    /// plain text is lost.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the modal is not what Kommo documents.
    pub fn set_custom(&self, json: &str) -> Result<()> {
        self.part("_custom")?.call("val", &[json.into()])?.call("trigger", &["change".into()])?;
        Ok(())
    }

    fn part(&self, part: &str) -> Result<Value> {
        let found = sys::custom(self.cx.id(), self.body.js(), part);
        found.map(Value::from).map_err(|value| Error::thrown(part, value))
    }
}

/// What is about to be saved (Kommo: `onSave`).
pub struct SaveForm {
    cx: Cx,
    event: Value,
    rejected: bool,
}

impl SaveForm {
    pub(crate) fn new(cx: Cx, event: Value) -> Self {
        // Messages of the last attempt.
        sys::reject(cx.id(), "", "");
        Self { cx, event, rejected: false }
    }

    /// Whether the widget is being installed or saved. False: it is being disabled, and there is nothing to check.
    pub fn is_active(&self) -> bool {
        self.event.get("active").and_then(|active| active.as_str()).as_deref() != Some("N")
    }

    /// A field's value: a text, or an object by user for the types `users` and `users_lp`.
    pub fn get(&self, field: &str) -> Option<Value> {
        self.event.get("fields")?.get(field)
    }

    /// A field's text; empty if the user left it empty or it is not there.
    pub fn text(&self, field: &str) -> String {
        self.get(field).and_then(|value| value.as_str()).unwrap_or_default()
    }

    /// Changes what is stored for a field.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if the host gave no fields.
    pub fn set_text(&mut self, field: &str, text: &str) -> Result<()> {
        self.event.require("fields")?.set(field, &text.into());
        Ok(())
    }

    /// Says what is wrong, beside the field; nothing will be saved. Call it for each wrong field, then return
    /// [`Save::Rejected`]. A field that is not in the modal gets no message, and still nothing is saved.
    pub fn reject(&mut self, field: &str, message: &str) -> Save {
        self.rejected = true;
        let note = maud::html! { p.kw-field-error role="alert" { (message) } };
        sys::reject(self.cx.id(), field, &note.0);
        Save::Rejected
    }

    /// What the host is told.
    pub(crate) fn finish(&self, save: Save) -> bool {
        let accepted = save == Save::Accepted && !self.rejected;
        if !accepted {
            self.release();
        }
        accepted
    }

    /// Resets the Save button, which the host leaves spinning after a save that did not happen.
    pub(crate) fn release(&self) {
        sys::release(self.cx.id());
    }
}
