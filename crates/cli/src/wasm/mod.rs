//! Reading and checking WebAssembly modules.

pub mod features;
pub mod names;
pub mod optimize;
pub mod sections;
pub mod trim;
