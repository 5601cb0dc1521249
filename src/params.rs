//! The widget's settings and what the host adds to them.

use crate::cx::Cx;
use crate::error::Result;
use crate::sys;
use crate::value::Value;

/// What `get_settings()` gives: the widget's settings by field code, and the host's own keys (Kommo:
/// developers.kommo.com/docs/script-js). Lazy: read anew at each call.
#[derive(Clone, Copy)]
pub struct Params(Cx);

impl Params {
    pub(crate) fn new(cx: Cx) -> Self {
        Self(cx)
    }

    /// The raw value of a key.
    #[inline(never)]
    pub fn get(&self, key: &str) -> Option<Value> {
        Value::from(sys::param(self.0.id(), key).ok()?).some()
    }

    /// A setting of type `text` or `pass`. None if it is empty or not there.
    pub fn text(&self, field: &str) -> Option<String> {
        self.get(field)?.as_str().filter(|text| !text.is_empty())
    }

    /// The widget's code in this account: it names the widget in addresses and in the page. Empty only if the host
    /// breaks its promise to have one.
    pub fn code(&self) -> String {
        self.text("widget_code").unwrap_or_default()
    }

    /// The address of the widget's files, without a slash at the end.
    pub fn path(&self) -> Option<String> {
        self.text("cdn_path").or_else(|| self.text("path"))
    }

    /// The version in the manifest.
    pub fn version(&self) -> Option<String> {
        self.text("version")
    }

    /// Adds or overrides keys in memory, until the page is loaded anew (Kommo: `set_settings`). Nothing is stored.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not take it.
    pub fn set(&self, values: &[(&str, Value)]) -> Result<()> {
        self.0.host().call("set_settings", &[Value::object(values)]).map(drop)
    }
}
