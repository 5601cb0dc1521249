//! KM0310–KM0319: the `widget` block.

use std::collections::HashSet;

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::{Document, Node, Value};

static INTERFACE: Rule = Rule::error([
    "KM0310",
    "interface-version",
    "interface_version is 2: version 1 is closed to new widgets",
    docs::RU_STRUCTURE,
]);
static NOT_RAISED: Rule = Rule::moderated([
    "KM0311",
    "version-not-raised",
    "The version grows with every upload, or browsers keep the old files",
    docs::RU_STRUCTURE,
]);
static OBSOLETE: Rule = Rule::moderated([
    "KM0312",
    "obsolete-key",
    "code and secret_key are not in the manifest: Kommo makes them up on upload",
    docs::RU_UPLOAD,
]);
static NO_SUPPORT: Rule =
    Rule::moderated(["KM0313", "no-support", "The widget says where its users get help", docs::MANIFEST]);
static SHOWCASE: Rule = Rule::warning([
    "KM0314",
    "showcase-installs",
    "is_showcase needs installation: false",
    docs::RU_STRUCTURE,
]);
static INERT: Rule = Rule::private_warning([
    "KM0315",
    "cannot-be-installed",
    "A private widget has installation: true, or nobody can switch it on",
    docs::MANIFEST,
]);
static LOCALE: Rule = Rule::error([
    "KM0316",
    "no-locale",
    "widget.locale names at least one language, each once",
    docs::MANIFEST,
]);
static EMAIL: Rule = Rule::warning([
    "KM0317",
    "support-address",
    "support.link is a https page and support.email an address",
    docs::MANIFEST,
]);

pub(super) const RULES: &[&Rule] =
    &[&INTERFACE, &NOT_RAISED, &OBSOLETE, &NO_SUPPORT, &SHOWCASE, &INERT, &LOCALE, &EMAIL];

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        let Some(widget) = manifest.get("widget").filter(|node| node.as_object().is_some()) else { return };
        versions(cx, manifest);
        obsolete(cx, widget);
        support(cx, widget);
        installation(cx, widget);
        locale(cx, widget);
    });
}

fn versions(cx: &mut Context<'_>, manifest: &Document) {
    if let Some(node) = manifest.get("widget.interface_version")
        && let Value::Number(number) = &node.value
        && number.as_u64() != Some(2)
    {
        cx.report(
            &INTERFACE,
            Place::manifest("widget.interface_version", node),
            format!("interface_version is {number}"),
        )
        .help("it must be 2")
        .replace("write 2", node.span.clone(), "2");
    }
    if let Some(node) = manifest.get("widget.version")
        && let (Some(version), Some(previous)) = (node.as_str(), cx.options.previous_version.as_deref())
        && version == previous
    {
        cx.report(
            &NOT_RAISED,
            Place::manifest("widget.version", node),
            format!("version {version} was uploaded before"),
        )
        .help("raise it (`cargo kommo pack --bump` does): browsers cache the widget's files by it");
    }
}

fn obsolete(cx: &mut Context<'_>, widget: &Node) {
    for key in ["code", "secret_key"] {
        let Some(member) = widget.as_object().and_then(|object| object.member(key)) else { continue };
        let path = format!("widget.{key}");
        let message = format!("`{path}` is obsolete");
        let help = match key {
            "code" => "remove it: Kommo makes up the code on upload and shows it in the tab Keys and scopes",
            _ => {
                "remove it, and if it is a real key, generate a new one: whoever has the archive has the key"
            }
        };
        let span = member.key_span.start..member.value.span.end;
        cx.report(&OBSOLETE, Place::span("manifest.json", span).key(path), message).help(help);
    }
}

fn support(cx: &mut Context<'_>, widget: &Node) {
    let part = |name: &str| widget.get("support").and_then(|support| support.get(name));
    let filled = |name: &str| part(name).and_then(Node::as_str).is_some_and(|text| !text.trim().is_empty());
    if !filled("link") && !filled("email") {
        let start = widget.get("support").unwrap_or(widget).span.start;
        let place = Place::span("manifest.json", start..start + 1).key("widget.support");
        cx.report(&NO_SUPPORT, place, "the widget names neither a support page nor an address")
            .help("add `\"support\": { \"link\": \"https://…\", \"email\": \"…\" }`");
        return;
    }
    if let Some(node) = part("link")
        && let Some(text) = node.as_str()
        && !text.is_empty()
        && !text.starts_with("https://")
    {
        let message = format!("support.link is `{text}`, which is not a https address");
        cx.report(&EMAIL, Place::manifest("widget.support.link", node), message)
            .help("write the whole address, beginning with https://");
    }
    if let Some(node) = part("email")
        && let Some(text) = node.as_str()
        && !text.is_empty()
        && !is_address(text)
    {
        let message = format!("support.email is `{text}`, which is not an e-mail address");
        cx.report(&EMAIL, Place::manifest("widget.support.email", node), message)
            .help("write a plain address such as support@example.com");
    }
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}

fn installation(cx: &mut Context<'_>, widget: &Node) {
    let flag = |name: &str| widget.get(name).and_then(Node::as_bool);
    if flag("is_showcase") == Some(true)
        && flag("installation") == Some(true)
        && let Some(node) = widget.get("is_showcase")
    {
        cx.report(
            &SHOWCASE,
            Place::manifest("widget.is_showcase", node),
            "is_showcase has no effect on an installable widget",
        )
        .help("set `\"installation\": false`, or remove is_showcase");
    }
    if flag("installation") == Some(false)
        && let Some(node) = widget.get("installation")
    {
        cx.report(
            &INERT,
            Place::manifest("widget.installation", node),
            "with installation: false the widget is listed, but cannot be switched on",
        )
        .help("set it to true, unless it is only meant to be seen")
        .replace("set it to true", node.span.clone(), "true");
    }
}

fn locale(cx: &mut Context<'_>, widget: &Node) {
    let Some((node, items)) = widget.get("locale").and_then(|node| Some((node, node.as_array()?))) else {
        return;
    };
    if items.is_empty() {
        cx.report(&LOCALE, Place::manifest("widget.locale", node), "the widget has no language")
            .help("name at least one, such as [\"en\"], and give it i18n/en.json");
    }
    let mut seen = HashSet::new();
    for (index, item) in items.iter().enumerate() {
        if let Some(text) = item.as_str()
            && !seen.insert(text)
        {
            let message = format!("`{text}` stands in widget.locale twice");
            cx.report(&LOCALE, Place::manifest(format!("widget.locale[{index}]"), item), message)
                .help("remove one of the two");
        }
    }
}
