//! A Kommo widget archive: manifest, texts, images, layout, and every rule the platform has for them.
//!
//! This crate reads and judges the files of a widget; it knows nothing of builds, servers or browsers. Its only
//! contact with the outside is [`FileTree::from_dir`], which reads a folder. The rooms:
//!
//! | module | holds |
//! |---|---|
//! | [`tree`] | the files of a widget: relative path → bytes |
//! | `archive` | `widget.zip`, read without trust and written reproducibly (feature `zip`) |
//! | [`json`] | strict JSON that remembers where every value stood |
//! | [`manifest`] | the typed `manifest.json`, a file for each of its blocks |
//! | [`i18n`] | the texts of `i18n/<lang>.json` |
//! | [`names`] | what codes and keys are called in Rust |
//! | [`image`] | the logos and how to read a picture's size |
//! | [`check`] | runs all rules and answers with findings |
//! | [`rules`] | the rules themselves, a file for each family, and their table |
//! | `draw` | the logos of a new widget (feature `draw`) |
//! | `report` | findings as text, JSON and SARIF (feature `report`) |
//!
//! ```
//! use kommo_manifest::{FileTree, check::{check, Mode}};
//!
//! let mut files = FileTree::new();
//! files.insert("manifest.json", br#"{ "widget": {}, }"#.to_vec())?;
//! let findings = check(&files, Mode::Private);
//! let broken = findings.iter().find(|finding| finding.code == "KM0201").expect("a trailing comma");
//! assert_eq!((broken.file.as_deref(), broken.line, broken.column), (Some("manifest.json"), Some(1), Some(15)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "zip")]
pub mod archive;
pub mod check;
#[cfg(feature = "draw")]
pub mod draw;
pub mod i18n;
pub mod image;
pub mod json;
mod lex;
pub mod manifest;
pub mod names;
#[cfg(feature = "report")]
pub mod report;
pub mod rules;
pub mod tree;

pub use check::{CheckOptions, Finding, Mode, Severity};
pub use manifest::Manifest;
pub use tree::FileTree;

#[cfg(feature = "zip")]
pub use archive::{Archive, ArchiveError};
