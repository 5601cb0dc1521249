//! KM07xx: logos and tour pictures.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::image::{self, Format, Image};
use crate::json::{Document, Node};
use crate::manifest::{Area, Location};

static MISSING: Rule =
    Rule::error(["KM0701", "no-logo", "The logos are in the folder images", docs::IMAGES]).refused();
static MISSING_CARD: Rule = Rule::moderated([
    "KM0702",
    "no-card-logo",
    "logo_medium.png and logo_min.png are there, too, when the widget is in no card",
    docs::LISTING,
]);
static SIZE: Rule =
    Rule::error(["KM0703", "logo-size", "Logos have exactly the documented size in pixels", docs::IMAGES])
        .refused();
static HEAVY: Rule = Rule::error([
    "KM0704",
    "image-too-heavy",
    "Logos and tour pictures are at most 300 KB each",
    docs::IMAGES,
]);
static ANIMATED: Rule =
    Rule::error(["KM0705", "animated-image", "Logos and tour pictures are not animated", docs::IMAGES]);
static UNREADABLE: Rule =
    Rule::error(["KM0706", "unreadable-image", "Logos and tour pictures are sound images", docs::IMAGES]);
static FORMAT: Rule = Rule::warning([
    "KM0707",
    "image-format",
    "Logos are PNG, tour pictures PNG or JPEG, and named so",
    docs::IMAGES,
]);
static TOUR_SIZE: Rule =
    Rule::moderated(["KM0708", "tour-image-size", "Tour pictures are 1188 × 616 pixels", docs::TUTORIAL]);

pub(super) const RULES: &[&Rule] =
    &[&MISSING, &MISSING_CARD, &SIZE, &HEAVY, &ANIMATED, &UNREADABLE, &FORMAT, &TOUR_SIZE];

/// 300 KB.
const HEAVIEST: usize = 300 * 1024;
const TOUR: (usize, usize) = (1188, 616);

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        let locations: Vec<Location> = manifest
            .get("locations")
            .and_then(Node::as_array)
            .unwrap_or_default()
            .iter()
            .filter_map(|node| node.as_str().map(Location::parse))
            .collect();
        logos(cx, &locations);
        tour(cx, manifest);
    });
}

fn logos(cx: &mut Context<'_>, locations: &[Location]) {
    let in_cards = locations.iter().any(|location| location.area.is_card());
    let in_pipeline = locations.iter().any(|location| location.area == Area::DigitalPipeline);
    for logo in image::LOGOS {
        let path = logo.path;
        let (width, height) = (logo.width, logo.height);
        if cx.files.contains(path) {
            if let Some(image) = picture(cx, Place::file(path), path, &[Format::Png])
                && (image.width, image.height) != (width, height)
            {
                let found = format!("{} × {}", image.width, image.height);
                let message = format!("the picture is {found} pixels, but must be {width} × {height}");
                cx.report(&SIZE, Place::file(path), message)
                    .help("export it again in exactly that size; Kommo names only one wrong picture at each attempt");
            }
            continue;
        }
        let rule = match logo.needed {
            image::Needed::Always => &MISSING,
            image::Needed::InCards if in_cards => &MISSING,
            image::Needed::InCards => &MISSING_CARD,
            image::Needed::InPipeline if in_pipeline => &MISSING,
            image::Needed::InPipeline => continue,
        };
        let lower = cx.files.paths().find(|other| other.eq_ignore_ascii_case(path)).map(str::to_owned);
        let help = match lower {
            Some(other) => format!("rename `{other}`: upper and lower case count"),
            None => format!("add a PNG of exactly {width} × {height} pixels, at most 300 KB"),
        };
        cx.report(rule, Place::archive(), format!("{path} is missing")).help(help);
    }
}

fn tour(cx: &mut Context<'_>, manifest: &Document) {
    let languages = manifest.get("tour.tour_images").and_then(Node::as_object);
    let mut seen = std::collections::BTreeSet::new();
    for member in languages.into_iter().flat_map(|object| &object.members) {
        for (index, item) in member.value.as_array().unwrap_or_default().iter().enumerate() {
            let path = item.as_str().unwrap_or_default().trim_start_matches('/');
            // A logo that is shown again has been judged as a logo.
            let is_logo = image::LOGOS.iter().any(|logo| logo.path == path);
            if is_logo || !cx.files.contains(path) || !seen.insert(path.to_owned()) {
                continue;
            }
            let key = format!("tour.tour_images.{}[{index}]", member.key);
            let place = Place::manifest(key, item);
            if let Some(image) = picture(cx, place.clone(), path, &[Format::Png, Format::Jpeg])
                && (image.width, image.height) != TOUR
            {
                let message = format!(
                    "{path} is {} × {} pixels, but a tour picture is {} × {}",
                    image.width, image.height, TOUR.0, TOUR.1
                );
                cx.report(&TOUR_SIZE, place, message).help("export it again in that size");
            }
        }
    }
}

/// What is true of every picture; answers with what could be read.
fn picture(cx: &mut Context<'_>, place: Place, path: &str, formats: &[Format]) -> Option<Image> {
    let bytes = cx.files.get(path)?;
    if bytes.len() > HEAVIEST {
        let message = format!("{path} weighs {} KB, more than 300", bytes.len().div_ceil(1024));
        cx.report(&HEAVY, place.clone(), message).help("save it with fewer colours or stronger compression");
    }
    let image = match image::read(bytes) {
        Ok(image) => image,
        Err(error) => {
            cx.report(&UNREADABLE, place, format!("{path}: {error}")).help("export it again as PNG");
            return None;
        }
    };
    if image.animated {
        cx.report(&ANIMATED, place.clone(), format!("{path} is animated")).help("save a single frame");
    }
    let named = path.rsplit_once('.').is_some_and(|(_, ending)| image.format.endings().contains(&ending));
    if !formats.contains(&image.format) || !named {
        let message = format!("{path} is a {} file", image.format.name());
        let wanted = if formats.len() > 1 { "PNG or JPEG, named accordingly" } else { "PNG" };
        cx.report(&FORMAT, place, message).help(format!("save it as {wanted}"));
    }
    Some(image)
}
