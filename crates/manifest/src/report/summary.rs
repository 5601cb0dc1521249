//! How many findings there are.

use std::fmt;

use serde::Serialize;

use crate::{Finding, Severity};

/// The number of findings by severity. Shown as `2 errors, 1 warning; 1 can be fixed with --fix`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Findings with a mechanical repair.
    pub fixable: usize,
}

impl Summary {
    /// Counts.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            fixable: findings.iter().filter(|finding| finding.fix.is_some()).count(),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        match (self.errors, self.warnings) {
            (0, 0) => return f.write_str("no findings"),
            (0, warnings) => f.write_str(&many(warnings, "warning"))?,
            (errors, 0) => f.write_str(&many(errors, "error"))?,
            (errors, warnings) => write!(f, "{}, {}", many(errors, "error"), many(warnings, "warning"))?,
        }
        if self.fixable > 0 {
            write!(f, "; {} can be fixed with --fix", self.fixable)?;
        }
        Ok(())
    }
}
