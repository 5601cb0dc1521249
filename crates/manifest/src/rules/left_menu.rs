//! KM0530–KM0539: `left_menu`.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::{Member, Node};
use crate::manifest::SystemItem;

static INCOMPLETE: Rule = Rule::error([
    "KM0530",
    "menu-item-incomplete",
    "Own items of the left menu have title and icon",
    docs::LEFT_MENU,
]);
static ICON: Rule =
    Rule::error(["KM0531", "menu-icon", "The icon of a menu item is in the archive", docs::LEFT_MENU]);
static NOT_SVG: Rule =
    Rule::moderated(["KM0532", "menu-icon-format", "The icon of a menu item is an SVG", docs::LEFT_MENU]);
static AFTER: Rule =
    Rule::error(["KM0533", "menu-place", "A menu item stands after an item of the system", docs::LEFT_MENU]);
static SYSTEM: Rule = Rule::error([
    "KM0534",
    "menu-system-item",
    "Of the system's items stats and settings take sub-items, and all but settings can be hidden",
    docs::LEFT_MENU,
]);
static CUSTOMERS: Rule =
    Rule::warning(["KM0535", "menu-customers", "Kommo has no customers in its menu", docs::LEFT_MENU]);

pub(super) const RULES: &[&Rule] = &[&INCOMPLETE, &ICON, &NOT_SVG, &AFTER, &SYSTEM, &CUSTOMERS];

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        let items = manifest.get("left_menu").and_then(Node::as_object);
        for member in items.into_iter().flat_map(|object| &object.members) {
            if member.value.as_object().is_none() {
                continue;
            }
            match SystemItem::from_code(&member.key) {
                Some(system) => change(cx, member, system),
                None => own(cx, member),
            }
        }
    });
}

fn own(cx: &mut Context<'_>, member: &Member) {
    let key = format!("left_menu.{}", member.key);
    let item = &member.value;
    let icons = item.get("icon").is_some() || item.get("icons").is_some();
    for (name, there) in [("title", item.get("title").is_some()), ("icon", icons)] {
        if !there {
            let place = Place::span("manifest.json", member.key_span.clone()).key(format!("{key}.{name}"));
            let example = if name == "title" { "left_menu.title" } else { "images/menu.svg" };
            cx.report(&INCOMPLETE, place, format!("the menu item `{}` has no {name}", member.key))
                .help(format!("add `\"{name}\": \"{example}\"`"));
        }
    }
    if let Some(node) = item.get("icon") {
        icon(cx, node, format!("{key}.icon"));
    }
    for shade in ["light", "dark"] {
        if let Some(node) = item.get("icons").and_then(|icons| icons.get(shade)) {
            icon(cx, node, format!("{key}.icons.{shade}"));
        }
    }
    if let Some(node) = item.get("is_hidden") {
        cx.report(
            &SYSTEM,
            Place::manifest(format!("{key}.is_hidden"), node),
            "only items of the system can be hidden",
        )
        .help("remove the item instead");
    }
    if let Some(node) = item.get("sort").and_then(|sort| sort.get("after")) {
        after(cx, node, format!("{key}.sort.after"));
    }
}

fn icon(cx: &mut Context<'_>, node: &Node, key: String) {
    let Some(path) = node.as_str().filter(|path| !path.is_empty()) else { return };
    let inside = path.trim_start_matches('/');
    if !cx.files.contains(inside) {
        cx.report(&ICON, Place::manifest(key, node), format!("there is no file {inside}"))
            .help("add the icon, or name one that exists");
    } else if !inside.to_ascii_lowercase().ends_with(".svg") {
        cx.report(&NOT_SVG, Place::manifest(key, node), format!("{inside} is not an SVG"))
            .help("draw it as SVG, with a contrast of at least 3 against #FFFFFF and #153043");
    }
}

fn after(cx: &mut Context<'_>, node: &Node, key: String) {
    let Some(text) = node.as_str() else { return };
    if SystemItem::from_code(text).is_none() {
        let codes: Vec<&str> = SystemItem::ALL.iter().map(|item| item.code()).collect();
        cx.report(&AFTER, Place::manifest(key, node), format!("the left menu has no item `{text}`"))
            .help(format!("one of: {}", codes.join(", ")));
    } else if text == "customers" && !cx.options.amocrm {
        customers(cx, Place::manifest(key, node));
    }
}

fn change(cx: &mut Context<'_>, member: &Member, system: SystemItem) {
    let key = format!("left_menu.{}", member.key);
    let item = &member.value;
    if let Some(node) = item.get("submenu")
        && !system.takes_submenu()
    {
        let message = format!("`{}` takes no sub-items", system.code());
        cx.report(&SYSTEM, Place::manifest(format!("{key}.submenu"), node), message)
            .help("add them to stats, settings or an item of your own");
    }
    if let Some(node) = item.get("is_hidden")
        && !system.can_be_hidden()
    {
        cx.report(&SYSTEM, Place::manifest(format!("{key}.is_hidden"), node), "`settings` cannot be hidden")
            .help("remove is_hidden");
    }
    if system == SystemItem::Customers && !cx.options.amocrm {
        customers(cx, Place::span("manifest.json", member.key_span.clone()).key(key));
    }
}

fn customers(cx: &mut Context<'_>, place: Place) {
    cx.report(&CUSTOMERS, place, "`customers` exists in amoCRM only").help("name another item");
}
