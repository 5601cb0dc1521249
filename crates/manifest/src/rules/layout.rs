//! KM01xx: which files the archive holds.

use std::collections::HashMap;

use super::{Rule, docs};
use crate::check::{Context, Edit, Place};

mod unused;

static NO_MANIFEST: Rule =
    Rule::error(["KM0101", "no-manifest", "manifest.json lies at the root of the archive", docs::STRUCTURE])
        .refused_with("Failed to get object manifest.json");
static NO_SCRIPT: Rule =
    Rule::moderated(["KM0102", "no-script", "A widget has a script.js", docs::RU_STRUCTURE]);
static JUNK: Rule = Rule::moderated([
    "KM0103",
    "needless-file",
    "The archive holds nothing the widget does not use",
    docs::RU_REQUIREMENTS,
]);
static CASE: Rule = Rule::warning([
    "KM0104",
    "names-differ-in-case",
    "File names differ in more than upper and lower case",
    docs::STRUCTURE,
]);
static NOT_UTF8: Rule = Rule::moderated([
    "KM0105",
    "text-encoding",
    "Text files are UTF-8 without byte order mark",
    docs::LISTING,
]);
static CRLF: Rule =
    Rule::moderated(["KM0106", "windows-line-ends", "Text files have Unix line ends", docs::RU_REQUIREMENTS]);
static UNPROVEN: Rule = Rule::warning([
    "KM0107",
    "unproven-file-type",
    "Only file types that Kommo is known to serve are used",
    docs::STRUCTURE,
]);

static UNUSED: Rule = Rule::public_warning([
    "KM0108",
    "unused-file",
    "Every file of the archive is used",
    docs::RU_REQUIREMENTS,
]);

pub(super) const RULES: &[&Rule] =
    &[&NO_MANIFEST, &NO_SCRIPT, &JUNK, &CASE, &NOT_UTF8, &CRLF, &UNPROVEN, &UNUSED];

pub(super) fn run(cx: &mut Context<'_>) {
    required(cx);
    let mut lower: HashMap<String, &str> = HashMap::new();
    let files = cx.files;
    for (path, bytes) in files.iter() {
        if let Some(other) = lower.insert(path.to_lowercase(), path) {
            cx.report(
                &CASE,
                Place::file(path),
                format!("`{path}` and `{other}` differ only in upper and lower case"),
            )
            .help("rename one of them: on Windows and macOS they are the same file");
        }
        if let Some(what) = junk(path) {
            cx.report(&JUNK, Place::file(path), format!("{what} has no place in a widget's archive"))
                .help("remove it from the archive")
                .fix("remove the file", Edit::Remove);
        } else if is_text(path) {
            text(cx, path, bytes);
        }
        unproven(cx, path);
    }
    if cx.is_public() && !cx.options.before_build {
        unused::run(cx);
    }
}

fn required(cx: &mut Context<'_>) {
    if !cx.files.contains("manifest.json") {
        let nested =
            cx.files.paths().find(|path| path.to_lowercase().ends_with("manifest.json")).map(str::to_owned);
        let help = match nested {
            Some(found) => {
                format!("there is `{found}`: the files themselves must be at the root, with this exact name")
            }
            None => "a widget begins with it: its name, texts, languages and locations".to_owned(),
        };
        cx.report(&NO_MANIFEST, Place::archive(), "there is no manifest.json at the root").help(help);
    }
    if !cx.files.contains("script.js") && !cx.options.before_build {
        cx.report(&NO_SCRIPT, Place::archive(), "there is no script.js, so the widget has no code")
            .help("`cargo kommo pack` writes it; in a widget without Rust it must lie at the root");
    }
}

fn junk(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    if path.split('/').any(|part| part == "__MACOSX") {
        return Some("what macOS adds to a zip");
    }
    if path.split('/').any(|part| part.starts_with('.')) {
        return Some("a hidden file");
    }
    match (lower.as_str(), ending) {
        ("thumbs.db" | "desktop.ini", _) => Some("a file of the operating system"),
        ("cargo.toml" | "cargo.lock" | "package.json" | "package-lock.json" | "yarn.lock", _) => {
            Some("a project file")
        }
        (_, "map") => Some("a source map"),
        (_, "rs" | "ts" | "tsx" | "jsx" | "scss" | "sass" | "less" | "vue") => Some("source code"),
        (_, "php" | "py" | "sh" | "bat" | "exe") => Some("a program for a server or computer"),
        (_, "md" | "markdown") => Some("documentation"),
        (_, "zip" | "rar" | "7z" | "tar" | "gz" | "tgz") => Some("an archive inside the archive"),
        (_, "bak" | "tmp" | "log" | "orig" | "swp") => Some("a left-over file"),
        (_, "env" | "pem" | "key" | "p12" | "pfx") => Some("a file of secrets"),
        _ => None,
    }
}

fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "js" | "mjs" | "css" | "json" | "twig" | "html" | "svg" | "txt")
}

fn text(cx: &mut Context<'_>, path: &str, bytes: &[u8]) {
    // JSON has its own, stricter rules for what it is encoded in.
    let json = path == "manifest.json" || (path.starts_with("i18n/") && path.ends_with(".json"));
    if !json {
        if bytes.starts_with(b"\xef\xbb\xbf") {
            cx.report(&NOT_UTF8, Place::file(path), "the file begins with a byte order mark (BOM)")
                .help("save it as UTF-8 without BOM")
                .fix("remove the byte order mark", Edit::Replace { span: 0..3, text: String::new() });
        } else if let Err(error) = std::str::from_utf8(bytes) {
            let message = format!("the file is not UTF-8 (byte {})", error.valid_up_to());
            cx.report(&NOT_UTF8, Place::file(path), message).help("save it as UTF-8 without BOM");
            return;
        }
    }
    let count = bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
    if count > 0 {
        // Bytes, not letters: what is not UTF-8 stays as it is.
        let next = bytes.iter().skip(1).chain(&[0]);
        let kept = bytes.iter().zip(next).filter(|pair| *pair != (&b'\r', &b'\n'));
        let unix = kept.map(|(byte, _)| *byte).collect();
        cx.report(&CRLF, Place::file(path), format!("the file has Windows line ends ({count} lines)"))
            .help("save it with Unix line ends (LF); in git: `* text=auto eol=lf` in .gitattributes")
            .fix("change the line ends to LF", Edit::Write { bytes: unix });
    }
}

fn unproven(cx: &mut Context<'_>, path: &str) {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if matches!(ending.as_str(), "wasm" | "mjs" | "woff" | "woff2" | "bin" | "data") {
        let message = format!("nothing is documented about `.{ending}` files in a widget");
        let help = match ending.as_str() {
            "wasm" => {
                "whether the upload takes it, and with which type it is served, must be tried on a real account; \
                       the default of `cargo kommo pack`, the module inside script.js, is known to work"
            }
            "mjs" => "name it `.js` and load it through `define`",
            _ => "try it on a real account first, or put the bytes into a script or style sheet as base64",
        };
        cx.report(&UNPROVEN, Place::file(path), message).help(help);
    }
}
