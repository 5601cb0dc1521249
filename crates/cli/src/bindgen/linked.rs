//! wasm-bindgen as a library.

use wasm_bindgen_cli_support::Bindgen;

use super::{BindgenError, Bound, NAME, linked_version};

pub(super) fn run(wasm: Vec<u8>, keep_names: bool) -> Result<Bound, BindgenError> {
    let failed = |reason: String| BindgenError::Failed { version: linked_version(), reason };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(NAME, wasm)
        .typescript(false)
        .omit_default_module_path(true)
        .emit_start(false)
        .remove_name_section(!keep_names)
        .remove_producers_section(true)
        .web(true)
        .map_err(|error| failed(format!("{error:#}")))?;
    let mut output = bindgen.generate_output().map_err(|error| failed(format!("{error:#}")))?;
    let glue = output.js().to_owned();
    Ok(Bound { wasm: output.wasm_mut().emit_wasm(), glue })
}
