//! The sentence an error says: what, where, and what to do.
//!
//! A shipped widget pays for each of these words in every page load: there the sentence ends with what Kommo itself said.
//! The remedies and the list of refused fields are for servers and for development; [`Error::kind`] and
//! [`Error::invalid`] tell a widget the same.

use super::{Error, ErrorKind};
use crate::json::push_integer;

/// Whether this is a shipped widget.
const BRIEF: bool = cfg!(all(target_family = "wasm", target_os = "unknown", not(debug_assertions)));

pub(super) fn sentence(error: &Error) -> String {
    let mut out = String::new();
    // The query may hold what a user typed; the full path is in `Error::path`.
    let path = error.path();
    let end = path.bytes().position(|byte| byte == b'?').unwrap_or(path.len());
    let path = path.get(..end).unwrap_or_default();
    // What `Cancel` runs has no name.
    if !path.is_empty() {
        add(&mut out, &[error.method().as_str(), " ", path, ": "]);
    }
    out.push_str(explain(error.kind(), error.status()).0);
    if let Some(status) = error.status() {
        out.push_str(" (");
        push_integer(&mut out, status.into());
        out.push(')');
    }
    if BRIEF {
        let detail = error.detail();
        let said = detail.as_deref().unwrap_or(error.message());
        if !said.is_empty() {
            add(&mut out, &[": ", said]);
        }
        return out;
    }
    details(error, &mut out);
    add(&mut out, &[". ", explain(error.kind(), error.status()).1]);
    out
}

fn details(error: &Error, out: &mut String) {
    let invalid = error.invalid();
    for (index, field) in invalid.iter().enumerate() {
        if index == 5 {
            out.push_str("; and more");
            return;
        }
        let item = if field.path.is_empty() { "" } else { ": " };
        add(out, &["; ", &field.item, item, &field.path, ": ", bare(&field.detail)]);
    }
    if invalid.is_empty() {
        if let Some(detail) = error.detail() {
            add(out, &[": ", bare(&detail)]);
        } else if !error.message().is_empty() {
            add(out, &[": ", bare(error.message())]);
        }
        if let Some(hint) = error.hint() {
            add(out, &[", ", bare(&hint)]);
        }
    }
}

/// Without the full stop at the end.
fn bare(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

#[inline(never)]
fn add(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

fn explain(kind: ErrorKind, status: Option<u16>) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::SessionEnded => (
            "not signed in any more",
            "Sign in again, or refresh the access token; see that the integration is enabled.",
        ),
        ErrorKind::PaymentRequired => {
            ("the account's plan does not allow this", "Ask the account's admin to check its subscription.")
        }
        ErrorKind::Forbidden => {
            ("no right to do this", "Ask the account's admin for the right or the scope.")
        }
        ErrorKind::Blocked => (
            "Kommo has blocked this account or address",
            "Stop sending requests and write to Kommo's support.",
        ),
        ErrorKind::NotFound => ("not found", "Check that it still exists and that the path is right."),
        ErrorKind::MethodNotAllowed => {
            ("not possible here", "Kommo does not offer this method for this path.")
        }
        ErrorKind::Validation => ("Kommo refused the data", "Correct what is named and send it again."),
        ErrorKind::Unprocessable => {
            ("not possible now", "Check the limit, mode or state that is named and try again.")
        }
        ErrorKind::RateLimited => ("too many requests", "Wait a minute, then try again with fewer at once."),
        ErrorKind::Server if status == Some(504) => {
            ("Kommo took too long", "Send fewer items at once, then try again.")
        }
        ErrorKind::Server => ("Kommo failed", "Try again later."),
        ErrorKind::Status => ("unexpected answer", "Check the account's address."),
        ErrorKind::Html => (
            "a web page came instead of data",
            "Check the account's address, and whether a proxy is in between.",
        ),
        ErrorKind::Truncated => ("the answer broke off", "Check what was done, then try again."),
        ErrorKind::Decode => {
            ("the answer is not of the expected form", "Please report this with the request's path.")
        }
        ErrorKind::Network => ("no answer", "Check the connection, then try again."),
        ErrorKind::Timeout => ("no answer in time", "Check what was done, then try again."),
        ErrorKind::Cancelled => ("cancelled", "Nothing more was done."),
        ErrorKind::PageLoop => {
            ("the pages repeat themselves", "What was read so far is good; the rest is missing.")
        }
        ErrorKind::BatchRefused => (
            "not written, as another item of its batch was refused",
            "Correct the other item and send this one again.",
        ),
        ErrorKind::Input => ("cannot be sent", "Correct what is named; nothing was sent."),
    }
}
