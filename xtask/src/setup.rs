//! What the tests need from the machine: looked for, installed where that is possible, named where it is not.

use std::process::{Command, ExitCode};

use crate::run::{printed, run, succeeds};
use crate::tools;

/// One need of the tests.
#[derive(Clone, Copy)]
pub(crate) struct Need {
    /// What it is, for people.
    name: &'static str,
    there: fn() -> bool,
    install: Install,
    /// One line for those who must do it themselves.
    how: &'static str,
}

#[derive(Clone, Copy)]
enum Install {
    /// `rustup` with these arguments, as any user.
    Rustup(&'static [&'static str]),
    /// These packages of Debian, as root.
    Debian(&'static [&'static str]),
}

pub(crate) const FORMATTER: Need = Need {
    name: "rustfmt",
    there: || tools::has_component("fmt"),
    install: Install::Rustup(&["component", "add", "rustfmt"]),
    how: "rustup component add rustfmt",
};
pub(crate) const LINTER: Need = Need {
    name: "clippy",
    there: || tools::has_component("clippy"),
    install: Install::Rustup(&["component", "add", "clippy"]),
    how: "rustup component add clippy",
};
pub(crate) const WASM_TARGET: Need = Need {
    name: "the wasm32-unknown-unknown target",
    there: tools::has_wasm_target,
    install: Install::Rustup(&["target", "add", "wasm32-unknown-unknown"]),
    how: "rustup target add wasm32-unknown-unknown",
};
pub(crate) const C_COMPILER: Need = Need {
    name: "a C compiler",
    there: || tools::c_compiler().is_some(),
    install: Install::Debian(&["build-essential"]),
    how: "install gcc or clang (Debian, Ubuntu: build-essential; macOS: xcode-select --install)",
};
pub(crate) const BROWSER: Need = Need {
    name: "Chrome, Chromium or Edge",
    there: || tools::browser().is_some(),
    install: Install::Debian(&["chromium", "fonts-liberation"]),
    how: "install Google Chrome, or set KOMMO_BROWSER to the path of a Chrome, Chromium or Edge",
};
pub(crate) const DRIVER: Need = Need {
    name: "chromedriver",
    there: || tools::driver().is_some(),
    install: Install::Debian(&["chromium-driver"]),
    how: "install the chromedriver of your browser's version (npx @puppeteer/browsers install chromedriver@stable), \
          put it on the PATH or set CHROMEDRIVER",
};
pub(crate) const NODE: Need = Need {
    name: "Node.js with npm",
    there: || tools::on_path(&["node"]).is_some() && tools::on_path(&["npm"]).is_some(),
    install: Install::Debian(&["nodejs", "npm"]),
    how: "install Node.js 18 or newer: https://nodejs.org",
};

const ALL: [Need; 7] = [FORMATTER, LINTER, WASM_TARGET, C_COMPILER, NODE, BROWSER, DRIVER];

/// `cargo xtask setup`.
pub(crate) fn all(install: bool) -> ExitCode {
    let missing =
        if install { provide(&ALL) } else { ALL.into_iter().filter(|need| !(need.there)()).collect() };
    for need in ALL {
        let there = !missing.iter().any(|other| other.name == need.name);
        println!("{:<34} {}", need.name, if there { "ok".into() } else { format!("missing: {}", need.how) });
    }
    if missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Installs what is missing and can be installed; gives what is still missing.
pub(crate) fn provide(needs: &[Need]) -> Vec<Need> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !(need.there)()).collect();
    let mut packages: Vec<&str> = Vec::new();
    for need in &missing {
        match need.install {
            Install::Rustup(arguments) => {
                run(Command::new("rustup").args(arguments));
            }
            Install::Debian(names) => packages.extend(names),
        }
    }
    if !packages.is_empty() && may_use_apt() {
        // The lists may be years old, or gone, as in a container's image.
        run(Command::new("apt-get").args(["update", "--quiet"]));
        let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
        run(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(install).args(packages));
    }
    missing.into_iter().copied().filter(|need| !(need.there)()).collect()
}

/// One line for each of them, for a summary.
pub(crate) fn how(missing: &[Need]) -> String {
    missing
        .iter()
        .map(|need| format!("{} is missing: {}", need.name, need.how))
        .collect::<Vec<_>>()
        .join("; ")
}

/// As root on Debian itself. Ubuntu's package of that name is only a pointer to a snap, which containers cannot run.
fn may_use_apt() -> bool {
    let root = printed(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let debian = release.lines().any(|line| line.trim_matches('"') == "ID=debian");
    root && debian && succeeds(Command::new("apt-get").arg("--version"))
}
