//! KM10xx: no secret in any shipped file. Whoever can open the widget can read them all, and in a module they are as easy to
//! find as in a text.

use std::borrow::Cow;
use std::ops::Range;

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::lex::wasm::modules;

mod assigned;
mod jwt;
mod known;

static PRIVATE_KEY: Rule =
    Rule::error(["KM1001", "private-key", "No private key is shipped", docs::RU_REQUIREMENTS]);
static TOKEN: Rule = Rule::error(["KM1002", "token", "No access token is shipped", docs::OAUTH]);
static SECRET: Rule = Rule::error(["KM1003", "client-secret", "No secret key is shipped", docs::OAUTH]);
static FOREIGN: Rule = Rule::error([
    "KM1004",
    "foreign-credential",
    "No credential of another service is shipped",
    docs::RU_REQUIREMENTS,
]);

pub(super) const RULES: &[&Rule] = &[&PRIVATE_KEY, &TOKEN, &SECRET, &FOREIGN];

/// Why something is a secret.
enum Kind {
    PrivateKey,
    Token(&'static str),
    Secret(String),
    Foreign(&'static str),
}

/// A secret and where it stands.
struct Secret {
    kind: Kind,
    span: Range<usize>,
}

pub(super) fn run(cx: &mut Context<'_>) {
    let files = cx.files;
    for (path, bytes) in files.iter() {
        if is_picture(path) {
            continue;
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = readable(bytes);
        for secret in find(&text) {
            report(cx, Place::span(path, secret.span), &secret.kind, "");
        }
        for module in modules(&text) {
            in_module(cx, &module.bytes, &Place::span(path, module.span.clone()), "");
        }
    }
    let options = cx.options;
    if let Some(module) = &options.module {
        // What the script has in clear was found there.
        let script = readable(cx.files.get("script.js").unwrap_or_default());
        in_module(cx, module, &Place::file("script.js"), &script);
    }
    for (path, bytes) in options.sources.iter() {
        let text = readable(bytes);
        // Tests below the code are not compiled into it.
        let shipped = text.find("#[cfg(test)]").unwrap_or(text.len());
        for secret in find(text.get(..shipped).unwrap_or_default()) {
            report(cx, Place::span(path, secret.span), &secret.kind, ", which is shipped inside the module");
        }
    }
}

fn in_module(cx: &mut Context<'_>, module: &[u8], place: &Place, known: &str) {
    let text = readable(module);
    for secret in find(&text) {
        if !text.get(secret.span.clone()).is_some_and(|found| known.contains(found)) {
            report(cx, place.clone(), &secret.kind, " inside the WebAssembly module");
        }
    }
}

fn find(text: &str) -> Vec<Secret> {
    let mut found = known::find(text);
    found.extend(jwt::find(text));
    let taken: Vec<Range<usize>> = found.iter().map(|secret| secret.span.clone()).collect();
    found.extend(assigned::find(text).into_iter().filter(|secret| {
        !taken.iter().any(|span| span.start < secret.span.end && secret.span.start < span.end)
    }));
    found
}

fn report(cx: &mut Context<'_>, place: Place, kind: &Kind, inside: &str) {
    const REVOKE: &str = "remove it and revoke it: everybody who can open the widget can read this file";
    match kind {
        Kind::PrivateKey => {
            cx.report(&PRIVATE_KEY, place, format!("a private key{inside}")).help(REVOKE);
        }
        Kind::Token(what) => {
            cx.report(&TOKEN, place, format!("{what}{inside}")).help(
                "remove it and revoke it; inside Kommo the widget needs none (the user's session is enough), \
                 and your server gets a one-time token through $authorizedAjax",
            );
        }
        Kind::Secret(name) => {
            cx.report(&SECRET, place, format!("`{name}` holds what looks like a secret{inside}"))
                .help("remove it and generate a new one; secrets belong on a server, never into a widget");
        }
        Kind::Foreign(what) => {
            cx.report(&FOREIGN, place, format!("{what}{inside}")).help(REVOKE);
        }
    }
}

fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "mp3" | "woff" | "woff2" | "ttf")
}

/// Bytes as text to search in, of the same length. Secrets are plain ASCII; in what is not UTF-8 everything else becomes
/// a byte that no secret holds.
fn readable(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(
        |_| {
            Cow::Owned(
                bytes.iter().map(|byte| if byte.is_ascii() { *byte as char } else { '\u{1}' }).collect(),
            )
        },
        Cow::Borrowed,
    )
}

#[cfg(test)]
mod tests {
    use crate::FileTree;
    use crate::check::{CheckOptions, check_with};

    const KEY: &str = "AKIAIOSF0DNN7EXAMPLF";

    /// Code, file and line of what is found.
    fn found(options: &CheckOptions) -> Vec<(&'static str, Option<String>, Option<u32>)> {
        let all = check_with(&FileTree::new(), options).into_iter();
        all.filter(|one| one.code.starts_with("KM10")).map(|one| (one.code, one.file, one.line)).collect()
    }

    #[test]
    fn the_module_is_searched_whatever_form_the_script_gives_it() {
        let module = [b"\0asm\x01\0\0\0\xff", KEY.as_bytes(), b"\0"].concat();
        let mut options = CheckOptions { module: Some(module), ..CheckOptions::default() };
        assert_eq!(found(&options), [("KM1004", Some("script.js".to_owned()), None)]);
        options.module = Some(b"\0asm\x01\0\0\0".to_vec());
        assert!(found(&options).is_empty());
    }

    #[test]
    fn sources_are_searched_up_to_their_tests() {
        let mut options = CheckOptions::default();
        let source = format!("const A: &str = \"x\";\nconst KEY: &str = \"{KEY}\";\n");
        options.sources.insert("src/lib.rs", source).unwrap();
        let tests = format!("#[cfg(test)]\nmod tests {{ const KEY: &str = \"{KEY}\"; }}");
        options.sources.insert("src/other.rs", tests).unwrap();
        assert_eq!(found(&options), [("KM1004", Some("src/lib.rs".to_owned()), Some(2))]);
    }
}
