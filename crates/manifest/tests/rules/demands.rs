//! What Kommo's documentation asks of a widget, and which rule sees it.

use kommo_manifest::rules::{RULES, find};

/// One demand.
struct Demand {
    group: &'static str,
    demand: &'static str,
    codes: Vec<&'static str>,
    note: &'static str,
}

fn demands() -> Vec<Demand> {
    let lines = include_str!("demands.tsv").lines().skip(1);
    lines
        .map(|line| {
            let [group, demand, codes, note] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("four columns: {line}")
            };
            Demand { group, demand, codes: codes.split_whitespace().collect(), note }
        })
        .collect()
}

/// The table as it stands in RULES.md.
pub(crate) fn table() -> String {
    let mut out = String::from(
        "\n## What Kommo asks for, and what sees it\n\nFrom the pages of its documentation that the rules above name. *Upload*: \
         what the form is known or documented to check; *Care*: what goes wrong later; *Moderation*: what public integrations \
         are checked for; *Known traps*: what developers report.\n\n| | Demand | Rules | What no program sees |\n|---|---|---|---|\n",
    );
    for Demand { group, demand, codes, note } in demands() {
        out.push_str(&format!("| {group} | {demand} | {} | {note} |\n", codes.join(" ")));
    }
    out
}

#[test]
fn every_demand_has_a_rule_or_a_reason() {
    for Demand { demand, codes, note, .. } in demands() {
        assert!(!codes.is_empty() || !note.is_empty(), "neither rule nor reason: {demand}");
        for code in codes {
            assert!(find(code).is_some(), "{demand}: there is no rule {code}");
        }
    }
}

#[test]
fn every_rule_has_a_reviewed_message() {
    let reviewed: String = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/messages"))
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    for rule in RULES.iter().flat_map(|family| family.iter()) {
        assert!(reviewed.contains(&format!("[{}]", rule.code)), "{} {} has no message", rule.code, rule.name);
    }
}
