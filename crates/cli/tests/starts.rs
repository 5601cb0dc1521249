//! Every starting point of `cargo kommo new`, as a stranger meets it: made outside this repository, tested in a browser,
//! packed. It compiles for minutes, so it is a part of its own: `cargo xtask test --only new`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

/// Start, further arguments for `new`, what is added afterwards.
type Start = (&'static str, &'static [&'static str], &'static [&'static [&'static str]]);

const STARTS: [Start; 5] = [
    ("card", &[], &[&["location", "ccard-1"], &["location", "advanced_settings"], &["locale", "tr"]]),
    (
        "settings",
        &["--locale", "pt"],
        &[&["setting", "look", "--type", "custom"], &["text", "hint.first", "Hi"]],
    ),
    ("salesbot", &["--locale", "es,en"], &[&["location", "digital_pipeline"]]),
    ("calls", &[], &[&["setting", "line", "--type", "users", "--required"]]),
    (
        "empty",
        &["--location", "llist-0,lead_sources"],
        &[&["location", "comcard-1"], &["location", "salesbot_designer"], &["location", "card_sdk"]],
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

/// Runs `cargo kommo` in a folder, with this repository's target folder, so that dependencies are compiled once.
fn kommo(folder: &Path, arguments: &[&str]) {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let status = Command::new(env!("CARGO_BIN_EXE_cargo-kommo"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "cargo kommo {arguments:?}: {status}");
}

#[test]
#[ignore = "compiles for minutes; cargo xtask test --only new"]
fn every_starting_point_is_built_tested_and_packed() {
    let folder = tempfile::tempdir().unwrap();
    for (start, arguments, additions) in STARTS {
        println!("── new --start {start}");
        let name = format!("try-{start}");
        kommo(folder.path(), &[&["new", &name, "--start", start], arguments].concat());
        let project = folder.path().join(&name);
        // The versions this repository is tested with; a stranger gets the newest ones that fit.
        fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock")).unwrap();
        for addition in additions {
            kommo(&project, &[&["add"], *addition].concat());
        }
        if additions.iter().any(|addition| addition[0] == "text") {
            // A text that nothing uses would be warned about.
            let lib = project.join("src").join("lib.rs");
            let code = fs::read_to_string(&lib).unwrap();
            fs::write(
                &lib,
                format!("{code}\n#[allow(dead_code)]\nconst FIRST_HINT: kommo_widget::Text = texts::hint::FIRST;\n"),
            )
            .unwrap();
        }
        kommo(&project, &["check", "--deny-warnings"]);
        kommo(&project, &["test"]);
        kommo(&project, &["pack"]);
        assert!(project.join("dist").join("widget.zip").is_file());
        let lock = fs::read_to_string(project.join("Cargo.lock")).unwrap();
        assert!(lock.contains("\"console_error_panic_hook\""), "`dev` would ask the registry at every build");
    }
}
