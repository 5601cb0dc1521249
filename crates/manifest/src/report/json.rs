//! Findings as JSON.

use serde::Serialize;

use super::Summary;
use crate::Finding;

#[derive(Serialize)]
struct Report<'a> {
    summary: Summary,
    findings: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    fix: Option<&'a str>,
}

impl<'a> One<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self { finding, fix: finding.fix.as_ref().map(|fix| fix.title.as_str()) }
    }
}

/// One JSON object: `summary` with `errors`, `warnings` and `fixable`, and `findings` with the fields of [`Finding`] and
/// `fix`, what `--fix` would do. `prefix` stands before the files' paths, as in [`super::sarif`].
#[must_use]
pub fn json(findings: &[Finding], prefix: &str) -> String {
    let named = |finding: &Finding| {
        let file = finding.file.as_ref().map(|file| format!("{prefix}{file}"));
        Finding { file, ..finding.clone() }
    };
    let findings: Vec<Finding> = findings.iter().map(named).collect();
    let report = Report { summary: Summary::of(&findings), findings: findings.iter().map(One::of).collect() };
    // Strings, numbers and lists only: writing them cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}
