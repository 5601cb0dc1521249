//! The same project gives the same zip on any machine, and the zip tells nothing about the machine.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_kommo::pack::{self, Options};
use cargo_kommo::wasm::trim;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        match entry.file_name().to_str() {
            Some("dist" | "target") => {}
            _ if from.is_dir() => copy(&from, &to),
            _ => drop(fs::copy(&from, &to).unwrap()),
        }
    }
}

/// The counter as a project of its own, of these crate types.
fn project(folder: &Path, types: &str) {
    copy(&repository().join("examples").join("counter"), folder);
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let manifest = format!(
        "[package]\nname = \"counter\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\ncrate-type = [{types}]\n\
         [dependencies]\nkommo-widget = {{ path = {:?} }}\nmaud = {{ version = \"0.27\", default-features = false }}\n[workspace]\n",
        repository()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
}

fn pack(folder: &Path, cargo_home: Option<&Path>) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-kommo"));
    command.arg("kommo").arg("pack").arg(folder).current_dir(folder);
    command.env("CARGO_TARGET_DIR", folder.join("target")).env("CARGO_NET_OFFLINE", "true");
    if let Some(home) = cargo_home {
        command.env("CARGO_HOME", home);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(folder.join("dist").join("widget.zip")).unwrap()
}

/// Another CARGO_HOME with the same registry.
#[cfg(unix)]
fn other_home(folder: &Path) -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    let other = folder.join("another-home");
    fs::create_dir(&other).unwrap();
    for entry in fs::read_dir(home).unwrap().map(Result::unwrap) {
        std::os::unix::fs::symlink(entry.path(), other.join(entry.file_name())).unwrap();
    }
    Some(other)
}

#[cfg(not(unix))]
fn other_home(_: &Path) -> Option<PathBuf> {
    None
}

#[test]
fn the_folder_and_the_machine_leave_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("a longer name").join("two"));
    // A library that is also one for Rust, as projects with tests of their own are, is not larger for it.
    project(&one, "\"cdylib\"");
    project(&two, "\"cdylib\", \"rlib\"");
    let first = pack(&one, None);
    let second = pack(&two, other_home(folder.path()).as_deref());
    assert!(first == second, "the zips differ: {} and {} bytes", first.len(), second.len());

    let module = module(&one);
    let home = std::env::home_dir().unwrap_or_default();
    for part in [
        home.as_os_str(),
        folder.path().as_os_str(),
        repository().as_os_str(),
        OsStr::new(".cargo"),
        OsStr::new("/rustc/"),
    ] {
        let part = part.to_str().unwrap();
        assert!(part.len() < 3 || !contains(&module, part), "the module names {part}");
    }
    assert!(!contains(&module, "src/lib.rs"), "the module names a source file");
}

fn contains(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

/// The module in a packed widget's script, from the module that cargo built.
fn module(project: &Path) -> Vec<u8> {
    let built = project.join("target/wasm32-unknown-unknown/widget/counter.wasm");
    let wasm = fs::read(built).unwrap();
    assert!(contains(&wasm, "src/lib.rs") && trim::trim(&wasm).unwrap().len() < wasm.len());
    pack::script(
        &wasm,
        Some(&cargo_kommo::bindgen::linked_version()),
        &Options::default(),
        false,
        &mut |_| {},
    )
    .unwrap()
    .wasm
}
