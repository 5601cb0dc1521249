//! Entries of all sorts: arrays that grow item by item, and what is embedded.

use super::{EMBEDDED, Entry, Fields, text};
use crate::json::{ToJson, put};
use crate::platform::MaybeSend;

/// Entries of all sorts. A trait, so that only what makes one brings its code along.
pub(super) trait Mixed: MaybeSend {
    fn entries(&self) -> &Vec<Marked>;

    fn entries_mut(&mut self) -> &mut Vec<Marked>;

    /// Adds a value.
    fn set(&mut self, key: &'static str, value: &dyn ToJson);

    fn write(&self, out: &mut String);
}

impl Clone for Box<dyn Mixed> {
    fn clone(&self) -> Self {
        Box::new(List(self.entries().clone()))
    }
}

/// The plain entries so far, to be followed by others.
pub(super) fn of(entries: Vec<Entry>) -> Box<dyn Mixed> {
    let entries = entries.into_iter().map(|Entry { key, text }| Marked { key, mark: None, text });
    Box::new(List(entries.collect()))
}

#[derive(Clone)]
struct List(Vec<Marked>);

#[derive(Clone)]
pub(super) struct Marked {
    pub(super) key: &'static str,
    /// What tells an item of an array from the others; `None` for a value that is no such array.
    pub(super) mark: Option<String>,
    text: String,
}

impl Marked {
    /// Whether `later` stands in this one's place.
    fn is_replaced_by(&self, later: &Self) -> bool {
        let keeps =
            |mark: &String| later.mark.as_ref().is_some_and(|other| other.is_empty() || other != mark);
        self.key == later.key && !self.mark.as_ref().is_some_and(keeps)
    }
}

impl Mixed for List {
    fn entries(&self) -> &Vec<Marked> {
        &self.0
    }

    fn entries_mut(&mut self) -> &mut Vec<Marked> {
        &mut self.0
    }

    fn set(&mut self, key: &'static str, value: &dyn ToJson) {
        add(&mut self.0, key, None, value);
    }

    fn write(&self, out: &mut String) {
        self.plain("").write_json(out);
    }
}

/// Adds a value, or an item of an array if there is a mark. The mark tells it from the others; none is empty.
#[inline(never)]
pub(super) fn add(entries: &mut Vec<Marked>, key: &'static str, mark: Option<String>, value: &dyn ToJson) {
    entries.push(Marked { key, mark, text: text(value) });
}

impl List {
    /// The properties whose keys begin with `stem`, the stem left out, as plain ones. Arrays, and what is embedded, stand
    /// where their first entry is.
    fn plain(&self, stem: &str) -> Fields {
        let mut plain = Fields::new();
        let mut nested = false;
        let mut rest = self.0.iter();
        while let Some(entry) = rest.next() {
            let Some(key) = entry.key.strip_prefix(stem) else { continue };
            if rest.clone().any(|later| entry.is_replaced_by(later)) {
                continue;
            }
            let entries = &mut plain.0.entries;
            if stem.is_empty() && key.starts_with(EMBEDDED) {
                if !nested {
                    nested = true;
                    entries.push(Entry { key: "_embedded", text: text(&self.plain(EMBEDDED)) });
                }
            } else if entry.mark.is_none() {
                entries.push(Entry { key, text: entry.text.clone() });
            } else {
                let array = entries.iter_mut().find(|array| array.key == key);
                let (text, before) = match array {
                    Some(array) => {
                        array.text.pop();
                        (&mut array.text, b',')
                    }
                    None => (&mut entries.push_mut(Entry { key, text: String::new() }).text, b'['),
                };
                put(text, before);
                text.push_str(&entry.text);
                put(text, b']');
            }
        }
        plain
    }
}
