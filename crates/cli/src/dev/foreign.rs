//! A widget that is no project of ours: a `widget.zip`, or the folder of its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kommo_manifest::{Archive, FileTree};

/// How often its files are looked at.
const EVERY: Duration = Duration::from_millis(400);

/// Where such a widget lies.
#[derive(Debug, Clone)]
pub struct Foreign {
    path: PathBuf,
}

impl Foreign {
    /// A file, or a folder with a `manifest.json` and no `Cargo.toml`; `None` for anything else.
    #[must_use]
    pub fn at(path: &Path) -> Option<Self> {
        let is_folder = path.join("manifest.json").is_file() && !path.join("Cargo.toml").is_file();
        (path.is_file() || is_folder).then(|| Self { path: path.to_owned() })
    }

    /// Its archive as it is now: the file's bytes, or the folder's files as a zip.
    ///
    /// # Errors
    /// What cannot be read, with its path.
    pub fn zip(&self) -> Result<Vec<u8>, String> {
        let shown = self.path.display();
        if self.path.is_file() {
            return fs::read(&self.path).map_err(|error| format!("{shown}: {error}"));
        }
        let (files, _) = FileTree::from_dir(&self.path).map_err(|error| format!("{shown}: {error}"))?;
        Archive::write(&files).map_err(|error| format!("{shown}: {error}"))
    }

    /// Waits until its archive is another one than `known`, and gives it. A file that is just being written is waited for.
    pub async fn changed(&self, known: &[u8]) -> Vec<u8> {
        loop {
            tokio::time::sleep(EVERY).await;
            let Ok(zip) = self.zip() else { continue };
            if zip != known && Archive::read(&zip).is_ok() {
                return zip;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_is_zipped_and_followed() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Foreign::at(folder.path()).is_none(), "nothing there");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("manifest.json", "{}");
        write("script.js", "one");
        let widget = Foreign::at(folder.path()).unwrap();
        let first = widget.zip().unwrap();
        assert_eq!(Archive::read(&first).unwrap().files.get("script.js"), Some(b"one".as_slice()));
        write("script.js", "two");
        let second = widget.changed(&first).await;
        assert_eq!(Archive::read(&second).unwrap().files.get("script.js"), Some(b"two".as_slice()));
        write("Cargo.toml", "");
        assert!(Foreign::at(folder.path()).is_none(), "a project of ours");
    }
}
