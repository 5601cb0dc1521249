//! Opening an address in the user's browser.

use std::env;
use std::process::{Command, Stdio};

use crate::project::tools;

/// Opens an address, or says in one sentence why it cannot.
pub(super) fn open(url: &str) -> Result<(), String> {
    let failed = |reason: &str| format!("no browser was opened ({reason}); open {url} yourself");
    let mut command =
        opener(url).ok_or_else(|| failed("there is no display, or no program to open one with"))?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop).map_err(|error| failed(&error.to_string()))
}

fn opener(url: &str) -> Option<Command> {
    if cfg!(target_os = "macos") {
        return Some(with("open", url));
    }
    if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.args(["url.dll,FileProtocolHandler", url]);
        return Some(command);
    }
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].iter().any(|name| env::var_os(name).is_some());
    let browser = env::var("BROWSER").ok().filter(|name| !name.is_empty() && !name.contains(' '));
    let programs = ["xdg-open", "wslview", "chromium", "google-chrome", "firefox"].map(str::to_owned);
    let program = browser.into_iter().chain(programs).find(|name| tools::on_path(name).is_some());
    program.filter(|_| display).map(|program| with(&program, url))
}

fn with(program: &str, url: &str) -> Command {
    let mut command = Command::new(program);
    command.arg(url);
    command
}
