//! Why a widget could not be packed.

use std::io;
use std::path::{Path, PathBuf};

use kommo_manifest::ArchiveError;
use kommo_manifest::check::{Finding, Severity};
use kommo_manifest::tree::{DirError, PathError};
use thiserror::Error;

use crate::bindgen::BindgenError;
use crate::build::BuildError;
use crate::project::ProjectError;
use crate::script::ScriptError;
use crate::wasm::features::FeatureError;
use crate::wasm::optimize::OptimizeError;
use crate::wasm::sections::SectionError;

/// Why a widget could not be packed, by the stage that failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no project.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The project's folder cannot be read.
    #[error(transparent)]
    Folder(#[from] DirError),
    /// The project has a `script.js`, which packing would replace.
    #[error("{} is in the way: script.js is made from the Rust crate; rename or remove the file", .0.display())]
    OwnScript(PathBuf),
    /// The widget's files break the platform's rules.
    #[error("{}", findings(.0))]
    Findings(Vec<Finding>),
    /// Cargo failed.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The module is not a widget.
    #[error(transparent)]
    Section(#[from] SectionError),
    /// wasm-bindgen failed.
    #[error(transparent)]
    Bindgen(#[from] BindgenError),
    /// wasm-opt failed.
    #[error(transparent)]
    Optimize(#[from] OptimizeError),
    /// The module is too new for the supported browsers.
    #[error(transparent)]
    Features(#[from] FeatureError),
    /// The script could not be made.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// The archive could not be made.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A path cannot stand in an archive.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Something cannot be written.
    #[error("{}: {source}", path.display())]
    Io {
        /// What.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}

fn findings(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let mut text = format!("the widget breaks {errors} rule{} of the platform", plural(errors));
    if warnings > 0 {
        text.push_str(&format!(" ({warnings} warning{} besides)", plural(warnings)));
    }
    text
}
