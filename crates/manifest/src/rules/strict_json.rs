//! KM02xx: JSON files must be strict JSON.

use std::collections::HashMap;

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::i18n;
use crate::json::{Document, JsonError, Node, Value};

static INVALID: Rule =
    Rule::error(["KM0201", "invalid-json", "JSON files are strict JSON in UTF-8", docs::RU_STRUCTURE])
        .refused();
static BOM: Rule =
    Rule::error(["KM0202", "byte-order-mark", "JSON files have no byte order mark", docs::RU_STRUCTURE])
        .refused();
static DUPLICATE: Rule =
    Rule::warning(["KM0203", "duplicate-key", "A key stands once in its object", docs::RU_STRUCTURE]);
static NOT_OBJECT: Rule = Rule::error([
    "KM0204",
    "not-an-object",
    "manifest.json and the i18n files hold one JSON object each",
    docs::RU_STRUCTURE,
])
.refused();

pub(super) const RULES: &[&Rule] = &[&INVALID, &BOM, &DUPLICATE, &NOT_OBJECT];

pub(super) fn run(cx: &mut Context<'_>) {
    let manifest = cx.manifest.take();
    if let Some(parsed) = &manifest {
        file(cx, "manifest.json", parsed);
    }
    cx.manifest = manifest;
    let texts = std::mem::take(&mut cx.texts);
    for (lang, parsed) in &texts {
        file(cx, &i18n::path(lang), parsed);
    }
    cx.texts = texts;
}

fn file(cx: &mut Context<'_>, path: &str, parsed: &Result<Document, JsonError>) {
    let document = match parsed {
        Ok(document) => document,
        Err(error) => {
            let report = cx.report(&INVALID, Place::span(path, error.span.clone()), &error.message);
            if let Some(help) = &error.help {
                let report = report.help(help);
                if error.message == "a trailing comma" {
                    report.replace("remove the trailing comma", error.span.clone(), "");
                }
            }
            return;
        }
    };
    if document.bom {
        let message = "the file begins with a byte order mark (BOM)";
        cx.report(&BOM, Place::file(path), message).help("save it as UTF-8 without BOM").fix(
            "remove the byte order mark",
            crate::check::Edit::Replace { span: 0..3, text: String::new() },
        );
    }
    if document.root.as_object().is_none() {
        let message = format!("the file holds {}, but must hold an object", document.root.kind());
        let example = if path == "manifest.json" {
            "{ \"widget\": { … } }"
        } else {
            "{ \"widget\": { \"name\": \"…\" } }"
        };
        cx.report(&NOT_OBJECT, Place::value(path, "", &document.root), message)
            .help(format!("write it as an object: {example}"));
    }
    duplicates(cx, path, document, &document.root, "");
}

fn duplicates(cx: &mut Context<'_>, path: &str, document: &Document, node: &Node, prefix: &str) {
    match &node.value {
        Value::Object(object) => {
            let mut first = HashMap::new();
            for member in &object.members {
                let key = join(prefix, &member.key);
                if let Some(start) = first.get(member.key.as_str()) {
                    if cx.is_full(&DUPLICATE) {
                        return;
                    }
                    let line = document.position(*start).line;
                    let message =
                        format!("`{}` already stands on line {line}; only the last one counts", member.key);
                    cx.report(
                        &DUPLICATE,
                        Place::span(path, member.key_span.clone()).key(key.clone()),
                        message,
                    )
                    .help("remove one of the two");
                } else {
                    first.insert(member.key.as_str(), member.key_span.start);
                }
                duplicates(cx, path, document, &member.value, &key);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                duplicates(cx, path, document, item, &format!("{prefix}[{index}]"));
            }
        }
        _ => {}
    }
}

/// `prefix.key`, or `key` at the root.
pub(super) fn join(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") }
}
