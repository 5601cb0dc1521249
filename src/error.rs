//! The one error of the crate.

use std::fmt;

use wasm_bindgen::JsValue;

/// What can go wrong in a widget.
///
/// A value that the host threw or rejected with is kept as it came ([`Error::js`]): hosts throw strings, objects and
/// jqXHRs, not only `Error`s. Nothing that comes from the host can make the crate panic.
pub struct Error(Box<ErrorKind>);

/// What sort of error it is.
#[non_exhaustive]
pub enum ErrorKind {
    /// The host, the browser or another script threw, or rejected a promise.
    Thrown {
        /// What was being done, as in `render_template`.
        doing: String,
        /// What was thrown.
        value: JsValue,
    },
    /// Something of the host is not there, or is not what Kommo's documentation says.
    Missing {
        /// What was looked for, as in `APP.data.current_card`.
        what: String,
    },
    /// A request to Kommo failed.
    Api(ApiError),
    /// The widget's own error, worded by its author for its users.
    Message(String),
}

impl Error {
    /// The widget's own error: `text` is shown to the user as it is.
    pub fn message(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Message(text.into()))
    }

    #[inline(never)]
    fn new(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }

    #[inline(never)]
    pub(crate) fn thrown(doing: &str, value: JsValue) -> Self {
        Self::new(ErrorKind::Thrown { doing: doing.to_owned(), value })
    }

    #[inline(never)]
    pub(crate) fn missing(what: &str) -> Self {
        Self::new(ErrorKind::Missing { what: what.to_owned() })
    }

    /// What sort of error it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The JavaScript value the error came with, if it came from JavaScript.
    pub fn js(&self) -> Option<&JsValue> {
        match self.kind() {
            ErrorKind::Thrown { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The error as a text, without the weight of the formatting machinery.
    pub fn text(&self) -> String {
        match self.kind() {
            ErrorKind::Thrown { doing, value } => words(0, doing, value),
            ErrorKind::Missing { what } => words(1, what, &JsValue::UNDEFINED),
            ErrorKind::Api(error) => error.text(),
            ErrorKind::Message(text) => text.clone(),
        }
    }
}

/// The page's words, as it also shows them itself: see `kw_failed`.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn words(kind: u32, text: &str, value: &JsValue) -> String {
    crate::sys::words(kind, text, value).as_string().unwrap_or_default()
}

/// Outside a browser nothing is thrown; something may be missing.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn words(kind: u32, text: &str, _: &JsValue) -> String {
    crate::value::joined(&if kind == 1 { ["the page has no ", text] } else { [text, " failed"] })
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl std::error::Error for Error {}

/// An error of the API client. It brings the way to its text along, so that a widget without requests does not carry it.
pub struct ApiError {
    error: kommo_api::Error,
    text: fn(&kommo_api::Error) -> String,
}

impl ApiError {
    pub(crate) fn text(&self) -> String {
        (self.text)(&self.error)
    }
}

impl std::ops::Deref for ApiError {
    type Target = kommo_api::Error;

    fn deref(&self) -> &kommo_api::Error {
        &self.error
    }
}

impl From<kommo_api::Error> for Error {
    fn from(error: kommo_api::Error) -> Self {
        Self::new(ErrorKind::Api(ApiError { error, text: sentence }))
    }
}

/// What the user reads. A shipped widget has its page word it, in a third of the bytes.
#[cfg(all(target_family = "wasm", target_os = "unknown", not(debug_assertions)))]
fn sentence(error: &kommo_api::Error) -> String {
    crate::sys::sentence(error.as_page()).as_string().unwrap_or_default()
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown", not(debug_assertions))))]
fn sentence(error: &kommo_api::Error) -> String {
    error.text()
}

/// A bot's program that Kommo would not take: its sentence, for the one who builds the widget.
impl From<kommo_salesbot::FlowError> for Error {
    fn from(error: kommo_salesbot::FlowError) -> Self {
        Self::message(error.text())
    }
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use kommo_api::{ErrorKind, Method};

    const SHIM: &str = include_str!("../js-shim/answers.js");

    /// A shipped widget's errors are worded by the shim, all others by kommo-api: in the same words.
    #[test]
    fn the_shim_says_what_the_client_says() {
        let list = SHIM
            .split("var SENTENCES = [")
            .nth(1)
            .and_then(|rest| rest.split("];").next())
            .unwrap_or_default();
        let quote = |text: &str| if text.contains('\'') { '"' } else { '\'' };
        let mut kinds = 0;
        while let Some(kind) = kind(kinds) {
            let sentence = kommo_api::Error::new(kind, Method::Get, "/x", "").text();
            let words = sentence.trim_start_matches("GET /x: ").split(". ").next().unwrap_or_default();
            let words = format!("{quote}{words}{quote}", quote = quote(words));
            let place = list.split(&words).next().unwrap_or_default();
            assert!(list.contains(&words), "{words} is not in the shim");
            assert_eq!(place.matches("',").count() + place.matches("\",").count(), kinds, "{words}");
            kinds += 1;
        }
        assert_eq!(list.matches("',").count() + list.matches("\",").count() + 1, kinds);
        assert!(SHIM.contains("var LIMITED = 8, SERVER = 9, TRUNCATED = 12, NETWORK = 14, TIMEOUT = 15;"));
    }

    /// All kinds, in their order.
    fn kind(index: usize) -> Option<ErrorKind> {
        use ErrorKind as Kind;
        let last = [Kind::Cancelled, Kind::PageLoop, Kind::BatchRefused, Kind::Input];
        match u32::try_from(index) {
            Ok(number @ 0..16) => Some(ErrorKind::of_number(number)),
            _ => last.get(index.checked_sub(16)?).copied(),
        }
    }
}
