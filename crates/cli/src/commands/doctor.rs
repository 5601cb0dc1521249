//! `cargo kommo doctor`: what is installed, what is missing, how to get it.

use std::path::Path;
use std::process::Command;

use super::{Failure, Outcome, args, style};
use kommo_sandbox::browser::BrowserError;

use crate::bindgen;
use crate::project::{Project, toolchain, tools};
use crate::wasm::optimize::WasmOpt;

/// What is the matter with one thing.
enum State {
    Good(String),
    /// Works without it, at a cost.
    Wanting(String),
    Bad(String),
}

pub(super) fn run(args: &args::Doctor) -> Outcome {
    let folder = args.project.as_path();
    if !folder.is_dir() {
        return Err(Failure::trouble(format!("{} is no folder", folder.display())));
    }
    let mut checks = vec![
        ("Rust", rust(folder)),
        ("target", target(folder)),
        ("Node.js", node()),
        ("wasm-opt", wasm_opt(args.install)),
        ("browser", browser()),
        ("cache", cache()),
    ];
    if folder.join("Cargo.toml").is_file() {
        checks.push(("project", project(folder)));
    }
    let mut bad = 0;
    for (name, state) in &checks {
        let (sign, style, text) = match state {
            State::Good(text) => ("ok", style::VERB, text),
            State::Wanting(text) => ("hm", style::WARNING, text),
            State::Bad(text) => ("no", style::ERROR, text),
        };
        bad += usize::from(matches!(state, State::Bad(_)));
        say!("{style}{sign}{style:#}  {name:<9} {text}");
    }
    if bad == 0 {
        Ok(())
    } else {
        Err(Failure::trouble(format!("{bad} of {} things are missing", checks.len())))
    }
}

fn rust(folder: &Path) -> State {
    match toolchain::rustc(folder, &["--version"]) {
        Some(version) => State::Good(version.trim().to_owned()),
        None => State::Bad("there is no rustc: install Rust with https://rustup.rs".to_owned()),
    }
}

fn target(folder: &Path) -> State {
    if toolchain::has_target(folder) {
        return State::Good(toolchain::TARGET.to_owned());
    }
    let text = format!("{} is missing; the first build adds it: rustup target add {0}", toolchain::TARGET);
    if tools::on_path("rustup").is_some() { State::Wanting(text) } else { State::Bad(text) }
}

fn node() -> State {
    match tools::on_path("node").and_then(|node| first_line(&node)) {
        Some(version) => State::Good(version),
        None => State::Bad(
            "Node.js 18 or newer is needed once, for the sandbox's page scripts: https://nodejs.org"
                .to_owned(),
        ),
    }
}

fn wasm_opt(install: bool) -> State {
    if !install && !WasmOpt::is_at_hand() {
        return State::Wanting(
            "not there yet; the first `pack` installs it from npm, or `cargo kommo doctor --install`"
                .to_owned(),
        );
    }
    let mut bar = super::bar::Bar::default();
    match WasmOpt::find(&mut |line| bar.stage(line)) {
        Ok(tool) => State::Good(tool.origin),
        Err(reason) => State::Wanting(format!("none ({reason}): widgets are 3 to 15 % larger without it")),
    }
}

fn browser() -> State {
    match kommo_sandbox::browser::find() {
        Ok(path) => State::Good(path.display().to_string()),
        Err(BrowserError::Missing { how, .. }) => {
            State::Wanting(format!("no Chrome, Chromium or Edge, which end-to-end tests need. {how}"))
        }
        Err(error) => State::Wanting(error.to_string()),
    }
}

fn cache() -> State {
    match kommo_sandbox::npm::cache_folder() {
        Some(folder) => State::Good(folder.display().to_string()),
        None => State::Bad(format!("no cache folder: set {}", kommo_sandbox::npm::CACHE_ENV)),
    }
}

fn project(folder: &Path) -> State {
    let project = match Project::open(folder) {
        Ok(project) => project,
        Err(error) => return State::Bad(error.to_string()),
    };
    let linked = bindgen::linked_version();
    match project.wasm_bindgen {
        Some(version) if version == linked || bindgen::has_tool(&version) => {
            State::Good(format!("{} {}, wasm-bindgen {version}", project.name, project.version))
        }
        Some(wanted) => State::Bad(bindgen::BindgenError::NoTool { wanted, linked }.to_string()),
        None => State::Bad(bindgen::BindgenError::NotUsed.to_string()),
    }
}

fn first_line(program: &Path) -> Option<String> {
    let output =
        Command::new(program).arg("--version").output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.lines().next()?.trim().to_owned())
}
