//! The settings of the widget's trigger in the pipeline's automation.

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::value::{Value, joined};

/// The open settings of a trigger (Kommo: developers.kommo.com/docs/digital-pipeline). The host has drawn the fields of the
/// manifest's `dp.settings` and stores what stands in them.
pub struct TriggerForm(Value);

impl Cx {
    /// The open settings of the trigger, in [`Widget::dp_settings`](crate::Widget::dp_settings).
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if none are open.
    pub fn trigger_form(&self) -> Result<TriggerForm> {
        let form = Value::call_global("jQuery", &["form.digital-pipeline__edit-forms".into()])?;
        if form.get("0").is_none() {
            return Err(Error::missing("open trigger settings"));
        }
        Ok(TriggerForm(form))
    }
}

impl TriggerForm {
    /// The input of a field, a jQuery object: to hide it and put another control after it, for example.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if there is no such field.
    pub fn input(&self, field: &str) -> Result<Value> {
        let input = self.0.call("find", &[joined(&["[name=\"", field, "\"]"]).as_str().into()])?;
        if input.get("0").is_none() {
            return Err(Error::missing(field));
        }
        Ok(input)
    }

    /// What stands in a field.
    pub fn text(&self, field: &str) -> Option<String> {
        self.input(field).ok()?.call("val", &[]).ok()?.as_str()
    }

    /// Writes into a field, as if the user had.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) if there is no such field.
    pub fn set_text(&self, field: &str, text: &str) -> Result<()> {
        self.input(field)?.call("val", &[text.into()])?.call("trigger", &["change".into()]).map(drop)
    }

    /// The whole form, a jQuery object.
    pub fn raw(&self) -> &Value {
        &self.0
    }
}
