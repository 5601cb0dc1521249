//! [`Fields`], a JSON object under construction.

mod mixed;

use self::mixed::{Marked, Mixed};
use crate::json::{ToJson, push_string, put};

/// A JSON object under construction: what is set is sent, `null` included; what is not set is left alone.
///
/// Setting a key again replaces its value. A key that starts with `_embedded/` becomes a property of `_embedded`.
#[derive(Clone, Default)]
pub struct Fields(Box<Inner>);

#[derive(Clone, Default)]
struct Inner {
    entries: Vec<Entry>,
    /// All entries, once there are others than plain ones. Most bodies have none, and a widget that sends only such does
    /// not carry what the others need.
    mixed: Option<Box<dyn Mixed>>,
}

/// A plain value under a plain key.
#[derive(Clone)]
struct Entry {
    key: &'static str,
    text: String,
}

const EMBEDDED: &str = "_embedded/";

impl Fields {
    /// An empty object.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing was set.
    pub fn is_empty(&self) -> bool {
        self.0.entries.is_empty() && self.0.mixed.is_none()
    }

    /// Whether `key` was set.
    pub fn contains(&self, key: &str) -> bool {
        match &self.0.mixed {
            Some(mixed) => mixed.entries().iter().any(|entry| entry.key == key),
            None => self.0.entries.iter().any(|entry| entry.key == key),
        }
    }

    /// Sets `key` to `value`; `None` becomes `null`.
    #[inline(always)]
    pub fn set(&mut self, key: &'static str, value: &dyn ToJson) {
        // Decided when the caller is compiled, for a key that is known: no further than to the first byte.
        if let [b'_', ..] = key.as_bytes() {
            self.mix();
        }
        self.put(key, value);
    }

    /// Sets a `key` that does not start with `_`.
    #[inline(never)]
    pub(crate) fn put(&mut self, key: &'static str, value: &dyn ToJson) {
        if let Some(mixed) = &mut self.0.mixed {
            return mixed.set(key, value);
        }
        self.0.entries.push(Entry { key, text: text(value) });
    }

    /// Adds an item to the array under `key`, which replaces what is no array.
    pub fn push(&mut self, key: &'static str, item: &dyn ToJson) {
        mixed::add(self.mix(), key, Some(String::new()), item);
    }

    /// Adds an item to the array under `key`, in place of an earlier one with the same `mark`.
    pub fn replace(&mut self, key: &'static str, mark: &str, item: &dyn ToJson) {
        mixed::add(self.mix(), key, Some(String::from(mark)), item);
    }

    /// What tells the item at a place of the array under `key` from the others.
    pub(crate) fn mark(&self, key: &str, place: usize) -> Option<&str> {
        let entries = self.0.mixed.as_ref()?.entries();
        entries.iter().filter(|entry| entry.key == key).nth(place)?.mark.as_deref()
    }

    #[inline(never)]
    fn mix(&mut self) -> &mut Vec<Marked> {
        let Inner { entries, mixed } = &mut *self.0;
        mixed.get_or_insert_with(|| mixed::of(std::mem::take(entries))).entries_mut()
    }

    /// The object as JSON text.
    pub fn to_json(&self) -> String {
        text(self)
    }
}

fn text(value: &dyn ToJson) -> String {
    let mut out = String::new();
    value.write_json(&mut out);
    out
}

impl ToJson for Fields {
    fn write_json(&self, out: &mut String) {
        if let Some(mixed) = &self.0.mixed {
            return mixed.write(out);
        }
        put(out, b'{');
        let mut first = true;
        let mut rest = self.0.entries.iter();
        while let Some(entry) = rest.next() {
            if rest.clone().any(|later| later.key == entry.key) {
                continue;
            }
            if !first {
                put(out, b',');
            }
            first = false;
            push_string(out, entry.key);
            put(out, b':');
            out.push_str(&entry.text);
        }
        put(out, b'}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_counts_and_null_is_sent() {
        let mut fields = Fields::new();
        fields.set("price", &5i64);
        fields.set("name", &"a\"b\n\u{1}ü");
        fields.set("price", &None::<i64>);
        assert_eq!(fields.to_json(), r#"{"name":"a\"b\n\u0001ü","price":null}"#);
        assert!(fields.contains("price"));
        assert!(!fields.contains("status_id"));
    }

    #[test]
    fn arrays_grow_and_marked_items_are_replaced() {
        let mut fields = Fields::new();
        fields.replace("values", "1", &"a");
        fields.set("name", &"n");
        fields.replace("values", "2", &"b");
        fields.replace("values", "1", &"c");
        fields.push("more", &1i64);
        fields.push("more", &2i64);
        assert_eq!(fields.to_json(), r#"{"name":"n","values":["b","c"],"more":[1,2]}"#);
        fields.set("values", &None::<i64>);
        assert_eq!(fields.to_json(), r#"{"name":"n","more":[1,2],"values":null}"#);
        fields.push("values", &"d");
        assert_eq!(fields.to_json(), r#"{"name":"n","more":[1,2],"values":["d"]}"#);
    }

    #[test]
    fn embedded_keys_are_gathered() {
        let mut fields = Fields::new();
        fields.push("_embedded/tags", &1i64);
        fields.set("name", &"n");
        fields.push("_embedded/tags", &2i64);
        fields.set("_embedded/contacts", &None::<i64>);
        assert_eq!(fields.to_json(), r#"{"_embedded":{"tags":[1,2],"contacts":null},"name":"n"}"#);
        assert_eq!(Fields::new().to_json(), "{}");
    }
}
