//! `cargo kommo test`.

use std::{env, fs};

use super::{Failure, Outcome, args, pack, progress};
use crate::pack::Options;
use crate::project::{Project, toolchain};

/// Where the tests find the archive; `kommo_testing::widget_zip` reads it.
const ZIP_ENV: &str = "KOMMO_WIDGET_ZIP";

pub(super) fn run(args: &args::Test) -> Outcome {
    let project = Project::open(&args.project).map_err(Failure::trouble)?;
    if wants_browser(&project, &args.arguments) {
        // Before the long work: tests compile for minutes.
        kommo_sandbox::browser::find().map_err(Failure::trouble)?;
    }
    let options = if args.dev { Options::dev() } else { Options::default() };
    let packed = pack::build(&project, &options)?;
    let path = project.archive_path();
    packed.write(&path).map_err(Failure::trouble)?;
    progress("running tests");
    let mut command = toolchain::cargo(&project.folder);
    command.arg("test").arg("--manifest-path").arg(&project.manifest_path).args(["--package", &project.name]);
    command.args(&args.arguments);
    if env::var_os(ZIP_ENV).is_none() {
        command.env(ZIP_ENV, &path);
    }
    let status =
        command.status().map_err(|error| Failure::trouble(format!("cargo cannot be run: {error}")))?;
    // Cargo has said what failed.
    if status.success() {
        Ok(())
    } else {
        Err(Failure::fault(format!("the tests of {} failed", project.name)))
    }
}

/// Whether end-to-end tests may be among those that run: the project has the crate for them, and cargo is not told to run
/// others only.
fn wants_browser(project: &Project, arguments: &[String]) -> bool {
    let own = arguments.iter().take_while(|argument| *argument != "--");
    let others = own
        .into_iter()
        .any(|argument| matches!(argument.as_str(), "--lib" | "--doc" | "--bins" | "--no-run"));
    !others
        && env::var_os("KOMMO_DEVTOOLS").is_none()
        && fs::read_to_string(&project.manifest_path).is_ok_and(|text| text.contains("kommo-testing"))
}
