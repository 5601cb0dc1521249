//! What a widget for shipping carries only to say why it panicked: out.
//!
//! Nobody can see a panic's message in a shipped widget: the standard library has nowhere to print it, so a panic is a
//! trap, the shim ends the instance and its notice says what the user needs. But the message, its file and line and the
//! code that formats it are linked into every place that might panic. `panic = "immediate-abort"` would leave them out
//! and needs an unstable compiler; this does the same to a linked module:
//!
//! 1. Straight-line code that inevitably ends in a panic becomes the trap itself ([`traps`]).
//! 2. What nothing refers to any more — functions behind the table, tables of functions, texts, the paths of the author's
//!    source files — is found through the linker's relocations ([`live`]) and blanked; wasm-opt then drops it.
//!
//! Where a module traps does not change, only what it did just before nobody could look at it. A widget that sets a panic
//! hook has somewhere to print to: it is left as it is.

mod live;
mod module;
mod traps;

use super::sections::{self, SectionError, leb128};
use module::Module;

/// The linker's argument that makes it leave its relocations in the module.
pub const LINK_ARGUMENT: &str = "--emit-relocs";

/// A module without the weight of its panics. One that was linked without [`LINK_ARGUMENT`], or without names, comes back
/// as it is.
///
/// # Errors
/// [`SectionError::NotWasm`] when the module cannot be read.
pub fn trim(wasm: &[u8]) -> Result<Vec<u8>, SectionError> {
    let mut small = wasm.to_vec();
    let module = Module::read(wasm)?;
    if !module.relocations.is_empty() && !module.has_function("3std9panicking8set_hook") {
        let blanks = traps::find(&module)?;
        for blank in &blanks {
            blank.write(&mut small);
        }
        let live = live::mark(&module, &blanks);
        live::blank_data(&module, &live, &mut small);
        // Last, as it may move what follows.
        small = with_table(&small, &module, &live)?;
    }
    sections::without(&small, |name| name == "linking" || name.starts_with("reloc."))
}

/// Copies a module; where the table has a function that nothing points to, the copy has one that stays anyway.
fn with_table(wasm: &[u8], module: &Module<'_>, live: &live::Live) -> Result<Vec<u8>, SectionError> {
    let Some(table) = &module.table else { return Ok(wasm.to_vec()) };
    let Some(stand_in) = table.functions.iter().find(|index| live.pointed.contains(index)) else {
        return Ok(wasm.to_vec());
    };
    let mut body = wasm.get(table.before.clone()).unwrap_or_default().to_vec();
    for function in &table.functions {
        let kept = if live.pointed.contains(function) { function } else { stand_in };
        leb128(&mut body, *kept as usize);
    }
    sections::replaced(wasm, sections::ELEMENTS, &body)
}
