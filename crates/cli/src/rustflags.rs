//! Compiler flags that keep a widget small, and the author's machine out of it.
//!
//! rustc writes the paths of source files into the module wherever a panic might name them. Most of these texts go away
//! before shipping (see [`crate::wasm::trim`]), but their lengths would still decide where the rest lies. So every folder
//! of the machine is given a name that is the same everywhere: the same project gives the same bytes wherever it lies.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, iter};

use crate::project::{Project, toolchain};

/// Separates flags in cargo's own variable.
const SEPARATOR: char = '\u{1f}';

/// See [`crate::wasm::features::without_reference_types`].
const NO_REFERENCE_TYPES: &str = "-Ctarget-feature=-reference-types";

/// Adds the flags to a cargo command, beside those that the project, the user or the environment sets: of the places
/// where cargo looks for flags, only the first that has some counts.
pub(crate) fn add(command: &mut Command, project: &Project) {
    let paths = prefixes(project).into_iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
    let flags: Vec<String> = iter::once(NO_REFERENCE_TYPES.to_owned()).chain(paths).collect();
    if let Ok(own) = env::var("CARGO_ENCODED_RUSTFLAGS") {
        let all: Vec<&str> = own
            .split(SEPARATOR)
            .filter(|flag| !flag.is_empty())
            .chain(flags.iter().map(String::as_str))
            .collect();
        command.env("CARGO_ENCODED_RUSTFLAGS", all.join("\u{1f}"));
    } else if let Ok(own) = env::var("RUSTFLAGS") {
        // Not the variable itself: a path may have spaces.
        let all: Vec<&str> = own.split_whitespace().chain(flags.iter().map(String::as_str)).collect();
        command.env("CARGO_ENCODED_RUSTFLAGS", all.join("\u{1f}"));
    } else {
        let list: Vec<String> = flags.iter().map(|flag| toml_text(flag)).collect();
        let table = if only_in_build(&configs(&project.folder)) {
            "build".to_owned()
        } else {
            format!("target.{}", toolchain::TARGET)
        };
        command.arg("--config").arg(format!("{table}.rustflags=[{}]", list.join(",")));
    }
}

/// Folders and what stands for them. A later one counts before an earlier one.
fn prefixes(project: &Project) -> Vec<(String, &'static str)> {
    let home = env::home_dir();
    let cargo = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home.as_ref().map(|home| home.join(".cargo")));
    let sysroot = toolchain::rustc(&project.folder, &["--print", "sysroot"]);
    let outside = !project.folder.starts_with(&project.workspace);
    [
        (home, "/home"),
        // The same flags for all members of a workspace: cargo would build their dependencies for each anew.
        (outside.then(|| project.folder.clone()), "/project"),
        (Some(project.workspace.clone()), "/workspace"),
        (sysroot.map(|path| PathBuf::from(path.trim())), "/rust"),
        (cargo, "/cargo"),
    ]
    .into_iter()
    // A flag cannot hold a path with `=` or one that is no text.
    .filter_map(|(from, to)| Some((from?.to_str()?.to_owned(), to)))
    .filter(|(from, _)| !from.is_empty() && !from.contains('='))
    .collect()
}

/// The configuration files that cargo reads for a folder.
fn configs(folder: &Path) -> Vec<String> {
    let cargo =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = folder.ancestors().map(|folder| folder.join(".cargo")).chain(cargo);
    folders
        .flat_map(|folder| [folder.join("config.toml"), folder.join("config")])
        .filter_map(|file| fs::read_to_string(file).ok())
        .collect()
}

/// Whether these configurations have flags under `[build]` and none for a target.
fn only_in_build(configs: &[String]) -> bool {
    let tables: Vec<&str> = configs
        .iter()
        .flat_map(|config| {
            let mut table = "";
            config.lines().filter_map(move |line| {
                let line = line.trim();
                if line.starts_with('[') {
                    table = line;
                }
                let key = line.split('=').next().unwrap_or_default();
                if key.trim() == "rustflags" { Some(table) } else { key.trim().strip_suffix(".rustflags") }
            })
        })
        .collect();
    !tables.is_empty() && tables.iter().all(|table| !table.contains("target"))
}

/// A text in TOML's quotes.
fn toml_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_put_where_the_others_are() {
        let only = |config: &str| only_in_build(&[config.to_owned()]);
        assert!(!only(""));
        assert!(only("[build]\njobs = 2\nrustflags = [\"-Awarnings\"]"));
        assert!(only("build.rustflags = []"));
        assert!(!only("[build]\nrustflags = []\n[target.wasm32-unknown-unknown]\nrustflags = []"));
        assert!(!only("[target.'cfg(all())']\nrustflags = []"));
    }

    #[test]
    fn windows_paths_are_escaped() {
        assert_eq!(toml_text("C:\\a \"b\""), r#""C:\\a \"b\"""#);
    }
}
