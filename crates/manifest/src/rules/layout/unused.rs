//! Files that nothing mentions.

use std::borrow::Cow;

use super::{UNUSED, is_text, junk};
use crate::check::{Context, Place};
use crate::lex::js::{Kind, tokens};
use crate::lex::wasm::modules;

/// Strings longer than this that are no module may hold anything, packed.
const OPAQUE: usize = 16 * 1024;
/// Files times bytes to search; no real widget comes near, and beyond it the rule is not applied.
const MOST_WORK: usize = 1 << 30;

pub(super) fn run(cx: &mut Context<'_>) {
    let files = cx.files;
    let mut mentions: Vec<(&str, Cow<'_, [u8]>)> = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| is_text(path)) {
        mentions.push((path, Cow::Borrowed(bytes)));
        let Some(text) = cx.text(path).filter(|_| path.ends_with(".js")) else { continue };
        let inside = modules(text);
        let is_module = |at: usize| inside.iter().any(|module| module.span.start.abs_diff(at) <= 1);
        let opaque = tokens(text).into_iter().any(|token| {
            matches!(token.kind, Kind::String | Kind::Template)
                && token.span.len() > OPAQUE
                && !is_module(token.span.start)
        });
        if opaque {
            return; // Whatever it names cannot be seen.
        }
        mentions.extend(inside.into_iter().map(|module| (path, Cow::Owned(module.bytes))));
    }
    let bytes: usize = mentions.iter().map(|(_, text)| text.len()).sum();
    if bytes.saturating_mul(files.len()) > MOST_WORK {
        return;
    }
    for path in files.paths().filter(|path| !is_expected(path) && junk(path).is_none()) {
        let name = path.rsplit('/').next().unwrap_or(path);
        // Modules, templates and styles are often named without their ending.
        let stem =
            [".js", ".twig", ".css"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        if !mentions.iter().any(|(other, text)| *other != path && contains(text, stem.as_bytes())) {
            cx.report(&UNUSED, Place::file(path), "nothing in the archive mentions this file")
                .help("remove it, unless its name is put together while the widget runs");
        }
    }
}

/// Files that the host itself looks for.
fn is_expected(path: &str) -> bool {
    matches!(path, "manifest.json" | "script.js" | "amoforms.js" | "personal_page.js")
        || path.starts_with("i18n/")
        || crate::image::LOGOS.iter().any(|logo| logo.path == path)
}

fn contains(text: &[u8], name: &[u8]) -> bool {
    !name.is_empty() && text.windows(name.len()).any(|window| window == name)
}
