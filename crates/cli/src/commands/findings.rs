//! Findings, printed as rustc prints.

use kommo_manifest::FileTree;
use kommo_manifest::check::Finding;
use kommo_manifest::report::{self, TextStyle};

use crate::project::Project;
use crate::{pack, used_texts};

/// Prints all findings to stderr, with `prefix` before each file's name.
pub(super) fn print(findings: &[Finding], files: &FileTree, prefix: &str) {
    if findings.is_empty() {
        return;
    }
    // anstream takes the colours out again where they do not belong.
    let mut style = TextStyle::new(true);
    prefix.clone_into(&mut style.prefix);
    anstream::eprint!("{}", report::text(files, findings, &style));
}

/// Prints all findings about a project's own files.
pub(super) fn of_project(findings: &[Finding], project: &Project) {
    let files = pack::assets(project).map(|(files, _)| files).unwrap_or_default();
    let files = used_texts::with_sources(files, &project.folder);
    print(findings, &files, &prefix(&super::pack::shown(&project.folder)));
}

/// A folder as the prefix of file names: nothing for the current one, otherwise with a `/` at its end.
pub(super) fn prefix(folder: &std::path::Path) -> String {
    // Code hosts know files from the repository's root on, which is where CI runs this.
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let below = here.and_then(|here| Some(folder.canonicalize().ok()?.strip_prefix(here).ok()?.to_owned()));
    let text = below.as_deref().unwrap_or(folder).to_string_lossy().replace('\\', "/");
    let text = text.trim_end_matches('/').trim_start_matches("./");
    if matches!(text, "" | ".") { String::new() } else { format!("{text}/") }
}
