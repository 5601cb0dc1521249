//! Entries of all sorts: arrays that grow item by item, and what is embedded.

use super::{EMBEDDED, Entry, text};
use crate::json::{ToJson, push_string, put};
use crate::platform::MaybeSend;

/// Entries of all sorts. A trait, so that only what makes one brings its code along.
pub(super) trait Mixed: MaybeSend {
    /// Adds a value.
    fn set(&mut self, key: &'static str, value: &dyn ToJson);

    /// Adds an item of an array. The mark tells it from the others; none is empty.
    fn add(&mut self, key: &'static str, mark: String, item: &dyn ToJson);

    fn contains(&self, key: &str) -> bool;

    fn mark(&self, key: &str, place: usize) -> Option<&str>;

    fn write(&self, out: &mut String);

    fn copy(&self) -> Box<dyn Mixed>;
}

impl Clone for Box<dyn Mixed> {
    fn clone(&self) -> Self {
        (**self).copy()
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
struct Marked {
    key: &'static str,
    /// What tells an item of an array from the others; `None` for a value that is no such array.
    mark: Option<String>,
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
    fn set(&mut self, key: &'static str, value: &dyn ToJson) {
        self.0.push(Marked { key, mark: None, text: text(value) });
    }

    fn add(&mut self, key: &'static str, mark: String, item: &dyn ToJson) {
        self.0.push(Marked { key, mark: Some(mark), text: text(item) });
    }

    fn contains(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key == key)
    }

    fn mark(&self, key: &str, place: usize) -> Option<&str> {
        self.0.iter().filter(|entry| entry.key == key).nth(place)?.mark.as_deref()
    }

    fn write(&self, out: &mut String) {
        let mut kept = Vec::new();
        for (index, entry) in self.0.iter().enumerate() {
            if !self.0.iter().skip(index + 1).any(|later| entry.is_replaced_by(later)) {
                kept.push(entry);
            }
        }
        write_part(&kept, out, "");
    }

    fn copy(&self) -> Box<dyn Mixed> {
        Box::new(self.clone())
    }
}

/// Writes the properties whose keys begin with `stem`, the stem left out.
fn write_part(entries: &[&Marked], out: &mut String, stem: &str) {
    put(out, b'{');
    let start = out.len();
    for (index, entry) in entries.iter().enumerate() {
        let Some(name) = entry.key.strip_prefix(stem) else { continue };
        let nested = stem.is_empty() && name.starts_with(EMBEDDED);
        // Arrays, and what is embedded, are written where their first entry is.
        let seen =
            |other: &&Marked| if nested { other.key.starts_with(EMBEDDED) } else { other.key == entry.key };
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
