//! KM09xx: styles must not reach beyond the widget.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::lex::css::{Item, items};

static GLOBAL: Rule = Rule::moderated([
    "KM0901",
    "global-selector",
    "Every selector begins at an element of the widget's own",
    docs::LISTING,
]);
static HOST_VARIABLE: Rule = Rule::moderated([
    "KM0902",
    "host-variable",
    "Kommo's own CSS variables are not redefined",
    docs::RU_DARK,
]);
static IMPORT: Rule = Rule::moderated([
    "KM0903",
    "foreign-style",
    "Styles, fonts and pictures come from the archive, not from other hosts",
    docs::RU_REQUIREMENTS,
]);
static ROOT_VARIABLE: Rule = Rule::warning([
    "KM0904",
    "global-variable",
    "CSS variables are defined on the widget's own elements",
    docs::RU_DARK,
]);

pub(super) const RULES: &[&Rule] = &[&GLOBAL, &HOST_VARIABLE, &IMPORT, &ROOT_VARIABLE];

/// How the class names of the host's own elements begin.
const HOST_CLASSES: &[&str] = &[
    "modal",
    "card-widgets",
    "widget-settings",
    "widget_settings",
    "button-input",
    "button-cancel",
    "text-input",
    "control--",
    "control-",
    "checkboxes_dropdown",
    "date_field",
    "switcher",
    "linked-form",
    "list-row",
    "list__",
    "feed-compose",
    "feed-note",
    "nav__",
    "digital-pipeline",
    "js-",
    "content__",
    "pipeline_",
    "icon",
    "custom-scroll",
];
/// Ids of the host's own elements.
const HOST_IDS: &[&str] = &[
    "card_holder",
    "card_fields",
    "page_holder",
    "list_page_holder",
    "widgets_block",
    "card_widgets_overlay",
    "left_menu",
    "nav_menu",
];

pub(super) fn run(cx: &mut Context<'_>) {
    let files = cx.files;
    for path in files.paths().filter(|path| path.ends_with(".css")) {
        let Some(text) = cx.text(path) else { continue };
        let mut root = false;
        for item in items(text) {
            match item {
                Item::Selector { span, nested } => {
                    let selector = text.get(span.clone()).unwrap_or_default();
                    root = is_root(selector);
                    if !nested && !root {
                        judge(cx, selector, Place::span(path, span));
                    }
                }
                Item::Declaration { name, value } => {
                    declaration(cx, path, text, root, (name, value));
                }
                Item::At { span } => {
                    let rule = text.get(span.clone()).unwrap_or_default();
                    if rule.starts_with("@import") {
                        cx.report(&IMPORT, Place::span(path, span), "another style sheet is imported")
                            .help("put its rules into this file");
                    }
                }
            }
        }
    }
}

/// Whether a selector is the page's root, which only holds variables.
fn is_root(selector: &str) -> bool {
    let rest = selector.strip_prefix(":root").or_else(|| selector.strip_prefix("html"));
    rest.is_some_and(|rest| {
        rest.is_empty() || (rest.starts_with('[') && rest.ends_with(']') && !rest.contains(' '))
    })
}

fn judge(cx: &mut Context<'_>, selector: &str, place: Place) {
    let own = names(selector).iter().any(|(sign, name)| match sign {
        '.' => !HOST_CLASSES.iter().any(|host| name.starts_with(host)),
        _ => !HOST_IDS.contains(name),
    });
    if own {
        return;
    }
    let message = if names(selector).is_empty() {
        format!("`{selector}` changes elements all over the page")
    } else {
        format!("`{selector}` changes elements of Kommo itself")
    };
    let page = ["body", "html", "*", "#page_holder"].contains(&selector);
    cx.report(&GLOBAL, place, message).help(if page {
        "style the widget's own root element instead".to_owned()
    } else {
        format!("put a class of your own in front, such as `.my-widget {selector}`")
    });
}

/// Classes and ids in a selector, with `.` or `#`.
fn names(selector: &str) -> Vec<(char, &str)> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in selector.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '.' | '#' if depth == 0 => {
                let rest = selector.get(at + 1..).unwrap_or_default();
                let end = rest
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
                    .unwrap_or(rest.len());
                names.extend(rest.get(..end).filter(|name| !name.is_empty()).map(|name| (c, name)));
            }
            _ => {}
        }
    }
    names
}

fn declaration(
    cx: &mut Context<'_>,
    path: &str,
    text: &str,
    root: bool,
    (name, value): (std::ops::Range<usize>, std::ops::Range<usize>),
) {
    let property = text.get(name.clone()).unwrap_or_default();
    if property.starts_with("--palette-") {
        cx.report(&HOST_VARIABLE, Place::span(path, name), format!("`{property}` belongs to Kommo"))
            .help("read it with var(), and name your own variables after the widget");
    } else if root && property.starts_with("--") {
        cx.report(
            &ROOT_VARIABLE,
            Place::span(path, name),
            format!("`{property}` is defined for the whole page"),
        )
        .help("define it on the widget's own root element, so that two widgets cannot clash");
    }
    let written = text.get(value.clone()).unwrap_or_default();
    let foreign = written.contains("url(") && (written.contains("http://") || written.contains("https://"));
    if foreign && !written.contains("www.w3.org") {
        cx.report(&IMPORT, Place::span(path, value), "a file of another host is loaded")
            .help("put the file into the archive");
    }
}
