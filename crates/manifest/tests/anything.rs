//! Whatever is read, nothing panics, and what is said stays true.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(all(feature = "zip", feature = "report"))]

use kommo_manifest::archive::Archive;
use kommo_manifest::check::{CheckOptions, Mode, apply_fixes, check_with};
use kommo_manifest::i18n::Texts;
use kommo_manifest::json::Document;
use kommo_manifest::report::{TextStyle, json, sarif, text};
use kommo_manifest::{FileTree, Manifest, Severity, image};
use proptest::prelude::*;

const MANIFEST: &str = include_str!("anything/manifest.json");

/// JSON-like text: pieces of manifests in any order.
fn json_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just(":"),
        Just("\"widget\""),
        Just("\"locations\""),
        Just("\"lcard-1\""),
        Just("\"settings\""),
        Just("\"dp\""),
        Just("\"type\""),
        Just("\"\""),
        Just("1"),
        Just("-"),
        Just("1e999"),
        Just("true"),
        Just("null"),
        Just("//"),
        Just("'"),
        Just("\"\\ud800\""),
        Just("\u{feff}"),
        Just("é"),
        Just("\n"),
        Just("\""),
        Just("\\"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The manifest with a few bytes changed, removed or doubled.
fn mangled() -> impl Strategy<Value = Vec<u8>> {
    let edit = (0..MANIFEST.len(), any::<u8>(), 0..4_u8);
    prop::collection::vec(edit, 0..4).prop_map(|edits| {
        let mut bytes = MANIFEST.as_bytes().to_vec();
        for (at, byte, kind) in edits {
            let at = at.min(bytes.len() - 1);
            match kind {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, byte),
                _ => bytes[at] = b"{}[],:\"0tn"[usize::from(byte) % 10],
            }
        }
        bytes
    })
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        mangled(),
        json_like().prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..200)
    ]
}

fn judge(files: &mut FileTree, mode: Mode) {
    let mut options = CheckOptions::new(mode);
    options.callbacks = Some(vec!["render".to_owned(), "dpSettings".to_owned()]);
    options.used_texts = Some(vec!["widget".to_owned()]);
    let findings = check_with(files, &options);
    for finding in &findings {
        if let (Some(file), Some(span)) = (&finding.file, &finding.span) {
            let bytes = files.get(file).expect("the finding's file");
            assert!(span.start <= span.end && span.end <= bytes.len() + 1, "{finding:?}");
        }
    }
    let _ = text(files, &findings, &TextStyle::new(true));
    let _ = json(&findings, "w/");
    let _ = sarif(&findings, "widget/");
    if findings.iter().all(|finding| finding.severity != Severity::Error) {
        let manifest = files.get("manifest.json").expect("a manifest");
        Manifest::parse(manifest).expect("a manifest without errors can be read");
    }
    apply_fixes(files, &findings);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn manifests(bytes in any_bytes(), texts in any_bytes(), public in any::<bool>()) {
        let _ = Manifest::parse(&bytes);
        let _ = Texts::parse(&texts);
        let mut files = FileTree::new();
        files.insert("manifest.json", bytes).unwrap();
        files.insert("i18n/en.json", texts).unwrap();
        judge(&mut files, if public { Mode::Public } else { Mode::Private });
    }

    #[test]
    fn our_json_is_serde_jsons_json(text in json_like()) {
        let ours = Document::parse(text.as_bytes()).map(|document| serde_json::Value::from(&document.root));
        let theirs = serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}'));
        prop_assert_eq!(ours.ok(), theirs.ok());
    }

    #[test]
    fn code(script in "[a-z(){}\\[\\]/*'\"`$.;=:,\\\\\n é-]{0,80}", style in "[a-z{}:;@#./*'\"() \n,-]{0,80}") {
        let mut files = FileTree::new();
        files.insert("script.js", script).unwrap();
        files.insert("style.css", style).unwrap();
        judge(&mut files, Mode::Public);
    }

    #[test]
    fn archives(mut bytes in prop::collection::vec(any::<u8>(), 0..300), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..5)) {
        let _ = Archive::read(&bytes);
        bytes.splice(0..0, *b"PK\x03\x04");
        let _ = Archive::read(&bytes);
        let mut files = FileTree::new();
        files.insert("manifest.json", MANIFEST).unwrap();
        let mut zip = Archive::write(&files).unwrap();
        for (at, byte) in edits {
            let at = at.index(zip.len());
            zip[at] = byte;
        }
        let _ = Archive::read(&zip);
    }

    #[test]
    fn pictures(bytes in prop::collection::vec(any::<u8>(), 0..100), kind in 0..4_usize) {
        let head: &[u8] = [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), b"GIF89a", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8X"][kind];
        let _ = image::read(&bytes);
        let _ = image::read(&[head, &bytes].concat());
    }
}
