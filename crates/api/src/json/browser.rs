//! [`Json`] over the value that the browser's own parser made.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type Indexed;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn key(this: &Indexed, key: &str) -> JsValue;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn index(this: &Indexed, index: u32) -> JsValue;

    #[wasm_bindgen(method, structural, getter)]
    fn length(this: &Indexed) -> u32;

    #[wasm_bindgen(js_namespace = Object, js_name = keys)]
    fn object_keys(object: &JsValue) -> JsValue;

    #[wasm_bindgen(js_namespace = Object, js_name = values)]
    fn object_values(object: &JsValue) -> JsValue;

    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn json_parse(text: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = JSON, js_name = stringify)]
    fn json_stringify(value: &JsValue) -> JsValue;

    #[wasm_bindgen(js_namespace = Number, js_name = isFinite)]
    fn is_number(value: &JsValue) -> bool;

    #[wasm_bindgen(js_name = String)]
    fn text_of(value: &JsValue) -> JsValue;
}

#[cfg(feature = "decode")]
#[wasm_bindgen]
extern "C" {
    type Uint8Array;

    #[wasm_bindgen(method, js_name = valueOf)]
    fn bytes(this: &Uint8Array) -> Vec<u8>;
}

#[cfg(feature = "decode")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Uint8Array, js_name = from)]
    fn uint8_array(bytes: &[u8]) -> JsValue;
}

/// A JSON document, or a part of one, read lazily: nothing is decoded until it is asked for.
///
/// In the browser it is the JavaScript value itself and each getter reads one property; on a server it is a parsed
/// tree whose parts are shared, so that cloning is cheap. The methods are the same.
///
/// Getters are forgiving, as real Kommo data is looser than its documentation: a number written as a string is read
/// as a number, a missing or mistyped value is `None`, never a panic.
#[derive(Clone)]
pub struct Json(JsValue);

impl Json {
    /// Wraps a JavaScript value, such as the result of `Response.json()`.
    pub fn from_js(value: JsValue) -> Self {
        Self(value)
    }

    /// The JavaScript value.
    pub fn as_js(&self) -> &JsValue {
        &self.0
    }

    /// Parses a JSON text. `None` if it is not JSON (empty, cut off, HTML).
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_js(&JsValue::from_str(text))
    }

    /// Parses a JSON text held by JavaScript, without copying it into WebAssembly memory.
    pub fn parse_js(text: &JsValue) -> Option<Self> {
        json_parse(text).ok().map(Self)
    }

    /// The bytes, if this is no document but a `Uint8Array`.
    #[cfg(feature = "decode")]
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        use wasm_bindgen::JsCast;
        self.0.dyn_ref().map(Uint8Array::bytes)
    }

    /// A `Uint8Array`.
    #[cfg(feature = "decode")]
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        Self(uint8_array(bytes))
    }

    fn object(&self) -> Option<&Indexed> {
        use wasm_bindgen::JsCast;
        self.0.is_object().then(|| self.0.unchecked_ref())
    }

    /// A property of an object. `None` if this is no object or has no such property; a property that is `null` is there.
    pub fn get(&self, key: &str) -> Option<Self> {
        self.part(key).some()
    }

    /// A property; undefined if there is none.
    #[inline(never)]
    fn part(&self, key: &str) -> Self {
        Self(self.object().map_or(JsValue::UNDEFINED, |object| object.key(key)))
    }

    /// This, unless it is undefined.
    #[inline(never)]
    fn some(self) -> Option<Self> {
        (!self.0.is_undefined()).then_some(self)
    }

    /// The property of what is embedded.
    pub(crate) fn embedded(&self, key: &str) -> Option<Self> {
        self.part("_embedded").part(key).some()
    }

    /// The property as a whole number, as [`Json::as_i64`] reads it.
    #[inline(never)]
    pub(crate) fn number(&self, key: &str) -> Option<i64> {
        self.part(key).as_i64()
    }

    /// The property as a text, as [`Json::to_text`] reads it.
    #[inline(never)]
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.part(key).to_text()
    }

    /// An item of an array.
    pub fn at(&self, index: usize) -> Option<Self> {
        (index < self.len()).then_some(())?;
        Some(Self(self.object()?.index(index as u32)))
    }

    /// How many items an array has; 0 for anything else.
    pub fn len(&self) -> usize {
        if !self.is_array() {
            return 0;
        }
        self.object().map_or(0, |array| array.length() as usize)
    }

    /// Whether [`Json::len`] is 0.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items of an array; none for anything else.
    pub fn items(&self) -> Items {
        Items { array: self.clone(), next: 0, len: self.len() }
    }

    /// The items of an array, or the values of an object.
    pub(crate) fn values(&self) -> Option<Items> {
        // Of an array these are its items.
        self.0.is_object().then(|| Self(object_values(&self.0)).items())
    }

    /// The names of an object's properties; none for anything else.
    pub fn keys(&self) -> Vec<String> {
        if !self.is_object() {
            return Vec::new();
        }
        Self(object_keys(&self.0)).items().filter_map(|key| key.0.as_string()).collect()
    }

    /// A string as it is. Numbers are not turned into strings; see [`Json::to_text`].
    pub fn as_string(&self) -> Option<String> {
        self.0.as_string()
    }

    /// A number, or a string that holds one.
    pub fn as_f64(&self) -> Option<f64> {
        // An empty string is falsy; JavaScript would read it as 0.
        if if self.0.is_string() { self.0.is_falsy() } else { !is_number(&self.0) } {
            return None;
        }
        let number = self.0.unchecked_into_f64();
        number.is_finite().then_some(number)
    }

    /// A whole number, or a string that holds one. A fraction is cut off.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_f64().map(|number| number as i64)
    }

    /// `true` or `false`. Kommo sometimes sends 1 and 0, or `"1"` and `"0"`, instead: those are read too.
    pub fn as_bool(&self) -> Option<bool> {
        self.0.as_bool().or_else(|| Some(self.as_i64()? != 0))
    }

    /// A string, number or boolean as text.
    pub fn to_text(&self) -> Option<String> {
        let is_none = self.0.is_undefined() || self.0.is_null() || self.0.is_object();
        if is_none { None } else { text_of(&self.0).as_string() }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// Whether this is an array.
    pub fn is_array(&self) -> bool {
        self.0.is_array()
    }

    /// Whether this is an object, and no array.
    pub fn is_object(&self) -> bool {
        self.0.is_object() && !self.0.is_array()
    }

    /// The document as JSON text.
    pub fn to_json(&self) -> String {
        json_stringify(&self.0).as_string().unwrap_or_default()
    }
}

/// The items of an array, from [`Json::items`].
pub struct Items {
    array: Json,
    next: usize,
    len: usize,
}

impl Iterator for Items {
    type Item = Json;

    fn next(&mut self) -> Option<Json> {
        if self.next >= self.len {
            return None;
        }
        let item = self.array.object()?.index(self.next as u32);
        self.next += 1;
        Some(Json(item))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len - self.next, Some(self.len - self.next))
    }
}

/// Appends `text` as a JSON string, quotes included.
#[inline(never)]
pub fn push_string(out: &mut String, text: &str) {
    out.push_str(&Json(JsValue::from_str(text)).to_json());
}

pub(super) fn float_text(number: f64) -> String {
    text_of(&JsValue::from_f64(number)).as_string().unwrap_or_default()
}
