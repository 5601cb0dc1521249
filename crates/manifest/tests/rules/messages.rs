//! What the rules say, compared with what was reviewed.

use std::collections::BTreeMap;
use std::path::Path;

use kommo_manifest::check::Mode;
use kommo_manifest::report::{TextStyle, text};

use crate::{Setup, cases};

#[test]
fn messages_are_as_reviewed() {
    let mut families: BTreeMap<String, String> = BTreeMap::new();
    for case in cases::all() {
        let rule = kommo_manifest::rules::find(case.code).unwrap();
        let mode = if rule.public.is_some() { Mode::Public } else { Mode::Private };
        let mut setup = Setup::new(mode);
        (case.bad)(&mut setup);
        let findings: Vec<_> =
            setup.check().into_iter().filter(|finding| finding.code == case.code).collect();
        let family = families.entry(format!("{}xx", &case.code[..4])).or_default();
        family.push_str(&format!("# {}: {}\n\n", rule.name, rule.summary));
        family.push_str(&text(&setup.shown(), &findings, &TextStyle::new(false)));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/messages");
    for (family, now) in families {
        let file = folder.join(format!("{family}.txt"));
        if std::env::var_os("UPDATE_MESSAGES").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &now).unwrap();
        }
        let reviewed = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            reviewed == now,
            "{family}.txt differs; run with UPDATE_MESSAGES=1 and read the difference\n{now}"
        );
    }
}

#[test]
fn the_table_of_rules_is_up_to_date() {
    use kommo_manifest::Severity;
    let mut now = String::from(
        "# Rules\n\nWhat `cargo kommo check` looks for. Written by a test from the rules themselves; run it with \
         `UPDATE_MESSAGES=1` after a change.\n\n*Upload*: whether Kommo's upload form is known or documented to refuse the \
         archive.\n\n| Code | Name | Private | Public | Upload | Rule |\n|---|---|---|---|---|---|\n",
    );
    for rule in kommo_manifest::rules::RULES.iter().flat_map(|family| family.iter()) {
        let show = |severity: Option<Severity>| severity.map_or("–", Severity::as_str);
        let upload = if rule.refuses_upload { "refused" } else { "" };
        now.push_str(&format!(
            "| {} | `{}` | {} | {} | {upload} | [{}]({}) |\n",
            rule.code,
            rule.name,
            show(rule.private),
            show(rule.public),
            rule.summary,
            rule.docs
        ));
    }
    now.push_str(&crate::demands::table());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("RULES.md");
    if std::env::var_os("UPDATE_MESSAGES").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == now, "RULES.md differs; run with UPDATE_MESSAGES=1");
}
