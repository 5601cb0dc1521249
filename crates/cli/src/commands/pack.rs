//! `cargo kommo pack`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::build::{BuildError, Profile};
use crate::pack::{self, Error, LastPack, Options, Packed, Sizes, bump};
use crate::project::Project;
use crate::script::encode::Encoding;

use super::bar::Bar;
use super::{Failure, Outcome, args, findings, progress, warn};
use kommo_manifest::Mode;
use kommo_manifest::check::CheckOptions;
use serde_json::json;

pub(super) fn run(args: &args::Pack) -> Outcome {
    let project = Project::open(&args.project).map_err(Failure::trouble)?;
    let raised = if args.bump { Some(Raised::raise(&project)?) } else { None };
    let mut options = options(&args.build);
    options.wasm_file = matches!(args.wasm, args::Wasm::File);
    let packed = match build(&project, &options) {
        Ok(packed) => packed,
        Err(failure) => {
            raised.iter().for_each(Raised::undo);
            return Err(failure);
        }
    };
    let path = args.out.clone().unwrap_or_else(|| project.archive_path());
    packed.write(&path).map_err(Failure::trouble)?;
    for skipped in &packed.skipped {
        // What every project has needs no line.
        if !matches!(
            skipped.reason,
            "hidden file"
                | "documentation"
                | "source of the Rust project"
                | "file of the Rust project"
                | "build output"
        ) {
            progress(&format!("left out {} ({})", skipped.path, skipped.reason));
        }
    }
    let (folder, now) = (project.folder.join("dist"), LastPack::of(&packed));
    let (before, budget) = (LastPack::read(&folder), CheckOptions::default().script_budget);
    if args.json {
        say!("{:#}", json!({ "path": path, "budget": budget, "now": now, "before": before }));
    } else {
        say!("{} ({} bytes, {} files)", path.display(), packed.archive.len(), packed.files.len());
        report(&now, before.as_ref(), budget);
    }
    now.write(&folder).map_err(Failure::trouble)
}

/// The sizes, what they are of the budget, and what changed since the last pack.
fn report(now: &LastPack, before: Option<&LastPack>, budget: usize) {
    print_sizes(&now.script);
    if let Some(module) = now.module {
        say!("{:16}{:>10}{:>10}{:>10}", "widget.wasm", module.raw, module.gzip, module.brotli);
    }
    let kilo = |bytes: usize| bytes.div_ceil(1000);
    let raw = now.script.script.raw;
    say!("budget          {} of {} kB ({} %)", kilo(raw), kilo(budget), (raw * 100).div_ceil(budget));
    let Some(before) = before else { return };
    let by = |now: usize, before: usize| {
        signed(i64::try_from(now).unwrap_or(0) - i64::try_from(before).unwrap_or(0))
    };
    let travels = |pack: &LastPack| pack.script.script.brotli + pack.module.map_or(0, |module| module.brotli);
    let mut changes = vec![
        format!("zip {}", by(now.archive, before.archive)),
        format!(
            "script {} (brotli {})",
            by(raw, before.script.script.raw),
            by(travels(now), travels(before))
        ),
    ];
    changes.extend(now.changes(before).iter().map(|(path, by)| format!("{path} {}", signed(*by))));
    if now.archive == before.archive && now.files == before.files && now.script == before.script {
        changes = vec!["nothing".to_owned()];
    }
    say!("since {:<10}{}", before.version, changes.join(", "));
    if now.version == before.version && now.files != before.files {
        progress("the version is that of the last pack: raise it before an upload, with --bump");
    }
}

fn signed(number: i64) -> String {
    if number > 0 { format!("+{number}") } else { number.to_string() }
}

/// A version that was raised in the project's manifest.
struct Raised {
    path: PathBuf,
    before: String,
    after: String,
}

impl Raised {
    fn raise(project: &Project) -> Result<Self, Failure> {
        let path = project.folder.join("manifest.json");
        let at = |error: &dyn std::fmt::Display| Failure::trouble(format!("{}: {error}", path.display()));
        let before = fs::read_to_string(&path).map_err(|error| at(&error))?;
        let (after, version) = bump::bump(&before).map_err(Failure::fault)?;
        fs::write(&path, &after).map_err(|error| at(&error))?;
        progress(&format!("version {version}"));
        Ok(Self { path, before, after })
    }

    /// Nothing was packed: the next try raises again. What the author wrote meanwhile stays.
    fn undo(&self) {
        let is_ours = fs::read_to_string(&self.path).is_ok_and(|text| text == self.after);
        if is_ours && fs::write(&self.path, &self.before).is_ok() {
            progress("the version is as it was");
        }
    }
}

/// Packs and prints warnings and notes.
pub(super) fn build(project: &Project, options: &Options) -> Result<Packed, Failure> {
    let mut bar = Bar::default();
    let packed = pack::pack(project, options, &mut |line| bar.stage(line));
    drop(bar);
    match packed {
        Ok(packed) => {
            findings::print(&packed.findings, &packed.files, &findings::prefix(&shown(&project.folder)));
            packed.script.notes.iter().for_each(|note| warn(note));
            Ok(packed)
        }
        Err(error) => Err(failure(project, error)),
    }
}

/// A folder relative to the current one, where it lies below it.
pub(super) fn shown(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    folder.strip_prefix(&here).unwrap_or(folder).to_owned()
}

fn failure(project: &Project, error: Error) -> Failure {
    match &error {
        Error::Findings(list) => {
            findings::of_project(list, project);
            Failure::fault(error)
        }
        Error::Build(BuildError::Failed { .. })
        | Error::Section(_)
        | Error::Features(_)
        | Error::OwnScript(_) => Failure::fault(error),
        _ => Failure::trouble(error),
    }
}

pub(super) fn options(args: &args::Build) -> Options {
    Options {
        profile: if args.dev { Profile::Dev } else { Profile::Widget },
        optimize: !args.no_opt && !args.dev,
        minify: !args.no_minify && !args.dev,
        encoding: match args.encoding {
            args::Encoding::Text => Encoding::Text,
            args::Encoding::Base64 => Encoding::Base64,
        },
        mode: if args.public { Mode::Public } else { Mode::Private },
        ..Options::default()
    }
}

pub(super) fn print_sizes(sizes: &Sizes) {
    say!("{:16}{:>10}{:>10}{:>10}", "", "raw", "gzip", "brotli");
    for (name, size) in
        [("script.js", sizes.script), ("  WebAssembly", sizes.module()), ("  shim and glue", sizes.frame)]
    {
        say!("{name:16}{:>10}{:>10}{:>10}", size.raw, size.gzip, size.brotli);
    }
}
