//! What `cargo kommo` answers to somebody who types it, with the exit codes that its help promises. Nothing is built here.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The exit code, and what stands on stdout and stderr together.
fn kommo(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-kommo"))
        .args(arguments)
        .current_dir(folder)
        .env("KOMMO_BROWSER", "/nowhere/chrome")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[track_caller]
fn expect(folder: &Path, arguments: &[&str], code: i32, words: &str) {
    let (found, text) = kommo(folder, arguments);
    assert_eq!(found, code, "{arguments:?}: {text}");
    assert!(text.contains(words), "{arguments:?} does not say `{words}`: {text}");
    assert!(!text.contains('\u{1b}'), "colours in a pipe: {text:?}");
}

#[test]
fn new_takes_names_and_paths_and_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    expect(here, &["new"], 2, "give the widget a name");
    expect(here, &["new", "2 fast"], 2, "begin with a Latin letter");
    expect(here, &["new", "a", "--locale", "xx"], 2, "no language `xx`");
    expect(here, &["new", "a", "--location", "moon"], 2, "no location `moon`");
    expect(here, &["new", "a", "--location", "lcard-0"], 2, "lists `lcard-1` already");
    expect(here, &["new", "sub/Café"], 0, "cargo kommo dev sub/Café --open");
    expect(here, &["new", "sub/Café"], 2, "exists already");
    expect(here, &["check", "sub/Café", "--public", "--deny-warnings"], 0, "no findings");
    let schema = here.join("sub/Café/.kommo/manifest.schema.json");
    assert_eq!(kommo(here, &["schema"]).1, fs::read_to_string(schema).unwrap());
}

#[test]
fn adding_twice_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    expect(here, &["add", "location", "ccard-1"], 2, "has no manifest.json");
    expect(here, &["new", "hello"], 0, "wrote");
    let project = here.join("hello");
    for (what, again) in [
        (&["location", "ccard-1"][..], "lists `ccard-1` already"),
        (&["setting", "api_key"], "has a setting `api_key` already"),
        (&["locale", "tr"], "lists `tr` already"),
        (&["text", "panel.hello", "Hello"], "have `panel.hello` already"),
    ] {
        let arguments = [&["add"], what].concat();
        expect(&project, &arguments, 0, "wrote");
        expect(&project, &arguments, 2, again);
    }
    expect(&project, &["add", "text", "a b", "x"], 2, "no key of a text");
    expect(
        &project,
        &["add", "setting", "x", "--type", "date"],
        2,
        "it has text, pass, users, users_lp, custom",
    );
}

#[test]
fn check_names_files_and_lines_of_code_too() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    expect(here, &["new", "hello"], 0, "wrote");
    expect(here, &["check"], 1, "hello is a widget: `cargo kommo check");
    expect(here, &["check", "nowhere"], 3, "nowhere");
    let library = here.join("hello/src/lib.rs");
    let code = fs::read_to_string(&library).unwrap();
    fs::write(&library, code.replace("texts::panel::REFRESH", "\"panel.refrsh\"")).unwrap();
    expect(here, &["check", "hello"], 1, "hello/src/lib.rs:");
    expect(here, &["check", "hello"], 1, "did you mean `panel.refresh`?");
    // From wherever the folder is named, code hosts want it from the root on.
    for named in ["hello", "./hello/", here.join("hello").to_str().unwrap(), "hello/../hello"] {
        let (code, sarif) = kommo(here, &["check", named, "--format", "sarif"]);
        let log: serde_json::Value = serde_json::from_str(sarif.split("\nerror: ").next().unwrap()).unwrap();
        let run = &log["runs"][0];
        let (rules, results) = (&run["tool"]["driver"]["rules"], &run["results"]);
        for result in results.as_array().unwrap() {
            let rule = rules.as_array().unwrap().iter().find(|rule| rule["id"] == result["ruleId"]);
            assert!(rule.is_some_and(|rule| rule["helpUri"].is_string()), "{sarif}");
            assert!(result["message"]["text"].is_string() && result["level"] != "none", "{sarif}");
        }
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!((code, &place["artifactLocation"]["uri"]), (1, &"hello/src/lib.rs".into()), "{sarif}");
        assert!(place["region"]["startLine"].as_u64() > Some(1), "{sarif}");
    }
}

#[test]
fn a_missing_browser_is_said_before_anything_is_compiled() {
    let folder = tempfile::tempdir().unwrap();
    expect(folder.path(), &["new", "hello"], 0, "wrote");
    fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock"),
        folder.path().join("hello/Cargo.lock"),
    )
    .unwrap();
    expect(folder.path(), &["test", "hello"], 3, "KOMMO_BROWSER says /nowhere/chrome");
    assert!(!folder.path().join("hello/target").exists());
}
