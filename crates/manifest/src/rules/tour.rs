//! KM0540–KM0549: the `tour` block.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::json::{Document, Node};

static MISSING: Rule = Rule::moderated(["KM0540", "no-tour", "The manifest has a tour", docs::MANIFEST]);
static FALSE: Rule = Rule::error(["KM0541", "tour-is-false", "tour.is_tour is true", docs::MANIFEST])
    .refused_with("Something went wrong");
static COUNT: Rule =
    Rule::error(["KM0542", "tour-image-count", "A tour has one to five images per language", docs::TUTORIAL]);
static PATH: Rule =
    Rule::error(["KM0543", "tour-image-path", "Tour images are files under /images/", docs::MANIFEST]);
static LANGUAGE: Rule = Rule::warning([
    "KM0544",
    "tour-languages",
    "The tour has images for each language of the widget, and for no other",
    docs::MANIFEST,
]);

pub(super) const RULES: &[&Rule] = &[&MISSING, &FALSE, &COUNT, &PATH, &LANGUAGE];

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        let Some(tour) = manifest.root.get("tour") else {
            let place = Place::span("manifest.json", manifest.root.span.start..manifest.root.span.start + 1)
                .key("tour");
            cx.report(&MISSING, place, "the manifest has no tour").help(
                "add `\"tour\": { \"is_tour\": true, \"tour_images\": { \"en\": [\"/images/tour_1_en.png\"] }, \
                 \"tour_description\": \"widget.tour_description\" }`",
            );
            return;
        };
        if let Some(node) = tour.get("is_tour")
            && node.as_bool() == Some(false)
        {
            cx.report(&FALSE, Place::manifest("tour.is_tour", node), "is_tour is false")
                .help("write true; false was given up, and Kommo does not say so when it refuses the archive")
                .replace("write true", node.span.clone(), "true");
        }
        images(cx, manifest, tour);
    });
}

fn images(cx: &mut Context<'_>, manifest: &Document, tour: &Node) {
    let Some(images) = tour.get("tour_images").and_then(Node::as_object) else { return };
    let locale = super::locale(manifest);
    for lang in locale.iter().filter(|lang| images.get(lang).is_none()) {
        let span = tour.get("tour_images").map_or(0..0, |node| node.span.start..node.span.start + 1);
        let place = Place::span("manifest.json", span).key("tour.tour_images");
        cx.report(&LANGUAGE, place, format!("the tour has no images for `{lang}`"))
            .help(format!("add `\"{lang}\": [\"/images/tour_1_{lang}.png\"]`"));
    }
    for member in &images.members {
        let key = format!("tour.tour_images.{}", member.key);
        if !locale.contains(&member.key.as_str()) {
            let place = Place::span("manifest.json", member.key_span.clone()).key(&key);
            cx.report(&LANGUAGE, place, format!("`{}` is not a language of the widget", member.key))
                .help("add it to widget.locale, or remove its images");
        }
        let Some(items) = member.value.as_array() else { continue };
        if !(1..=5).contains(&items.len()) {
            let message = format!("the tour has {} images for `{}`", items.len(), member.key);
            cx.report(&COUNT, Place::manifest(&key, &member.value), message).help("give it one to five");
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(path) = item.as_str().filter(|path| !path.is_empty()) {
                image(cx, item, format!("{key}[{index}]"), path);
            }
        }
    }
}

fn image(cx: &mut Context<'_>, node: &Node, key: String, path: &str) {
    let inside = path.trim_start_matches('/');
    if !path.starts_with("/images/") {
        let report =
            cx.report(&PATH, Place::manifest(key, node), format!("`{path}` does not begin with /images/"));
        if inside.starts_with("images/") {
            report.help("begin the path with a slash").replace(
                "begin it with a slash",
                node.span.clone(),
                serde_json::Value::from(format!("/{inside}")).to_string(),
            );
        } else {
            report.help("put the picture into the folder images and write its path from the archive's root");
        }
    } else if !cx.files.contains(inside) {
        let near = super::suggest::nearest(inside, cx.files.paths()).map(str::to_owned);
        let report = cx.report(&PATH, Place::manifest(key, node), format!("there is no file {inside}"));
        match near {
            Some(near) => report.help(format!("did you mean `/{near}`?")),
            None => report.help("add the picture (1188 × 616 pixels), or name one that exists"),
        };
    }
}
