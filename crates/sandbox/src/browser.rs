//! Where browsers live: for those who show or test the account's pages.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Why no browser was found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BrowserError {
    /// No Chrome, Chromium or Edge on this machine.
    #[error(
        "no Chrome, Chromium or Edge found. {how}, or set KOMMO_BROWSER to the path of one. Looked for: {}",
        tried.join(", ")
    )]
    Missing {
        /// One line that says how to get one here.
        how: &'static str,
        /// Every name and path that was tried, in order.
        tried: Vec<String>,
    },
    /// `KOMMO_BROWSER` or `CHROME` names a file that is not there.
    #[error("{variable} says {}, but there is no such file", path.display())]
    NotThere {
        /// The environment variable.
        variable: &'static str,
        /// Its value.
        path: PathBuf,
    },
}

/// Variables that name the browser's file outright, in this order.
const VARIABLES: [&str; 2] = ["KOMMO_BROWSER", "CHROME"];

/// Finds Chrome, Chromium or Edge: `KOMMO_BROWSER` or `CHROME` if set, then the usual names on the PATH, then the usual
/// places of this system.
///
/// # Errors
/// [`BrowserError`]: a variable names no file, or nothing is found.
pub fn find() -> Result<PathBuf, BrowserError> {
    search(|variable| std::env::var_os(variable), places())
}

fn search(variable: impl Fn(&str) -> Option<OsString>, usual: Vec<PathBuf>) -> Result<PathBuf, BrowserError> {
    for name in VARIABLES {
        if let Some(path) = variable(name).filter(|value| !value.is_empty()) {
            let path = PathBuf::from(path);
            return if path.is_file() {
                Ok(path)
            } else {
                Err(BrowserError::NotThere { variable: name, path })
            };
        }
    }
    let search = variable("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&search)
        .filter(|folder| !folder.as_os_str().is_empty())
        .flat_map(|folder| NAMES.iter().map(move |name| folder.join(name)));
    if let Some(found) = on_path.chain(usual.iter().cloned()).find(|file| is_program(file)) {
        return Ok(found);
    }
    let tried = NAMES.iter().map(|name| format!("{name} on the PATH"));
    Err(BrowserError::Missing {
        how: HOW,
        tried: tried.chain(usual.iter().map(|p| p.display().to_string())).collect(),
    })
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(target_os = "linux")]
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
];
#[cfg(target_os = "linux")]
const HOW: &str =
    "Install one (Debian: `apt-get install chromium`; others: the distribution's chromium package)";
#[cfg(target_os = "linux")]
fn places() -> Vec<PathBuf> {
    [
        "/opt/google/chrome/chrome",
        "/opt/microsoft/msedge/msedge",
        "/snap/bin/chromium",
        "/usr/lib/chromium/chromium",
    ]
    .map(PathBuf::from)
    .to_vec()
}

#[cfg(target_os = "macos")]
const NAMES: &[&str] = &["chromium", "google-chrome", "chrome"];
#[cfg(target_os = "macos")]
const HOW: &str = "Install one (`brew install --cask google-chrome`)";
#[cfg(target_os = "macos")]
fn places() -> Vec<PathBuf> {
    let programs = [
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join("Applications"));
    let folders = std::iter::once(PathBuf::from("/Applications")).chain(home);
    folders.flat_map(|folder| programs.map(|program| folder.join(program))).collect()
}

#[cfg(windows)]
const NAMES: &[&str] = &["chrome.exe", "chromium.exe", "msedge.exe"];
#[cfg(windows)]
const HOW: &str = "Install one (`winget install Google.Chrome`)";
#[cfg(windows)]
fn places() -> Vec<PathBuf> {
    let programs = [
        "Google\\Chrome\\Application\\chrome.exe",
        "Chromium\\Application\\chrome.exe",
        "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
        .into_iter()
        .filter_map(std::env::var_os)
        .flat_map(|folder| programs.map(|program| Path::new(&folder).join(program)))
        .collect()
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
const NAMES: &[&str] = &["chromium", "chrome"];
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
const HOW: &str = "Install Chromium";
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn places() -> Vec<PathBuf> {
    vec!["/usr/local/bin/chrome".into()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no_variable(_: &str) -> Option<OsString> {
        None
    }

    #[test]
    fn says_in_one_line_how_to_get_one() {
        let error = search(no_variable, vec!["/nowhere/chrome".into()]).unwrap_err().to_string();
        assert!(!error.contains('\n'), "{error}");
        assert!(error.contains("KOMMO_BROWSER") && error.contains("Install"), "{error}");
        assert!(error.contains("/nowhere/chrome"), "{error}");
    }

    #[test]
    fn a_variable_that_names_no_file_is_an_error_not_a_fallback() {
        let chrome = |name: &str| (name == "CHROME").then(|| OsString::from("/nowhere/at/all"));
        let error = search(chrome, Vec::new()).unwrap_err().to_string();
        assert_eq!(error, "CHROME says /nowhere/at/all, but there is no such file");
    }

    #[test]
    fn the_usual_places_come_after_the_path() {
        let here = std::env::current_exe().unwrap();
        assert_eq!(search(no_variable, vec![here.clone()]).unwrap(), here);
    }
}
