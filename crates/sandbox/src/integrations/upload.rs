//! Uploading `widget.zip`: read without trust, checked by the platform's rules, kept whole or not at all.

use std::fmt;

use kommo_manifest::check::{Finding, Mode, Severity, check};
use kommo_manifest::{Archive, FileTree};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value;

use super::error::{IntegrationError, UploadError};
use super::model::Integration;
use super::store;
use crate::random;
use crate::state::State;

/// What an upload gave.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Uploaded {
    /// The integration as it is now.
    pub integration: Integration,
    /// Languages of the archive.
    pub langs: Vec<String>,
    /// What Kommo would take and the author should know.
    pub warnings: Vec<Problem>,
}

/// Something about an archive, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// File in the archive.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What Kommo is known to answer.
    pub reply: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
            if let (Some(line), Some(column)) = (self.line, self.column) {
                write!(f, ", line {line}, column {column}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl From<Finding> for Problem {
    fn from(finding: Finding) -> Self {
        Self {
            file: finding.file,
            line: finding.line,
            column: finding.column,
            message: finding.message,
            help: finding.help,
            reply: finding.upload_reply.map(|reply| reply.to_string()),
        }
    }
}

/// Takes an archive for an integration.
pub(super) fn upload(
    state: &State,
    uuid: &str,
    bytes: &[u8],
    user_id: i64,
    mode: Mode,
) -> Result<Uploaded, UploadError> {
    let before = state.db(|db| store::by_uuid(db, uuid))?;
    let archive = Archive::read(bytes)?;
    let mut warnings = judge(&archive.files, mode)?;
    let manifest = manifest(&archive.files);
    let parsed: Value = serde_json::from_str(manifest).unwrap_or_default();
    let version = parsed
        .pointer("/widget/version")
        .map(|version| version.as_str().map_or_else(|| version.to_string(), str::to_owned))
        .unwrap_or_default();
    if before.integration.upload > 0 && before.integration.version == version {
        warnings.push(Problem {
            file: Some("manifest.json".to_owned()),
            line: None,
            column: None,
            message: format!(
                "the version is still {version}: browsers may go on using the files they have kept"
            ),
            help: Some("raise widget.version with each upload".to_owned()),
            reply: None,
        });
    }
    let now = state.clock().now();
    let integration = state.transaction(|db| -> Result<_, UploadError> {
        let number = keep(db, &before.integration, &archive.files, &version, manifest, user_id, now)?;
        debug_assert!(number > before.integration.upload);
        Ok(store::by_uuid(db, uuid)?.integration)
    })?;
    let langs = archive
        .files
        .paths()
        .filter_map(|path| path.strip_prefix("i18n/")?.strip_suffix(".json"))
        .map(str::to_owned)
        .collect();
    Ok(Uploaded { integration, langs, warnings })
}

/// Splits the findings: what refuses the upload is the error, the rest are warnings.
///
/// A public integration is checked against the whole checklist at once, and each error refuses it.
fn judge(files: &FileTree, mode: Mode) -> Result<Vec<Problem>, UploadError> {
    let findings = check(files, mode);
    let refuses = |finding: &Finding| {
        finding.refuses_upload || (mode == Mode::Public && finding.severity == Severity::Error)
    };
    let (refused, rest): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(refuses);
    if refused.is_empty() {
        return Ok(rest
            .into_iter()
            .filter(|finding| matches!(finding.severity, Severity::Error | Severity::Warning))
            .map(Problem::from)
            .collect());
    }
    Err(UploadError::Refused(refused.into_iter().map(Problem::from).collect()))
}

fn manifest(files: &FileTree) -> &str {
    files
        .get("manifest.json")
        .map(|bytes| bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or_default()
}

fn keep(
    db: &Connection,
    integration: &Integration,
    files: &FileTree,
    version: &str,
    manifest: &str,
    user_id: i64,
    now: i64,
) -> Result<u32, IntegrationError> {
    if integration.code.is_none() {
        db.execute("UPDATE integrations SET code = ?2 WHERE id = ?1", (integration.id, new_code()))?;
    }
    let number = integration.upload + 1;
    db.prepare_cached(
        "INSERT INTO widget_uploads (integration_id, number, version, manifest, uploaded_by, uploaded_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((integration.id, number, version, manifest, user_id, now))?;
    let mut insert = db.prepare_cached(
        "INSERT INTO widget_files (integration_id, number, path, bytes) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (path, bytes) in files.iter() {
        insert.execute((integration.id, number, path, bytes))?;
    }
    Ok(number)
}

/// 40 characters `[a-z0-9]`. The first is a letter, as Kommo demands of codes that developers choose.
fn new_code() -> String {
    let random = random::token(20);
    let mut characters = random.chars();
    let first =
        characters.next().and_then(|c| c.to_digit(16)).and_then(|digit| char::from_digit(10 + digit, 36));
    std::iter::once(first.unwrap_or('k')).chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_documented_shape() {
        for _ in 0..50 {
            let code = new_code();
            assert_eq!(code.len(), 40);
            assert!(code.starts_with(|c: char| c.is_ascii_lowercase()), "{code}");
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{code}");
        }
    }
}
