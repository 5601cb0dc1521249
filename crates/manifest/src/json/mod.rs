//! Strict JSON that remembers where every value stood.
//!
//! Kommo takes strict JSON only: no comments, no trailing commas, UTF-8 without a byte order mark. This reader says
//! exactly that when it meets one of them, and keeps the place of every key and value so that a rule can point at it.

mod de;
mod edit;
mod error;
mod node;
mod parse;
mod position;

pub use de::TypeError;
pub use error::JsonError;
pub use node::{Member, Node, Object, Value};
pub use position::{LineMap, Position};

use std::ops::Range;

/// The deepest nesting accepted.
pub const MAX_DEPTH: usize = 64;

/// A parsed JSON file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The value of the whole file.
    pub root: Node,
    /// The text it was read from (without a byte order mark).
    pub text: String,
    /// Whether the file began with a byte order mark, which Kommo does not accept. Offsets do not count it.
    pub bom: bool,
    lines: LineMap,
}

impl Document {
    /// Parses a file.
    ///
    /// A byte order mark is stepped over and recorded in [`Document::bom`], so that the rest of the file can be judged.
    ///
    /// # Errors
    /// [`JsonError`] with line and column of the first thing that is not strict JSON.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        let (bom, bytes) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => (true, rest),
            None => (false, bytes),
        };
        let text = error::utf8(bytes)?;
        let lines = LineMap::new(text);
        let root = parse::parse(text).map_err(|fault| fault.at(&lines, text))?;
        Ok(Self { root, text: text.to_owned(), bom, lines })
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The value at a dotted path such as `widget.locale[0]` or `dp.settings.message.name`. Keys that contain dots
    /// themselves are found as well, the longest first.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Node> {
        self.root.at(path)
    }

    /// Byte range of the value at a dotted path.
    #[must_use]
    pub fn span(&self, path: &str) -> Option<Range<usize>> {
        self.get(path).map(|node| node.span.clone())
    }

    /// Reads the document into a type.
    ///
    /// # Errors
    /// [`JsonError`] at the value that does not fit.
    pub fn read<'de, T: serde::Deserialize<'de>>(&'de self) -> Result<T, JsonError> {
        T::deserialize(&self.root).map_err(|fault: de::TypeError| fault.at(&self.lines, &self.text))
    }
}
