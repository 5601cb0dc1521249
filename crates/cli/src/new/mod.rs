//! `cargo kommo new`: a complete project from nothing. Nothing is downloaded.

mod manifest;
mod names;
mod texts;

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::add::{self, AddError, What};
use kommo_manifest::check::{CheckOptions, Finding, Severity, check_with};
use kommo_manifest::draw::Brand;
use kommo_manifest::{FileTree, Mode};
use thiserror::Error;

pub use names::Names;

/// What a new widget starts as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Start {
    /// A panel in the lead card that reads the lead.
    #[default]
    Card,
    /// Settings that are checked on saving.
    Settings,
    /// A block in the Salesbot designer.
    Salesbot,
    /// Calls from the phone numbers in cards.
    Calls,
    /// Nothing but what every widget has.
    Empty,
}

/// What to make.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The widget's name in its three spellings.
    pub names: Names,
    /// What it starts as.
    pub start: Start,
    /// Languages, the first one being that of whoever reads the generated files.
    pub locales: Vec<String>,
    /// Locations besides those the start needs.
    pub locations: Vec<String>,
    /// Folder of a kommo-widget checkout to depend on, instead of the released version.
    pub runtime: Option<PathBuf>,
}

/// Why there is no new project.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NewError {
    /// The folder is there already.
    #[error("{} exists already: choose another name, or `--folder`", .0.display())]
    Exists(PathBuf),
    /// The plan breaks rules of the platform.
    #[error("Kommo would refuse this widget: {}", .0.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("; "))]
    Rules(Vec<Finding>),
    /// A further location cannot be added.
    #[error(transparent)]
    Add(#[from] AddError),
    /// A picture cannot be drawn.
    #[error(transparent)]
    Draw(#[from] kommo_manifest::draw::DrawError),
    /// A path cannot stand in an archive.
    #[error(transparent)]
    Path(#[from] kommo_manifest::tree::PathError),
    /// Something cannot be written.
    #[error("{}: {source}", path.display())]
    Io {
        /// What.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

/// All files of the project, path → bytes; the parts of the archive have passed every rule that is an error.
///
/// # Errors
/// [`NewError::Rules`] when locations or languages do not go together.
pub fn files(plan: &Plan) -> Result<Files, NewError> {
    let mut shipped = FileTree::new();
    shipped.insert("manifest.json", manifest::text(plan).into_bytes())?;
    for locale in &plan.locales {
        shipped.insert(format!("i18n/{locale}.json"), texts::text(plan, locale).into_bytes())?;
    }
    shipped
        .insert("style.css", fill(plan, include_str!("../../templates/common/style.css.in")).into_bytes())?;
    let brand = Brand::from_name(&plan.names.title);
    shipped.insert(manifest::TOUR, brand.tour_picture()?)?;
    for (path, picture) in brand.logos()? {
        // The pipeline's comes with its location.
        if path != "images/logo_dp.png" {
            shipped.insert(path, picture)?;
        }
    }
    let mut options = CheckOptions::new(Mode::Private);
    options.before_build = true;
    let mut broken = check_with(&shipped, &options);
    broken.retain(|finding| finding.severity == Severity::Error);
    if !broken.is_empty() {
        return Err(NewError::Rules(broken));
    }
    let mut files: Files = shipped.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    let (library, test) = match plan.start {
        Start::Card => {
            (include_str!("../../templates/card/lib.rs.in"), include_str!("../../templates/card/e2e.rs.in"))
        }
        Start::Settings => (
            include_str!("../../templates/settings/lib.rs.in"),
            include_str!("../../templates/settings/e2e.rs.in"),
        ),
        Start::Salesbot => (
            include_str!("../../templates/salesbot/lib.rs.in"),
            include_str!("../../templates/salesbot/e2e.rs.in"),
        ),
        Start::Calls => {
            (include_str!("../../templates/calls/lib.rs.in"), include_str!("../../templates/calls/e2e.rs.in"))
        }
        Start::Empty => {
            (include_str!("../../templates/empty/lib.rs.in"), include_str!("../../templates/empty/e2e.rs.in"))
        }
    };
    for (path, template) in [
        ("Cargo.toml", include_str!("../../templates/common/Cargo.toml.in")),
        ("README.md", include_str!("../../templates/common/README.md.in")),
        (manifest::SCHEMA, kommo_manifest::manifest::JSON_SCHEMA),
        (".gitignore", include_str!("../../templates/common/gitignore.in")),
        ("rust-toolchain.toml", include_str!("../../templates/common/rust-toolchain.toml.in")),
        (".github/workflows/widget.yml", include_str!("../../templates/common/ci.yml.in")),
        ("src/lib.rs", library),
        ("tests/e2e.rs", &texts::fill(test, &plan.locales)),
    ] {
        files.push((path.to_owned(), fill(plan, template).into_bytes()));
    }
    if plan.locations.is_empty() { Ok(files) } else { with_locations(files, &plan.locations) }
}

/// The files after `cargo kommo add location …` for each.
fn with_locations(files: Files, locations: &[String]) -> Result<Files, NewError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| NewError::Io { path, source }
    };
    let folder = tempfile::tempdir().map_err(io(Path::new("a temporary folder")))?;
    write_files(&files, folder.path())?;
    let mut paths: Vec<String> = files.into_iter().map(|(path, _)| path).collect();
    for location in locations {
        let done = add::add(folder.path(), &What::Location(location.clone()))?;
        paths.extend(done.files);
    }
    paths.sort();
    paths.dedup();
    let read = |path: String| {
        let file = folder.path().join(&path);
        fs::read(&file).map(|bytes| (path, bytes)).map_err(io(&file))
    };
    paths.into_iter().map(read).collect()
}

/// Path and bytes of each file.
type Files = Vec<(String, Vec<u8>)>;

/// Writes a new project into `folder`, which must not exist or be empty.
///
/// # Errors
/// [`NewError`]; then nothing has been written unless the disk failed on the way.
pub fn write(plan: &Plan, folder: &Path) -> Result<usize, NewError> {
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file();
    if taken {
        return Err(NewError::Exists(folder.to_owned()));
    }
    let files = files(plan)?;
    write_files(&files, folder)?;
    Ok(files.len())
}

fn write_files(files: &Files, folder: &Path) -> Result<(), NewError> {
    for (path, bytes) in files {
        let file = folder.join(path);
        let io = |source| NewError::Io { path: file.clone(), source };
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(io)?;
        }
        fs::write(&file, bytes).map_err(io)?;
    }
    Ok(())
}

/// A template with the plan's names in it.
fn fill(plan: &Plan, template: &str) -> String {
    let dependency = |folder: &str| match &plan.runtime {
        // TOML's literal strings take backslashes as they are.
        Some(root) => format!("{{ path = '{}' }}", root.join(folder).display()),
        None => format!("\"{}\"", env!("CARGO_PKG_VERSION")),
    };
    template
        .replace("{{title}}", &plan.names.title)
        .replace("{{crate}}", &plan.names.krate)
        .replace("{{type}}", &plan.names.rust_type)
        .replace("{{install}}", &install(plan))
        .replace("{{runtime}}", &dependency(""))
        .replace("{{testing}}", &dependency("crates/testing"))
}

/// CI's step that installs `cargo kommo`.
fn install(plan: &Plan) -> String {
    match &plan.runtime {
        Some(root) => format!(
            "      # Cargo.toml names a checkout of kommo-widget: it must be there on the runner too, or depend on released crates.\n      \
             - run: cargo install --debug --locked --path '{}'",
            root.join("crates").join("cli").display()
        ),
        None => format!("      - run: cargo install cargo-kommo --version {}", env!("CARGO_PKG_VERSION")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(start: Start) -> Plan {
        Plan {
            names: Names::new("my-first widget").unwrap(),
            start,
            locales: vec!["en".into(), "es".into(), "pt".into()],
            locations: Vec::new(),
            runtime: None,
        }
    }

    #[test]
    fn every_start_keeps_every_rule_and_leaves_no_place_unfilled() {
        for start in [Start::Card, Start::Settings, Start::Salesbot, Start::Calls, Start::Empty] {
            let files = files(&plan(start)).unwrap();
            let mut tree = FileTree::new();
            for (path, bytes) in &files {
                if let Ok(text) = std::str::from_utf8(bytes) {
                    assert!(!text.contains("{{"), "{path}: {text}");
                }
                let ends = [".json", ".css", ".png"].iter().any(|end| path.ends_with(end));
                if ends && !path.starts_with('.') {
                    tree.insert(path.clone(), bytes.clone()).unwrap();
                }
            }
            let mut options = CheckOptions::new(Mode::Private);
            options.before_build = true;
            let found = check_with(&tree, &options);
            assert!(
                found.is_empty(),
                "{start:?}: {:?}",
                found.iter().map(|one| &one.message).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn locations_that_do_not_go_together_are_refused() {
        let mut plan = plan(Start::Card);
        plan.locations = vec!["lcard-0".into()];
        let error = files(&plan).unwrap_err().to_string();
        assert!(error.contains("lists `lcard-1` already"), "{error}");
        plan.locations = vec!["moon".into()];
        assert!(files(&plan).unwrap_err().to_string().contains("no location `moon`"));
    }

    #[test]
    fn an_existing_project_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine"), "").unwrap();
        assert!(matches!(write(&plan(Start::Empty), folder.path()), Err(NewError::Exists(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
