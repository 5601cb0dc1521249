//! What a failed test leaves for the people who look into it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::TestAccount;
use crate::page::Page;
use crate::{Error, Result};

/// A page that hangs must not hang its own post-mortem.
const LIMIT: Duration = Duration::from_secs(10);

/// The folder of one test's traces: below `KOMMO_TEST_OUTPUT`, or `kommo-test` in cargo's target folder.
pub(super) fn folder(test: &str) -> PathBuf {
    let name: String = test
        .replace("::", ".")
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '.' { c } else { '_' })
        .collect();
    let base = std::env::var_os("KOMMO_TEST_OUTPUT").map(PathBuf::from);
    base.unwrap_or_else(|| target().join("kommo-test")).join(name)
}

/// Cargo's target folder: the test's program lies in it.
fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let marked = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    marked.map_or_else(|| PathBuf::from("target"), Path::to_owned)
}

/// Writes the screenshot, the document, the console and the requests of every page, and the account's journal.
pub(super) async fn save(account: &TestAccount, folder: &Path) -> Result {
    std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
    for (index, page) in account.pages().iter().enumerate() {
        let name = if index == 0 { "page".to_owned() } else { format!("page-{}", index + 1) };
        // What a page cannot give any more is left out: the rest is worth the more.
        if let Ok(Ok(picture)) = tokio::time::timeout(LIMIT, page.screenshot()).await {
            write(folder, &format!("{name}.png"), &picture)?;
        }
        if let Ok(Ok(html)) = tokio::time::timeout(LIMIT, page.html()).await {
            write(folder, &format!("{name}.html"), html.as_bytes())?;
        }
        write(folder, &format!("{name}.txt"), told(page).as_bytes())?;
    }
    let entries: Vec<String> =
        account.journal().iter().filter_map(|entry| serde_json::to_string(entry).ok()).collect();
    write(folder, "journal.jsonl", entries.join("\n").as_bytes())
}

fn write(folder: &Path, name: &str, content: &[u8]) -> Result {
    let file = folder.join(name);
    std::fs::write(&file, content).map_err(Error::io(file))
}

/// Everything a page said, for reading.
fn told(page: &Page) -> String {
    let mut text = format!("{}\n", page.url());
    let mut section = |title: &str, lines: Vec<String>| {
        let _ = writeln!(
            text,
            "\n== {title}\n{}",
            if lines.is_empty() { "-".to_owned() } else { lines.join("\n") }
        );
    };
    section("Uncaught errors", page.errors().iter().map(ToString::to_string).collect());
    section("Console", page.console().iter().map(ToString::to_string).collect());
    section(
        "Dialogs",
        page.dialogs().iter().map(|dialog| format!("{}: {}", dialog.kind, dialog.message)).collect(),
    );
    section("Requests", page.requests().iter().map(ToString::to_string).collect());
    text
}
