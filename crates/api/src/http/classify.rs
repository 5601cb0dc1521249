//! From an answer to a document, or to the error it means.

use crate::error::{Answered, ErrorKind, Fault};
use crate::http::{Accept, Body, Content, Response};
use crate::json::Json;

/// For servers. A widget's session does the same in its shim, see `kw_request` in `js-shim/requests.js`.
pub(super) fn classify(accept: Accept, response: Response) -> Result<Content, Fault> {
    let Response { status, content_type, redirected, request_id, retry_after, body } = response;
    let good = (200..300).contains(&status);
    if let (true, Accept::Bytes, Body::Bytes(bytes)) = (good, accept, &body)
        && bytes.first().is_some_and(|first| matches!(first, b'{' | b'[' | b' ' | b'\n' | b'\r' | b'\t'))
    {
        let Body::Bytes(bytes) = body else { return Ok(Content::Nothing) };
        return Ok(Content::Bytes(bytes));
    }
    let (document, text) = read(body);
    let first = text.bytes().find(|byte| !byte.is_ascii_whitespace());
    let html = has(&content_type, b"html") || first == Some(b'<');
    if let (true, Some(document)) = (good, &document) {
        return Ok(Content::Document(document.clone()));
    }
    let due = has(&content_type, b"json") || matches!(first, Some(b'{' | b'['));
    let kind = match status {
        200..300 if html && redirected => ErrorKind::SessionEnded,
        200..300 if html => ErrorKind::Html,
        200..300 if due && !text.is_empty() => ErrorKind::Truncated,
        // No body; some 202 answers say "Accepted" in plain text.
        200..300 => return Ok(Content::Nothing),
        400 => ErrorKind::Validation,
        401 => ErrorKind::SessionEnded,
        402 => ErrorKind::PaymentRequired,
        403 if html => ErrorKind::Blocked,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        405 => ErrorKind::MethodNotAllowed,
        422 => ErrorKind::Unprocessable,
        429 => ErrorKind::RateLimited,
        500.. => ErrorKind::Server,
        _ => ErrorKind::Status,
    };
    let answered = Answered { status, request_id, retry_after, document, text };
    Err(Fault { kind, message: String::new(), answered })
}

/// Like `str::contains`, whose general search is 2 kB of WebAssembly.
fn has(text: &str, word: &[u8; 4]) -> bool {
    text.as_bytes().windows(4).any(|part| part == word)
}

/// The document, or the text of what is none.
fn read(body: Body) -> (Option<Json>, String) {
    match body {
        Body::Empty => (None, String::new()),
        Body::Document(document) => (Some(document), String::new()),
        Body::Text(text) => match Json::parse(&text) {
            Some(document) => (Some(document), String::new()),
            None => (None, text),
        },
        #[cfg(all(target_family = "wasm", target_os = "unknown"))]
        Body::JsText(text) => match Json::parse_js(&text) {
            Some(document) => (Some(document), String::new()),
            None => (None, text.as_string().unwrap_or_default()),
        },
        #[cfg(all(target_family = "wasm", target_os = "unknown"))]
        Body::Bytes(bytes) => read(Body::Text(String::from_utf8(bytes).unwrap_or_default())),
        #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
        Body::Bytes(bytes) => match Json::parse_bytes(&bytes) {
            Some(document) => (Some(document), String::new()),
            None => (None, String::from_utf8_lossy(&bytes).into_owned()),
        },
    }
}
