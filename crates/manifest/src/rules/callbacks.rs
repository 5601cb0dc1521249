//! KM11xx: callbacks and locations belong together. Only applied when the callbacks are known.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::{Document, Node};
use crate::manifest::{Area, Location};

static MANDATORY: Rule = Rule::error([
    "KM1101",
    "missing-callback",
    "render, init and bind_actions are there, or the widget does not run",
    docs::SCRIPT,
]);
static ON_SAVE: Rule = Rule::error([
    "KM1102",
    "no-on-save",
    "onSave is there, or the widget cannot be installed",
    docs::RU_SETTINGS,
]);
static FOR_LOCATION: Rule =
    Rule::error(["KM1103", "callback-for-location", "A location's callbacks are there", docs::SCRIPT]);
static FOR_LIST: Rule = Rule::warning([
    "KM1104",
    "list-callback",
    "A list's callback is there if the widget has a block in it",
    docs::SCRIPT,
]);
static IDLE: Rule =
    Rule::warning(["KM1105", "idle-callback", "A callback's location is listed", docs::LOCATIONS]);
static UNKNOWN: Rule =
    Rule::warning(["KM1106", "unknown-callback", "Callbacks are those that the host calls", docs::SCRIPT]);

pub(super) const RULES: &[&Rule] = &[&MANDATORY, &ON_SAVE, &FOR_LOCATION, &FOR_LIST, &IDLE, &UNKNOWN];

/// What a location needs: any one of the callbacks in each row.
const NEEDS: &[(Area, &[&str])] = &[
    (Area::AdvancedSettings, &["advancedSettings"]),
    (Area::DigitalPipeline, &["dpSettings"]),
    (Area::LeadSources, &["onAddAsSource"]),
    (Area::SalesbotDesigner, &["salesbotDesignerSettings"]),
    (Area::SalesbotDesigner, &["onSalesbotDesignerSave"]),
    (Area::WidgetPage, &["initMenuPage"]),
    (Area::Catalogs, &["loadCatalogElement"]),
    (Area::CardSdk, &["loadPreloadedData"]),
    (Area::CardSdk, &["loadElements"]),
    (Area::CardSdk, &["linkCard"]),
    (Area::CardSdk, &["searchDataInCard"]),
    (Area::TaskCalendar, &["calendarSync"]),
    (Area::TaskLine, &["calendarSync"]),
];

/// What a list calls when rows are picked.
const LISTS: &[(Area, &[&str])] = &[
    (Area::LeadList, &["leads.selected"]),
    (Area::ContactList, &["contacts.selected", "companies.selected"]),
    (Area::TaskList, &["todo.selected", "tasks.selected"]),
];

/// Callbacks that need no location of their own.
const ALWAYS: &[&str] = &[
    "render",
    "init",
    "bind_actions",
    "settings",
    "onSave",
    "onInstall",
    "destroy",
    "onSource",
    "register_steps",
    "finish_wizard",
    "get_tutorial",
];

pub(super) fn run(cx: &mut Context<'_>) {
    let Some(callbacks) = &cx.options.callbacks else { return };
    let has = |name: &str| callbacks.iter().any(|callback| callback == name);
    super::with_manifest(cx, |cx, manifest| {
        let locations = listed(manifest);
        for name in ["render", "init", "bind_actions"] {
            if !has(name) {
                cx.report(&MANDATORY, Place::archive(), format!("the widget has no callback `{name}`")).help(
                    "implement it; without all of render, init and bind_actions the host runs none of them",
                );
            }
        }
        if let Some(node) = manifest.get("widget.installation").filter(|node| node.as_bool() == Some(true))
            && !has("onSave")
        {
            cx.report(
                &ON_SAVE,
                Place::manifest("widget.installation", node),
                "the widget has no callback `onSave`",
            )
            .help("implement it and return true, or set installation to false");
        }
        for (index, node, location) in &locations {
            let place = || Place::manifest(format!("locations[{index}]"), node);
            for (_, any) in NEEDS.iter().filter(|(area, _)| *area == location.area) {
                if !any.iter().any(|name| has(name)) {
                    cx.report(
                        &FOR_LOCATION,
                        place(),
                        format!("location `{location}` needs the callback `{}`", any.join("` or `")),
                    )
                    .help("implement it, or remove the location");
                }
            }
            for (_, any) in LISTS.iter().filter(|(area, _)| *area == location.area && location.shows_block())
            {
                if !any.iter().any(|name| has(name)) {
                    cx.report(
                        &FOR_LIST,
                        place(),
                        format!("`{location}` without the callback `{}`", any.join("` or `")),
                    )
                    .help(
                        "implement it: the host calls it when rows are picked; or write the location with -0",
                    );
                }
            }
        }
        for name in callbacks {
            idle(cx, name, &locations);
        }
    });
}

fn idle(cx: &mut Context<'_>, name: &str, locations: &[(usize, &Node, Location)]) {
    let areas: Vec<&Area> =
        NEEDS.iter().chain(LISTS).filter(|(_, names)| names.contains(&name)).map(|(area, _)| area).collect();
    if ALWAYS.contains(&name) {
        return;
    }
    if areas.is_empty() {
        let known = NEEDS
            .iter()
            .chain(LISTS)
            .flat_map(|(_, names)| names.iter().copied())
            .chain(ALWAYS.iter().copied());
        let near = super::suggest::nearest(name, known);
        let report = cx.report(&UNKNOWN, Place::archive(), format!("the host calls no callback `{name}`"));
        match near {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help("remove it"),
        };
    } else if !locations.iter().any(|(_, _, location)| areas.contains(&&location.area)) {
        let codes: Vec<&str> = areas.iter().map(|area| area.code()).collect();
        cx.report(&IDLE, Place::archive(), format!("the callback `{name}` is never called"))
            .help(format!("add `{}` to locations, or remove the callback", codes.join("` or `")));
    }
}

fn listed(manifest: &Document) -> Vec<(usize, &Node, Location)> {
    let items = manifest.get("locations").and_then(Node::as_array).unwrap_or_default();
    let mut found = Vec::new();
    for (index, node) in items.iter().enumerate() {
        if let Some(text) = node.as_str() {
            found.push((index, node, Location::parse(text)));
        }
    }
    found
}
