//! The rules, a file for each family, and their table.
//!
//! Codes are stable: `KM`, two digits for the family, two for the rule. A code is never given to another rule.
//!
//! | codes | module | about |
//! |---|---|---|
//! | KM01xx | `layout` | which files the archive holds |
//! | KM02xx | `strict_json` | JSON syntax and encoding |
//! | KM03xx | `shape`, `widget` | types and keys of the manifest, its `widget` block |
//! | KM04xx | `locations` | `locations` and the blocks they need |
//! | KM05xx | `settings`, `designer`, `urls`, `left_menu`, `tour` | the other blocks |
//! | KM06xx | `texts`, `wording` | `i18n/` |
//! | KM07xx | `images` | logos and tour pictures |
//! | KM08xx | `scripts` | what JavaScript may not do |
//! | KM09xx | `styles` | CSS that reaches beyond the widget |
//! | KM10xx | `secrets` | credentials in shipped files |
//! | KM11xx | `callbacks` | callbacks and locations |

mod callbacks;
mod designer;
mod docs;
mod images;
mod layout;
mod left_menu;
mod locations;
mod scripts;
mod secrets;
mod settings;
mod shape;
mod strict_json;
mod styles;
mod suggest;
mod table;
mod texts;
mod tour;
mod urls;
mod widget;
mod wording;

pub use table::Rule;

use crate::check::Context;
use crate::json::{Document, Node};

/// Every rule, in the order of the codes.
pub static RULES: &[&[&Rule]] = &[
    layout::RULES,
    strict_json::RULES,
    shape::RULES,
    widget::RULES,
    locations::RULES,
    settings::RULES,
    urls::RULES,
    designer::RULES,
    left_menu::RULES,
    tour::RULES,
    texts::RULES,
    wording::RULES,
    images::RULES,
    scripts::RULES,
    styles::RULES,
    secrets::RULES,
    callbacks::RULES,
];

/// The rule with a code such as `KM0301`.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().flat_map(|family| family.iter()).find(|rule| rule.code == code).copied()
}

/// Runs all rules.
pub(crate) fn run(cx: &mut Context<'_>) {
    layout::run(cx);
    strict_json::run(cx);
    shape::run(cx);
    widget::run(cx);
    locations::run(cx);
    settings::run(cx);
    urls::run(cx);
    designer::run(cx);
    left_menu::run(cx);
    tour::run(cx);
    texts::run(cx);
    wording::run(cx);
    images::run(cx);
    scripts::run(cx);
    styles::run(cx);
    secrets::run(cx);
    callbacks::run(cx);
}

/// Calls `rules` with the manifest, if there is one that could be read.
fn with_manifest(cx: &mut Context<'_>, rules: impl FnOnce(&mut Context<'_>, &Document)) {
    let manifest = cx.manifest.take();
    if let Some(Ok(document)) = &manifest {
        rules(cx, document);
    }
    cx.manifest = manifest;
}

/// The languages of `widget.locale`, no more than a world of them.
fn locale(manifest: &Document) -> Vec<&str> {
    let items = manifest.get("widget.locale").and_then(Node::as_array).unwrap_or_default();
    items.iter().filter_map(Node::as_str).take(100).collect()
}
