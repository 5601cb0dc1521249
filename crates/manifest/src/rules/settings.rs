//! KM0501–KM0509: the fields of `settings` and `dp.settings`.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::{Node, Object};
use crate::manifest::FieldType;

static TYPE: Rule = Rule::error([
    "KM0501",
    "unknown-field-type",
    "Settings fields are of type text, pass, users, users_lp or custom",
    docs::RU_FIELDS,
]);
static CUSTOM: Rule = Rule::error([
    "KM0502",
    "several-custom-fields",
    "A widget has at most one custom field",
    docs::RU_CUSTOM,
]);
static DP_TYPE: Rule = Rule::warning([
    "KM0503",
    "unproven-pipeline-field",
    "Fields of the pipeline trigger are of type text",
    docs::RU_DP,
]);
static CODE: Rule = Rule::warning([
    "KM0504",
    "field-code",
    "Field codes are plain Latin names: they become form names and element ids",
    docs::RU_FIELDS,
]);

pub(super) const RULES: &[&Rule] = &[&TYPE, &CUSTOM, &DP_TYPE, &CODE];

pub(super) const TYPES: &[&str] = &["text", "pass", "users", "users_lp", "custom"];

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        if let Some(fields) = manifest.get("settings").and_then(Node::as_object) {
            types(cx, fields);
            customs(cx, fields);
            codes(cx, "settings", fields);
        }
        if let Some(fields) = manifest.get("dp.settings").and_then(Node::as_object) {
            pipeline(cx, fields);
            codes(cx, "dp.settings", fields);
        }
    });
}

fn types(cx: &mut Context<'_>, fields: &Object) {
    for member in &fields.members {
        let Some((node, kind)) = kind(&member.value) else { continue };
        if !matches!(kind, FieldType::Other(_)) {
            continue;
        }
        let place = Place::manifest(format!("settings.{}.type", member.key), node);
        let near = super::suggest::nearest(kind.code(), TYPES.iter().copied());
        let report = cx.report(&TYPE, place, format!("there is no field type `{kind}`"));
        match near {
            Some(near) => {
                report.help(format!("did you mean `{near}`?")).replace(
                    format!("write `{near}`"),
                    node.span.clone(),
                    format!("\"{near}\""),
                );
            }
            None => {
                report.help(format!(
                    "one of: {}; draw anything else yourself in one `custom` field",
                    TYPES.join(", ")
                ));
            }
        }
    }
}

fn customs(cx: &mut Context<'_>, fields: &Object) {
    let customs: Vec<_> = fields
        .members
        .iter()
        .filter_map(|member| Some((member, kind(&member.value)?)))
        .filter(|(_, (_, kind))| *kind == FieldType::Custom)
        .collect();
    let Some(((first, _), more)) = customs.split_first() else { return };
    for (member, (node, _)) in more {
        let place = Place::manifest(format!("settings.{}.type", member.key), node);
        cx.report(
            &CUSTOM,
            place,
            format!("`{}` is a second custom field beside `{}`", member.key, first.key),
        )
        .help("keep one and store several values in it as JSON");
    }
}

fn pipeline(cx: &mut Context<'_>, fields: &Object) {
    for member in &fields.members {
        if let Some((node, kind)) = kind(&member.value)
            && kind != FieldType::Text
        {
            let place = Place::manifest(format!("dp.settings.{}.type", member.key), node);
            cx.report(&DP_TYPE, place, format!("type `{kind}` is not known to work in the pipeline"))
                .help("use `text` and draw your own control over it in dpSettings")
                .replace("write `text`", node.span.clone(), "\"text\"");
        }
    }
}

fn codes(cx: &mut Context<'_>, block: &str, fields: &Object) {
    for member in &fields.members {
        let plain = member.key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        if !plain || member.key.is_empty() {
            let place =
                Place::span("manifest.json", member.key_span.clone()).key(format!("{block}.{}", member.key));
            cx.report(&CODE, place, format!("`{}` is no plain field code", member.key))
                .help("use Latin letters, digits and `_`; the label goes into the i18n files");
        }
    }
}

fn kind(field: &Node) -> Option<(&Node, FieldType)> {
    let node = field.get("type")?;
    Some((node, FieldType::from(node.as_str().filter(|text| !text.trim().is_empty())?.to_owned())))
}
