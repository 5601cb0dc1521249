//! KM0601–KM0619: the texts of `i18n/` and the manifest's keys into them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::i18n::{self, AMOCRM_LANGUAGES, KOMMO_LANGUAGES};
use crate::json::{Document, Node};

mod keys;
mod uses;

static NO_FILE: Rule = Rule::error([
    "KM0601",
    "no-i18n-file",
    "Each language of widget.locale has its i18n file",
    docs::STRUCTURE,
])
.refused();
static NOT_LISTED: Rule = Rule::moderated([
    "KM0602",
    "language-not-listed",
    "Each i18n file's language is in widget.locale",
    docs::RU_REQUIREMENTS,
]);
static MISSING: Rule = Rule::error([
    "KM0603",
    "missing-text",
    "Each text key of the manifest has a text in every language",
    docs::RU_STRUCTURE,
]);
static EMPTY: Rule =
    Rule::error(["KM0604", "empty-text", "No text that the manifest names is empty", docs::RU_STRUCTURE]);
static DIFFERENT: Rule =
    Rule::error(["KM0605", "different-keys", "All languages have the same keys", docs::RU_STRUCTURE]);
static NOT_TEXT: Rule = Rule::error([
    "KM0606",
    "not-a-text",
    "The i18n files hold strings and objects of strings",
    docs::RU_STRUCTURE,
]);
static UNKNOWN: Rule = Rule::warning([
    "KM0607",
    "unknown-language",
    "Languages are en, es, pt, tr or id (amoCRM: ru)",
    docs::MANIFEST,
]);
static AI_AGENT: Rule = Rule::error([
    "KM0608",
    "ai-agent-description",
    "With location ai_agent every language has widget.ai_agent_description",
    docs::MANIFEST,
]);
static AI_AGENT_LONG: Rule = Rule::warning([
    "KM0609",
    "ai-agent-description-long",
    "widget.ai_agent_description is at most 100 characters long",
    docs::MANIFEST,
]);
static UNUSED: Rule = Rule::warning([
    "KM0610",
    "unused-text",
    "Each text is used by the manifest or the code",
    docs::RU_REQUIREMENTS,
]);
static UNDEFINED: Rule = Rule::error([
    "KM0611",
    "undefined-text",
    "Each text that the code asks for by its key exists",
    docs::RU_STRUCTURE,
]);

pub(super) const RULES: &[&Rule] = &[
    &NO_FILE,
    &NOT_LISTED,
    &MISSING,
    &EMPTY,
    &DIFFERENT,
    &NOT_TEXT,
    &UNKNOWN,
    &AI_AGENT,
    &AI_AGENT_LONG,
    &UNUSED,
    &UNDEFINED,
];

/// Keys the host reads by itself.
const HOST_KEYS: &[&str] = &["widget.call_action", "widget.ai_agent_description"];

/// The values of one language's file by dotted key.
type Leaves<'a> = BTreeMap<String, &'a Node>;

pub(super) fn run(cx: &mut Context<'_>) {
    let texts = std::mem::take(&mut cx.texts);
    let documents: BTreeMap<&str, &Document> =
        texts.iter().filter_map(|(lang, parsed)| Some((lang.as_str(), parsed.as_ref().ok()?))).collect();
    let leaves: BTreeMap<&str, Leaves<'_>> =
        documents.iter().map(|(lang, document)| (*lang, leaves(&document.root))).collect();

    not_texts(cx, &leaves);
    same_keys(cx, &documents, &leaves);
    let broken: Vec<&str> = texts.keys().map(String::as_str).collect();
    super::with_manifest(cx, |cx, manifest| {
        languages(cx, manifest, &broken);
        let keys = keys::of(manifest);
        manifest_keys(cx, &keys, &leaves);
        ai_agent(cx, manifest, &leaves);
        unused(cx, &keys, &leaves);
    });
    uses::run(cx, &leaves);
    cx.texts = texts;
}

fn leaves(root: &Node) -> Leaves<'_> {
    let mut leaves = BTreeMap::new();
    i18n::visit(root, &mut |key, node| {
        leaves.insert(key.to_owned(), node);
    });
    leaves
}

fn languages(cx: &mut Context<'_>, manifest: &Document, files: &[&str]) {
    let Some(items) = manifest.get("widget.locale").and_then(Node::as_array) else { return };
    let mut listed = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        let Some(lang) = item.as_str().filter(|lang| !lang.trim().is_empty()) else { continue };
        let place = Place::manifest(format!("widget.locale[{index}]"), item);
        let is_known =
            KOMMO_LANGUAGES.contains(&lang) || (cx.options.amocrm && AMOCRM_LANGUAGES.contains(&lang));
        if !is_known {
            let message = format!("`{lang}` is not among the languages that Kommo documents");
            cx.report(&UNKNOWN, place.clone(), message)
                .help(format!("Kommo: {}; amoCRM: ru, with --amocrm", KOMMO_LANGUAGES.join(", ")));
        }
        if listed.insert(lang) && !files.contains(&lang) {
            let path = i18n::path(lang);
            cx.report(&NO_FILE, place, format!("language `{lang}` has no {path}"))
                .help(format!("add {path} with the same keys as the other languages, or remove `{lang}`"));
        }
    }
    for lang in files.iter().filter(|lang| !listed.contains(*lang)) {
        let path = i18n::path(lang);
        cx.report(
            &NOT_LISTED,
            Place::file(&path),
            format!("`{lang}` is not in widget.locale, so nobody sees this file"),
        )
        .help(format!("add `\"{lang}\"` to widget.locale, or remove the file"));
    }
}

fn not_texts(cx: &mut Context<'_>, leaves: &BTreeMap<&str, Leaves<'_>>) {
    for (lang, leaves) in leaves {
        for (key, node) in leaves.iter().filter(|(key, node)| !key.is_empty() && node.as_str().is_none()) {
            if node.as_object().is_some() {
                continue; // An empty object holds no text, which is harmless.
            }
            let message = format!("`{key}` is {}, not a text", node.kind());
            cx.report(&NOT_TEXT, Place::value(&i18n::path(lang), key, node), message)
                .help("write it as a string; for lists use one key for each entry");
        }
    }
}

fn same_keys(
    cx: &mut Context<'_>,
    documents: &BTreeMap<&str, &Document>,
    leaves: &BTreeMap<&str, Leaves<'_>>,
) {
    let mut all: BTreeMap<&str, &str> = BTreeMap::new();
    for (lang, leaves) in leaves {
        for key in leaves.keys() {
            all.entry(key).or_insert(lang);
        }
    }
    for (lang, own) in leaves {
        for (key, other) in all.iter().filter(|(key, _)| !own.contains_key(**key)) {
            if cx.is_full(&DIFFERENT) {
                return;
            }
            let path = i18n::path(lang);
            let Some(document) = documents.get(lang) else { continue };
            // Point at the deepest object that exists on the way to the missing key.
            let parent = key
                .rmatch_indices('.')
                .find_map(|(at, _)| document.get(key.get(..at)?).filter(|node| node.as_object().is_some()))
                .unwrap_or(&document.root);
            let place = Place::span(&path, parent.span.start..parent.span.start + 1).key(*key);
            cx.report(&DIFFERENT, place, format!("`{key}` is missing, but {} has it", i18n::path(other)))
                .help("add its translation, or remove it from the other languages");
        }
    }
}

fn manifest_keys(cx: &mut Context<'_>, keys: &[keys::Key<'_>], leaves: &BTreeMap<&str, Leaves<'_>>) {
    for key in keys {
        if cx.is_full(&MISSING) {
            return;
        }
        let place = || Place::manifest(&key.path, key.node);
        let without: Vec<&str> =
            leaves.iter().filter(|(_, own)| !own.contains_key(key.text)).map(|(l, _)| *l).collect();
        if !without.is_empty() && without.len() == leaves.len() {
            let report = cx.report(&MISSING, place(), format!("no i18n file has the text `{}`", key.text));
            if key.text.contains(' ') {
                report.help("this must be a key such as `widget.name`; the text itself goes into i18n/<language>.json");
            } else {
                let all = leaves.values().flat_map(BTreeMap::keys).map(String::as_str);
                match super::suggest::nearest(key.text, all) {
                    Some(near) => report.help(format!("did you mean `{near}`?")),
                    None => report.help("add it to every i18n file; without it Kommo shows the key itself"),
                };
            }
        } else {
            for lang in without {
                cx.report(&MISSING, place(), format!("{} lacks the text `{}`", i18n::path(lang), key.text))
                    .help("add its translation; without it Kommo shows the key itself");
            }
        }
        for (lang, own) in leaves {
            if let Some(node) = own.get(key.text)
                && node.as_str().is_some_and(|text| text.trim().is_empty())
            {
                let message = format!("the text `{}` is empty", key.text);
                cx.report(&EMPTY, Place::value(&i18n::path(lang), key.text, node), message)
                    .help(format!("the manifest uses it for `{}`", key.path));
            }
        }
    }
}

fn ai_agent(cx: &mut Context<'_>, manifest: &Document, leaves: &BTreeMap<&str, Leaves<'_>>) {
    let key = "widget.ai_agent_description";
    let listed = manifest.get("locations").and_then(Node::as_array).unwrap_or_default();
    if !listed.iter().any(|node| node.as_str() == Some("ai_agent")) {
        return;
    }
    for (lang, own) in leaves {
        let path = i18n::path(lang);
        let node = own.get(key);
        let text = node.and_then(|node| node.as_str()).unwrap_or_default();
        if text.trim().is_empty() {
            let place =
                node.map_or_else(|| Place::file(&path).key(key), |node| Place::value(&path, key, node));
            cx.report(&AI_AGENT, place, format!("location ai_agent needs the text `{key}`"))
                .help("say in at most 100 characters what the widget does for the AI agent");
        } else if let Some(node) = node
            && text.chars().count() > 100
        {
            let message = format!("the description is {} characters long", text.chars().count());
            cx.report(&AI_AGENT_LONG, Place::value(&path, key, node), message)
                .help("shorten it to 100; Kommo cuts the rest off");
        }
    }
}

fn unused(cx: &mut Context<'_>, keys: &[keys::Key<'_>], leaves: &BTreeMap<&str, Leaves<'_>>) {
    let Some(used) = &cx.options.used_texts else { return };
    let by_code = |key: &str| used.iter().any(|used| key == used || key.starts_with(&format!("{used}.")));
    let by_manifest = |key: &str| keys.iter().any(|used| used.text == key);
    let Some((lang, own)) = leaves.iter().next() else { return };
    for (key, node) in own {
        if node.as_str().is_some() && !by_code(key) && !by_manifest(key) && !HOST_KEYS.contains(&key.as_str())
        {
            cx.report(
                &UNUSED,
                Place::value(&i18n::path(lang), key, node),
                format!("nothing uses the text `{key}`"),
            )
            .help("remove it from all languages");
        }
    }
}
