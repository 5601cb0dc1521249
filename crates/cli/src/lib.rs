//! `cargo kommo`: build, run, check and pack Kommo widgets.
//!
//! The command is thin; what it does lives in modules that tests and other tools can call:
//!
//! | module | holds |
//! |---|---|
//! | [`project`] | a widget project on disk, its toolchain and tools |
//! | [`build`] | Rust sources → WebAssembly, by cargo |
//! | [`wasm`] | the module: the runtime's custom sections, browser features, panics, wasm-opt |
//! | [`bindgen`] | wasm-bindgen, linked or as a program |
//! | [`script`] | shim, glue and bytes → one minified `script.js` |
//! | [`dev`] | a widget in the sandbox that follows its sources |
//! | [`pack`] | all of it: project → `widget.zip`, with sizes |
//! | [`new`] | the files of a new project |
//! | [`add`] | a location, a setting, a language for a project that is there |
//! | [`commands`] | what each subcommand prints and returns |
//!
//! ```no_run
//! use cargo_kommo::{pack, project::Project};
//!
//! let project = Project::open("widget".as_ref())?;
//! let packed = pack::pack(&project, &pack::Options::default(), &mut |line| eprintln!("{line}"))?;
//! println!("{} bytes", packed.archive.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod add;
pub mod bindgen;
pub mod build;
pub mod commands;
pub mod dev;
pub mod new;
pub mod pack;
pub mod project;
mod rustflags;
pub mod script;
pub mod used_texts;
pub mod wasm;
