//! A widget project on disk: where it is, what cargo knows about it, which tools it needs.
//!
//! A project is a folder with a `Cargo.toml` (a `cdylib` crate that depends on `kommo-widget`), a `manifest.json`,
//! `i18n/`, `images/` and any other files of the archive beside it. Its workspace and target folder may be elsewhere.

pub mod toolchain;
pub mod tools;

use std::path::{Path, PathBuf};

use cargo_metadata::{CrateType, Metadata, MetadataCommand, Package, TargetKind};
use thiserror::Error;

/// A widget project.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder with `Cargo.toml` and `manifest.json`.
    pub folder: PathBuf,
    /// The crate's name.
    pub name: String,
    /// The crate's version.
    pub version: String,
    /// The name of its library target, as in `<name>.wasm`.
    pub library: String,
    /// Path of its `Cargo.toml`.
    pub manifest_path: PathBuf,
    /// The root of its cargo workspace.
    pub workspace: PathBuf,
    /// Values for the widget's settings during development, from `[package.metadata.kommo.settings]`.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// Folders of the project and of the crates of the same disk it depends on.
    sources: Vec<PathBuf>,
    /// Features to add in a development build: `kommo-widget/panic-hook` where there is such a thing.
    pub dev_features: Vec<String>,
    /// The version of wasm-bindgen in the project's Cargo.lock, if it has one.
    pub wasm_bindgen: Option<String>,
    /// The version of kommo-widget in the project's Cargo.lock, if it has one.
    pub runtime: Option<String>,
}

/// Why a folder is not a widget project.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// No `Cargo.toml`.
    #[error("{} has no Cargo.toml: name the widget's folder, or make one with `cargo kommo new`", .0.display())]
    NoCargoToml(PathBuf),
    /// Cargo could not read the project.
    #[error("{0}")]
    Cargo(String),
    /// The folder is a workspace without a package of its own.
    #[error("{} is a workspace, not a widget: name one of its members, such as `cargo kommo pack {example}`", folder.display())]
    Workspace {
        /// The folder.
        folder: PathBuf,
        /// A member that is a widget, or a made-up name.
        example: String,
    },
    /// The crate has no `manifest.json`.
    #[error("{} has no manifest.json, so it is not a widget: name the widget's folder, such as `cargo kommo pack {example}`", folder.display())]
    NoManifest {
        /// The folder.
        folder: PathBuf,
        /// A member of the workspace that is a widget, or a made-up name.
        example: String,
    },
    /// The crate has no cdylib.
    #[error(
        "{} builds no WebAssembly module: add to it\n\n[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n", .0.display()
    )]
    NoCdylib(PathBuf),
}

impl Project {
    /// Reads the project in `folder`. Runs `cargo metadata`, which writes the project's Cargo.lock if it is missing.
    ///
    /// # Errors
    /// [`ProjectError`] when there is no widget project.
    pub fn open(folder: &Path) -> Result<Self, ProjectError> {
        let manifest_path = folder.join("Cargo.toml");
        if !manifest_path.is_file() {
            return Err(ProjectError::NoCargoToml(folder.to_owned()));
        }
        let manifest_path = plain(std::path::absolute(&manifest_path).unwrap_or(manifest_path));
        let folder = manifest_path.parent().map_or_else(|| folder.to_owned(), Path::to_owned);
        let mut command = MetadataCommand::new();
        command
            .cargo_path(toolchain::cargo_program(&folder))
            .manifest_path(&manifest_path)
            .current_dir(&folder);
        if toolchain::has_own(&folder) {
            command.env_remove(toolchain::RUSTUP_ENV);
        }
        let metadata = command.exec().map_err(|error| ProjectError::Cargo(cargo_words(&error)))?;
        let package = package(&metadata, &folder)
            .ok_or_else(|| ProjectError::Workspace { folder: folder.clone(), example: example(&metadata) })?;
        if !folder.join("manifest.json").is_file() {
            return Err(ProjectError::NoManifest { folder, example: example(&metadata) });
        }
        let library = package
            .targets
            .iter()
            .find(|target| target.crate_types.contains(&CrateType::CDyLib))
            .filter(|target| {
                target.kind.iter().any(|kind| matches!(kind, TargetKind::CDyLib | TargetKind::Lib))
            })
            .ok_or_else(|| ProjectError::NoCdylib(manifest_path.clone()))?;
        Ok(Self {
            name: package.name.to_string(),
            version: package.version.to_string(),
            library: library.name.replace('-', "_"),
            workspace: metadata.workspace_root.clone().into(),
            settings: package
                .metadata
                .pointer("/kommo/settings")
                .and_then(|value| value.as_object())
                .cloned()
                .unwrap_or_default(),
            sources: sources(&metadata, package),
            dev_features: dev_features(&metadata, package),
            wasm_bindgen: locked(&metadata, "wasm-bindgen"),
            runtime: locked(&metadata, "kommo-widget"),
            folder,
            manifest_path,
        })
    }

    /// The root of the cargo workspace a folder belongs to.
    ///
    /// # Errors
    /// [`ProjectError::Cargo`] when there is none.
    pub fn workspace_of(folder: &Path) -> Result<PathBuf, ProjectError> {
        let mut command = MetadataCommand::new();
        let metadata =
            command.cargo_path(toolchain::cargo_program(folder)).current_dir(folder).no_deps().exec();
        let metadata = metadata.map_err(|error| ProjectError::Cargo(cargo_words(&error)))?;
        Ok(metadata.workspace_root.into())
    }

    /// The folders whose changes can change the widget: the project's own, and the sources of path dependencies.
    #[must_use]
    pub fn watched(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.folder.clone()];
        folders.extend(self.sources.iter().filter(|folder| folder.is_dir()).cloned());
        folders
    }

    /// Where the finished archive goes: `<project>/dist/widget.zip`.
    #[must_use]
    pub fn archive_path(&self) -> PathBuf {
        self.folder.join("dist").join(kommo_manifest::archive::FILE_NAME)
    }
}

/// Windows' extended-length prefix confuses cargo's path output; drop it where it is not needed.
fn plain(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(short) if !short.starts_with("UNC") => PathBuf::from(short),
        _ => path,
    }
}

fn package<'a>(metadata: &'a Metadata, folder: &Path) -> Option<&'a Package> {
    let same = |path: &Path| match (path.canonicalize(), folder.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => path == folder,
    };
    metadata.packages.iter().find(|package| {
        package.source.is_none()
            && package.manifest_path.parent().is_some_and(|parent| same(parent.as_std_path()))
    })
}

/// The `src` folders of the path dependencies of a package, direct and indirect.
fn sources(metadata: &Metadata, package: &Package) -> Vec<PathBuf> {
    let nodes = metadata.resolve.as_ref().map(|resolve| resolve.nodes.as_slice()).unwrap_or_default();
    let (mut open, mut seen) = (vec![&package.id], vec![&package.id]);
    while let Some(id) = open.pop() {
        for next in nodes.iter().find(|node| node.id == *id).into_iter().flat_map(|node| &node.dependencies) {
            let local =
                metadata.packages.iter().any(|package| package.id == *next && package.source.is_none());
            if local && !seen.contains(&next) {
                seen.push(next);
                open.push(next);
            }
        }
    }
    let folders =
        seen.iter().skip(1).filter_map(|id| metadata.packages.iter().find(|package| package.id == **id));
    folders.filter_map(|package| Some(package.manifest_path.parent()?.join("src").into())).collect()
}

/// The folder of some member that looks like a widget, for an error's example.
fn example(metadata: &Metadata) -> String {
    metadata
        .workspace_packages()
        .iter()
        .filter_map(|package| package.manifest_path.parent())
        .find(|parent| parent.join("manifest.json").is_file())
        .and_then(|parent| parent.strip_prefix(&metadata.workspace_root).ok())
        .map_or_else(|| "my-widget".to_owned(), ToString::to_string)
}

fn locked(metadata: &Metadata, name: &str) -> Option<String> {
    metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == name)
        .map(|package| package.version.to_string())
}

fn dev_features(metadata: &Metadata, package: &Package) -> Vec<String> {
    let direct = package
        .dependencies
        .iter()
        .any(|dependency| dependency.name == "kommo-widget" && dependency.rename.is_none());
    let runtime = metadata.packages.iter().find(|package| package.name.as_str() == "kommo-widget");
    let has = runtime.is_some_and(|runtime| runtime.features.contains_key("panic-hook"));
    if direct && has { vec!["kommo-widget/panic-hook".to_owned()] } else { Vec::new() }
}

/// What cargo printed, without cargo_metadata's introduction.
fn cargo_words(error: &cargo_metadata::Error) -> String {
    match error {
        cargo_metadata::Error::CargoMetadata { stderr } => {
            let text = stderr.trim();
            text.strip_prefix("error: ").unwrap_or(text).to_owned()
        }
        other => format!("cannot run cargo: {other}"),
    }
}
