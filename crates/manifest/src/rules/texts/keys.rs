//! Where the manifest names texts.

use crate::json::{Document, Node};

/// A text key in the manifest.
pub(super) struct Key<'a> {
    /// Dotted path of the value in the manifest.
    pub(super) path: String,
    /// The text key.
    pub(super) text: &'a str,
    pub(super) node: &'a Node,
}

const FIXED: &[&str] = &[
    "widget.name",
    "widget.description",
    "widget.short_description",
    "tour.tour_description",
    "dp.title",
    "advanced.title",
    "amoforms_settings.title",
    "amoforms_settings.error_text",
];

/// All text keys of the manifest.
///
/// `default_value` of a Salesbot field is left out: it may be a key or the text itself.
pub(super) fn of(manifest: &Document) -> Vec<Key<'_>> {
    let mut keys = Vec::new();
    for path in FIXED {
        add(&mut keys, (*path).to_owned(), manifest.get(path));
    }
    for (path, field, inner) in [
        ("settings", "name", None),
        ("dp.settings", "name", None),
        ("salesbot_designer", "name", Some("settings")),
        ("left_menu", "title", Some("submenu")),
    ] {
        each(&mut keys, path, manifest.get(path), field, inner);
    }
    keys
}

/// The keys in `field` of each member, and of each member of their `inner` object.
fn each<'a>(keys: &mut Vec<Key<'a>>, path: &str, block: Option<&'a Node>, field: &str, inner: Option<&str>) {
    for member in block.and_then(Node::as_object).into_iter().flat_map(|object| &object.members) {
        let path = format!("{path}.{}", member.key);
        add(keys, format!("{path}.{field}"), member.value.get(field));
        if let Some(inner) = inner {
            each(keys, &format!("{path}.{inner}"), member.value.get(inner), field, None);
        }
    }
}

fn add<'a>(keys: &mut Vec<Key<'a>>, path: String, node: Option<&'a Node>) {
    if let Some((node, text)) = node.and_then(|node| Some((node, node.as_str()?)))
        && !text.trim().is_empty()
    {
        keys.push(Key { path, text, node });
    }
}
