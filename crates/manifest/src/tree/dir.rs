//! Filling a tree from a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{FileTree, PathError};

/// A file or folder that [`FileTree::from_dir`] left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The path from the folder's root, with `/`.
    pub path: String,
    /// Why it was left out, as half a sentence: "hidden file", "build output".
    pub reason: &'static str,
}

/// A folder could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DirError {
    /// Reading a file or folder failed.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// What was being read.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// A name that is not Unicode.
    #[error("{} has a name that is not Unicode; rename it", .0.display())]
    NotUnicode(PathBuf),
    /// A name that cannot stand in an archive.
    #[error(transparent)]
    Path(#[from] PathError),
}

/// How the files of a SQLite database end, those of `cargo kommo dev --database` among them.
const DATABASES: [&str; 6] = [".db", ".sqlite", ".sqlite3", "-wal", "-shm", "-journal"];

/// How files end that a page loads, beside a Rust project's `manifest.json`.
const LOADED: [&str; 17] = [
    ".js", ".css", ".twig", ".html", ".wasm", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp3",
    ".mp4", ".woff", ".woff2", ".ttf", ".ico",
];

impl FileTree {
    /// Reads a widget's folder: all files except hidden ones, databases, build output and, in a Rust project (a folder with a
    /// `Cargo.toml`), the sources, folders that are packages of their own, and what lies beside `manifest.json` and is
    /// nothing that a page loads. What was left out is the second half of the answer.
    ///
    /// Symbolic links are left out too: an archive must not depend on what they point to.
    ///
    /// # Errors
    /// [`DirError`] when a file or folder cannot be read or has a name that an archive cannot hold.
    pub fn from_dir(root: &Path) -> Result<(Self, Vec<Skipped>), DirError> {
        let mut reader =
            Reader { rust: root.join("Cargo.toml").is_file(), tree: Self::new(), skipped: Vec::new() };
        reader.folder(root, "")?;
        reader.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((reader.tree, reader.skipped))
    }
}

struct Reader {
    rust: bool,
    tree: FileTree,
    skipped: Vec<Skipped>,
}

impl Reader {
    fn folder(&mut self, folder: &Path, prefix: &str) -> Result<(), DirError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| DirError::Io { path, source }
        };
        for entry in fs::read_dir(folder).map_err(io(folder))? {
            let entry = entry.map_err(io(folder))?;
            let file = entry.path();
            let name = entry.file_name().into_string().map_err(|_| DirError::NotUnicode(file.clone()))?;
            let path = format!("{prefix}{name}");
            let kind = entry.file_type().map_err(io(&file))?;
            let reason = if kind.is_symlink() {
                Some("symbolic link")
            } else if self.rust && kind.is_dir() && file.join("Cargo.toml").is_file() {
                Some("another Rust package")
            } else {
                self.reason(&name, prefix.is_empty(), kind.is_dir())
            };
            if let Some(reason) = reason {
                self.skipped.push(Skipped { path, reason });
            } else if kind.is_dir() {
                self.folder(&file, &format!("{path}/"))?;
            } else {
                let bytes = fs::read(&file).map_err(io(&file))?;
                self.tree.insert(path, bytes)?;
            }
        }
        Ok(())
    }

    /// Why a name is not shipped, or `None` if it is.
    fn reason(&self, name: &str, at_root: bool, is_dir: bool) -> Option<&'static str> {
        if name.starts_with('.') {
            return Some("hidden file");
        }
        match name {
            "Thumbs.db" | "desktop.ini" | "__MACOSX" => return Some("left by the operating system"),
            "node_modules" if is_dir => return Some("npm packages"),
            "target" | "dist" | "pkg" if at_root && is_dir => return Some("build output"),
            _ => {}
        }
        let lower = name.to_ascii_lowercase();
        if !is_dir && DATABASES.iter().any(|ending| lower.ends_with(ending)) {
            return Some("database");
        }
        if !(self.rust && at_root) {
            return None;
        }
        if is_dir {
            return match name {
                "src" | "tests" | "benches" | "examples" | "docs" => Some("source of the Rust project"),
                "art" => Some("source of the pictures"),
                _ => None,
            };
        }
        if matches!(name, "Cargo.toml" | "Cargo.lock" | "build.rs") || lower.ends_with(".toml") {
            return Some("file of the Rust project");
        }
        if matches!(name, "package.json" | "package-lock.json") {
            return Some("npm packages");
        }
        if lower.ends_with(".md") || lower.starts_with("license") || lower == "copying" {
            return Some("documentation");
        }
        if lower.ends_with(".zip") || lower.ends_with(".log") {
            return Some("build output");
        }
        let is_loaded = name == "manifest.json" || LOADED.iter().any(|ending| lower.ends_with(ending));
        (!is_loaded).then_some("nothing that a page loads; what a widget needs may lie in a folder")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, path).unwrap();
    }

    #[test]
    fn reads_a_rust_project_without_its_sources_and_says_what_it_left_out() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "Cargo.toml",
            "src/lib.rs",
            "target/x",
            "dist/widget.zip",
            ".git/config",
            "README.md",
            "manifest.json",
            "i18n/en.json",
            "images/logo.png",
            "assets/src/x.js",
            "service/Cargo.toml",
            "service/src/main.rs",
            "templates/.DS_Store",
            "style.css",
            "account.db",
            "account.db-wal",
            "data/account.db",
            "data/prices.json",
            "stubs.json",
            "kommo.sarif",
            "prod.env",
            "manifest.json~",
            "Makefile",
        ] {
            write(root.path(), path);
        }
        let (tree, skipped) = FileTree::from_dir(root.path()).unwrap();
        let paths: Vec<_> = tree.paths().collect();
        assert_eq!(
            paths,
            [
                "assets/src/x.js",
                "data/prices.json",
                "i18n/en.json",
                "images/logo.png",
                "manifest.json",
                "style.css"
            ]
        );
        assert_eq!(tree.get("i18n/en.json"), Some(b"i18n/en.json".as_slice()));
        let skipped: Vec<_> = skipped.iter().map(|s| (s.path.as_str(), s.reason)).collect();
        assert!(skipped.contains(&("src", "source of the Rust project")));
        assert!(skipped.contains(&("service", "another Rust package")));
        assert!(skipped.contains(&("target", "build output")));
        assert!(skipped.contains(&(".git", "hidden file")));
        assert!(skipped.contains(&("templates/.DS_Store", "hidden file")));
        assert!(skipped.contains(&("README.md", "documentation")));
        assert!(skipped.contains(&("data/account.db", "database")));
        for name in ["stubs.json", "kommo.sarif", "prod.env", "manifest.json~", "Makefile"] {
            let (_, reason) = skipped.iter().find(|(path, _)| *path == name).unwrap();
            assert!(reason.starts_with("nothing that a page loads"), "{name}: {reason}");
        }
    }

    #[test]
    fn a_folder_without_cargo_toml_ships_its_src() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "manifest.json");
        write(root.path(), "src/app.js");
        let (tree, skipped) = FileTree::from_dir(root.path()).unwrap();
        assert!(tree.contains("src/app.js"));
        assert!(skipped.is_empty());
    }

    #[test]
    fn a_missing_folder_is_named_in_the_error() {
        let root = tempfile::tempdir().unwrap();
        let error = FileTree::from_dir(&root.path().join("nowhere")).unwrap_err();
        assert!(error.to_string().contains("nowhere"), "{error}");
    }
}
