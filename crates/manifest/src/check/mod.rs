//! Runs all rules over a widget's files and answers with everything that is wrong, at once.

mod context;
mod finding;
mod fix;
mod options;

use crate::FileTree;
use crate::rules;

pub(crate) use context::{Context, Place};
pub use finding::{Finding, Severity};
pub use fix::{Edit, Fix, apply_fixes};
pub use options::{CheckOptions, Mode, TextUse};

/// Checks a widget's files by every rule, with default options.
///
/// The answer is ordered by file, line and column; findings about the archive as a whole come first. It is empty for a
/// widget without fault.
#[must_use]
pub fn check(files: &FileTree, mode: Mode) -> Vec<Finding> {
    check_with(files, &CheckOptions::new(mode))
}

/// As [`check`], with options.
#[must_use]
pub fn check_with(files: &FileTree, options: &CheckOptions) -> Vec<Finding> {
    let mut cx = Context::new(files, options);
    rules::run(&mut cx);
    cx.finish()
}
