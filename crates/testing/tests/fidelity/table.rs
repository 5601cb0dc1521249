//! `docs/fidelity.md`: what is known about Kommo, statement by statement, and what here holds it. Made from
//! `docs/fidelity.tsv`; this test writes the page and sees that every test it names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::fixtures::repository;

struct Row {
    part: String,
    statement: String,
    answer: String,
    tests: String,
    note: String,
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(repository().join("docs/fidelity.tsv")).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: usize| cells.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
        assert!(cells.len() <= 5, "too many columns: {line}");
        Row { part: cell(0), statement: cell(1), answer: cell(2), tests: cell(3), note: cell(4) }
    });
    rows.collect()
}

fn page() -> String {
    let mut out = String::from(
        "# How faithful the simulated account is\n\nEach line is something that Kommo's documentation, its official code, or people who looked say \
         about it. *yes*: the account does so. *chosen*: nobody knows what Kommo does, and the note says what the account does. *no*: it does not, \
         and the note says what it does instead. The tests that hold a line are named beside it.\n\nMade from `docs/fidelity.tsv`; do not edit it: run \
         `UPDATE=1 cargo test -p kommo-testing --test fidelity fidelity_page`.\n",
    );
    let rows = rows();
    let count = |answer: &str| rows.iter().filter(|row| row.answer == answer).count();
    out.push_str(&format!(
        "\n{} statements: {} yes, {} chosen, {} no.\n",
        rows.len(),
        count("yes"),
        count("chosen"),
        count("no")
    ));
    let mut part = "";
    for row in &rows {
        if row.part != part {
            part = &row.part;
            out.push_str(&format!("\n## {part}\n\n| Kommo | Here | Tests | Note |\n|---|---|---|---|\n"));
        }
        let tests: Vec<String> = row.tests.split_whitespace().map(|test| format!("`{test}`")).collect();
        let cell = |text: &str| text.replace('|', "\\|");
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            cell(&row.statement),
            row.answer,
            tests.join(" "),
            cell(&row.note)
        ));
    }
    out
}

/// The names of all test functions of the workspace.
fn tests() -> BTreeSet<String> {
    fn read(folder: &Path, out: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_none_or(|name| name != "target" && name != "node_modules")
            {
                read(&path, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let mut is_test = false;
                for line in text.lines().map(str::trim) {
                    is_test |= line.starts_with("#[") && line.contains("test");
                    if let Some((_, rest)) = line.split_once("fn ") {
                        if is_test && let Some((name, _)) = rest.split_once(['(', '<']) {
                            out.insert(name.to_owned());
                        }
                        is_test = false;
                    }
                }
            }
        }
    }
    let mut out = BTreeSet::new();
    for folder in ["crates", "tests", "widget"] {
        read(&repository().join(folder), &mut out);
    }
    out
}

#[test]
fn fidelity_page_is_up_to_date_and_names_tests_that_exist() {
    let known = tests();
    for row in rows() {
        assert!(matches!(row.answer.as_str(), "yes" | "no" | "chosen"), "{}: {}", row.statement, row.answer);
        assert!(row.answer == "yes" || !row.note.is_empty(), "say what it does instead: {}", row.statement);
        assert!(row.answer != "yes" || !row.tests.is_empty(), "no test holds: {}", row.statement);
        for test in row.tests.split_whitespace() {
            assert!(known.contains(test), "no test {test}, named for: {}", row.statement);
        }
    }
    let file = repository().join("docs/fidelity.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, page()).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == page(),
        "docs/fidelity.md is stale: UPDATE=1 cargo test -p kommo-testing --test fidelity fidelity_page"
    );
}
