//! `docs/endpoints.md`, made from the table.

use std::fs;
use std::path::{Path, PathBuf};

use crate::table::rows;

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join("docs/endpoints.md")
}

fn page() -> String {
    let rows = rows();
    let called = rows.iter().filter(|row| row.client != "-").count();
    let mut out = format!(
        "# Every endpoint of Kommo's API\n\nMade by a test of `crates/api` from `docs/endpoints.tsv`. Do not edit it: run \
         `UPDATE=1 cargo test -p kommo-api --all-features --test endpoints`.\n\n{} endpoints, {called} of them with a \
         method of the client. Each of these is called by the walk of its group (`crates/api/tests/walk`), natively with a \
         token and in Chromium with a user's session, and the simulated account's journal is searched for it. The \
         simulated account serves all, with the methods named here and no others.\n\n\
         `{{e}}` is `leads`, `contacts`, `companies` or `customers`; `{{b}}` is one of those, `customers/segments` or \
         `catalogs/{{id}}`.\n",
        rows.len()
    );
    let mut group = "";
    for row in &rows {
        if row.group != group {
            group = &row.group;
            let (first, rest) = group.split_at(1);
            out.push_str(&format!(
                "\n## {}{rest}\n\n| | Path | Client | Note |\n|---|---|---|---|\n",
                first.to_uppercase()
            ));
        }
        let client = if row.client == "-" { String::new() } else { format!("`{}`", row.client) };
        out.push_str(&format!("| {} | `{}` | {client} | {} |\n", row.method, row.path, row.note));
    }
    out
}

#[test]
fn the_page_is_up_to_date() {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(file(), page()).unwrap();
    }
    let stored = fs::read_to_string(file()).unwrap_or_default();
    assert!(
        stored == page(),
        "docs/endpoints.md is stale: UPDATE=1 cargo test -p kommo-api --all-features --test endpoints"
    );
}

#[test]
fn the_table_names_only_what_exists() {
    fn read(folder: &Path, out: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { read(&path, out) } else { out.push_str(&fs::read_to_string(path).unwrap()) }
        }
    }
    let mut source = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    for row in rows() {
        if row.client == "-" {
            assert!(!row.note.is_empty(), "{} {} has no method: say why", row.method, row.path);
            continue;
        }
        let (kind, method) = row.client.split_once("::").unwrap();
        let has = |what: String| source.contains(&what);
        assert!(has(format!("pub struct {kind}")), "no {kind}");
        assert!(has(format!("fn {method}(")) || has(format!("fn {method}<")), "no {kind}::{method}");
    }
}
