//! `docs/coverage.md`: what of the host a widget can reach, made from the table of callbacks and `docs/coverage.tsv`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::callbacks::CALLBACKS;

struct Row {
    part: String,
    host: String,
    rust: String,
    test: String,
    note: String,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(repository().join("docs/coverage.tsv")).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut cells = line.split('\t').map(str::to_owned);
            let mut next = || cells.next().unwrap_or_else(|| panic!("too few columns: {line}"));
            let row = Row { part: next(), host: next(), rust: next(), test: next(), note: next() };
            assert_eq!(cells.next(), None, "too many columns: {line}");
            row
        })
        .collect()
}

/// All Rust text below some folders.
fn sources(folders: &[&str]) -> String {
    fn read(folder: &Path, out: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                out.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut out = String::new();
    for folder in folders {
        read(&repository().join(folder), &mut out);
    }
    out
}

fn line(out: &mut String, cells: [&str; 4]) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell.replace('|', "\\|"));
        out.push(' ');
    }
    out.push_str("|\n");
}

fn code(text: &str) -> String {
    if text.is_empty() || text == "-" { text.replace('-', "not available") } else { format!("`{text}`") }
}

fn page() -> String {
    let rows = rows();
    let callback = |method: &str| rows.iter().find(|row| row.part == "callback" && row.host == method);
    let mut out = String::from(
        "# What a widget can reach\n\nMade by a test of `crates/macros` from its table of callbacks and from \
         `docs/coverage.tsv`. Do not edit it: run `UPDATE=1 cargo test -p kommo-widget-macros --features amocrm coverage`. A row without a \
         test is reachable and compiled, and no test of its own runs it in a browser yet.\n",
    );
    let head = |out: &mut String, title: &str, what: [&str; 4]| {
        out.push_str(&format!("\n## {title}\n\n"));
        line(out, what);
        out.push_str("|---|---|---|---|\n");
    };
    head(&mut out, "Callbacks", ["Host", "Method of `Widget`", "Location, one of", "Test"]);
    for one in CALLBACKS {
        let test = callback(one.method).map(|row| code(&row.test)).unwrap_or_default();
        line(&mut out, [&code(one.host), &code(one.method), &one.locations.join(", "), &test]);
    }
    let titles = [
        ("widget", "The widget object"),
        ("APP", "`APP`"),
        ("page", "Places and events of the page"),
        ("module", "Modules"),
        ("control", "Controls"),
        ("location", "Locations without a script"),
    ];
    let mut parts: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        parts.entry(&row.part).or_default().push(row);
    }
    for (part, title) in titles {
        head(&mut out, title, ["Host", "Rust", "Test", "Note"]);
        for row in parts.get(part).into_iter().flatten() {
            line(&mut out, [&code(&row.host), &code(&row.rust), &code(&row.test), &row.note]);
        }
    }
    out
}

// The page lists amoCRM's callbacks too.
#[cfg(feature = "amocrm")]
#[test]
fn coverage_page_is_up_to_date() {
    let file = repository().join("docs/coverage.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, page()).unwrap();
    }
    let stored = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stored == page(),
        "docs/coverage.md is stale: UPDATE=1 cargo test -p kommo-widget-macros --features amocrm coverage"
    );
}

#[test]
fn coverage_names_only_what_exists() {
    let (library, tests) =
        (sources(&["src"]), sources(&["tests", "widget/tests", "crates/testing/tests", "src"]));
    for row in rows() {
        if row.part == "callback" {
            assert!(CALLBACKS.iter().any(|callback| callback.method == row.host), "no callback {}", row.host);
        }
        match row.rust.split_once("::") {
            Some((kind, method)) => {
                assert!(
                    library.contains(&format!("fn {method}(")) || library.contains(&format!("fn {method}<")),
                    "no {kind}::{method}"
                );
                assert!(library.contains(kind), "no {kind}");
            }
            None if row.rust == "-" => {
                assert!(!row.note.is_empty(), "{} is not available: say why", row.host)
            }
            None => assert!(
                row.rust.is_empty() || library.contains(&format!("    {} \"", row.rust)),
                "no control {}",
                row.rust
            ),
        }
        assert!(row.test.is_empty() || tests.contains(&format!("fn {}(", row.test)), "no test {}", row.test);
    }
}
