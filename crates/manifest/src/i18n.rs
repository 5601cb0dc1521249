//! The texts of a widget: `i18n/<lang>.json`.
//!
//! A file is a JSON object of strings, nested as deep as one likes; the manifest and the code name a text by its dotted
//! path. All languages must have the same keys.

use std::collections::BTreeMap;

use crate::FileTree;
use crate::json::{Document, JsonError, Node, Value};

/// Languages Kommo's documentation names.
pub const KOMMO_LANGUAGES: &[&str] = &["en", "es", "pt", "tr", "id"];
/// Languages amoCRM's documentation names besides.
pub const AMOCRM_LANGUAGES: &[&str] = &["ru"];

/// The texts of one language, flat: dotted key → text. Values that are not strings are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    texts: BTreeMap<String, String>,
}

impl Texts {
    /// Reads an `i18n/<lang>.json`.
    ///
    /// # Errors
    /// [`JsonError`] with line and column when it is not strict JSON.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        Document::parse(bytes).map(|document| Self::from_node(&document.root))
    }

    /// Collects the texts of a parsed file.
    #[must_use]
    pub fn from_node(root: &Node) -> Self {
        let mut texts = BTreeMap::new();
        visit(root, &mut |key, node| {
            if let Value::String(text) = &node.value {
                texts.insert(key.to_owned(), text.clone());
            }
        });
        Self { texts }
    }

    /// The text of a dotted key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// All keys and texts, ordered by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// Path of a language's file.
#[must_use]
pub fn path(lang: &str) -> String {
    format!("i18n/{lang}.json")
}

/// The languages for which the tree has a file, in order.
pub fn languages(files: &FileTree) -> impl Iterator<Item = &str> {
    files
        .paths()
        .filter_map(|path| path.strip_prefix("i18n/")?.strip_suffix(".json"))
        .filter(|lang| !lang.contains('/'))
}

/// Calls `leaf` for each value that is not an object, with its dotted key. Empty objects count as leaves.
pub fn visit<'a>(root: &'a Node, leaf: &mut impl FnMut(&str, &'a Node)) {
    fn walk<'a>(node: &'a Node, key: &mut String, leaf: &mut impl FnMut(&str, &'a Node)) {
        match &node.value {
            Value::Object(object) if key.is_empty() || !object.members.is_empty() => {
                for member in &object.members {
                    let before = key.len();
                    if before > 0 {
                        key.push('.');
                    }
                    key.push_str(&member.key);
                    walk(&member.value, key, leaf);
                    key.truncate(before);
                }
            }
            _ => leaf(key, node),
        }
    }
    walk(root, &mut String::new(), leaf);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_dotted_key() {
        let texts =
            Texts::parse(br#"{"widget":{"name":"Deal desk","n":1},"Are you sure?":"Sicher?","a":{}}"#)
                .unwrap();
        assert_eq!(texts.get("widget.name"), Some("Deal desk"));
        assert_eq!(texts.get("Are you sure?"), Some("Sicher?"));
        assert_eq!(texts.get("widget"), None);
        assert_eq!(texts.len(), 2);
    }
}
