//! Making `script.js`: shim, wasm-bindgen's glue and the module's bytes in one AMD module.

pub mod compose;
pub mod encode;
pub mod glue;
pub mod minify;
pub mod names;
pub mod slim;

use thiserror::Error;

/// Why no script could be made. These are faults of the runtime or of this packager, not of the widget's author.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ScriptError {
    /// A script cannot be parsed.
    #[error(
        "{what} cannot be parsed: {reason}; please report this with the output of `cargo kommo --version`"
    )]
    Syntax {
        /// Which script.
        what: &'static str,
        /// The parser's words.
        reason: String,
    },
    /// The glue imports something, which an AMD module cannot.
    #[error(
        "the widget imports JavaScript modules, which script.js cannot hold: {0}. Remove `#[wasm_bindgen(module = …)]`, \
         `inline_js` and npm imports; call the function through a global or `js_sys::Function` instead"
    )]
    Imports(String),
    /// The shim does not have the places this packager fills.
    #[error(
        "the runtime's shim has `{name}` {count} times instead of once: kommo-widget and cargo-kommo do not belong \
         together; update both"
    )]
    Placeholder {
        /// The identifier.
        name: &'static str,
        /// How often it occurs.
        count: usize,
    },
}
