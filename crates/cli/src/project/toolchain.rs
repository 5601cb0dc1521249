//! The Rust toolchain a project is built with, and its WebAssembly target.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use thiserror::Error;

use super::tools;

/// The target widgets are built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The variable by which rustup passes its choice of toolchain on to child processes.
pub const RUSTUP_ENV: &str = "RUSTUP_TOOLCHAIN";

/// The WebAssembly target is not there and could not be added.
#[derive(Debug, Error)]
#[error("the Rust target {TARGET} is missing: {0}")]
pub struct TargetError(String);

/// Whether the project or a folder above it names a toolchain of its own, which then counts, not the one
/// cargo-kommo was started with.
#[must_use]
pub fn has_own(folder: &Path) -> bool {
    folder
        .ancestors()
        .any(|folder| folder.join("rust-toolchain.toml").is_file() || folder.join("rust-toolchain").is_file())
}

/// The cargo to run for a project: the one that started this process, or, for a project with a toolchain of its
/// own, rustup's proxy on the PATH.
#[must_use]
pub fn cargo_program(folder: &Path) -> PathBuf {
    let own = has_own(folder) && tools::on_path("rustup").is_some();
    let outer = env::var_os("CARGO").filter(|_| !own).map(PathBuf::from);
    outer.unwrap_or_else(|| PathBuf::from("cargo"))
}

/// A command that runs cargo for a project, inside its folder.
#[must_use]
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(cargo_program(folder));
    prepare(&mut command, folder);
    command
}

fn prepare(command: &mut Command, folder: &Path) {
    command.current_dir(folder);
    if has_own(folder) {
        command.env_remove(RUSTUP_ENV);
    }
    // Set for this process by the `cargo run` behind the alias; a build of another package must not see them.
    for (name, _) in env::vars_os() {
        if inherited(&name) {
            command.env_remove(name);
        }
    }
}

fn inherited(name: &OsString) -> bool {
    let Some(name) = name.to_str() else { return false };
    name.starts_with("CARGO_PKG_")
        || matches!(
            name,
            "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_CRATE_NAME" | "CARGO_BIN_NAME" | "OUT_DIR"
        )
}

/// Makes sure that the project's toolchain has the WebAssembly target, with rustup's help where it is there.
///
/// # Errors
/// [`TargetError`], whose text says what to do.
pub fn ensure_target(folder: &Path, progress: &mut dyn FnMut(&str)) -> Result<(), TargetError> {
    if has_target(folder) {
        return Ok(());
    }
    let Some(rustup) = tools::on_path("rustup") else {
        return Err(TargetError(format!(
            "install Rust with rustup (https://rustup.rs), or your system's package with the standard library for {TARGET}"
        )));
    };
    progress(&format!("installing the Rust target {TARGET} (once)"));
    let mut command = Command::new(rustup);
    prepare(&mut command, folder);
    let output = command
        .args(["target", "add", TARGET])
        .output()
        .map_err(|error| TargetError(format!("rustup cannot be started: {error}")))?;
    if output.status.success() && has_target(folder) {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let last =
        words.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no message").trim().to_owned();
    Err(TargetError(format!(
        "`rustup target add {TARGET}` failed: {last}; run it by hand in {}",
        folder.display()
    )))
}

/// Whether the project's toolchain has the standard library for the target.
#[must_use]
pub fn has_target(folder: &Path) -> bool {
    rustc(folder, &["--print", "target-libdir", "--target", TARGET])
        .is_some_and(|path| Path::new(path.trim()).is_dir())
}

/// What the project's rustc answers, or `None` if it fails.
#[must_use]
pub fn rustc(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("rustc");
    prepare(&mut command, folder);
    let output = command.args(arguments).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}
