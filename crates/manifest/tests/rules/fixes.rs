//! What `--fix` does.

use kommo_manifest::check::{Mode, apply_fixes};

use crate::{Setup, cases};

#[test]
fn each_fix_removes_its_finding_and_breaks_nothing() {
    let mut tried = 0;
    for case in cases::all() {
        let mut setup = Setup::new(Mode::Private);
        (case.bad)(&mut setup);
        let before = setup.check();
        if !before.iter().any(|finding| finding.code == case.code && finding.fix.is_some()) {
            continue;
        }
        tried += 1;
        assert!(!apply_fixes(&mut setup.files, &before).is_empty(), "{}", case.code);
        let after = setup.check();
        let count = |findings: &[kommo_manifest::Finding]| {
            findings.iter().filter(|f| f.code == case.code && f.fix.is_some()).count()
        };
        assert!(count(&after) < count(&before), "{}: {after:#?}", case.code);
        assert!(after.len() < before.len(), "{}: {after:#?}", case.code);
    }
    assert!(tried >= 10, "only {tried} rules have a fix");
}

#[test]
fn fixing_everything_at_once_leaves_nothing_fixable() {
    let mut setup = Setup::new(Mode::Public);
    setup
        .manifest("\"is_tour\": true", "\"is_tour\": false")
        .manifest("\"init_once\": false", "\"init_once\": \"N\"")
        .manifest("\"interface_version\": 2", "\"interface_version\": 1")
        .manifest("\"lcard-1\"", "\"lcrd-1\", \"everywhere-1\"")
        .manifest("\"type\": \"text\"", "\"type\": \"txt\"")
        .add(".DS_Store", "x");
    for lang in ["en", "es"] {
        let file = format!("i18n/{lang}.json");
        let text = String::from_utf8(setup.files.get(&file).unwrap().to_vec()).unwrap();
        setup.add(&file, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    for _ in 0..5 {
        let findings = setup.check();
        if apply_fixes(&mut setup.files, &findings).is_empty() {
            break;
        }
    }
    let left = setup.check();
    assert!(left.is_empty(), "{left:#?}");
    let manifest = String::from_utf8(setup.files.get("manifest.json").unwrap().to_vec()).unwrap();
    assert!(manifest.contains("\"lcard-1\", \"everywhere\", \"settings\""), "{manifest}");
}
