//! Raising `widget.version` in manifest.json.
//!
//! Browsers keep a widget's files for as long as the version stays the same, so it must grow with each upload.
//! <https://developers.kommo.com/docs/manifest-json>

use serde_json::Value;
use thiserror::Error;

/// The version cannot be raised.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum BumpError {
    /// The manifest is not JSON or has no version.
    #[error("manifest.json has no text `widget.version` to raise")]
    Missing,
    /// The version does not end in a number.
    #[error("`widget.version` is \"{0}\", which does not end in a number: raise it by hand")]
    NoNumber(String),
}

/// The manifest with the last number of its version raised by one and every other character as it was, and the new version.
///
/// # Errors
/// [`BumpError`].
pub fn bump(manifest: &str) -> Result<(String, String), BumpError> {
    let mut wanted: Value = serde_json::from_str(manifest).map_err(|_| BumpError::Missing)?;
    let place = wanted.pointer_mut("/widget/version").ok_or(BumpError::Missing)?;
    let old = place.as_str().ok_or(BumpError::Missing)?.to_owned();
    let new = next(&old).ok_or_else(|| BumpError::NoNumber(old.clone()))?;
    *place = Value::from(new.as_str());
    // The same text may stand elsewhere; the right place is the one that changes nothing but the version.
    let (from, to) = (Value::from(old.as_str()).to_string(), Value::from(new.as_str()).to_string());
    for (at, _) in manifest.match_indices(&from) {
        let (before, after) = manifest.split_at(at);
        let text = [before, &to, after.get(from.len()..).unwrap_or_default()].concat();
        if serde_json::from_str::<Value>(&text).is_ok_and(|value| value == wanted) {
            return Ok((text, new));
        }
    }
    Err(BumpError::Missing)
}

fn next(version: &str) -> Option<String> {
    let digits = version.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (head, number) = version.split_at_checked(version.len() - digits)?;
    Some(format!("{head}{}", number.parse::<u64>().ok()?.checked_add(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_changes() {
        let manifest =
            "{ \"note\": \"1.0.9\",\n\t\"widget\" : {\"name\":\"1.0.9\", \"version\" :  \"1.0.9\"} }\n";
        let (text, version) = bump(manifest).unwrap();
        assert_eq!(version, "1.0.10");
        assert_eq!(
            text,
            "{ \"note\": \"1.0.9\",\n\t\"widget\" : {\"name\":\"1.0.9\", \"version\" :  \"1.0.10\"} }\n"
        );
    }

    #[test]
    fn versions_of_any_form_that_end_in_a_number() {
        assert_eq!(next("2").as_deref(), Some("3"));
        assert_eq!(next("aero-control.1.1").as_deref(), Some("aero-control.1.2"));
        assert_eq!(next("1.0-beta"), None);
        assert_eq!(next("99999999999999999999"), None);
    }

    #[test]
    fn what_cannot_be_raised_is_said() {
        assert_eq!(bump("{"), Err(BumpError::Missing));
        assert_eq!(bump("{\"widget\":{\"version\":1}}"), Err(BumpError::Missing));
        assert_eq!(bump("{\"widget\":{\"version\":\"x\"}}"), Err(BumpError::NoNumber("x".into())));
    }
}
