//! wasm-bindgen: the module and its glue.
//!
//! wasm-bindgen's library and tool must be of exactly the same version. The version in the project's Cargo.lock counts:
//! if it is the one linked into this packager, no tool is needed; otherwise a `wasm-bindgen` of that version is looked
//! for on the PATH and in the tool cache.

mod linked;
mod tool;

use thiserror::Error;

/// The version of wasm-bindgen that is linked into this packager.
#[must_use]
pub fn linked_version() -> String {
    wasm_bindgen_shared::version()
}

/// A module after wasm-bindgen, with its glue.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The module.
    pub wasm: Vec<u8>,
    /// The glue, an ES module of the target `web`.
    pub glue: String,
}

/// Why wasm-bindgen could not be run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BindgenError {
    /// The project does not use wasm-bindgen.
    #[error("the project does not depend on wasm-bindgen: add kommo-widget to its dependencies")]
    NotUsed,
    /// The project uses a version for which there is no tool.
    #[error(
        "the project uses wasm-bindgen {wanted}, cargo-kommo has {linked}: run `cargo update -p wasm-bindgen --precise \
         {linked}`, or `cargo install wasm-bindgen-cli --version {wanted}`"
    )]
    NoTool {
        /// The version in the project's Cargo.lock.
        wanted: String,
        /// The version linked here.
        linked: String,
    },
    /// wasm-bindgen itself failed.
    #[error("wasm-bindgen {version} failed: {reason}")]
    Failed {
        /// Its version.
        version: String,
        /// Its words.
        reason: String,
    },
}

/// Runs wasm-bindgen on a module. `wanted` is the version in the project's Cargo.lock, if it has one; `keep_names` leaves
/// the function names in, for readable stack traces.
///
/// # Errors
/// [`BindgenError`], whose text says what to do.
pub fn run(wasm: Vec<u8>, wanted: Option<&str>, keep_names: bool) -> Result<Bound, BindgenError> {
    let linked = linked_version();
    let wanted = wanted.ok_or(BindgenError::NotUsed)?;
    if wanted == linked {
        return linked::run(wasm, keep_names);
    }
    match tool::find(wanted) {
        Some(program) => tool::run(&program, wanted, &wasm, keep_names),
        None => Err(BindgenError::NoTool { wanted: wanted.to_owned(), linked }),
    }
}

/// Whether there is a `wasm-bindgen` program of exactly this version.
#[must_use]
pub fn has_tool(version: &str) -> bool {
    tool::find(version).is_some()
}

/// The name of module and glue; it stands in the import object.
const NAME: &str = "w";
