//! Findings as SARIF 2.1.0, which code hosts show beside the changed lines.

use serde_json::{Value, json};

use crate::rules::RULES;
use crate::{Finding, Severity};

/// A SARIF log with one run. `prefix` is put before each file name: the widget's folder from the repository's root, with
/// a `/` at its end, or nothing.
#[must_use]
pub fn sarif(findings: &[Finding], prefix: &str) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .flat_map(|family| family.iter())
        .filter(|rule| findings.iter().any(|finding| finding.code == rule.code))
        .map(|rule| {
            json!({
                "id": rule.code,
                "name": rule.name,
                "shortDescription": { "text": rule.summary },
                "helpUri": rule.docs,
            })
        })
        .collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, prefix)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-kommo",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}")
}

fn result(finding: &Finding, prefix: &str) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let text = match &finding.help {
        Some(help) => format!("{}. Help: {help}", finding.message),
        None => finding.message.clone(),
    };
    // A finding about the archive as a whole is shown at its manifest.
    let file = finding.file.as_deref().unwrap_or("manifest.json");
    let artifact = json!({ "uri": uri(&format!("{prefix}{file}")) });
    let location = match (finding.line, finding.column) {
        (Some(line), Some(column)) => {
            json!({ "artifactLocation": artifact, "region": { "startLine": line, "startColumn": column } })
        }
        _ => json!({ "artifactLocation": artifact }),
    };
    json!({
        "ruleId": finding.code,
        "level": level,
        "message": { "text": text },
        "locations": [{ "physicalLocation": location }],
    })
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
