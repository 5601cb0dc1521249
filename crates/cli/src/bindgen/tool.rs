//! wasm-bindgen as a program of another version than the linked one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{BindgenError, Bound, NAME};
use crate::project::tools;

/// A `wasm-bindgen` of exactly this version: on the PATH, or in the tool cache, where
/// `cargo install --root <cache>/wasm-bindgen-<version>` puts it.
pub(super) fn find(version: &str) -> Option<PathBuf> {
    let cached = tools::cache().map(|cache| cache.join(format!("wasm-bindgen-{version}")).join("bin"));
    let cached = cached.and_then(|folder| tools::in_folder(&folder, "wasm-bindgen"));
    [tools::on_path("wasm-bindgen"), cached]
        .into_iter()
        .flatten()
        .find(|program| has_version(program, version))
}

fn has_version(program: &Path, version: &str) -> bool {
    let Ok(output) = Command::new(program).arg("--version").output() else { return false };
    String::from_utf8_lossy(&output.stdout).split_whitespace().any(|word| word == version)
}

pub(super) fn run(
    program: &Path,
    version: &str,
    wasm: &[u8],
    keep_names: bool,
) -> Result<Bound, BindgenError> {
    let failed = |reason: String| BindgenError::Failed { version: version.to_owned(), reason };
    let folder = tempfile::tempdir().map_err(|error| failed(format!("no temporary folder: {error}")))?;
    let input = folder.path().join("input.wasm");
    fs::write(&input, wasm).map_err(|error| failed(format!("{}: {error}", input.display())))?;
    let mut command = Command::new(program);
    command.arg(&input).arg("--out-dir").arg(folder.path()).args(["--out-name", NAME, "--target", "web"]);
    command.args(["--no-typescript", "--omit-default-module-path", "--remove-producers-section"]);
    if !keep_names {
        command.arg("--remove-name-section");
    }
    let output =
        command.output().map_err(|error| failed(format!("cannot start {}: {error}", program.display())))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    let read = |name: String| {
        let path = folder.path().join(name);
        fs::read(&path).map_err(|error| failed(format!("{}: {error}", path.display())))
    };
    let glue = String::from_utf8(read(format!("{NAME}.js"))?).map_err(|error| failed(error.to_string()))?;
    Ok(Bound { wasm: read(format!("{NAME}_bg.wasm"))?, glue })
}
