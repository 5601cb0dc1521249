//! Finding programs.

use std::env;
use std::path::{Path, PathBuf};

/// The full path of a program on the PATH.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).find_map(|folder| in_folder(&folder, name))
}

/// The full path of a program in a folder, with `.exe` (or npm's `.cmd`) on Windows.
#[must_use]
pub fn in_folder(folder: &Path, name: &str) -> Option<PathBuf> {
    let extensions: &[&str] = if cfg!(windows) { &["exe", "cmd", "bat"] } else { &[""] };
    extensions.iter().map(|extension| folder.join(name).with_extension(extension)).find(|path| path.is_file())
}

/// Where cargo-kommo keeps tools of its own.
#[must_use]
pub fn cache() -> Option<PathBuf> {
    kommo_sandbox::npm::cache_folder().map(|cache| cache.join("tools"))
}
