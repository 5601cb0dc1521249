//! Noticing that a project's files changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher as _, recommended_watcher};
use thiserror::Error;

/// How long to wait for further changes: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(40);

/// The project's folder cannot be watched.
#[derive(Debug, Error)]
#[error("changes of {} cannot be watched: {source}", folder.display())]
pub struct WatchError {
    folder: PathBuf,
    source: notify::Error,
}

/// Watches folders until it is dropped.
pub struct Watch {
    changes: Receiver<PathBuf>,
    _watcher: notify::RecommendedWatcher,
}

impl Watch {
    /// Watches these folders and all below, except build output and hidden folders, and except files whose path begins with
    /// `database`: those of the account that is running.
    ///
    /// # Errors
    /// [`WatchError`] when the system does not allow it.
    pub fn start(folders: &[PathBuf], database: Option<&Path>) -> Result<Self, WatchError> {
        let (sender, changes) = channel();
        let roots = folders.to_vec();
        let database = database.and_then(followed);
        let is_database = move |path: &Path| {
            let begins = |file: &PathBuf| {
                followed(path).is_some_and(|path| {
                    path.as_os_str().as_encoded_bytes().starts_with(file.as_os_str().as_encoded_bytes())
                })
            };
            database.as_ref().is_some_and(begins)
        };
        let heard = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if matches!(event.kind, EventKind::Access(_)) {
                return;
            }
            for path in event.paths {
                if roots.iter().any(|root| matters(root, &path)) && !is_database(&path) {
                    // The receiver is gone only when the watch is over.
                    let _ = sender.send(path);
                }
            }
        };
        let at = |folder: &Path| {
            let folder = folder.to_owned();
            move |source| WatchError { folder, source }
        };
        let first = folders.first().map_or_else(PathBuf::new, Clone::clone);
        let mut watcher = recommended_watcher(heard).map_err(at(&first))?;
        for folder in folders {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(at(folder))?;
        }
        Ok(Self { changes, _watcher: watcher })
    }

    /// Waits for a change and for the quiet after it; the first changed file, or `None` when there is nothing more
    /// to wait for.
    #[must_use]
    pub fn next(&self) -> Option<PathBuf> {
        let first = self.changes.recv().ok()?;
        while self.changes.recv_timeout(QUIET).is_ok() {}
        Some(first)
    }
}

/// A file's path with the links in its folder's followed: two ways to one place are the same then.
fn followed(file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    Some(file.parent()?.canonicalize().ok()?.join(file.file_name()?))
}

/// Whether a change below `root` can change the archive.
fn matters(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    let mut parts = inside.iter().map(|part| part.to_string_lossy());
    let at_root = parts.next();
    let built =
        at_root.as_deref().is_some_and(|part| matches!(part, "target" | "dist" | "pkg" | "node_modules"));
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let noise = name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") || name == "4913";
    !built && !noise && !inside.iter().any(|part| part.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn sources_and_assets_matter_and_output_does_not() {
        let root = Path::new("w");
        for path in ["src/lib.rs", "manifest.json", "i18n/en.json", "src/target/x.rs"] {
            assert!(matters(root, &root.join(path)), "{path}");
        }
        for path in
            ["target/x", "dist/widget.zip", ".git/index", "src/.lib.rs.swp", "src/lib.rs~", "../other"]
        {
            assert!(!matters(root, &root.join(path)) || path == "../other", "{path}");
        }
        assert!(!matters(root, Path::new("other/src/lib.rs")));
    }

    #[test]
    fn several_writes_are_one_change() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let watch = Watch::start(std::slice::from_ref(&root), None).unwrap();
        let file = root.join("manifest.json");
        fs::write(&file, "{").unwrap();
        fs::write(&file, "{}").unwrap();
        assert_eq!(watch.next(), Some(file));
        assert!(watch.changes.try_recv().is_err());
    }

    #[test]
    fn the_accounts_own_database_is_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let watch = Watch::start(std::slice::from_ref(&root), Some(&root.join("account.db"))).unwrap();
        for name in ["account.db", "account.db-wal", "style.css"] {
            fs::write(root.join(name), "").unwrap();
        }
        assert_eq!(watch.next(), Some(root.join("style.css")));
    }
}
