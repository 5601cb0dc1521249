//! wasm-opt: makes the module smaller.
//!
//! Packing works without it. It is looked for in this order:
//!
//! 1. the file in the environment variable `KOMMO_WASM_OPT` (empty: do without);
//! 2. npm's `binaryen`, in the one version of this crate's lockfile, so that every machine gives the same bytes;
//! 3. `wasm-opt` on the PATH, whatever its version.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use thiserror::Error;

use super::features;

const PACKAGE: &str = include_str!("../../npm/package.json");
const LOCK: &str = include_str!("../../npm/package-lock.json");

/// Environment variable that names the wasm-opt to run; empty means none.
pub const WASM_OPT_ENV: &str = "KOMMO_WASM_OPT";

/// npm's wasm-opt is WebAssembly itself. Node.js would compile it twice, the second time for a speed that a widget's module
/// is too small to need: a counter takes 0.6 s this way instead of 1.4. An engine that does not know the flag ignores it.
const LAUNCH: &str = "require('v8').setFlagsFromString('--liftoff-only'); require(process.argv[1])";

/// A wasm-opt that can be run.
#[derive(Clone, Debug)]
pub struct WasmOpt {
    program: PathBuf,
    arguments: Vec<OsString>,
    /// Where it comes from, in a few words: "binaryen 132 (npm)".
    pub origin: String,
}

/// Why wasm-opt failed on a module.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OptimizeError {
    /// It could not be started or its files could not be handled.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: String,
        /// The system's answer.
        source: io::Error,
    },
    /// It ended with an error.
    #[error("wasm-opt ({origin}) failed: {output}; pack with `--no-opt` to go on without it")]
    Failed {
        /// Where this wasm-opt comes from.
        origin: String,
        /// Its last words.
        output: String,
    },
    /// Its result is not fit for the supported browsers.
    #[error(transparent)]
    Features(#[from] features::FeatureError),
}

impl WasmOpt {
    /// Looks for wasm-opt, installing npm's once if needed. The error is half a sentence that says why there is none.
    ///
    /// # Errors
    /// When none is there and none can be installed.
    pub fn find(progress: &mut dyn FnMut(&str)) -> Result<Self, String> {
        match env::var_os(WASM_OPT_ENV) {
            Some(path) if path.is_empty() => return Err(format!("{WASM_OPT_ENV} is empty")),
            Some(path) => {
                let program = PathBuf::from(path);
                let origin = program.display().to_string();
                return Ok(Self { program, arguments: Vec::new(), origin });
            }
            None => {}
        }
        let npm = match Self::from_npm(progress) {
            Ok(found) => return Ok(found),
            Err(reason) => reason,
        };
        let program = crate::project::tools::on_path("wasm-opt").ok_or(npm)?;
        Ok(Self { program, arguments: Vec::new(), origin: "wasm-opt on the PATH".to_owned() })
    }

    /// Whether [`Self::find`] would find one without installing anything.
    #[must_use]
    pub fn is_at_hand() -> bool {
        let installed = kommo_sandbox::npm::cache_folder()
            .map(|cache| cache.join("npm").join(kommo_sandbox::npm::fingerprint(PACKAGE, LOCK)));
        installed.is_some_and(|folder| folder.is_dir())
            || env::var_os(WASM_OPT_ENV).is_some()
            || crate::project::tools::on_path("wasm-opt").is_some()
    }

    fn from_npm(progress: &mut dyn FnMut(&str)) -> Result<Self, String> {
        let node = crate::project::tools::on_path("node").ok_or("there is no `node` on the PATH")?;
        let modules = kommo_sandbox::npm::install(PACKAGE, LOCK, &mut |_| {
            progress("installing wasm-opt from npm (once)")
        })
        .map_err(|error| error.to_string())?;
        let script = modules.join("binaryen").join("bin").join("wasm-opt");
        if !script.is_file() {
            return Err(format!("{} is missing", script.display()));
        }
        let arguments = vec!["-e".into(), LAUNCH.into(), script.into()];
        Ok(Self { program: node, arguments, origin: "binaryen 132 (npm)".to_owned() })
    }

    /// Optimises for size. The result uses no feature that `module` did not use.
    ///
    /// # Errors
    /// [`OptimizeError`] when wasm-opt fails or its result is not valid for the supported browsers.
    pub fn run(&self, module: &[u8]) -> Result<Vec<u8>, OptimizeError> {
        let features = features::used(module)?;
        let folder = tempfile::tempdir().map_err(io(&"cannot make a temporary folder"))?;
        let (from, to) = (folder.path().join("in.wasm"), folder.path().join("out.wasm"));
        fs::write(&from, module).map_err(io(&from.display()))?;
        let mut command = self.command(&from, &to);
        // Again until nothing more is found. Nobody counts an address across the end of memory: below 1 kB is only the
        // end of the stack, and a stack that overflows there ends in a trap all the sooner.
        command.args(["-Oz", "--converge", "--low-memory-unused"]);
        // Shorter code is not always shorter under compression: a value that is computed again repeats what is there
        // already, a local of its own for it does not.
        command.args(["--skip-pass=local-cse", "--skip-pass=simplify-locals"]);
        command.args(["--always-inline-max-function-size", "4"]);
        command.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
        // Binaryen turns some features on by itself; start from none and allow what the module has.
        command.arg("--mvp-features");
        command.args(features.iter().map(|feature| format!("--enable-{feature}")));
        let output = command.output().map_err(io(&format_args!("cannot start {}", self.origin)))?;
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr);
            let last: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            let output = last.get(last.len().saturating_sub(4)..).unwrap_or_default().join(" / ");
            return Err(OptimizeError::Failed { origin: self.origin.clone(), output });
        }
        let optimized = fs::read(&to).map_err(io(&to.display()))?;
        features::check(&optimized)?;
        Ok(optimized)
    }

    fn command(&self, from: &Path, to: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(from).arg("-o").arg(to);
        command
    }
}

fn io(what: &dyn std::fmt::Display) -> impl FnOnce(io::Error) -> OptimizeError {
    let what = what.to_string();
    move |source| OptimizeError::Io { what, source }
}
