//! KM04xx: `locations`, and the blocks and files they need.

use std::collections::HashMap;

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::{Document, Node};
use crate::manifest::{Area, Location};

static NONE: Rule =
    Rule::error(["KM0401", "no-locations", "A widget lists at least one location", docs::LOCATIONS]);
static UNKNOWN: Rule =
    Rule::error(["KM0402", "unknown-location", "Locations are those that Kommo knows", docs::LOCATIONS]);
static TWICE: Rule = Rule::error([
    "KM0403",
    "location-twice",
    "Each location is listed once, with one suffix",
    docs::LOCATIONS,
]);
static SUFFIX: Rule = Rule::error([
    "KM0404",
    "meaningless-suffix",
    "Only cards and lists take the suffix -0 or -1",
    docs::LOCATIONS,
]);
static AMOCRM: Rule = Rule::warning([
    "KM0405",
    "amocrm-only-location",
    "Kommo has no customers and no other locations that only amoCRM knows",
    docs::LOCATIONS,
]);
static BLOCK: Rule =
    Rule::error(["KM0406", "location-needs-block", "A location's block is in the manifest", docs::MANIFEST]);
static SETTINGS: Rule = Rule::error([
    "KM0407",
    "settings-required",
    "With location `settings` the block `settings` has at least one field",
    docs::MANIFEST,
])
.refused_with("\"settings\" field is required in manifest.json");
static ORPHAN: Rule = Rule::moderated([
    "KM0408",
    "block-without-location",
    "A block's location is listed",
    docs::RU_REQUIREMENTS,
]);
static CARD_SDK: Rule = Rule::warning([
    "KM0409",
    "card-sdk-without-card",
    "card_sdk comes with the cards in which its tab appears",
    docs::LOCATIONS,
]);
static MENU: Rule = Rule::private_warning([
    "KM0410",
    "widget-page-is-public",
    "The left menu is open to public integrations in a technical account only",
    docs::LEFT_MENU,
]);
static FILE: Rule = Rule::error([
    "KM0411",
    "location-needs-file",
    "A location's script is in the archive",
    docs::RU_AMOFORMS,
]);
static NO_SETTINGS: Rule = Rule::warning([
    "KM0412",
    "installed-without-settings",
    "An installable widget lists the location `settings`",
    docs::MANIFEST,
]);

pub(super) const RULES: &[&Rule] = &[
    &NONE,
    &UNKNOWN,
    &TWICE,
    &SUFFIX,
    &AMOCRM,
    &BLOCK,
    &SETTINGS,
    &ORPHAN,
    &CARD_SDK,
    &MENU,
    &FILE,
    &NO_SETTINGS,
];

/// Which location needs which block.
const BLOCKS: &[(Area, &str, &str)] = &[
    (Area::DigitalPipeline, "dp", "{ \"settings\": {}, \"action_multiple\": false }"),
    (Area::AdvancedSettings, "advanced", "{ \"title\": \"advanced.title\" }"),
    (
        Area::SalesbotDesigner,
        "salesbot_designer",
        "{ \"<handler>\": { \"name\": \"salesbot.name\", \"settings\": {} } }",
    ),
    (Area::Sms, "sms", "{ \"endpoint\": \"https://…\" }"),
    (Area::MobileCard, "mobile", "{ \"frame_url\": \"https://…\" }"),
    (
        Area::WidgetPage,
        "left_menu",
        "{ \"<item>\": { \"title\": \"left_menu.title\", \"icon\": \"images/menu.svg\" } }",
    ),
    (Area::Amoforms, "amoforms_settings", "{ \"title\": \"amoforms.title\" }"),
];

/// Which location needs which script at the root (amoCRM only).
const FILES: &[(Area, &str)] = &[(Area::Amoforms, "amoforms.js"), (Area::PersonalPage, "personal_page.js")];

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        let list = manifest.get("locations");
        let items = list.and_then(Node::as_array).unwrap_or_default();
        if items.is_empty() && list.is_none_or(|node| node.as_array().is_some()) {
            let node = list.unwrap_or(&manifest.root);
            let place = Place::span("manifest.json", node.span.start..node.span.start + 1).key("locations");
            cx.report(&NONE, place, "the widget lists no location, so it appears nowhere")
                .help("add `\"locations\": [\"lcard-1\", \"settings\"]` or others");
        }
        let found: Vec<Found<'_>> = items.iter().enumerate().filter_map(Found::new).collect();
        let mut first: HashMap<&Area, &Found<'_>> = HashMap::new();
        for location in &found {
            one(cx, location);
            match first.get(&location.location.area) {
                Some(earlier) => twice(cx, location, earlier),
                None => {
                    first.insert(&location.location.area, location);
                }
            }
        }
        together(cx, manifest, &found);
    });
}

struct Found<'a> {
    node: &'a Node,
    key: String,
    text: &'a str,
    location: Location,
}

impl<'a> Found<'a> {
    fn new((index, node): (usize, &'a Node)) -> Option<Self> {
        let text = node.as_str().filter(|text| !text.trim().is_empty())?;
        Some(Self { node, key: format!("locations[{index}]"), text, location: Location::parse(text) })
    }

    fn place(&self) -> Place {
        Place::manifest(&self.key, self.node)
    }
}

fn one(cx: &mut Context<'_>, found: &Found<'_>) {
    let area = &found.location.area;
    if let Area::Other(code) = area {
        let near = super::suggest::nearest(code, Area::ALL.iter().map(Area::code));
        let report = cx.report(&UNKNOWN, found.place(), format!("there is no location `{}`", found.text));
        match near {
            Some(near) => {
                let new = Location { area: Area::from_code(near), column: found.location.column }.to_string();
                report.help(format!("did you mean `{new}`?")).replace(
                    format!("write `{new}`"),
                    found.node.span.clone(),
                    format!("\"{new}\""),
                );
            }
            None => {
                let known: Vec<&str> =
                    Area::ALL.iter().filter(|area| !area.is_amocrm_only()).map(Area::code).collect();
                report.help(format!("Kommo knows: {}", known.join(", ")));
            }
        }
        return;
    }
    if found.location.column.is_some() && !area.has_column() {
        let code = area.code();
        cx.report(&SUFFIX, found.place(), format!("`{}`: the suffix means nothing for {code}", found.text))
            .help(format!("write `{code}`; only cards and lists have a column to be shown in"))
            .replace(format!("write `{code}`"), found.node.span.clone(), format!("\"{code}\""));
    }
    if area.is_amocrm_only() && !cx.options.amocrm {
        cx.report(&AMOCRM, found.place(), format!("`{}` exists in amoCRM only, not in Kommo", found.text))
            .help("remove it, unless the widget is also meant for amoCRM");
    }
    if *area == Area::WidgetPage {
        cx.report(&MENU, found.place(), "a private integration gets no item in the left menu")
            .help("use `advanced_settings` for a page of its own, or make the integration public");
    }
    for (needs, file) in FILES {
        if area == needs && !cx.files.contains(file) && !cx.options.before_build {
            cx.report(
                &FILE,
                found.place(),
                format!("location `{}` needs {file} beside script.js", found.text),
            )
            .help(format!("add {file} at the archive's root, or remove the location"));
        }
    }
}

fn twice(cx: &mut Context<'_>, found: &Found<'_>, first: &Found<'_>) {
    let message = if first.text == found.text {
        format!("`{}` is listed twice", found.text)
    } else {
        format!("`{}` and `{}` are the same location", first.text, found.text)
    };
    let help = if found.location.area.has_column() {
        "keep one: -1 shows a block in the column, -0 does not"
    } else {
        "remove one of the two"
    };
    cx.report(&TWICE, found.place(), message).help(help);
}

fn together(cx: &mut Context<'_>, manifest: &Document, found: &[Found<'_>]) {
    let place_of = |area: &Area| found.iter().find(|found| found.location.area == *area).map(Found::place);
    let block = |name: &str| manifest.root.as_object().and_then(|root| root.member(name));
    for (area, name, example) in BLOCKS {
        match (place_of(area), block(name)) {
            (Some(place), None) => {
                cx.report(&BLOCK, place, format!("location `{}` needs the block `{name}`", area.code()))
                    .help(format!("add `\"{name}\": {example}`, or remove the location"));
            }
            (None, Some(member)) => {
                let place = Place::span("manifest.json", member.key_span.clone()).key(*name);
                cx.report(&ORPHAN, place, format!("the block `{name}` does nothing without its location"))
                    .help(format!("add `\"{}\"` to locations, or remove the block", area.code()));
            }
            _ => {}
        }
    }
    settings(cx, manifest, place_of(&Area::Settings));
    if let Some(place) = place_of(&Area::CardSdk)
        && !found.iter().any(|found| found.location.area.is_card())
    {
        cx.report(&CARD_SDK, place, "card_sdk is listed without any card")
            .help("add the cards in which the tab shall appear, such as `lcard-0`");
    }
}

fn settings(cx: &mut Context<'_>, manifest: &Document, place: Option<Place>) {
    let settings = manifest.get("settings");
    let fields = settings.and_then(Node::as_object).map_or(0, |object| object.members.len());
    let installs = manifest.get("widget.installation").filter(|node| node.as_bool() == Some(true));
    match (place, settings) {
        (Some(_), Some(node)) if fields == 0 => {
            cx.report(&SETTINGS, Place::manifest("settings", node), "`settings` is empty")
                .help(SETTINGS_HELP);
        }
        (Some(place), None) => {
            cx.report(&SETTINGS, place, "location `settings` needs the block `settings`").help(SETTINGS_HELP);
        }
        (None, _) => {
            if let Some(node) = installs {
                cx.report(
                    &NO_SETTINGS,
                    Place::manifest("widget.installation", node),
                    "the widget can be installed, but does not list the location `settings`",
                )
                .help("add `\"settings\"` to locations: the script then runs in the modal in which an admin installs the widget");
            }
        }
        _ => {}
    }
}

const SETTINGS_HELP: &str = "add at least one field, such as \
    `\"settings\": { \"consent\": { \"name\": \"settings.consent\", \"type\": \"custom\", \"required\": false } }`; \
    an empty object is refused too";
