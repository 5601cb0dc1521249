//! The widgets of these tests, and what the account wrote down about them.

use std::path::{Path, PathBuf};

use kommo_manifest::{Archive, FileTree};
use kommo_testing::TestAccount;
use kommo_testing::sandbox::Integration;
use serde_json::{Value, json};

/// A lead of the account's usual data, its main contact, and another lead.
pub(crate) const LEAD: i64 = 23_847_101;

/// The repository's root.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// The files of a widget: those of its folder here or among the sandbox's fixtures, completed by logos, texts and the usual
/// parts of a manifest.
pub(crate) fn files(name: &str) -> FileTree {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fidelity/widgets").join(name);
    let other = repository().join("crates/sandbox/tests/fixtures").join(name);
    let (mut files, _) = FileTree::from_dir(if own.is_dir() { &own } else { &other }).unwrap();
    for logo in ["logo", "logo_main", "logo_medium", "logo_min", "logo_small"] {
        let path = format!("images/{logo}.png");
        if files.get(&path).is_none() {
            let file = repository().join("widget").join(&path);
            files.insert(path, std::fs::read(file).unwrap()).unwrap();
        }
    }
    let mut manifest: Value =
        files.get("manifest.json").map(|text| serde_json::from_slice(text).unwrap()).unwrap_or(json!({}));
    let usual = json!({
        "widget": {
            "name": "widget.name", "description": "widget.description", "short_description": "widget.short_description",
            "version": "1.2.3", "interface_version": 2, "init_once": false, "locale": ["en"], "installation": true,
            "support": { "link": "https://example.com", "email": "help@example.com" }
        },
        "locations": ["settings", "lcard-1"],
        "tour": { "is_tour": true, "tour_images": { "en": ["/images/logo_main.png"] }, "tour_description": "widget.tour_description" },
        "settings": { "login": { "name": "widget.name", "type": "text", "required": false } }
    });
    for (key, value) in usual.as_object().unwrap() {
        manifest.as_object_mut().unwrap().entry(key).or_insert_with(|| value.clone());
    }
    put(&mut files, "manifest.json", manifest.to_string().as_bytes());
    if files.get("i18n/en.json").is_none() {
        let texts = json!({ "widget": {
            "name": name, "description": "For tests", "short_description": "For tests", "tour_description": "None",
        } });
        put(&mut files, "i18n/en.json", texts.to_string().as_bytes());
    }
    files
}

fn put(files: &mut FileTree, path: &str, content: &[u8]) {
    files.remove(path);
    files.insert(path.to_owned(), content.to_vec()).unwrap();
}

/// A widget as a zip.
pub(crate) fn widget(name: &str) -> Vec<u8> {
    Archive::write(&files(name)).unwrap()
}

/// A widget as a zip, with its manifest changed.
pub(crate) fn widget_with(name: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut files = files(name);
    let mut manifest: Value = serde_json::from_slice(files.get("manifest.json").unwrap()).unwrap();
    change(&mut manifest);
    put(&mut files, "manifest.json", manifest.to_string().as_bytes());
    Archive::write(&files).unwrap()
}

/// A widget of one script, in these locations.
pub(crate) fn script(code: &str, locations: &[&str]) -> Vec<u8> {
    let mut files = files("bundle");
    put(&mut files, "script.js", code.as_bytes());
    let mut manifest: Value = serde_json::from_slice(files.get("manifest.json").unwrap()).unwrap();
    manifest["locations"] = json!(locations);
    put(&mut files, "manifest.json", manifest.to_string().as_bytes());
    Archive::write(&files).unwrap()
}

/// Waits until the page has told the sandbox what it wrote down; widgets that fail take their time, too.
async fn told(account: &TestAccount) {
    // One of them takes the loader away: then there is nobody left to ask.
    const TOLD: &str = "() => new Promise((done) => window.require
        ? require(['host/widgets/lifecycle', 'host/widgets/journal'],
            (lifecycle, journal) => lifecycle.whenSettled().then(() => journal.flush()).then(() => done(true)))
        : setTimeout(done, 1000, true))";
    let _: bool = account.page().call(TOLD, json!([])).await.unwrap();
}

/// What was called in a widget so far: `area event outcome`, with the value of those that have one.
pub(crate) async fn journal(account: &TestAccount, widget: &Integration) -> Vec<String> {
    told(account).await;
    let code = widget.code.clone().unwrap();
    let entries = account.sandbox().lifecycle(0).into_iter().filter(|entry| entry.code == code);
    entries.map(|entry| format!("{} {} {}", entry.area, entry.event, entry.outcome)).collect()
}

/// The words of what went wrong in a widget.
pub(crate) async fn faults(account: &TestAccount, widget: &Integration) -> Vec<String> {
    told(account).await;
    let code = widget.code.clone().unwrap();
    let bad = |outcome: &str| matches!(outcome, "threw" | "rejected");
    let entries =
        account.sandbox().lifecycle(0).into_iter().filter(|entry| entry.code == code && bad(&entry.outcome));
    entries.map(|entry| format!("{}: {}", entry.event, entry.value.unwrap_or_default())).collect()
}
