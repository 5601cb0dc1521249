//! KM0620–KM0629: what moderators ask of the texts.

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::i18n;
use crate::json::{Document, Node};

static NAME_LONG: Rule = Rule::public_error([
    "KM0620",
    "name-too-long",
    "The name has at most 30 characters, and no word more than 19",
    docs::LISTING,
]);
static TILE_LONG: Rule = Rule::public_error([
    "KM0621",
    "short-description-too-long",
    "The short description has at most 50 characters",
    docs::LISTING,
]);
static DESCRIPTION_LONG: Rule = Rule::public_error([
    "KM0622",
    "description-too-long",
    "The description has at most 400 characters",
    docs::LISTING,
]);
static BRAND: Rule = Rule::public_error([
    "KM0623",
    "brand-in-name",
    "The name does not contain Kommo or amoCRM",
    docs::LISTING,
]);
static RU_LINK: Rule = Rule::public_error([
    "KM0624",
    "russian-link",
    "Texts in en, es and pt have no links to .ru",
    docs::LISTING,
]);
static UNTRANSLATED: Rule = Rule::public_warning([
    "KM0625",
    "untranslated",
    "Each language's texts are in that language",
    docs::LISTING,
]);
static TAG: Rule = Rule::warning([
    "KM0626",
    "unknown-tag",
    "Replacement tags in the description are those that Kommo knows",
    docs::MANIFEST,
]);

pub(super) const RULES: &[&Rule] =
    &[&NAME_LONG, &TILE_LONG, &DESCRIPTION_LONG, &BRAND, &RU_LINK, &UNTRANSLATED, &TAG];

const TAGS: &[&str] = &["HOST", "SUBDOMAIN", "LOGIN", "ACCOUNT_ID", "USER_ID", "TOP_LEVEL_DOMAIN"];
const AMOCRM_TAGS: &[&str] = &["API_HASH", "LINK", "/LINK"];

pub(super) fn run(cx: &mut Context<'_>) {
    let texts = std::mem::take(&mut cx.texts);
    let documents: Vec<(&str, &Document)> =
        texts.iter().filter_map(|(lang, parsed)| Some((lang.as_str(), parsed.as_ref().ok()?))).collect();
    super::with_manifest(cx, |cx, manifest| {
        for (lang, document) in &documents {
            let path = i18n::path(lang);
            for (field, rule, limit) in [
                ("name", &NAME_LONG, 30),
                ("short_description", &TILE_LONG, 50),
                ("description", &DESCRIPTION_LONG, 400),
            ] {
                let Some(key) = manifest.get(&format!("widget.{field}")).and_then(Node::as_str) else {
                    continue;
                };
                let Some(node) = document.get(key) else { continue };
                let Some(text) = node.as_str() else { continue };
                let place = || Place::value(&path, key, node);
                long(cx, rule, place(), text, limit);
                match field {
                    "name" => name(cx, &place(), text),
                    "description" => tags(cx, &place(), text),
                    _ => {}
                }
            }
        }
    });
    for (lang, document) in &documents {
        links(cx, lang, document);
    }
    untranslated(cx, &documents);
    cx.texts = texts;
}

fn long(cx: &mut Context<'_>, rule: &'static Rule, place: Place, text: &str, limit: usize) {
    let count = visible(text);
    if count > limit {
        cx.report(rule, place, format!("the text has {count} characters, more than {limit}"))
            .help("shorten it");
    }
}

/// Characters that are shown: those outside HTML tags.
fn visible(text: &str) -> usize {
    let mut inside = false;
    text.chars()
        .filter(|c| {
            match c {
                '<' => inside = true,
                '>' if inside => {
                    inside = false;
                    return false;
                }
                _ => {}
            }
            !inside
        })
        .count()
}

fn name(cx: &mut Context<'_>, place: &Place, text: &str) {
    if let Some(word) = text.split_whitespace().find(|word| word.chars().count() > 19) {
        let message = format!("the word `{word}` has {} characters, more than 19", word.chars().count());
        cx.report(&NAME_LONG, place.clone(), message)
            .help("shorten or divide it, or the tile cannot show it");
    }
    let lower = text.to_lowercase();
    if let Some(brand) = ["kommo", "amocrm"].iter().find(|brand| lower.contains(**brand)) {
        cx.report(&BRAND, place.clone(), format!("the name contains `{brand}`"))
            .help("take the brand out of the name (and of the logo)");
    }
}

fn tags(cx: &mut Context<'_>, place: &Place, text: &str) {
    for tag in text.split('#').skip(1).step_by(2) {
        let shaped = !tag.is_empty() && tag.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '_' | '/'));
        let known = TAGS.contains(&tag) || (cx.options.amocrm && AMOCRM_TAGS.contains(&tag));
        if shaped && !known {
            cx.report(&TAG, place.clone(), format!("Kommo does not replace #{tag}#"))
                .help(format!("known are #{}#", TAGS.join("#, #")));
        }
    }
}

fn links(cx: &mut Context<'_>, lang: &str, document: &Document) {
    if !matches!(lang.get(..2), Some("en" | "es" | "pt")) {
        return;
    }
    let path = i18n::path(lang);
    i18n::visit(&document.root, &mut |key, node| {
        let text = node.as_str().unwrap_or_default();
        let russian = text.split(['"', '\'', ' ', '<', '>', '(', ')']).any(|word| {
            let host = word.split_once("://").map_or(word, |(_, rest)| rest);
            let host =
                host.split(['/', '?', '#', ':']).next().unwrap_or(host).trim_end_matches(['.', ',', ';']);
            host.ends_with(".ru") && host.len() > 3
        });
        if russian {
            cx.report(&RU_LINK, Place::value(&path, key, node), "the text links to a .ru address")
                .help("link to a page in the text's own language, or leave the link out");
        }
    });
}

fn untranslated(cx: &mut Context<'_>, documents: &[(&str, &Document)]) {
    let all: Vec<_> =
        documents.iter().map(|(lang, document)| (*lang, i18n::Texts::from_node(&document.root))).collect();
    for (index, (lang, texts)) in all.iter().enumerate() {
        // Turkish and Indonesian may at first reuse the English text.
        if matches!(*lang, "tr" | "id") || texts.len() < 3 {
            continue;
        }
        for (other, theirs) in all.iter().take(index).filter(|(other, _)| !matches!(*other, "tr" | "id")) {
            let long = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 8;
            let own: Vec<_> = texts.iter().filter(|(_, text)| long(text)).collect();
            let same = own.iter().filter(|(key, text)| theirs.get(key) == Some(text)).count();
            if own.len() >= 3 && same * 2 > own.len() {
                let path = i18n::path(lang);
                let message =
                    format!("{same} of {} longer texts are the same as in {}", own.len(), i18n::path(other));
                cx.report(&UNTRANSLATED, Place::file(&path), message).help("translate them");
            }
        }
    }
}
