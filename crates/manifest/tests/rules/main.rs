//! Each rule with a widget that breaks it and one that nearly does.
//!
//! What the rules say is kept in `messages/`, a file for each family, as a user would see it. After a change run the
//! tests with `UPDATE_MESSAGES=1` and read the difference: would a newcomer know what to do?
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cases;
mod demands;
mod fixes;
mod messages;
mod widget;

use kommo_manifest::check::{CheckOptions, Mode, TextUse, check_with};
use kommo_manifest::{FileTree, Finding};

/// A rule, a widget that breaks it, and one that does not although it comes near.
struct Case {
    code: &'static str,
    /// Breaks the rule.
    bad: fn(&mut Setup),
    /// Comes near.
    good: fn(&mut Setup),
}

/// A faultless widget and the default options, to be changed.
struct Setup {
    files: FileTree,
    options: CheckOptions,
}

impl Setup {
    fn new(mode: Mode) -> Self {
        Self { files: widget::good(), options: CheckOptions::new(mode) }
    }

    /// Replaces text in a file; it must be there.
    fn edit(&mut self, file: &str, from: &str, to: &str) -> &mut Self {
        let text =
            String::from_utf8(self.files.get(file).unwrap_or_else(|| panic!("no {file}")).to_vec()).unwrap();
        assert!(text.contains(from), "{file} does not contain {from}");
        self.add(file, text.replacen(from, to, 1))
    }

    fn manifest(&mut self, from: &str, to: &str) -> &mut Self {
        self.edit("manifest.json", from, to)
    }

    /// Adds blocks at the manifest's end.
    fn block(&mut self, json: &str) -> &mut Self {
        self.manifest("\"required\": true }\n  }", &format!("\"required\": true }}\n  }},\n  {json}"))
    }

    /// Adds a location.
    fn location(&mut self, code: &str) -> &mut Self {
        self.manifest("\"lcard-1\"", &format!("\"lcard-1\", \"{code}\""))
    }

    /// Adds a text to both languages, under `settings`.
    fn text(&mut self, key: &str, en: &str, es: &str) -> &mut Self {
        for (lang, text) in [("en", en), ("es", es)] {
            let file = format!("i18n/{lang}.json");
            self.edit(&file, "\"settings\": {", &format!("\"settings\": {{ \"{key}\": \"{text}\","));
        }
        self
    }

    /// Adds statements to the script.
    fn script(&mut self, code: &str) -> &mut Self {
        self.edit("script.js", "this.callbacks", &format!("{code}\n    this.callbacks"))
    }

    fn add(&mut self, file: &str, bytes: impl Into<Vec<u8>>) -> &mut Self {
        self.files.insert(file, bytes).unwrap();
        self
    }

    fn remove(&mut self, file: &str) -> &mut Self {
        assert!(self.files.remove(file).is_some(), "no {file}");
        self
    }

    fn callbacks(&mut self, names: &[&str]) -> &mut Self {
        let always = ["render", "init", "bind_actions", "settings", "onSave", "destroy"];
        self.options.callbacks = Some(always.iter().chain(names).map(|name| (*name).to_owned()).collect());
        self
    }

    /// A source that is not shipped, which asks for a text.
    fn rust(&mut self, code: &str, literal: &str, key: &str) -> &mut Self {
        let (file, start) = ("src/lib.rs".to_owned(), code.find(literal).unwrap());
        self.options.sources.insert(file.clone(), code).unwrap();
        let span = start..start + literal.len();
        self.options.text_uses.push(TextUse { key: key.to_owned(), file, span });
        self
    }

    /// All that a report shows lines of.
    fn shown(&self) -> FileTree {
        let mut files = self.files.clone();
        for (path, bytes) in self.options.sources.iter() {
            files.insert(path, bytes).unwrap();
        }
        files
    }

    fn check(&self) -> Vec<Finding> {
        check_with(&self.files, &self.options)
    }
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_faultless_widget_has_no_findings() {
    for mode in [Mode::Private, Mode::Public] {
        let findings = Setup::new(mode).check();
        assert_eq!(codes(&findings), Vec::<&str>::new(), "{mode:?}: {findings:#?}");
    }
}

#[test]
fn each_rule_fires_where_it_is_broken_and_only_there() {
    for case in cases::all() {
        let rule = kommo_manifest::rules::find(case.code).unwrap_or_else(|| panic!("no rule {}", case.code));
        for (mode, severity) in [(Mode::Private, rule.private), (Mode::Public, rule.public)] {
            let mut bad = Setup::new(mode);
            (case.bad)(&mut bad);
            let findings = bad.check();
            let found: Vec<_> = findings.iter().filter(|f| f.code == case.code).map(|f| f.severity).collect();
            match severity {
                Some(severity) => {
                    assert!(!found.is_empty(), "{} is silent ({mode:?}): {:?}", case.code, codes(&findings));
                    assert!(found.iter().all(|found| *found == severity), "{}", case.code);
                }
                None => assert!(found.is_empty(), "{} speaks in mode {mode:?}", case.code),
            }
            let mut good = Setup::new(mode);
            (case.good)(&mut good);
            let findings = good.check();
            assert!(
                !codes(&findings).contains(&case.code),
                "{} fires without need: {findings:#?}",
                case.code
            );
        }
    }
}

#[test]
fn every_rule_has_a_case() {
    let all = cases::all();
    for rule in kommo_manifest::rules::RULES.iter().flat_map(|family| family.iter()) {
        assert!(all.iter().any(|case| case.code == rule.code), "{} {} has no case", rule.code, rule.name);
    }
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let rules: Vec<_> = kommo_manifest::rules::RULES.iter().flat_map(|family| family.iter()).collect();
    for pair in rules.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
    }
    for rule in &rules {
        assert!(rule.docs.starts_with("https://"), "{}", rule.code);
        assert_eq!(rules.iter().filter(|other| other.name == rule.name).count(), 1, "{}", rule.name);
    }
}

#[test]
fn what_has_no_errors_can_be_read_as_a_manifest() {
    for case in cases::all() {
        for change in [case.bad, case.good] {
            let mut setup = Setup::new(Mode::Private);
            change(&mut setup);
            if setup.check().iter().all(|finding| finding.severity != kommo_manifest::Severity::Error) {
                let bytes = setup.files.get("manifest.json").unwrap();
                kommo_manifest::Manifest::parse(bytes)
                    .unwrap_or_else(|error| panic!("{}: {error}", case.code));
            }
        }
    }
}

#[test]
fn a_rule_broken_without_end_is_reported_so_often_and_counted_on() {
    let mut setup = Setup::new(Mode::Private);
    setup.script(&"debugger;\n".repeat(700));
    let findings: Vec<_> = setup.check().into_iter().filter(|finding| finding.code == "KM0809").collect();
    assert_eq!(findings.len(), 500);
    assert!(findings[499].message.contains("200 more of KM0809"), "{}", findings[499].message);
}
