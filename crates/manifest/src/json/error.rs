//! Why a text is not JSON, or not the JSON that was expected.

use std::ops::Range;

use thiserror::Error;

use super::position::{LineMap, Position};

/// Why a text is not strict JSON, or does not fit the type it was read into.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {message}")]
pub struct JsonError {
    /// What is wrong.
    pub message: String,
    /// What to do about it, where that is not obvious.
    pub help: Option<String>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Byte range in the text (a byte order mark at the start not counted).
    pub span: Range<usize>,
}

/// A fault at a byte range, before lines are known.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) span: Range<usize>,
}

impl Fault {
    pub(super) fn at(self, lines: &LineMap, text: &str) -> JsonError {
        let Position { line, column } = lines.position(text, self.span.start);
        JsonError { message: self.message, help: self.help, line, column, span: self.span }
    }
}

/// The bytes as text.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, JsonError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = error.valid_up_to();
        let before = bytes.get(..valid).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
        let utf16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        let fault = Fault {
            message: if utf16 { "the file is UTF-16" } else { "the file is not UTF-8 from here on" }
                .to_owned(),
            help: Some("save it as UTF-8 without BOM".to_owned()),
            span: valid..valid + 1,
        };
        fault.at(&LineMap::new(before), before)
    })
}
