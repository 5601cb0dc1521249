//! `widget.zip`: read without trusting it, written so that the same files always give the same bytes.
//!
//! What an archive must look like is described in Kommo's documentation under "Structure of the widget"
//! (<https://developers.kommo.com/docs/structure-widget>) and, more fully, in amoCRM's
//! (<https://www.amocrm.ru/developers/content/integrations/structure>).

mod error;
mod limits;
mod read;
mod write;

use crate::tree::FileTree;

pub use error::ArchiveError;
pub use limits::Limits;

/// The name the archive must have. Kommo's upload form sends it along.
pub const FILE_NAME: &str = "widget.zip";

/// A widget archive that was read and found sound: its names are safe and its manifest is at the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// The files.
    pub files: FileTree,
    /// Size of the archive itself in bytes.
    pub packed_size: usize,
}
