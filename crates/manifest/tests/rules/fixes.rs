//! What `--fix` does.

use kommo_manifest::FileTree;
use kommo_manifest::check::{Edit, Fix, Mode, apply_fixes};
use proptest::prelude::*;

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

/// What may be wrong with a manifest, each by itself.
const FAULTS: [(&str, &str); 12] = [
    ("\"is_tour\": true", "\"is_tour\": false"),
    ("\"init_once\": false", "\"init_once\": \"N\""),
    ("\"interface_version\": 2", "\"interface_version\": 1"),
    ("\"lcard-1\"", "\"lcrd-1\""),
    ("\"lcard-1\"", "\"lcard-1\", \"everywhere-1\""),
    ("\"type\": \"text\"", "\"type\": \"txt\""),
    ("\"required\": true", "\"required\": \"true\""),
    ("\"installation\": true", "\"installation\": \"true\""),
    ("\"locale\": [\"en\", \"es\"]", "\"locale\": \"en\""),
    ("\"settings\"]", "\"settings\", ]"),
    ("\"settings\"]", "\"setings\"]"),
    ("\"init_once\"", "\"mine\" : { \"kept\" :[ 1,\t2 ] },\n\n\"init_once\""),
];

/// The bytes of a file with the ranges of its repairs cut out, and those of the repaired file without what was put there.
fn rest(before: &[u8], after: &[u8], fixes: &[&Fix]) -> (Vec<u8>, Vec<u8>) {
    let mut edits: Vec<_> = fixes
        .iter()
        .filter_map(|fix| match &fix.edit {
            Edit::Replace { span, text } => Some((span.clone(), text.len())),
            _ => None,
        })
        .collect();
    edits.sort_by_key(|(span, _)| span.start);
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let (mut at, mut now) = (0, 0);
    for (span, length) in edits {
        old.extend_from_slice(&before[at..span.start]);
        new.extend_from_slice(&after[now..now + (span.start - at)]);
        now += span.start - at + length;
        at = span.end;
    }
    old.extend_from_slice(&before[at..]);
    new.extend_from_slice(&after[now..]);
    (old, new)
}

fn without(bytes: &[u8], drop: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| !drop.contains(byte)).collect()
}

/// Repairs until nothing can be repaired, and holds each round to its word.
fn repair(setup: &mut Setup) -> Result<(), TestCaseError> {
    for _ in 0..10 {
        let before: FileTree = setup.files.clone();
        let findings = setup.check();
        let applied = apply_fixes(&mut setup.files, &findings);
        if applied.is_empty() {
            break;
        }
        for (path, old) in before.iter() {
            let fixes: Vec<&Fix> = applied.iter().filter(|fix| fix.file == path).collect();
            let new = setup.files.get(path).unwrap_or_default();
            if fixes.iter().any(|fix| matches!(fix.edit, Edit::Write { .. })) {
                prop_assert_eq!(
                    without(old, b"\r"),
                    without(new, b"\r"),
                    "{} lost more than line ends",
                    path
                );
            } else {
                let (old, new) = rest(old, new, &fixes);
                prop_assert_eq!(old, new, "{} changed outside its repairs", path);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is wrong, in whatever form it is written: only what a repair names changes.
    #[test]
    fn repairs_lose_nothing(
        faults in prop::collection::vec(0..FAULTS.len(), 0..6),
        crlf in any::<bool>(),
        bom in any::<bool>(),
        latin in any::<bool>(),
        indent in "[ \t]{0,3}",
    ) {
        let mut setup = Setup::new(Mode::Public);
        setup.files.remove(".DS_Store");
        let mut manifest = String::from_utf8(setup.files.get("manifest.json").unwrap().to_vec()).unwrap();
        for fault in faults {
            let (from, to) = FAULTS[fault];
            manifest = manifest.replacen(from, to, 1);
        }
        manifest = manifest.replace("\n  ", &format!("\n{indent}"));
        setup.add("manifest.json", manifest);
        for file in ["manifest.json", "i18n/en.json", "script.js"] {
            let mut bytes = setup.files.get(file).unwrap().to_vec();
            if crlf {
                bytes = String::from_utf8(bytes).unwrap().replace('\n', "\r\n").into_bytes();
            }
            if latin {
                let at = bytes.iter().rposition(|byte| *byte == b'"' || *byte == b'\'').unwrap();
                bytes.insert(at, 0xe9);
            }
            if bom {
                bytes.splice(0..0, *b"\xef\xbb\xbf");
            }
            setup.add(file, bytes);
        }
        repair(&mut setup)?;
    }
}
