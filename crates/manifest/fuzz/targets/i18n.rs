//! Any bytes as the texts of two languages.
#![no_main]

use kommo_manifest::FileTree;
use kommo_manifest::check::{Mode, check};
use kommo_manifest::i18n::Texts;
use libfuzzer_sys::fuzz_target;

const MANIFEST: &[u8] = include_bytes!("../../tests/anything/manifest.json");

fuzz_target!(|bytes: &[u8]| {
    let _ = Texts::parse(bytes);
    let (en, es) = bytes.split_at(bytes.len() / 2);
    for (en, es) in [(bytes, bytes), (en, es)] {
        let mut files = FileTree::new();
        files.insert("manifest.json", MANIFEST).unwrap();
        files.insert("i18n/en.json", en).unwrap();
        files.insert("i18n/es.json", es).unwrap();
        let _ = check(&files, Mode::Public);
    }
});
