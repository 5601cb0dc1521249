//! The checked-in table of widget sizes: `docs/sizes.json` for programs, `docs/sizes.md` for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{Error, Sizes};

/// By how much a script may grow (brotli) before the table must be written anew: 2 %.
pub const TOLERANCE_PERCENT: usize = 2;

/// Sizes by project folder, relative to the workspace's root, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows.
    pub rows: BTreeMap<String, Sizes>,
}

/// A project against its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// Within the tolerance.
    Fine,
    /// Larger than the row allows.
    Grown {
        /// The row's brotli size.
        from: usize,
        /// The size now.
        to: usize,
    },
    /// There is no row.
    Unknown,
}

impl Table {
    /// Reads the table of a workspace; an empty one if there is none.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be read or is damaged.
    pub fn read(workspace: &Path) -> Result<Self, Error> {
        let path = json_path(workspace);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::io(&path)(error)),
        };
        let rows = serde_json::from_str(&text).map_err(|error| Error::io(&path)(io::Error::from(error)))?;
        Ok(Self { rows })
    }

    /// Writes both files.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(&self, workspace: &Path) -> Result<(), Error> {
        let json = json_path(workspace);
        let folder = json.parent().unwrap_or(workspace);
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let mut text = serde_json::to_string_pretty(&self.rows).unwrap_or_default();
        text.push('\n');
        fs::write(&json, text).map_err(Error::io(&json))?;
        let markdown = folder.join("sizes.md");
        fs::write(&markdown, self.markdown()).map_err(Error::io(&markdown))
    }

    /// Compares a project with its row.
    #[must_use]
    pub fn judge(&self, project: &str, now: &Sizes) -> Verdict {
        let Some(row) = self.rows.get(project) else { return Verdict::Unknown };
        let (from, to) = (row.script.brotli, now.script.brotli);
        if to * 100 > from * (100 + TOLERANCE_PERCENT) { Verdict::Grown { from, to } } else { Verdict::Fine }
    }

    /// The table for people.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = String::from(
            "# Sizes\n\n\
             `script.js` of each widget in bytes: as it is, under gzip at level 9, under brotli at quality 11; and, under\n\
             brotli, how much of it is WebAssembly and how much shim, glue and decoder. Written by\n\
             `cargo kommo size --write`; `cargo kommo size --check` fails when a widget has grown by more than 2 %.\n\n\
             | widget | raw | gzip | brotli | WebAssembly | shim and glue |\n|---|---:|---:|---:|---:|---:|\n",
        );
        for (project, sizes) in &self.rows {
            let script = sizes.script;
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "| `{project}` | {} | {} | {} | {} | {} |",
                script.raw,
                script.gzip,
                script.brotli,
                sizes.module().brotli,
                sizes.frame.brotli
            );
        }
        text
    }
}

fn json_path(workspace: &Path) -> PathBuf {
    workspace.join("docs").join("sizes.json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Size;

    fn sizes(brotli: usize) -> Sizes {
        let script = Size { raw: 3 * brotli, gzip: brotli + 500, brotli };
        Sizes { script, frame: Size { raw: 9, gzip: 8, brotli: 7 } }
    }

    #[test]
    fn two_percent_are_free_and_more_is_not() {
        let table = Table { rows: [("widget".to_owned(), sizes(1000))].into() };
        assert_eq!(table.judge("widget", &sizes(1020)), Verdict::Fine);
        assert_eq!(table.judge("widget", &sizes(900)), Verdict::Fine);
        assert_eq!(table.judge("widget", &sizes(1021)), Verdict::Grown { from: 1000, to: 1021 });
        assert_eq!(table.judge("other", &sizes(1)), Verdict::Unknown);
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Table::read(folder.path()).unwrap(), Table::default());
        let table =
            Table { rows: [("examples/a".to_owned(), sizes(10)), ("widget".to_owned(), sizes(20))].into() };
        table.write(folder.path()).unwrap();
        assert_eq!(Table::read(folder.path()).unwrap(), table);
        let text = fs::read_to_string(folder.path().join("docs/sizes.md")).unwrap();
        assert!(text.contains("| `widget` | 60 | 520 | 20 | 13 | 7 |"), "{text}");
    }

    #[test]
    fn a_damaged_table_is_an_error_that_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("docs")).unwrap();
        fs::write(folder.path().join("docs/sizes.json"), "{").unwrap();
        assert!(Table::read(folder.path()).unwrap_err().to_string().contains("sizes.json"));
    }
}
