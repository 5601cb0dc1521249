//! Any bytes as manifest.json: reading and all rules, in both modes.
#![no_main]

use kommo_manifest::check::{Mode, apply_fixes, check};
use kommo_manifest::report::{TextStyle, text};
use kommo_manifest::{FileTree, Manifest, Severity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let parsed = Manifest::parse(bytes);
    let mut files = FileTree::new();
    files.insert("manifest.json", bytes).unwrap();
    files.insert("i18n/en.json", r#"{"widget":{"name":"x"}}"#).unwrap();
    for mode in [Mode::Private, Mode::Public] {
        let findings = check(&files, mode);
        let _ = text(&files, &findings, &TextStyle::new(false));
        let errors = findings.iter().any(|finding| {
            finding.severity == Severity::Error && finding.file.as_deref() == Some("manifest.json")
        });
        assert!(errors || parsed.is_ok(), "no error in the manifest, yet it cannot be read: {parsed:?}");
        apply_fixes(&mut files.clone(), &findings);
    }
});
