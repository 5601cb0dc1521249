//! Building the widget's crate for WebAssembly with cargo.
//!
//! The profile is passed on the command line, so that a project outside this repository gets it too. A project that
//! has a `[profile.widget]` of its own in its workspace's Cargo.toml keeps it.

use std::io::{BufRead as _, BufReader, IsTerminal as _};
use std::path::PathBuf;
use std::process::Stdio;
use std::{env, fs, io};

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;
use thiserror::Error;

use crate::project::{Project, toolchain};
use crate::rustflags;
use crate::wasm::trim;

/// How the module is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// For shipping: small. Takes longer.
    #[default]
    Widget,
    /// For development: quick to build, with names and overflow checks.
    Dev,
}

/// `strip` is never `true`: that would also remove the list of target features, without which wasm-bindgen and
/// wasm-opt cannot know what the module may use. A wasm page that panics aborts in any case.
const WIDGET: &[&str] = &[
    "inherits=\"release\"",
    "opt-level=\"z\"",
    "lto=\"fat\"",
    "codegen-units=1",
    "panic=\"abort\"",
    "strip=\"debuginfo\"",
    "debug=false",
    "incremental=false",
];

/// Names stay in, so that stack traces read well; what is not debug information costs no build time.
const DEV: &[&str] = &[
    "inherits=\"dev\"",
    "opt-level=1",
    "lto=false",
    "panic=\"abort\"",
    "strip=\"none\"",
    "debug=false",
    "incremental=true",
];

impl Profile {
    /// The cargo profile's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Dev => "widget-dev",
        }
    }

    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Widget => WIDGET,
            Self::Dev => DEV,
        }
    }
}

/// Why there is no module.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The target is missing.
    #[error(transparent)]
    Target(#[from] toolchain::TargetError),
    /// Cargo could not be started or read.
    #[error("cargo cannot be run: {0}")]
    Cargo(#[source] io::Error),
    /// The crate does not compile; cargo has printed why.
    #[error("{name} does not compile")]
    Failed {
        /// The crate.
        name: String,
        /// The compiler's messages in order.
        messages: Vec<Diagnostic>,
    },
    /// Cargo ended well without naming a module.
    #[error(
        "cargo built no WebAssembly module for {0}: does its Cargo.toml have `crate-type = [\"cdylib\", \"rlib\"]`?"
    )]
    NoModule(String),
    /// The module cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

/// A built module.
#[derive(Clone, Debug)]
pub struct Built {
    /// Where cargo put it.
    pub path: PathBuf,
    /// Its bytes.
    pub wasm: Vec<u8>,
    /// The compiler's warnings, in order.
    pub messages: Vec<Diagnostic>,
}

/// One message of the compiler.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Whether it stops the build.
    pub is_error: bool,
    /// As rustc prints it.
    pub text: String,
}

/// Builds a project's module. Cargo's own progress goes to stderr; `progress` hears an empty line before it.
///
/// # Errors
/// [`BuildError`]; compiler errors have then been printed already.
pub fn build(
    project: &Project,
    profile: Profile,
    progress: &mut dyn FnMut(&str),
) -> Result<Built, BuildError> {
    toolchain::ensure_target(&project.folder, progress)?;
    // Cargo has the word now.
    progress("");
    let mut command = toolchain::cargo(&project.folder);
    // A library that is a Rust library too would be built without link-time optimisation.
    command.args(["rustc", "--lib", "--crate-type", "cdylib", "--target", toolchain::TARGET]);
    command.args(["--profile", profile.name(), "--message-format", message_format()]);
    command.arg("--manifest-path").arg(&project.manifest_path).args(["--package", &project.name]);
    if profile == Profile::Dev {
        command.args(project.dev_features.iter().flat_map(|feature| ["--features", feature]));
    }
    if !has_own_profile(project, profile) {
        for setting in profile.settings() {
            command.arg("--config").arg(format!("profile.{}.{setting}", profile.name()));
        }
    }
    if profile == Profile::Widget {
        rustflags::add(&mut command, project);
        // For this crate alone: the last one, which is linked.
        command.arg("--").arg("-C").arg(format!("link-arg={}", trim::LINK_ARGUMENT));
    }
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(BuildError::Cargo)?;
    let mut module = None;
    let mut messages = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.map_err(BuildError::Cargo)?;
            match serde_json::from_str(&line) {
                Ok(Message::CompilerArtifact(artifact))
                    if artifact.target.name.replace('-', "_") == project.library =>
                {
                    module = artifact
                        .filenames
                        .into_iter()
                        .find(|file| file.extension() == Some("wasm"))
                        .or(module);
                }
                Ok(Message::CompilerMessage(message)) => {
                    if let Some(text) = message.message.rendered {
                        eprint!("{text}");
                        let is_error = message.message.level == DiagnosticLevel::Error;
                        messages.push(Diagnostic { is_error, text });
                    }
                }
                _ => {}
            }
        }
    }
    let status = child.wait().map_err(BuildError::Cargo)?;
    if !status.success() {
        return Err(BuildError::Failed { name: project.name.clone(), messages });
    }
    let path: PathBuf = module.ok_or_else(|| BuildError::NoModule(project.name.clone()))?.into();
    let wasm = fs::read(&path).map_err(|source| BuildError::Unreadable { path: path.clone(), source })?;
    Ok(Built { path, wasm, messages })
}

/// Diagnostics come to this process and are printed here, so that `dev` can show them in the page as well.
fn message_format() -> &'static str {
    let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !io::stderr().is_terminal();
    if plain { "json" } else { "json-diagnostic-rendered-ansi" }
}

/// Whether the workspace's Cargo.toml has this profile, by its section's head line.
fn has_own_profile(project: &Project, profile: Profile) -> bool {
    let head = format!("[profile.{}]", profile.name());
    fs::read_to_string(project.workspace.join("Cargo.toml")).is_ok_and(|text| {
        text.lines().any(|line| line.split('#').next().is_some_and(|line| line.trim() == head))
    })
}
