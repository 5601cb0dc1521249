//! Mechanical repairs.

use std::ops::Range;

use super::Finding;
use crate::FileTree;

/// A repair that a program may apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an instruction: "remove the byte order mark".
    pub title: String,
    /// The file it changes.
    pub file: String,
    /// The change.
    pub edit: Edit,
}

/// A change to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edit {
    /// Replaces a byte range.
    Replace {
        /// Byte range in the file as it was checked.
        span: Range<usize>,
        /// What to put there.
        text: String,
    },
    /// Replaces the whole file.
    Write {
        /// The new contents.
        bytes: Vec<u8>,
    },
    /// Removes the file from what is shipped.
    Remove,
}

/// Applies the fixes of the findings to the files and returns those that were applied.
///
/// Fixes whose ranges overlap one already applied wait for the next round: check again and call this again. A fix that
/// replaces or removes a whole file is only applied when nothing else changed that file in this round.
pub fn apply_fixes(files: &mut FileTree, findings: &[Finding]) -> Vec<Fix> {
    let mut fixes: Vec<&Fix> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    // From the end of each file to its start, so that earlier ranges stay valid.
    fixes.sort_by_key(|fix| (fix.file.clone(), std::cmp::Reverse(start(&fix.edit))));
    let mut applied: Vec<Fix> = Vec::new();
    for fix in fixes {
        let touched = applied.iter().rev().find(|earlier| earlier.file == fix.file);
        let free = match (&fix.edit, touched.map(|earlier| &earlier.edit)) {
            (_, None) => true,
            (Edit::Replace { span, .. }, Some(Edit::Replace { span: later, .. })) => {
                span.end <= later.start && span != later
            }
            _ => false,
        };
        if free && apply(files, fix) {
            applied.push(fix.clone());
        }
    }
    applied
}

fn start(edit: &Edit) -> usize {
    match edit {
        Edit::Replace { span, .. } => span.start,
        Edit::Write { .. } | Edit::Remove => 0,
    }
}

fn apply(files: &mut FileTree, fix: &Fix) -> bool {
    match &fix.edit {
        Edit::Remove => files.remove(&fix.file).is_some(),
        Edit::Write { bytes } => files.insert(fix.file.clone(), bytes.clone()).is_ok(),
        Edit::Replace { span, text } => {
            let Some(old) = files.get(&fix.file) else { return false };
            let (Some(before), Some(after)) = (old.get(..span.start), old.get(span.end..)) else {
                return false;
            };
            let new = [before, text.as_bytes(), after].concat();
            files.insert(fix.file.clone(), new).is_ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(file: &str, edit: Edit) -> Finding {
        Finding {
            code: "KM0000",
            rule: "test",
            severity: crate::Severity::Warning,
            file: Some(file.to_owned()),
            line: None,
            column: None,
            span: None,
            key: None,
            message: String::new(),
            help: None,
            docs: "",
            refuses_upload: false,
            upload_reply: None,
            fix: Some(Fix { title: String::new(), file: file.to_owned(), edit }),
        }
    }

    fn replace(span: Range<usize>, text: &str) -> Edit {
        Edit::Replace { span, text: text.to_owned() }
    }

    #[test]
    fn several_ranges_of_one_file_are_replaced_in_one_round() {
        let mut files = FileTree::new();
        files.insert("a", "0123456789").unwrap();
        let findings = [finding("a", replace(1..2, "xx")), finding("a", replace(5..8, ""))];
        assert_eq!(apply_fixes(&mut files, &findings).len(), 2);
        assert_eq!(files.get("a"), Some(b"0xx23489".as_slice()));
    }

    #[test]
    fn overlapping_ranges_wait_for_the_next_round() {
        let mut files = FileTree::new();
        files.insert("a", "0123456789").unwrap();
        let findings =
            [finding("a", replace(1..6, "")), finding("a", replace(5..8, "x")), finding("a", Edit::Remove)];
        assert_eq!(apply_fixes(&mut files, &findings).len(), 1);
        assert_eq!(files.get("a"), Some(b"01234x89".as_slice()));
    }

    #[test]
    fn a_range_outside_the_file_changes_nothing() {
        let mut files = FileTree::new();
        files.insert("a", "01").unwrap();
        assert!(apply_fixes(&mut files, &[finding("a", replace(1..6, "x"))]).is_empty());
        assert_eq!(files.get("a"), Some(b"01".as_slice()));
    }
}
