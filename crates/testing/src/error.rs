//! The one error of this crate, written to be read in a test's output.

use std::fmt;
use std::panic::Location;
use std::path::PathBuf;
use std::time::Duration;

/// What a test returns: `async fn my_test() -> kommo_testing::Result { …; Ok(()) }`.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// Why a step of a test could not be done.
///
/// `Debug` prints the same sentence as `Display`, because that is what the test runner shows when a test
/// returns an error.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No Chrome, Chromium or Edge on this machine.
    #[error(transparent)]
    NoBrowser(#[from] kommo_sandbox::browser::BrowserError),

    /// The browser was started and did not open its DevTools address.
    #[error("{} did not start: {reason}. It printed:\n{output}", browser.display())]
    Launch {
        /// The program that was started.
        browser: PathBuf,
        /// What went wrong.
        reason: String,
        /// The tail of its standard error.
        output: String,
    },

    /// The connection to the browser, or to one page of it, is gone: it crashed, was closed, or was killed.
    #[error("the connection is gone: {0}")]
    Disconnected(String),

    /// The browser refused a DevTools call.
    #[error("the browser refused {method}: {message} ({code})")]
    Protocol {
        /// The DevTools method, such as `Page.navigate`.
        method: String,
        /// The JSON-RPC error code.
        code: i64,
        /// The browser's words.
        message: String,
    },

    /// The browser answered a DevTools call in a shape that this crate does not know.
    #[error("the browser's answer to {method} has no {missing}")]
    Answer {
        /// The DevTools method.
        method: String,
        /// What was looked for.
        missing: String,
    },

    /// Something did not happen in time.
    #[error("{what}: not within {} ms{}{}", after.as_millis(), Sentence(last), At(*at))]
    Timeout {
        /// What was waited for.
        what: String,
        /// How long.
        after: Duration,
        /// What was seen last, and what may help to find out why.
        last: String,
        /// The line of the test that waited.
        at: Option<&'static Location<'static>>,
    },

    /// A step cannot be done however long one waits: two elements fit, a file is not there, and the like.
    #[error("{what}: {reason}{}", At(*at))]
    Step {
        /// The step.
        what: String,
        /// Why not.
        reason: String,
        /// The line of the test that asked for it.
        at: Option<&'static Location<'static>>,
    },

    /// A script given to `evaluate` threw.
    #[error("the script threw: {0}")]
    Script(String),

    /// A script's value does not fit the Rust type that was asked for.
    #[error("the script's value does not fit: {0}")]
    Value(#[from] serde_json::Error),

    /// The page raised errors that the test did not allow.
    #[error("the page raised {}:\n{}", Count(errors.len(), "error"), errors.join("\n"))]
    PageErrors {
        /// One entry an error, with its place.
        errors: Vec<String>,
    },

    /// The simulated account could not be started, or asked.
    #[error("the simulated account: {0}")]
    Sandbox(Box<dyn std::error::Error + Send + Sync>),

    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error {
    /// Wraps an error of the sandbox: any of its kinds.
    pub(crate) fn sandbox(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Error::Sandbox(Box::new(error))
    }

    /// Turns an I/O error into one that names its path.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { path, source }
    }
}

/// `. text`, or nothing.
struct Sentence<'a>(&'a str);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, ". {}", self.0) }
    }
}

/// The line of the test, on a line of its own.
struct At(Option<&'static Location<'static>>);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(at) => write!(f, "\n  at {}:{}:{}", at.file(), at.line(), at.column()),
            None => Ok(()),
        }
    }
}

/// `1 error`, `2 errors`.
struct Count(usize, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.0, self.1, if self.0 == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_reads_as_a_sentence_with_its_line() {
        let at = Some(Location::caller());
        let error = Error::Timeout {
            what: "click button \"Save\"".into(),
            after: Duration::from_secs(2),
            last: "no such button".into(),
            at,
        };
        let text = format!("{error:?}");
        assert!(
            text.starts_with("click button \"Save\": not within 2000 ms. no such button\n  at "),
            "{text}"
        );
        assert!(text.contains("error.rs"), "{text}");
    }
}
