//! What the shim, the packager and the module agree on. A change here that an older shim or packager would misread
//! raises [`VERSION`].
//!
//! The module exports one function, `kommo_dispatch(op, id, value)`, and carries two custom sections: `kommo_widget`
//! (JSON: ABI version, crate version, implemented callbacks) and `kommo_shim` (the text of `js-shim/`).

/// The version of the contract, written into every module.
pub const VERSION: u32 = 1;

/// The shim that belongs to this runtime, made by `build.rs`.
pub const SHIM: &str = include_str!(concat!(env!("OUT_DIR"), "/script.js"));

/// Makes the Rust value behind a widget object. `value` is the object; answers the value's id.
pub(crate) const CREATE: u32 = 0;
/// Drops it and all it owns.
pub(crate) const DESTROY: u32 = 1;
/// A future may go on. `id` is its task.
pub(crate) const WAKE: u32 = 2;
/// What a slot waits for has happened. `id` is the slot.
pub(crate) const OK: u32 = 3;
/// What a slot waits for has failed.
pub(crate) const ERR: u32 = 4;
/// A callback of the host: this plus its code. `value` is the array of its arguments.
pub(crate) const CALL: u32 = 16;
