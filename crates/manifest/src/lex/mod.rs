//! Just enough reading of scripts and style sheets to tell code from text and comments.

pub(crate) mod css;
pub(crate) mod js;
pub(crate) mod wasm;
