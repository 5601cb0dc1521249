//! What bash offers after `cargo kommo …`, asked of bash itself.
#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs)]

use std::process::Command;

/// Completes the last word of each line.
const ASK: &str = r#"
_others() { COMPREPLY=(of-cargo "$2"); }
complete -F _others cargo
source "$1"
source "$1"
try() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _cargo_with_kommo cargo "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo "${COMPREPLY[*]}"
}
try cargo kommo pac
try cargo kommo pack --bu
try cargo kommo add lo
try cargo kommo new --start sa
try cargo bu
COMP_WORDS=(cargo-kommo che)
COMP_CWORD=1
_kommo cargo-kommo che cargo-kommo
echo "${COMPREPLY[*]}"
"#;

#[test]
fn bash_completes_cargo_kommo_and_leaves_the_rest_of_cargo_alone() {
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    let script = Command::new(env!("CARGO_BIN_EXE_cargo-kommo"))
        .args(["completions", "bash"])
        .output()
        .unwrap()
        .stdout;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), script).unwrap();
    let output = Command::new("bash").args(["--norc", "-c", ASK, "bash"]).arg(file.path()).output().unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        words.lines().collect::<Vec<_>>(),
        ["pack", "--bump", "location locale", "salesbot", "of-cargo bu", "check"],
        "{errors}"
    );
}
