//! Third-party JavaScript from npm, installed by lockfile into a per-user cache.
//!
//! Nothing third-party is vendored: the host page's RequireJS, jQuery and the rest come from npm in exactly the
//! versions a lockfile names, once per lockfile. The folder is named by the hash of the lockfile, so a new
//! lockfile is a new folder and an old program goes on finding its own. With the folder there, nothing here
//! touches the network or even needs npm.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// Environment variable that moves the cache folder (default: the user's cache folder of the system).
pub const CACHE_ENV: &str = "KOMMO_WIDGET_CACHE";

/// Why packages could not be installed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NpmError {
    /// There is no `npm` on the PATH.
    #[error(
        "npm is needed once to fetch the page's scripts: install Node.js 18 or newer (https://nodejs.org) and run this again"
    )]
    Missing,
    /// `npm ci` ended with an error.
    #[error("`npm ci` failed ({status}): {output}")]
    Failed {
        /// Exit status as the system words it.
        status: String,
        /// The last lines npm printed.
        output: String,
    },
    /// There is nowhere to put the cache.
    #[error("no cache folder: set {CACHE_ENV} to a folder this user may write to")]
    NoCacheFolder,
    /// A folder or file of the cache could not be written.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was being written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Installs the packages of a lockfile and returns the path of their `node_modules` folder.
///
/// `package_json` and `lock` are the texts of `package.json` and `package-lock.json`. `progress` hears one line
/// when an installation really begins. Packages' own install scripts are not run. Several processes may call
/// this at once: each installs into a folder of its own and the first to finish wins.
///
/// # Errors
///
/// [`NpmError`], whose text says in one line what to do.
///
/// ```no_run
/// let package = r#"{"name": "tools", "private": true, "dependencies": {"requirejs": "2.3.7"}}"#;
/// let lock = "…the text of package-lock.json…";
/// let modules = kommo_sandbox::npm::install(package, lock, &mut |line| eprintln!("{line}"))?;
/// assert!(modules.join("requirejs/require.js").exists());
/// # Ok::<(), kommo_sandbox::npm::NpmError>(())
/// ```
pub fn install(package_json: &str, lock: &str, progress: &mut dyn FnMut(&str)) -> Result<PathBuf, NpmError> {
    install_into(&cache_folder().ok_or(NpmError::NoCacheFolder)?, package_json, lock, progress)
}

/// The folder all caches of this project live in: `$KOMMO_WIDGET_CACHE`, or `kommo-widget` in the user's cache
/// folder. `None` where the system names no such folder.
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    if let Some(own) = env::var_os(CACHE_ENV).filter(|value| !value.is_empty()) {
        return Some(PathBuf::from(own));
    }
    let base = if cfg!(windows) {
        env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        env::home_dir().map(|home| home.join("Library").join("Caches"))
    } else {
        env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("kommo-widget"))
}

/// The name of a lockfile's folder: the first 16 hexadecimal digits of the hash of both texts.
#[must_use]
pub fn fingerprint(package_json: &str, lock: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(package_json.as_bytes());
    hash.update([0]);
    hash.update(lock.as_bytes());
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn install_into(
    cache: &Path,
    package_json: &str,
    lock: &str,
    progress: &mut dyn FnMut(&str),
) -> Result<PathBuf, NpmError> {
    static ATTEMPT: AtomicU32 = AtomicU32::new(0);
    let name = fingerprint(package_json, lock);
    let folder = cache.join("npm");
    let ready = folder.join(&name);
    let modules = ready.join("node_modules");
    if modules.is_dir() {
        return Ok(modules);
    }
    let attempt = ATTEMPT.fetch_add(1, Ordering::Relaxed);
    let temporary = folder.join(format!("{name}.{}-{attempt}.part", std::process::id()));
    progress("installing the page's scripts from npm (once)…");
    let outcome = fill(&temporary, package_json, lock).and_then(|()| publish(&temporary, &ready));
    if outcome.is_err() {
        // Best effort: the failed attempt has a name of its own and disturbs nobody.
        let _ = fs::remove_dir_all(&temporary);
    }
    outcome.map(|()| modules)
}

fn fill(folder: &Path, package_json: &str, lock: &str) -> Result<(), NpmError> {
    create(folder)?;
    write(&folder.join("package.json"), package_json)?;
    write(&folder.join("package-lock.json"), lock)?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(npm)
        .args(["ci", "--omit=dev", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--loglevel=error", "--prefer-offline"])
        .current_dir(folder)
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => NpmError::Missing,
            _ => NpmError::Io { path: PathBuf::from(npm), source: error },
        })?;
    if output.status.success() && folder.join("node_modules").is_dir() {
        return Ok(());
    }
    Err(NpmError::Failed { status: output.status.to_string(), output: last_lines(&output.stderr) })
}

/// Moves a finished installation to its place, unless another process was quicker.
fn publish(temporary: &Path, ready: &Path) -> Result<(), NpmError> {
    match fs::rename(temporary, ready) {
        Ok(()) => Ok(()),
        Err(_) if ready.join("node_modules").is_dir() => {
            let _ = fs::remove_dir_all(temporary);
            Ok(())
        }
        Err(source) => Err(NpmError::Io { path: ready.to_owned(), source }),
    }
}

fn create(folder: &Path) -> Result<(), NpmError> {
    fs::create_dir_all(folder).map_err(|source| NpmError::Io { path: folder.to_owned(), source })
}

fn write(path: &Path, text: &str) -> Result<(), NpmError> {
    fs::write(path, text).map_err(|source| NpmError::Io { path: path.to_owned(), source })
}

fn last_lines(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let from = lines.len().saturating_sub(6);
    lines.get(from..).unwrap_or_default().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("kommo-npm-test-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn a_filled_cache_is_used_without_npm() {
        let cache = scratch("filled");
        let modules = cache.join("npm").join(fingerprint("{}", "lock")).join("node_modules");
        fs::create_dir_all(&modules).unwrap();
        let mut said = Vec::new();
        let found = install_into(&cache, "{}", "lock", &mut |line| said.push(line.to_owned())).unwrap();
        assert_eq!(found, modules);
        assert!(said.is_empty(), "{said:?}");
        fs::remove_dir_all(&cache).unwrap();
    }

    #[test]
    fn another_lockfile_is_another_folder() {
        assert_ne!(fingerprint("{}", "a"), fingerprint("{}", "b"));
        assert_ne!(fingerprint("a", "b"), fingerprint("ab", ""));
    }

    #[test]
    fn a_failed_installation_leaves_nothing_behind() {
        let cache = scratch("failed");
        // A lockfile that does not belong to its package.json: npm ci refuses without going to the network.
        let package = r#"{"name":"x","version":"1.0.0","dependencies":{"left":"1.0.0"}}"#;
        let error = install_into(&cache, package, "{}", &mut |_| {}).unwrap_err();
        if let NpmError::Failed { output, .. } = &error {
            assert!(!output.is_empty(), "npm's words are passed on");
        }
        let left = fs::read_dir(cache.join("npm")).unwrap().count();
        assert_eq!(left, 0, "{error}");
        fs::remove_dir_all(&cache).unwrap();
    }

    #[test]
    fn the_loser_of_a_race_takes_the_winner_s_folder() {
        let cache = scratch("race");
        let (mine, ready) = (cache.join("mine"), cache.join("ready"));
        fs::create_dir_all(mine.join("node_modules")).unwrap();
        fs::create_dir_all(ready.join("node_modules/winner")).unwrap();
        publish(&mine, &ready).unwrap();
        assert!(!mine.exists());
        assert!(ready.join("node_modules/winner").is_dir());
        fs::remove_dir_all(&cache).unwrap();
    }
}
