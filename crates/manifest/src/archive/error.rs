//! Why an archive was refused.

use thiserror::Error;

use crate::tree::PathError;

/// Why a widget archive was refused. Each message says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The bytes are no zip at all.
    #[error("this is not a zip archive{}; upload the widget.zip that `cargo kommo pack` writes", found(.0))]
    NotAZip(Option<&'static str>),
    /// The zip is cut off or damaged.
    #[error("the zip archive is damaged: {0}; pack it again")]
    Damaged(String),
    /// ZIP64 structures.
    #[error(
        "the archive uses ZIP64, which Kommo does not take; pack it without (a widget is far below 4 GB)"
    )]
    Zip64,
    /// An encrypted entry.
    #[error("`{0}` is encrypted; pack the archive without a password")]
    Encrypted(String),
    /// A compression other than stored or deflate.
    #[error("`{path}` is compressed with {method}; only ordinary deflate is accepted")]
    Compression {
        /// The entry.
        path: String,
        /// The method's name or number.
        method: String,
    },
    /// A symbolic link or another special file.
    #[error("`{0}` is a symbolic link or special file; put the file itself into the archive")]
    NotAFile(String),
    /// Two entries of one name.
    #[error("`{0}` is in the archive twice; keep one of them")]
    Duplicate(String),
    /// A name that is not UTF-8.
    #[error("an entry's name is not UTF-8 ({0}); use plain Latin letters in file names")]
    NotUtf8(String),
    /// A name that could leave the root or differs between systems.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Too many entries.
    #[error("the archive has {found} entries, more than the {limit} accepted")]
    TooManyEntries {
        /// Entries seen.
        found: u64,
        /// The bound.
        limit: usize,
    },
    /// One file inflates to too much.
    #[error("`{path}` is larger than {} MB unpacked; reading was stopped there", limit >> 20)]
    FileTooLarge {
        /// The entry.
        path: String,
        /// The bound in bytes.
        limit: usize,
    },
    /// All files together inflate to too much.
    #[error("the files are larger than {} MB together unpacked; reading was stopped there", limit >> 20)]
    TotalTooLarge {
        /// The bound in bytes.
        limit: usize,
    },
    /// No manifest at the root.
    #[error("Failed to get object manifest.json: {}", no_manifest(.nested))]
    NoManifest {
        /// The folder that holds a manifest instead of the root, with its `/`.
        nested: Option<String>,
    },
}

fn found(what: &Option<&'static str>) -> String {
    what.map(|what| format!(" but {what}")).unwrap_or_default()
}

fn no_manifest(nested: &Option<String>) -> String {
    match nested {
        Some(folder) => format!(
            "it lies in the folder `{folder}`; pack the files themselves, not the folder around them, \
             so that manifest.json is at the archive's root"
        ),
        None => "the archive has no manifest.json at its root".to_owned(),
    }
}

impl ArchiveError {
    /// What Kommo's own upload form is known to answer, where that is known.
    #[must_use]
    pub fn upload_reply(&self) -> Option<&'static str> {
        match self {
            Self::NoManifest { .. } => Some("Failed to get object manifest.json"),
            _ => None,
        }
    }
}
