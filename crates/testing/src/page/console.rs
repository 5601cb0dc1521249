//! What a page wrote to its console, and what it did not catch.

use std::fmt;

use serde_json::Value;

use super::Page;
use super::state::text;
use crate::{Error, Result};

/// One line of the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleEntry {
    /// `log`, `info`, `warning`, `error`, `debug`, …, as the browser names them.
    pub level: String,
    /// The arguments, joined by a space.
    pub text: String,
    /// `address:line:column` of the call, empty when unknown.
    pub place: String,
}

/// An exception or a rejected promise that nobody caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The browser's id, by which it takes one back when a promise is handled after all.
    pub(super) id: Option<u64>,
    /// The message with its stack.
    pub text: String,
    /// `address:line:column` where it was thrown.
    pub place: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.text)?;
        // A stack in the text says it already.
        if self.place.is_empty() || self.text.contains(&self.place) {
            Ok(())
        } else {
            write!(f, " ({})", self.place)
        }
    }
}

impl fmt::Display for ConsoleEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<7} {}", self.level, self.text)?;
        if self.place.is_empty() { Ok(()) } else { write!(f, "  ({})", self.place) }
    }
}

impl Page {
    /// The console since the page was opened, over all the documents it showed.
    #[must_use]
    pub fn console(&self) -> Vec<ConsoleEntry> {
        self.state().known().console.clone()
    }

    /// Exceptions and rejections that nobody caught, less those that were allowed.
    #[must_use]
    pub fn errors(&self) -> Vec<Complaint> {
        self.state().known().complaints.clone()
    }

    /// Takes the uncaught errors whose text contains `part` off the list, as expected ones; says how many. With an empty
    /// `part` it takes all.
    #[must_use = "assert on the count: an error that a test expects should have happened"]
    pub fn take_errors(&self, part: &str) -> usize {
        let mut known = self.state().known();
        let before = known.complaints.len();
        known.complaints.retain(|complaint| !complaint.text.contains(part));
        before - known.complaints.len()
    }

    /// Fails when the page raised errors that nobody caught and no one took.
    ///
    /// # Errors
    /// [`Error::PageErrors`].
    pub fn expect_no_errors(&self) -> Result {
        let errors: Vec<String> = self.errors().iter().map(ToString::to_string).collect();
        if errors.is_empty() { Ok(()) } else { Err(Error::PageErrors { errors }) }
    }
}

/// `Runtime.consoleAPICalled`.
pub(super) fn called(params: &Value) -> ConsoleEntry {
    let arguments = params.get("args").and_then(Value::as_array);
    let texts: Vec<String> = arguments.into_iter().flatten().map(shown).collect();
    let top = params.pointer("/stackTrace/callFrames/0").unwrap_or(&Value::Null);
    ConsoleEntry { level: text(params, "type").to_owned(), text: texts.join(" "), place: place(top) }
}

/// `Log.entryAdded`: what the browser itself has to say, such as a request that failed.
pub(super) fn logged(params: &Value) -> Option<ConsoleEntry> {
    let entry = params.get("entry")?;
    Some(ConsoleEntry {
        level: text(entry, "level").to_owned(),
        text: text(entry, "text").to_owned(),
        place: place(entry),
    })
}

/// `Runtime.exceptionThrown`.
pub(super) fn thrown(params: &Value) -> Complaint {
    let details = params.get("exceptionDetails").unwrap_or(&Value::Null);
    let id = details.get("exceptionId").and_then(Value::as_u64);
    Complaint { id, text: exception(details), place: place(details) }
}

/// The words of an `ExceptionDetails`.
pub(super) fn exception(details: &Value) -> String {
    let thrown = details.get("exception").map(shown).unwrap_or_default();
    let said = text(details, "text");
    // "Uncaught" alone says nothing; "Uncaught (in promise)" does.
    if thrown.is_empty() {
        said.to_owned()
    } else if said.contains("promise") {
        format!("Uncaught (in promise) {thrown}")
    } else {
        thrown
    }
}

/// A remote object as a console shows it.
fn shown(object: &Value) -> String {
    match object.get("value") {
        Some(Value::String(text)) => text.clone(),
        Some(value) if !value.is_null() => value.to_string(),
        _ => {
            let described = text(object, "description");
            let described =
                if described.is_empty() { text(object, "unserializableValue") } else { described };
            if described.is_empty() { text(object, "type").to_owned() } else { described.to_owned() }
        }
    }
}

/// Lines and columns count from 0 in the protocol, from 1 for people.
fn place(frame: &Value) -> String {
    let url = text(frame, "url");
    let number = |field| frame.get(field).and_then(Value::as_u64).map_or(1, |n| n + 1);
    if url.is_empty() {
        String::new()
    } else {
        format!("{url}:{}:{}", number("lineNumber"), number("columnNumber"))
    }
}
