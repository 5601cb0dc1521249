//! [`Fields`], a JSON object under construction.

use crate::json::{ToJson, push_string, put};

/// A JSON object under construction: what is set is sent, `null` included; what is not set is left alone.
///
/// Setting a key again replaces its value. A key that starts with `_embedded/` becomes a property of `_embedded`.
#[derive(Clone, Default)]
#[expect(clippy::box_collection, reason = "the steps of a builder pass a pointer, not a struct to copy")]
pub struct Fields(Box<Vec<Entry>>);

#[derive(Clone)]
struct Entry {
    key: &'static str,
    /// What tells an item of an array from the others; `None` for a value that is no such array.
    mark: Option<String>,
    text: String,
}

impl Entry {
    /// Whether `later` stands in this one's place.
    fn is_replaced_by(&self, later: &Self) -> bool {
        let keeps =
            |mark: &String| later.mark.as_ref().is_some_and(|other| other.is_empty() || other != mark);
        self.key == later.key && !self.mark.as_ref().is_some_and(keeps)
    }
}

const EMBEDDED: &str = "_embedded/";

impl Fields {
    /// An empty object.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing was set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `key` was set.
    pub fn contains(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key == key)
    }

    /// Sets `key` to `value`; `None` becomes `null`.
    pub fn set(&mut self, key: &'static str, value: &dyn ToJson) {
        self.add(key, None, value);
    }

    /// Adds an item to the array under `key`, which replaces what is no array.
    pub fn push(&mut self, key: &'static str, item: &dyn ToJson) {
        self.add(key, Some(String::new()), item);
    }

    /// Adds an item to the array under `key`, in place of an earlier one with the same `mark`.
    pub fn replace(&mut self, key: &'static str, mark: &str, item: &dyn ToJson) {
        self.add(key, Some(String::from(mark)), item);
    }

    /// What tells the item at a place of the array under `key` from the others.
    pub(crate) fn mark(&self, key: &str, place: usize) -> Option<&str> {
        self.0.iter().filter(|entry| entry.key == key).nth(place)?.mark.as_deref()
    }

    fn add(&mut self, key: &'static str, mark: Option<String>, value: &dyn ToJson) {
        let mut text = String::new();
        value.write_json(&mut text);
        self.0.push(Entry { key, mark, text });
    }

    /// The object as JSON text.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }
}

/// Writes the properties whose keys begin with `stem`, the stem left out.
fn write_part(entries: &[&Entry], out: &mut String, stem: &str) {
    put(out, b'{');
    let start = out.len();
    for (index, entry) in entries.iter().enumerate() {
        let Some(name) = entry.key.strip_prefix(stem) else { continue };
        let nested = stem.is_empty() && name.starts_with(EMBEDDED);
        // Arrays, and what is embedded, are written where their first entry is.
        let seen =
            |other: &&Entry| if nested { other.key.starts_with(EMBEDDED) } else { other.key == entry.key };
        if entries.iter().take(index).any(seen) {
            continue;
        }
        if out.len() > start {
            put(out, b',');
        }
        if nested {
            out.push_str("\"_embedded\":");
            write_part(entries, out, EMBEDDED);
            continue;
        }
        push_string(out, name);
        put(out, b':');
        if entry.mark.is_none() {
            out.push_str(&entry.text);
            continue;
        }
        let mut open = b'[';
        for item in entries.iter().filter(|other| other.key == entry.key) {
            put(out, open);
            open = b',';
            out.push_str(&item.text);
        }
        put(out, b']');
    }
    put(out, b'}');
}

impl ToJson for Fields {
    fn write_json(&self, out: &mut String) {
        let mut kept = Vec::new();
        for (index, entry) in self.0.iter().enumerate() {
            if !self.0.iter().skip(index + 1).any(|later| entry.is_replaced_by(later)) {
                kept.push(entry);
            }
        }
        write_part(&kept, out, "");
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
