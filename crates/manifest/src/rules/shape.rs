//! KM0301–KM0303: every value of the manifest has the type Kommo expects, and nothing unknown stands in it.

use super::strict_json::join;
use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::{Node, Value};

mod schema;
#[cfg(test)]
mod tests;

pub(super) use schema::{SCHEMA, Shape};

static MISSING: Rule =
    Rule::error(["KM0301", "missing-field", "Required fields of the manifest are present", docs::MANIFEST]);
static WRONG_TYPE: Rule =
    Rule::error(["KM0302", "wrong-type", "Values of the manifest have the right type", docs::MANIFEST]);
static UNKNOWN: Rule =
    Rule::warning(["KM0303", "unknown-key", "The manifest holds only keys that Kommo knows", docs::MANIFEST]);

pub(super) const RULES: &[&Rule] = &[&MISSING, &WRONG_TYPE, &UNKNOWN];

pub(super) fn run(cx: &mut Context<'_>) {
    let manifest = cx.manifest.take();
    if let Some(Ok(document)) = &manifest
        && document.root.as_object().is_some()
    {
        value(cx, &document.root, "", &SCHEMA);
        schema_hint(cx, &document.root);
    }
    cx.manifest = manifest;
}

fn value(cx: &mut Context<'_>, node: &Node, key: &str, shape: &Shape) {
    match (shape, &node.value) {
        (Shape::Any, _)
        | (Shape::Bool, Value::Bool(_))
        | (Shape::Flag, Value::Bool(_))
        | (Shape::MaybeText, Value::String(_)) => {}
        (Shape::Integer, Value::Number(number)) if number.is_i64() || number.is_u64() => {}
        (Shape::Flag, Value::String(text))
            if text.eq_ignore_ascii_case("y") || text.eq_ignore_ascii_case("n") =>
        {
            let message = format!("`{key}` is \"{text}\", which only some pages of the documentation use");
            let truth = if text.eq_ignore_ascii_case("y") { "true" } else { "false" };
            cx.report(&WRONG_TYPE, Place::manifest(key, node), message)
                .help(format!("write {truth}, without quotes"))
                .replace(format!("write {truth}"), node.span.clone(), truth);
        }
        (Shape::Text, Value::String(text)) => {
            if text.trim().is_empty() {
                cx.report(&MISSING, Place::manifest(key, node), format!("`{key}` is empty"))
                    .help("fill it in, or remove it if it is optional");
            }
        }
        (Shape::List(item), Value::Array(items)) => {
            for (index, node) in items.iter().enumerate() {
                value(cx, node, &format!("{key}[{index}]"), item);
            }
        }
        (Shape::Map(item), Value::Object(object)) => {
            for member in &object.members {
                value(cx, &member.value, &join(key, &member.key), item);
            }
        }
        (Shape::Block { fields, rest }, Value::Object(object)) => {
            for field in *fields {
                match object.get(field.name) {
                    Some(node) => value(cx, node, &join(key, field.name), &field.shape),
                    None if field.required => missing(cx, node, key, field.name, &field.shape),
                    None => {}
                }
            }
            for member in &object.members {
                if fields.iter().any(|field| field.name == member.key) {
                    continue;
                }
                let path = join(key, &member.key);
                match rest {
                    Some(shape) => value(cx, &member.value, &path, shape),
                    None => unknown(cx, member.key_span.clone(), &member.key, path, fields),
                }
            }
        }
        // PHP writes an empty object as an empty array.
        (Shape::Map(_) | Shape::Block { .. }, Value::Array(items)) if items.is_empty() => {
            let message = format!("`{key}` is an empty array, but must be an object");
            cx.report(&WRONG_TYPE, Place::manifest(key, node), message).help("write {}").replace(
                "write {}",
                node.span.clone(),
                "{}",
            );
        }
        _ => wrong(cx, node, key, shape),
    }
}

/// What Kommo makes of `$schema` is not documented.
fn schema_hint(cx: &mut Context<'_>, root: &Node) {
    let member = root.as_object().and_then(|object| object.member("$schema"));
    let Some(member) = member.filter(|_| !cx.options.editor_hints && !cx.options.before_build) else {
        return;
    };
    let place = Place::span("manifest.json", member.key_span.clone()).key("$schema");
    cx.report(&UNKNOWN, place, "Kommo knows no key `$schema`")
        .help("it is for editors: leave it out of what is uploaded, as `cargo kommo pack` does");
}

fn missing(cx: &mut Context<'_>, block: &Node, key: &str, name: &str, shape: &Shape) {
    let path = join(key, name);
    let start = block.span.start;
    cx.report(
        &MISSING,
        Place::span("manifest.json", start..start + 1).key(path.clone()),
        format!("`{path}` is missing"),
    )
    .help(format!("add {}", shape.example(name)));
}

fn wrong(cx: &mut Context<'_>, node: &Node, key: &str, shape: &Shape) {
    let message = format!("`{key}` is {}, but must be {}", node.kind(), shape.wanted());
    let report = cx.report(&WRONG_TYPE, Place::manifest(key, node), message);
    let text = node.as_str().unwrap_or_default();
    let bare = match shape {
        Shape::Bool | Shape::Flag => matches!(text, "true" | "false"),
        Shape::Integer => text.parse::<u32>().is_ok(),
        _ => false,
    };
    if bare {
        report.help("write it without quotes").replace("remove the quotes", node.span.clone(), text);
    } else if let (Shape::List(_), Some(text)) = (shape, node.as_str()) {
        let list = format!("[{}]", serde_json::Value::from(text));
        report.help(format!("write {list}")).replace("put it into an array", node.span.clone(), list);
    } else {
        report.help(shape.advice());
    }
}

fn unknown(
    cx: &mut Context<'_>,
    span: std::ops::Range<usize>,
    name: &str,
    path: String,
    fields: &[schema::Field],
) {
    let near = super::suggest::nearest(name, fields.iter().map(|field| field.name));
    let message = format!("Kommo knows no key `{path}`");
    let report = cx.report(&UNKNOWN, Place::span("manifest.json", span.clone()).key(path), message);
    match near {
        Some(near) => {
            report.help(format!("did you mean `{near}`?"));
        }
        None => {
            report.help("remove it; data of your own belongs into the code or into settings");
        }
    }
}
