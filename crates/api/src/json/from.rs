//! Reading typed values out of a [`Json`].

use super::Json;

/// A type that can be read from a JSON value.
pub trait FromJson: Sized {
    /// The value, or `None` if `json` is `null` or of another type.
    fn from_json(json: &Json) -> Option<Self>;

    /// Reads the property `key` of `parent`. There is a shorter way for some types.
    #[doc(hidden)]
    fn from_part(parent: &Json, key: &str) -> Option<Self> {
        Self::from_json(&parent.get(key)?)
    }
}

/// A type that can be read from a property that may be missing. What the getters of the entities return.
pub trait FromField: Sized {
    /// Reads the property `key` of `parent`.
    fn from_field(parent: &Json, key: &str) -> Self;
}

impl<T: FromJson> FromField for Option<T> {
    fn from_field(parent: &Json, key: &str) -> Self {
        T::from_part(parent, key)
    }
}

/// A missing flag is off.
impl FromField for bool {
    fn from_field(parent: &Json, key: &str) -> Self {
        parent.get(key).and_then(|json| json.as_bool()).unwrap_or_default()
    }
}

/// A missing text is empty; only where Kommo always sends one.
impl FromField for String {
    fn from_field(parent: &Json, key: &str) -> Self {
        parent.text(key).unwrap_or_default()
    }
}

/// A missing list is empty; an object keyed by id, which Kommo sends at times, counts as the list of its values.
impl<T: FromJson> FromField for Vec<T> {
    fn from_field(parent: &Json, key: &str) -> Self {
        parent.get(key).and_then(|json| Self::from_json(&json)).unwrap_or_default()
    }
}

impl FromJson for String {
    fn from_json(json: &Json) -> Option<Self> {
        json.to_text()
    }

    fn from_part(parent: &Json, key: &str) -> Option<Self> {
        parent.text(key)
    }
}

impl FromJson for i64 {
    fn from_json(json: &Json) -> Option<Self> {
        json.as_i64()
    }

    fn from_part(parent: &Json, key: &str) -> Option<Self> {
        parent.number(key)
    }
}

impl FromJson for f64 {
    fn from_json(json: &Json) -> Option<Self> {
        json.as_f64()
    }
}

impl FromJson for bool {
    fn from_json(json: &Json) -> Option<Self> {
        json.as_bool()
    }
}

impl FromJson for Json {
    fn from_json(json: &Json) -> Option<Self> {
        (!json.is_null()).then(|| json.clone())
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json) -> Option<Self> {
        let mut list = Self::new();
        for item in json.values()? {
            list.extend(T::from_json(&item));
        }
        Some(list)
    }
}

/// Reads the property `key` of the part under `_embedded`.
pub(crate) fn embedded<T: FromField>(parent: &Json, key: &str) -> T {
    match parent.get("_embedded") {
        Some(embedded) => T::from_field(&embedded, key),
        // Something without properties: whatever a missing property means.
        None => T::from_field(parent, ""),
    }
}
