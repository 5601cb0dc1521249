//! Files: the files service ("drive"), and the files of entities. Kommo's page "Files API".
//!
//! The service has a host of its own, which the account tells ([`crate::AccountWith::DriveUrl`]), and takes tokens with
//! the scope `files` only: a widget's session cookie does not reach it.

mod drive;
mod entity;
mod file;
mod filter;
mod upload;

pub use drive::Drive;
pub use entity::{EntityFile, EntityFiles, FileLinks};
pub use file::{File, FileType, FileVersion, FileWith, Preview};
pub use filter::FileFilter;
pub use upload::{NewFile, UploadSession};
