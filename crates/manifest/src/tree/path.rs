//! Which paths may stand in a widget's archive.

use thiserror::Error;

/// The longest path accepted, in bytes. Kommo names no limit; this one only keeps hostile archives small.
const MAX_BYTES: usize = 512;

/// Why a path cannot stand in a widget's archive.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PathError {
    /// The path is empty.
    #[error("a file has an empty name")]
    Empty,
    /// The path is absurdly long.
    #[error("a file name is {0} bytes long; the longest accepted is {MAX_BYTES}")]
    TooLong(usize),
    /// A backslash, as Windows' own zip tools write it.
    #[error("`{0}` uses `\\` between folders; Kommo refuses such archives, use `/`")]
    Backslash(String),
    /// The path begins at a root or a drive.
    #[error("`{0}` is an absolute path; paths must be relative to the archive's root")]
    Absolute(String),
    /// A `..` component.
    #[error("`{0}` leaves the archive's root through `..`")]
    Parent(String),
    /// A `.` or an empty component.
    #[error("`{0}` has an empty or `.` folder in it")]
    OddComponent(String),
    /// A control character.
    #[error("`{0}` contains a control character")]
    Control(String),
}

/// Checks that `path` is a plain relative path: components joined by `/`, none of them empty, `.` or `..`.
///
/// # Errors
/// The first thing that is wrong, as a [`PathError`].
pub fn check_path(path: &str) -> Result<(), PathError> {
    if path.is_empty() {
        return Err(PathError::Empty);
    }
    if path.len() > MAX_BYTES {
        return Err(PathError::TooLong(path.len()));
    }
    let shown = || path.escape_debug().to_string();
    if path.chars().any(char::is_control) {
        return Err(PathError::Control(shown()));
    }
    let drive = {
        let mut chars = path.chars();
        chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
    };
    if path.starts_with(['/', '\\']) || drive {
        return Err(PathError::Absolute(path.to_owned()));
    }
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Err(PathError::Parent(path.to_owned()));
    }
    if path.contains('\\') {
        return Err(PathError::Backslash(path.to_owned()));
    }
    if path.split('/').any(|part| part.is_empty() || part == ".") {
        return Err(PathError::OddComponent(path.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_plain_relative_paths() {
        for path in ["manifest.json", "i18n/en.json", "a/b/c.d", "файл.png", "a..b", "..."] {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn refuses_paths_that_leave_the_root_or_differ_between_systems() {
        let shape = |path: &str| check_path(path).unwrap_err();
        assert_eq!(shape(""), PathError::Empty);
        assert!(matches!(shape("../x"), PathError::Parent(_)));
        assert!(matches!(shape("a\\..\\x"), PathError::Parent(_)));
        assert!(matches!(shape("a/../../x"), PathError::Parent(_)));
        assert!(matches!(shape("/etc/passwd"), PathError::Absolute(_)));
        assert!(matches!(shape("C:/x"), PathError::Absolute(_)));
        assert!(matches!(shape("c:x"), PathError::Absolute(_)));
        assert!(matches!(shape("\\\\host\\x"), PathError::Absolute(_)));
        assert!(matches!(shape("i18n\\en.json"), PathError::Backslash(_)));
        assert!(matches!(shape("a//b"), PathError::OddComponent(_)));
        assert!(matches!(shape("./a"), PathError::OddComponent(_)));
        assert!(matches!(shape("a/"), PathError::OddComponent(_)));
        assert!(matches!(shape("a\0b"), PathError::Control(_)));
        assert!(matches!(shape(&"x".repeat(513)), PathError::TooLong(513)));
    }
}
