//! Project → `widget.zip`.
//!
//! ```text
//! cargo build → .wasm ─ kommo_* sections out ─→ panics out ─→ wasm-bindgen ─→ wasm-opt ─→ bytes as text ┐
//!                └─ kommo_shim, kommo_widget ───────────────────────└─ glue as a function ───────────────┴→ script.js ─→ widget.zip
//! ```
//!
//! The same sources, Cargo.lock, toolchain and packager give the same bytes.

pub mod bump;
mod error;
mod last;
mod sizes;
pub mod table;

use std::fs;
use std::path::{Path, PathBuf};

use kommo_manifest::check::{CheckOptions, Finding, Mode, Severity, check_with};
use kommo_manifest::json::Document;
use kommo_manifest::tree::Skipped;
use kommo_manifest::{Archive, FileTree};

pub use error::Error;
pub use last::LastPack;
pub use sizes::{Size, Sizes};

use crate::bindgen;
use crate::build::{self, Profile};
use crate::project::Project;
use crate::script::compose::{self, Meta};
use crate::script::encode::Encoding;
use crate::script::{self, glue, minify, slim};
use crate::used_texts;
use crate::wasm::sections::{self, WidgetInfo};
use crate::wasm::{features, names, optimize, trim};

/// How to pack.
#[derive(Clone, Debug)]
pub struct Options {
    /// How the module is built. [`Profile::Dev`] also leaves out wasm-opt and minifying.
    pub profile: Profile,
    /// Whether to run wasm-opt.
    pub optimize: bool,
    /// Whether to minify the script.
    pub minify: bool,
    /// How the module's bytes are written.
    pub encoding: Encoding,
    /// Whether the module is a file of its own, `widget.wasm`, which the shim fetches.
    pub wasm_file: bool,
    /// For the own account or the marketplace.
    pub mode: Mode,
    /// Where pages hear of newer builds, for `cargo kommo dev`; see [`crate::dev::live`].
    pub live: Option<String>,
    /// Whether the script may be replaced by one from localhost, for `cargo kommo dev --kommo`; see [`crate::dev::kommo`].
    pub switch: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            profile: Profile::Widget,
            optimize: true,
            minify: true,
            encoding: Encoding::default(),
            wasm_file: false,
            mode: Mode::Private,
            live: None,
            switch: false,
        }
    }
}

impl Options {
    /// The quick build of `cargo kommo dev`.
    #[must_use]
    pub fn dev() -> Self {
        Self { profile: Profile::Dev, optimize: false, minify: false, ..Self::default() }
    }
}

/// A finished script and what went into it.
#[derive(Clone, Debug)]
pub struct Script {
    /// The text of `script.js`.
    pub text: String,
    /// The module inside it.
    pub wasm: Vec<u8>,
    /// The same script around an empty module, for telling sizes apart.
    frame: String,
    /// What the runtime says about the widget.
    pub info: WidgetInfo,
    /// Remarks, one line each, such as that wasm-opt was not there.
    pub notes: Vec<String>,
}

/// A packed widget.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The bytes of `widget.zip`.
    pub archive: Vec<u8>,
    /// All files in it.
    pub files: FileTree,
    /// What the project's folder holds besides, with reasons.
    pub skipped: Vec<Skipped>,
    /// Warnings about the widget. Errors would have stopped packing.
    pub findings: Vec<Finding>,
    /// The script inside.
    pub script: Script,
}

impl Packed {
    /// How large the script is, raw and compressed. Takes a moment.
    #[must_use]
    pub fn sizes(&self) -> Sizes {
        Sizes::of(&self.script.text, &self.script.frame)
    }

    /// Writes the archive, through a temporary file beside it, so that a reader never sees half of it.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder or file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::io(folder))?;
        }
        let part: PathBuf = path.with_extension("zip.part");
        fs::write(&part, &self.archive).map_err(Error::io(&part))?;
        fs::rename(&part, path).map_err(Error::io(path))
    }
}

/// Builds and packs a project. Nothing is written outside cargo's target folder; see [`Packed::write`].
///
/// `progress` hears one line at each stage.
///
/// # Errors
/// [`Error`], whose text says what is wrong and what to do.
pub fn pack(project: &Project, options: &Options, progress: &mut dyn FnMut(&str)) -> Result<Packed, Error> {
    // Before the long work: a broken manifest should not cost a build.
    let (mut files, skipped) = assets(project)?;
    let mut before = CheckOptions::new(options.mode);
    before.before_build = true;
    used_texts::tell(&mut before, &project.folder, &files);
    before.used_texts = None;
    errors(check_with(&files, &before))?;

    let built = build::build(project, options.profile, progress)?;
    let mut script =
        script(&built.wasm, project.wasm_bindgen.as_deref(), options, files.contains(STYLE), progress)?;
    if let Some(url) = &options.live {
        script.text.push('\n');
        script.text.push_str(&crate::dev::live::script(url));
    }
    if options.switch {
        script.text = crate::dev::kommo::with_switch(&script.text);
    }
    files.insert(SCRIPT, script.text.clone().into_bytes())?;
    if options.wasm_file {
        files.insert(MODULE, script.wasm.clone())?;
    }

    progress("packing");
    let mut check = CheckOptions::new(options.mode);
    check.editor_hints = true;
    let always = ALWAYS_DEFINED.iter().map(|name| (*name).to_owned());
    check.module = Some(script.wasm.clone());
    check.callbacks = Some(script.info.callbacks.keys().cloned().chain(always).collect());
    if options.profile != Profile::Dev {
        used_texts::tell(&mut check, &project.folder, &files);
    }
    let mut findings = errors(check_with(&files, &check))?;
    if options.profile == Profile::Dev || options.switch {
        // A development script is not for shipping: what it logs, weighs and loads from localhost does not matter.
        findings.retain(|finding| finding.file.as_deref() != Some(SCRIPT));
    }
    // The findings keep the lines that the author sees.
    let archive = Archive::write(&without_schema(files.clone())?)?;
    Ok(Packed { archive, files, skipped, findings, script })
}

/// Takes `$schema` out of the manifest: it is for editors, and what Kommo makes of it is not documented.
fn without_schema(mut files: FileTree) -> Result<FileTree, Error> {
    let manifest = files.get("manifest.json").and_then(|bytes| Document::parse(bytes).ok());
    if let Some(text) = manifest.and_then(|document| document.without_member("", "$schema")) {
        files.insert("manifest.json", text)?;
    }
    Ok(files)
}

/// The callbacks the shim defines whether the widget implements them or not: without them the host runs no widget.
const ALWAYS_DEFINED: [&str; 5] = ["render", "init", "bind_actions", "onSave", "destroy"];

const SCRIPT: &str = "script.js";
const STYLE: &str = "style.css";
const MODULE: &str = "widget.wasm";

/// The files of the project's folder that belong into the archive, and what was left out.
///
/// # Errors
/// [`Error`] when the folder cannot be read or already has a `script.js`.
pub fn assets(project: &Project) -> Result<(FileTree, Vec<Skipped>), Error> {
    let (files, skipped) = FileTree::from_dir(&project.folder)?;
    if files.contains(SCRIPT) {
        return Err(Error::OwnScript(project.folder.join(SCRIPT)));
    }
    Ok((files, skipped))
}

/// Makes `script.js` from a module as cargo built it. `wasm_bindgen` is the version in the project's Cargo.lock; `css`
/// says whether the archive has a `style.css`.
///
/// # Errors
/// [`Error`] when the module is no widget or a tool fails.
pub fn script(
    module: &[u8],
    wasm_bindgen: Option<&str>,
    options: &Options,
    css: bool,
    progress: &mut dyn FnMut(&str),
) -> Result<Script, Error> {
    let extracted = sections::extract(module)?;
    let dev = options.profile == Profile::Dev;
    let wasm =
        if dev { extracted.wasm } else { features::without_reference_types(trim::trim(&extracted.wasm)?) };
    progress("running wasm-bindgen");
    let bound = bindgen::run(wasm, wasm_bindgen, dev)?;
    let bound = if options.minify { slim(bound)? } else { bound };
    let mut notes = Vec::new();
    let wasm = if options.optimize { smaller(&bound.wasm, &mut notes, progress)? } else { bound.wasm };
    features::check(&wasm)?;
    progress("writing script.js");
    let (glue, wasm) = match options.minify.then(|| script::names::shorten(&bound.glue, &wasm)).flatten() {
        Some(short) => short,
        None => (bound.glue, wasm),
    };
    let glue = glue::to_function(&glue)?;
    let meta = Meta::new(&extracted.info, css, dev, options.wasm_file);
    let encode = |wasm: &[u8]| {
        if dev { options.encoding.quick_expression(wasm) } else { options.encoding.expression(wasm) }
    };
    let finish = |wasm: &[u8]| {
        let text = compose::compose(&extracted.shim, &glue, &encode(wasm), &meta)?;
        if options.minify { minify::minify(&text) } else { Ok(text) }
    };
    let inside: &[u8] = if options.wasm_file { &[] } else { &wasm };
    Ok(Script { text: finish(inside)?, frame: finish(&[])?, wasm, info: extracted.info, notes })
}

/// Shortens the glue's helpers, and takes exports out of the module that the glue does not name.
fn slim(bound: bindgen::Bound) -> Result<bindgen::Bound, Error> {
    let glue = slim::slim(&bound.glue);
    let named = |export: &str| {
        glue.match_indices(&format!("wasm.{export}")).any(|(at, name)| {
            !glue.get(at + name.len()..).is_some_and(|rest| rest.starts_with(is_part_of_name))
        })
    };
    let wasm = names::retain_exports(&bound.wasm, |export| !export.starts_with("__") || named(export))?;
    Ok(bindgen::Bound { wasm, glue })
}

fn is_part_of_name(next: char) -> bool {
    next.is_alphanumeric() || matches!(next, '_' | '$')
}

/// Runs wasm-opt, or says in one line what doing without it costs.
fn smaller(wasm: &[u8], notes: &mut Vec<String>, progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, Error> {
    match optimize::WasmOpt::find(progress) {
        Ok(tool) => {
            progress(&format!("running {}", tool.origin));
            Ok(tool.run(wasm)?)
        }
        Err(reason) => {
            notes.push(format!(
                "packed without wasm-opt, which makes a module 3 to 15 % smaller: {reason}; install Node.js 18 or \
                 newer, or Binaryen"
            ));
            Ok(wasm.to_vec())
        }
    }
}

/// Stops at errors; otherwise gives the warnings.
fn errors(findings: Vec<Finding>) -> Result<Vec<Finding>, Error> {
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Error::Findings(findings));
    }
    Ok(findings)
}
