//! The fuzz targets, each for a few seconds: on the stable compiler, as `cargo fuzz run -s none` builds them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::report::Tally;
use crate::run::{Ended, printed, run};

/// The folders with targets: one binary a file of `targets`.
const FOLDERS: [&str; 3] = ["crates/manifest/fuzz", "crates/hooks/fuzz", "crates/salesbot/fuzz"];

/// What makes the compiler count which code an input reaches.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                        -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares \
                        -Ccodegen-units=1 -Cdebug-assertions";

/// Seconds for each target.
const SECONDS: u32 = 10;

/// Builds and runs all of them. `cargo` makes a command in a folder of the repository.
pub(crate) fn all(cargo: impl Fn() -> Command, root: &Path, target: &Path) -> Ended {
    if !cfg!(target_os = "linux") {
        println!("libFuzzer is only set up for Linux here");
        return Ended { ok: true, tally: Tally::default() };
    }
    let Some(host) = host() else {
        eprintln!("rustc does not say which machine this is");
        return Ended { ok: false, tally: Tally::default() };
    };
    let built = target.join("fuzz");
    FOLDERS.iter().fold(Ended { ok: true, tally: Tally::default() }, |ended, folder| {
        let folder = root.join(folder);
        let mut build = cargo();
        build.args(["build", "--release", "--locked", "--target", &host]).current_dir(&folder);
        build.env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", &built);
        let binaries = built.join(&host).join("release");
        let ran = run(&mut build).then(|| {
            targets(&folder).iter().fold(Ended { ok: true, tally: Tally::default() }, |ended, name| {
                ended.and(one(&binaries.join(name), &folder))
            })
        });
        ended.and(ran)
    })
}

/// Runs one target. What it finds is written beside it: `artifacts/<target>-crash-…`.
fn one(binary: &Path, folder: &Path) -> Ended {
    let artifacts = folder.join("artifacts");
    if let Err(error) = std::fs::create_dir_all(&artifacts) {
        eprintln!("{}: {error}", artifacts.display());
        return Ended { ok: false, tally: Tally::default() };
    }
    let name = binary.file_name().unwrap_or_default().to_string_lossy();
    let limits = [
        format!("-max_total_time={SECONDS}"),
        "-max_len=4096".to_owned(),
        "-rss_limit_mb=512".to_owned(),
        "-timeout=10".to_owned(),
        "-verbosity=0".to_owned(),
        "-print_final_stats=1".to_owned(),
        format!("-artifact_prefix={}/{name}-", artifacts.display()),
    ];
    run(Command::new(binary).args(limits))
}

/// The names of a folder's targets.
fn targets(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join("targets")).into_iter().flatten().flatten();
    let stem = |path: PathBuf| path.file_stem()?.to_str().map(str::to_owned);
    let mut names: Vec<String> = entries.filter_map(|entry| stem(entry.path())).collect();
    names.sort();
    names
}

/// This machine as the compiler names it.
fn host() -> Option<String> {
    let version = printed(Command::new("rustc").arg("-vV"))?;
    version.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}
