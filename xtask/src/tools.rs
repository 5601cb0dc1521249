//! The programs that the tests need, and where they are.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{printed, succeeds};

/// Cargo, as it called this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program by its name, with the ending that the system wants.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .flat_map(|file| {
            if cfg!(windows) {
                vec![file.with_extension("exe"), file.with_extension("cmd")]
            } else {
                vec![file]
            }
        })
        .find(|file| file.is_file())
}

/// Whether the toolchain in use can build for the browser.
pub(crate) fn has_wasm_target() -> bool {
    let mut rustc = Command::new("rustc");
    let folder = printed(rustc.args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]));
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}

/// A component of the toolchain, by a call that only works when it is there.
pub(crate) fn has_component(subcommand: &str) -> bool {
    succeeds(cargo().args([subcommand, "--version"]))
}

/// Chrome, Chromium or Edge. The end-to-end harness looks in the same places, and in a few more.
pub(crate) fn browser() -> Option<PathBuf> {
    for variable in ["KOMMO_BROWSER", "CHROME"] {
        if let Some(path) = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file()) {
            return Some(path);
        }
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "msedge",
    ];
    let usual = [
        "/opt/google/chrome/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
        "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    ];
    on_path(&names).or_else(|| usual.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// The driver through which wasm-bindgen's tests reach the browser.
pub(crate) fn driver() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMEDRIVER").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| on_path(&["chromedriver"]))
}

/// A C compiler, for the sandbox's SQLite.
pub(crate) fn c_compiler() -> Option<PathBuf> {
    // On Windows the build finds Visual Studio by itself.
    if cfg!(windows) { Some(PathBuf::new()) } else { on_path(&["cc", "gcc", "clang"]) }
}
