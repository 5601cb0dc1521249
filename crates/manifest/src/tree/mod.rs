//! The files of a widget as they lie in its archive: relative path → bytes, in a fixed order.

mod dir;
mod path;

use std::collections::BTreeMap;

pub use dir::{DirError, Skipped};
pub use path::{PathError, check_path};

/// The files of a widget, keyed by their path from the archive's root, written with `/`.
///
/// The order is the byte order of the paths, so that it is the same on every system. A path that could leave the
/// root (`..`, `/etc`, `C:\x`) cannot be inserted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTree {
    files: BTreeMap<String, Vec<u8>>,
}

impl FileTree {
    /// An empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file in, replacing one of the same path and returning its bytes.
    ///
    /// # Errors
    /// [`PathError`] when the path is not a plain relative path with `/`.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<Option<Vec<u8>>, PathError> {
        let path = path.into();
        check_path(&path)?;
        Ok(self.files.insert(path, bytes.into()))
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.remove(path)
    }

    /// The bytes of a file. The path is compared exactly, upper and lower case included.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Whether the tree has this file.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// All files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// All paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The sum of all file sizes in bytes.
    #[must_use]
    pub fn total_size(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }
}
