//! What was packed last, kept beside the archive, so that the next pack can say what changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Error, Packed, Size, Sizes};

/// A pack's sizes in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastPack {
    /// `widget.version` of the manifest.
    pub version: String,
    /// The archive.
    pub archive: usize,
    /// The script.
    pub script: Sizes,
    /// `widget.wasm`, if the module is a file of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<Size>,
    /// Every file of the archive.
    pub files: BTreeMap<String, usize>,
}

impl LastPack {
    /// What a pack will be remembered by.
    #[must_use]
    pub fn of(packed: &Packed) -> Self {
        let manifest: serde_json::Value = packed
            .files
            .get("manifest.json")
            .and_then(|text| serde_json::from_slice(text).ok())
            .unwrap_or_default();
        let version =
            manifest.pointer("/widget/version").and_then(|version| version.as_str()).unwrap_or_default();
        Self {
            version: version.to_owned(),
            archive: packed.archive.len(),
            script: packed.sizes(),
            module: packed.files.get(super::MODULE).map(Size::of),
            files: packed.files.iter().map(|(path, bytes)| (path.to_owned(), bytes.len())).collect(),
        }
    }

    /// Reads what `folder` remembers. None: nothing, or nothing that can be read, which is no loss.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()
    }

    /// Writes it into `folder`.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let path = folder.join(FILE);
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        fs::write(&path, text).map_err(Error::io(&path))
    }

    /// The files besides the script and the module whose size differs from an earlier pack, with the difference.
    #[must_use]
    pub fn changes(&self, before: &Self) -> Vec<(String, i64)> {
        let size = |files: &BTreeMap<String, usize>, path: &str| {
            files.get(path).map_or(0, |size| i64::try_from(*size).unwrap_or(i64::MAX))
        };
        let mut paths: Vec<&String> = self.files.keys().chain(before.files.keys()).collect();
        paths.sort();
        paths.dedup();
        let changes =
            paths.into_iter().map(|path| (path.clone(), size(&self.files, path) - size(&before.files, path)));
        changes.filter(|(path, by)| *by != 0 && path != super::SCRIPT && path != super::MODULE).collect()
    }
}

const FILE: &str = "last-pack.json";

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(files: &[(&str, usize)]) -> LastPack {
        let files = files.iter().map(|(path, size)| ((*path).to_owned(), *size)).collect();
        LastPack { version: "1".into(), files, ..LastPack::default() }
    }

    #[test]
    fn what_grew_came_and_went_is_named() {
        let before = pack(&[("a.json", 10), ("b.png", 7), ("script.js", 5), ("same", 1)]);
        let now = pack(&[("a.json", 8), ("c.png", 3), ("script.js", 9), ("same", 1)]);
        let changes = now.changes(&before);
        assert_eq!(changes, [("a.json".into(), -2), ("b.png".into(), -7), ("c.png".into(), 3)]);
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(LastPack::read(folder.path()), None);
        let pack = pack(&[("a", 1)]);
        pack.write(&folder.path().join("dist")).unwrap();
        assert_eq!(LastPack::read(&folder.path().join("dist")), Some(pack));
    }
}
