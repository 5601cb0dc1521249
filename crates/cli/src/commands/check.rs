//! `cargo kommo check`.

use std::fs;
use std::path::{Path, PathBuf};

use kommo_manifest::check::{CheckOptions, Edit, Finding, apply_fixes, check_with};
use kommo_manifest::report::{self, Summary};
use kommo_manifest::{Archive, FileTree, Mode};

use super::{Failure, Outcome, args, findings, note, progress};
use crate::used_texts;

pub(super) fn run(args: &args::Check) -> Outcome {
    let (mut files, is_archive) = read(&args.widget)?;
    let mut options = CheckOptions::new(if args.public { Mode::Public } else { Mode::Private });
    options.before_build = !is_archive && !files.contains("script.js");
    options.amocrm = args.amocrm;
    if !is_archive {
        used_texts::tell(&mut options, &args.widget, &files);
    }
    let mut found = check_with(&files, &options);
    if args.fix {
        if is_archive {
            return Err(Failure::trouble("--fix works on a folder, not on an archive: unpack it first"));
        }
        found = fix(&args.widget, &mut files, &options, found)?;
    }
    if !is_archive {
        by_hand(&mut found);
    }
    let prefix = if is_archive { String::new() } else { findings::prefix(&args.widget) };
    match if args.json { args::Format::Json } else { args.format } {
        args::Format::Text => {
            findings::print(&found, &used_texts::with_sources(files, &args.widget), &prefix)
        }
        args::Format::Json => say!("{}", report::json(&found, &prefix)),
        args::Format::Sarif => say!("{}", report::sarif(&found, &prefix)),
    }
    let summary = Summary::of(&found);
    let failed = summary.errors > 0 || (args.deny_warnings && summary.warnings > 0);
    if failed {
        return Err(Failure::fault(summary));
    }
    progress(&format!("checked {}: {summary}", args.widget.display()));
    Ok(())
}

/// The files of a folder or an archive, and whether it is an archive.
fn read(path: &Path) -> Result<(FileTree, bool), Failure> {
    let at = |error: &dyn std::fmt::Display| Failure::trouble(format!("{}: {error}", path.display()));
    if path.is_dir() {
        if !path.join("manifest.json").is_file() {
            // Whatever else the folder holds is no widget's, and may be very much.
            below(path)
                .iter()
                .for_each(|found| note(&format!("{} is a widget: `cargo kommo check {0}`", found.display())));
            return Ok((FileTree::new(), false));
        }
        return Ok((FileTree::from_dir(path).map_err(Failure::trouble)?.0, false));
    }
    let bytes = fs::read(path).map_err(|error| at(&error))?;
    let archive =
        Archive::read(&bytes).map_err(|error| Failure::fault(format!("{}: {error}", path.display())))?;
    Ok((archive.files, true))
}

/// Folders in a folder that are widgets.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("manifest.json").is_file()).collect();
    found.sort();
    found
}

/// How often fixes may make room for further ones.
const ROUNDS: usize = 8;

/// Applies all mechanical repairs to the folder and checks again.
fn fix(
    folder: &Path,
    files: &mut FileTree,
    options: &CheckOptions,
    mut found: Vec<Finding>,
) -> Result<Vec<Finding>, Failure> {
    for _ in 0..ROUNDS {
        // "Not in the archive" does not mean "not on the author's disk": nothing is ever deleted.
        let repairs: Vec<Finding> = found.iter().filter(|finding| !removes(finding)).cloned().collect();
        let applied = apply_fixes(files, &repairs);
        if applied.is_empty() {
            break;
        }
        for fix in &applied {
            let path = folder.join(&fix.file);
            let bytes = files.get(&fix.file).unwrap_or_default();
            fs::write(&path, bytes)
                .map_err(|error| Failure::trouble(format!("{}: {error}", path.display())))?;
            progress(&format!("fixed {}: {}", fix.file, fix.title));
        }
        found = check_with(files, options);
    }
    Ok(found)
}

/// What only the author may do is not offered as a fix.
fn by_hand(found: &mut [Finding]) {
    for finding in found.iter_mut().filter(|finding| removes(finding)) {
        finding.fix = None;
        finding.help = Some("delete it, or move it out of the widget's folder".to_owned());
    }
}

fn removes(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.edit == Edit::Remove)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixing_repairs_files_and_deletes_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("manifest.json"), b"\xef\xbb\xbf{}").unwrap();
        fs::write(path("notes.php"), "kept").unwrap();
        fs::create_dir(path("lib")).unwrap();
        fs::write(path("lib/main.rs"), "fn kept() {}").unwrap();
        let mut files = FileTree::from_dir(folder.path()).unwrap().0;
        let options = CheckOptions::new(Mode::Public);
        let found = check_with(&files, &options);
        assert!(found.iter().any(removes), "a fix that would delete is among them");
        let left = fix(folder.path(), &mut files, &options, found).unwrap();
        assert_eq!(fs::read(path("manifest.json")).unwrap(), b"{}", "the byte order mark is gone");
        assert!(path("notes.php").is_file() && path("lib/main.rs").is_file());
        let mut left: Vec<Finding> = left.into_iter().filter(removes).collect();
        assert!(!left.is_empty(), "what was not repaired is still reported");
        by_hand(&mut left);
        assert_eq!(Summary::of(&left).fixable, 0, "and not offered");
    }
}
