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

/// One JSON object: `summary` with `errors`, `warnings` and `fixable`, and `findings` with the fields of [`Finding`] and
/// `fix`, what `--fix` would do.
#[must_use]
pub fn json(findings: &[Finding]) -> String {
    let one = |finding| One { finding, fix: finding.fix.as_ref().map(|fix| fix.title.as_str()) };
    let report = Report { summary: Summary::of(findings), findings: findings.iter().map(one).collect() };
    // Strings, numbers and lists only: writing them cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}
