//! What a rule has to say.

use std::ops::Range;

use serde::Serialize;

use super::Fix;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The widget will not be accepted, or will not work.
    Error,
    /// It may work, but something about it is wrong or risky.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing that is wrong with a widget's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's stable code, such as `KM0301`. The table of all rules is [`crate::rules::RULES`].
    pub code: &'static str,
    /// The rule's short name, such as `missing-widget-field`.
    pub rule: &'static str,
    /// How bad it is in the mode that was checked.
    pub severity: Severity,
    /// The file, with `/`; `None` when it is about the archive as a whole.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// Byte range in the file that the finding is about (a byte order mark at the start counted).
    pub span: Option<Range<usize>>,
    /// Dotted path of the JSON value, such as `dp.settings.message.type` or `locations[2]`.
    pub key: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The page of Kommo's documentation that the rule comes from.
    pub docs: &'static str,
    /// Whether Kommo's upload form is known or documented to refuse the archive for this.
    pub refuses_upload: bool,
    /// The words of Kommo's upload form, where they are known.
    pub upload_reply: Option<&'static str>,
    /// A mechanical repair.
    #[serde(skip)]
    pub fix: Option<Fix>,
}
