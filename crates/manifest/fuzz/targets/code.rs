//! Any bytes as script and style sheet.
#![no_main]

use kommo_manifest::FileTree;
use kommo_manifest::check::{Mode, check};
use kommo_manifest::report::{TextStyle, sarif, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut files = FileTree::new();
    files.insert("script.js", bytes).unwrap();
    files.insert("style.css", bytes).unwrap();
    let findings = check(&files, Mode::Public);
    let _ = text(&files, &findings, &TextStyle::new(true));
    let _ = sarif(&findings, "");
});
