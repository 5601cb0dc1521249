//! KM0520–KM0529: `salesbot_designer`.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::Node;

static NO_HANDLER: Rule = Rule::error([
    "KM0520",
    "no-designer-handler",
    "salesbot_designer has at least one handler",
    docs::RU_SALESBOT,
]);
static TYPE: Rule = Rule::error([
    "KM0521",
    "designer-field-type",
    "Fields of a Salesbot block are of type text, numeric or url",
    docs::RU_SALESBOT,
]);
static LOGO: Rule = Rule::warning([
    "KM0522",
    "designer-logo",
    "The Salesbot block's logo is in the archive",
    docs::RU_SALESBOT,
]);

pub(super) const RULES: &[&Rule] = &[&NO_HANDLER, &TYPE, &LOGO];

pub(super) const TYPES: &[&str] = &["text", "numeric", "url"];

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        let Some(node) = manifest.get("salesbot_designer") else { return };
        let Some(designer) = node.as_object() else { return };
        if let Some(logo) = designer.get("logo") {
            self::logo(cx, logo);
        }
        let handlers = designer.members.iter().filter(|member| member.key != "logo");
        if handlers.clone().next().is_none() {
            cx.report(
                &NO_HANDLER,
                Place::manifest("salesbot_designer", node),
                "salesbot_designer has no handler, so there is no block",
            )
            .help("add `\"<handler>\": { \"name\": \"salesbot.name\", \"settings\": { … } }`");
        }
        for handler in handlers {
            let fields = handler.value.get("settings").and_then(Node::as_object);
            for field in fields.into_iter().flat_map(|fields| &fields.members) {
                let Some(node) = field.value.get("type") else { continue };
                let Some(kind) =
                    node.as_str().filter(|kind| !kind.trim().is_empty() && !TYPES.contains(kind))
                else {
                    continue;
                };
                let key = format!("salesbot_designer.{}.settings.{}.type", handler.key, field.key);
                cx.report(
                    &TYPE,
                    Place::manifest(key, node),
                    format!("there is no Salesbot field type `{kind}`"),
                )
                .help("one of: text (takes text fields), numeric (also numbers), url (also links)");
            }
        }
    });
}

fn logo(cx: &mut Context<'_>, node: &Node) {
    let Some(path) = node.as_str().filter(|path| !path.is_empty()) else { return };
    // `/widgets/<code>/images/x.png` is the documentation's form, `/images/x.png` that of working widgets.
    let inside = path.trim_start_matches('/');
    let inside = inside
        .strip_prefix("widgets/")
        .and_then(|rest| rest.split_once('/'))
        .map_or(inside, |(_, rest)| rest);
    if !path.starts_with("http") && !cx.files.contains(inside) {
        cx.report(
            &LOGO,
            Place::manifest("salesbot_designer.logo", node),
            format!("there is no file {inside}"),
        )
        .help("name a picture of the archive, such as `/images/logo_medium.png`");
    }
}
