//! A value of the host, read lazily.

use kommo_api::Id;
use wasm_bindgen::JsValue;

use crate::error::{Error, Result};
use crate::sys;

/// A value of the host. Nothing is decoded until it is asked for: reading one property crosses into JavaScript once.
///
/// The host's values are foreign. One that is missing, of another type or that throws gives `None` or an [`Error`],
/// never a panic.
///
/// ```no_run
/// # use kommo_widget::{Result, Value};
/// # fn example() -> Result<()> {
/// let account = Value::call_global("APP.constant", &["account".into()])?;
/// let subdomain = account.get("subdomain").and_then(|name| name.as_str());
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Value(JsValue);

impl Value {
    /// What stands at a dotted path of the page's globals, as in `APP.data.current_card`. None if it is undefined, null,
    /// or cannot be read.
    pub fn global(path: &str) -> Option<Self> {
        Self(JsValue::UNDEFINED).get(path)
    }

    /// What stands at a dotted path below this value. None if it is undefined, null, or cannot be read.
    #[inline(never)]
    pub fn get(&self, path: &str) -> Option<Self> {
        Self(sys::get(&self.0, path)).some()
    }

    /// What stands at a dotted path, or an error that names it.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing).
    pub fn require(&self, path: &str) -> Result<Self> {
        self.get(path).ok_or_else(|| Error::missing(path))
    }

    /// Calls a function of the page's globals, as in `Value::call_global("jQuery", &[".card".into()])`.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if there is no such function or it throws.
    pub fn call_global(path: &str, args: &[Value]) -> Result<Self> {
        Self(JsValue::UNDEFINED).call(path, args)
    }

    /// Calls the method at a dotted path with `this` bound as JavaScript would.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if there is no such method or it throws.
    #[inline(never)]
    pub fn call(&self, path: &str, args: &[Value]) -> Result<Self> {
        sys::call(&self.0, path, &Self::list(args).0).map(Self).map_err(|value| Error::thrown(path, value))
    }

    /// A new object with the given properties.
    pub fn object(properties: &[(&str, Value)]) -> Self {
        let object = Self(sys::object());
        for (key, value) in properties {
            object.set(key, value);
        }
        object
    }

    /// A new array.
    pub fn list(items: &[Value]) -> Self {
        let list = sys::list();
        for item in items {
            sys::push(&list, &item.0);
        }
        Self(list)
    }

    /// The value as JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if it holds itself.
    pub fn to_json(&self) -> Result<String> {
        let json = Self::call_global("JSON.stringify", std::slice::from_ref(self))?;
        json.as_str().ok_or_else(|| Error::missing("JSON of this value"))
    }

    /// What a JSON text says: what a setting of type `custom` holds, for example.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if it is not JSON.
    pub fn from_json(json: &str) -> Result<Self> {
        Self::call_global("JSON.parse", &[json.into()])
    }

    /// Sets a property of this object.
    pub fn set(&self, key: &str, value: &Value) {
        sys::set(&self.0, key, &value.0);
    }

    /// The items of an array, or the values of an object. Empty if this is neither.
    #[inline(never)]
    pub fn items(&self) -> Vec<Value> {
        let list = sys::items(&self.0);
        (0..sys::length(&list)).map(|index| Self(sys::item(&list, index))).collect()
    }

    /// The names of an object's properties.
    pub fn keys(&self) -> Vec<String> {
        Self(sys::keys(&self.0)).items().iter().filter_map(Value::as_str).collect()
    }

    /// The texts of the array at a dotted path.
    pub(crate) fn texts(&self, path: &str) -> Vec<String> {
        self.get(path).map(|list| list.items()).unwrap_or_default().iter().filter_map(Value::as_str).collect()
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<String> {
        self.0.as_string()
    }

    /// The number, if this is a number or a text that holds one: the host gives ids in both forms.
    #[inline(never)]
    pub fn as_i64(&self) -> Option<i64> {
        let number = sys::number(&self.0);
        // Exact for every id and amount Kommo has: below 2^53.
        #[expect(clippy::cast_possible_truncation)]
        (!number.is_nan()).then_some(number as i64)
    }

    /// The same as an id. What it is the id of follows from where it is used: `cx.api().leads().get(value.as_id()?)`.
    pub fn as_id<T: ?Sized>(&self) -> Option<Id<T>> {
        Id::try_from(self.as_i64()?).ok()
    }

    /// The number, if this is one.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The truth value, also where the host writes it as `Y` and `N` or as a number.
    pub(crate) fn as_flag(&self) -> Option<bool> {
        let number = || self.0.as_f64().map(|number| number != 0.0);
        self.as_bool().or_else(number).or_else(|| Some(self.as_str()? == "Y"))
    }

    /// This value, or nothing if it is undefined or null.
    pub fn some(self) -> Option<Self> {
        (!self.0.is_undefined() && !self.0.is_null()).then_some(self)
    }

    /// The JavaScript value.
    pub fn js(&self) -> &JsValue {
        &self.0
    }

    /// Decodes the whole value into an owned type.
    ///
    /// # Errors
    /// [`ErrorKind::Message`](crate::ErrorKind::Message) with what does not fit, and where.
    #[cfg(feature = "serde")]
    pub fn decode<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        serde_wasm_bindgen::from_value(self.0.clone()).map_err(|error| Error::message(error.to_string()))
    }
}

impl From<JsValue> for Value {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

impl From<Value> for JsValue {
    fn from(value: Value) -> Self {
        value.0
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self(JsValue::from_str(text))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self(JsValue::from_bool(value))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self(JsValue::from_f64(number))
    }
}

/// The parts as one text: the standard library's way takes 300 bytes more.
#[inline(never)]
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}
