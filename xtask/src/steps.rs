//! The parts of `cargo xtask test`, in the order in which they run: what is quick to fail comes first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::report::{self, Outcome, Tally};
use crate::run::{Ended, printed, run};
use crate::setup::{self, Need};
use crate::{Choice, tools};

/// The folder of the widget whose built zip the end-to-end tests drive.
const WIDGET: &str = "widget";

/// What runs in the browser's WebAssembly.
const WASM_PACKAGES: [&str; 8] =
    ["-p", "kommo-widget", "-p", "kommo-api", "-p", "kommo-salesbot", "-p", "deal-desk"];

/// What has wasm-bindgen tests.
const WASM_TESTED: [&str; 4] = ["-p", "kommo-widget", "-p", "deal-desk"];

/// The test binaries that drive a browser. They are a part of their own: its tests share one browser, and `e2e` and
/// `examples` need the packed widgets.
const IN_BROWSER: [&str; 7] = ["browser", "account", "fidelity", "e2e", "examples", "dev_json", "dev_kommo"];

/// The test binary that installs other people's API clients, a part of its own.
const JUDGES: &str = "judges";

/// Every feature of every package. This one is left out because of its own, which compiles for minutes.
const EVERYTHING: [&str; 5] = ["--locked", "--workspace", "--all-features", "--exclude", "xtask"];

/// The API client.
const API: &str = "kommo-api";

struct Part {
    name: &'static str,
    about: &'static str,
    needs: &'static [Need],
    run: fn() -> Ended,
}

const PARTS: [Part; 12] = [
    Part { name: "fmt", about: "the code is formatted", needs: &[setup::FORMATTER], run: fmt },
    Part {
        name: "lint",
        about: "clippy on the whole workspace, warnings denied",
        needs: &[setup::LINTER, setup::C_COMPILER],
        run: lint,
    },
    Part {
        name: "lint-wasm",
        about: "clippy on what runs in the browser, for the browser",
        needs: &[setup::LINTER, setup::WASM_TARGET],
        run: lint_wasm,
    },
    Part {
        name: "unit",
        about: "native tests",
        needs: &[setup::C_COMPILER, setup::WASM_TARGET, setup::NODE, setup::BROWSER],
        run: unit,
    },
    Part {
        name: "judges",
        about: "API clients that others wrote, from npm, against the simulated account",
        needs: &[setup::C_COMPILER, setup::NODE],
        run: judges,
    },
    Part { name: "doc", about: "the examples in the documentation", needs: &[setup::C_COMPILER], run: doc },
    Part {
        name: "wasm",
        about: "wasm-bindgen tests in a headless browser",
        needs: &[setup::WASM_TARGET, setup::BROWSER, setup::DRIVER],
        run: wasm,
    },
    Part {
        name: "pack",
        about: "build the zips of the reference widget, the examples and the tests' own widgets",
        needs: &[setup::C_COMPILER, setup::WASM_TARGET],
        run: pack,
    },
    Part {
        name: "size",
        about: "no script outgrew docs/sizes.md",
        needs: &[setup::C_COMPILER, setup::WASM_TARGET],
        run: size,
    },
    Part {
        name: "e2e",
        about: "the built zip in the simulated account, in a headless browser",
        needs: &[setup::C_COMPILER, setup::WASM_TARGET, setup::NODE, setup::BROWSER],
        run: end_to_end,
    },
    Part {
        name: "new",
        about: "every starting point of cargo kommo new, built, tested and packed outside the repository",
        needs: &[setup::C_COMPILER, setup::WASM_TARGET, setup::NODE, setup::BROWSER],
        run: new,
    },
    Part {
        name: "fuzz",
        about: "the readers of foreign bytes, each fuzzed for some seconds (on Linux)",
        needs: &[setup::C_COMPILER],
        run: || crate::fuzz::all(cargo, &root(), &target()),
    },
];

/// The parts by name, for the help.
pub(crate) fn listing() -> String {
    PARTS.iter().map(|part| format!("  {:<10} {}\n", part.name, part.about)).collect()
}

pub(crate) fn is_part(name: &str) -> bool {
    PARTS.iter().any(|part| part.name == name)
}

/// `cargo xtask test`.
pub(crate) fn test(choice: &Choice) -> ExitCode {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for part in PARTS.iter().filter(|part| choice.takes(part.name)) {
        println!("\n── {}: {}", part.name, part.about);
        let started = Instant::now();
        let missing = setup::provide(part.needs);
        let (ended, note) = if missing.is_empty() {
            ((part.run)(), String::new())
        } else {
            let note = setup::how(&missing);
            eprintln!("{note}");
            (Ended { ok: false, tally: Tally::default() }, note)
        };
        let Ended { ok, tally } = ended;
        outcomes.push(Outcome { part: part.name, ok, tally, took: started.elapsed(), note });
        if choice.fail_fast && !ok {
            break;
        }
    }
    if report::summary(&outcomes) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn new() -> Ended {
    run(cargo().args([
        "test",
        "--locked",
        "-p",
        "cargo-kommo",
        "--test",
        "starts",
        "--",
        "--ignored",
        "--nocapture",
    ]))
}

fn fmt() -> Ended {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> Ended {
    let everything =
        run(cargo().arg("clippy").args(EVERYTHING).args(["--all-targets", "--", "-D", "warnings"]));
    everything.then(|| {
        run(cargo().args(["clippy", "--locked", "-p", "xtask", "--all-targets", "--", "-D", "warnings"]))
    })
}

fn lint_wasm() -> Ended {
    let wasm = ["clippy", "--locked", "--target", "wasm32-unknown-unknown"];
    let libraries = run(cargo().args(wasm).arg("--lib").args(WASM_PACKAGES).args(["--", "-D", "warnings"]));
    libraries.then(|| run(cargo().args(wasm).arg("--tests").args(WASM_TESTED).args(["--", "-D", "warnings"])))
}

fn unit() -> Ended {
    // Apart from the others: its TLS would become part of everybody's HTTP client.
    let apart = ["--exclude", API];
    let others = unit_of(&[&EVERYTHING[..], &apart].concat());
    let api = unit_of(&["--locked", "--all-features", "-p", API]);
    others.and(api).and(run(cargo().args(["test", "--locked", "-p", "xtask"])))
}

fn unit_of(packages: &[&str]) -> Ended {
    let mut command = cargo();
    if printed(tools::cargo().args(["nextest", "--version"])).is_some() {
        let others = apart().map(|name| format!("binary({name})")).collect::<Vec<_>>().join(" | ");
        command.args(["nextest", "run", "--no-fail-fast", "-E", &format!("not ({others})")]).args(packages);
    } else {
        // `cargo test` can name test binaries to run, not those to leave out.
        command.args(["test", "--no-fail-fast", "--lib", "--bins"]).args(packages);
        let api = packages.contains(&"-p");
        for name in test_binaries(api).iter().filter(|name| !apart().any(|other| other == name.as_str())) {
            command.args(["--test", name]);
        }
    }
    run(&mut command)
}

/// The test binaries that other parts run.
fn apart() -> impl Iterator<Item = &'static str> {
    IN_BROWSER.into_iter().chain([JUDGES])
}

fn judges() -> Ended {
    run(cargo().args(["test", "--locked", "--package", "kommo-sandbox", "--test", JUDGES]))
}

fn doc() -> Ended {
    run(cargo().args(["test", "--doc", "--no-fail-fast"]).args(EVERYTHING))
}

fn wasm() -> Ended {
    let built = run(cargo().args([
        "build",
        "--locked",
        "-p",
        "xtask",
        "--features",
        "wasm-runner",
        "--bin",
        "wasm-runner",
    ]));
    if !built.ok {
        return built;
    }
    let runner = target().join("debug").join(format!("wasm-runner{}", std::env::consts::EXE_SUFFIX));
    let mut command = cargo();
    command.args([
        "test",
        "--locked",
        "--target",
        "wasm32-unknown-unknown",
        "--no-fail-fast",
        "--lib",
        "--tests",
    ]);
    command.args(WASM_TESTED).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    if let Some(driver) = tools::driver() {
        command.env("CHROMEDRIVER", driver);
    }
    // A busy machine is slow to start a browser; a hanging test must end all the same.
    command.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60").env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    run(&mut command)
}

fn pack() -> Ended {
    packed().iter().fold(Ended { ok: true, tally: Tally::default() }, |ended, zip| {
        let (widget, file) = (zip.widget.to_string_lossy(), zip.file.to_string_lossy());
        let kind: &[&str] = if zip.dev { &["--dev"] } else { &[] };
        ended.and(kommo(&[&["pack", &widget, "--out", &file], kind].concat()))
    })
}

/// A zip that end-to-end tests drive.
struct Zip {
    widget: PathBuf,
    file: PathBuf,
    /// The development build.
    dev: bool,
}

/// Those of the widgets made for tests, in both builds, of the reference widget and of the examples.
fn packed() -> Vec<Zip> {
    let zip = |widget: &Path, file: &str, dev| Zip {
        widget: widget.to_owned(),
        file: widget.join("dist").join(file),
        dev,
    };
    // These first: they take more features, and what was built for the last is there for the part `size`.
    let mut zips: Vec<Zip> = folders("crates/testing/fixtures")
        .iter()
        .flat_map(|widget| [zip(widget, "widget.zip", false), zip(widget, "dev.zip", true)])
        .collect();
    zips.extend(shipped().map(|widget| zip(&widget, "widget.zip", false)));
    zips
}

/// The reference widget and the examples.
fn shipped() -> impl Iterator<Item = PathBuf> {
    std::iter::once(root().join(WIDGET)).chain(folders("examples"))
}

fn folders(of: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(of)).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn size() -> Ended {
    let shipped: Vec<PathBuf> = shipped().collect();
    let folders = shipped.iter().map(|widget| widget.to_string_lossy()).collect::<Vec<_>>();
    kommo(&["size", "--check"].into_iter().chain(folders.iter().map(AsRef::as_ref)).collect::<Vec<_>>())
}

/// `cargo kommo …`.
fn kommo(arguments: &[&str]) -> Ended {
    let program = ["run", "--locked", "--package", "cargo-kommo", "--bin", "cargo-kommo", "--"];
    run(cargo().args(program).args(arguments))
}

fn end_to_end() -> Ended {
    for zip in packed() {
        if !zip.file.is_file() {
            eprintln!("{} is not there: run the part `pack` first", zip.file.display());
            return Ended { ok: false, tally: Tally::default() };
        }
    }
    // `cargo test` and not nextest: the tests of one process share one browser.
    let mut command = cargo();
    command.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
    for name in IN_BROWSER {
        command.args(["--test", name]);
    }
    run(&mut command)
}

/// The names of the `tests/` of the API client, or of every other package: `name.rs` or `name/main.rs`.
fn test_binaries(api: bool) -> BTreeSet<String> {
    let entries =
        |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let packages =
        [root(), root().join(WIDGET), root().join("xtask")].into_iter().chain(entries(root().join("crates")));
    let tests = packages
        .filter(|package| package.ends_with("crates/api") == api)
        .flat_map(|package| entries(package.join("tests")));
    let binaries = tests.filter(|path| {
        path.extension().is_some_and(|ending| ending == "rs") || path.join("main.rs").is_file()
    });
    binaries.filter_map(|path| path.file_stem()?.to_str().map(str::to_owned)).collect()
}

/// Cargo in the repository's root.
fn cargo() -> Command {
    let mut cargo = tools::cargo();
    cargo.current_dir(root());
    cargo
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where cargo builds: this program lies in it, below `debug`.
fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.parent().and_then(Path::parent).map_or_else(|| root().join("target"), Path::to_owned)
}
