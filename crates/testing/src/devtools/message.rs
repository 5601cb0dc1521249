//! What goes over the wire.

use serde::Deserialize;
use serde_json::{Value, json};

/// Something the browser tells without being asked.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    /// Such as `Runtime.consoleAPICalled`.
    pub method: String,
    /// Its parameters.
    #[serde(default)]
    pub params: Value,
}

/// One message from the browser: an answer has an `id`, an event a `method`.
#[derive(Debug, Deserialize)]
pub(super) struct Incoming {
    pub(super) id: Option<u64>,
    pub(super) method: Option<String>,
    #[serde(default)]
    pub(super) params: Value,
    #[serde(default)]
    pub(super) result: Value,
    pub(super) error: Option<Refusal>,
    #[serde(rename = "sessionId")]
    pub(super) session: Option<String>,
}

/// The error half of an answer.
#[derive(Debug, Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    pub(super) code: i64,
    #[serde(default)]
    pub(super) message: String,
}

/// Writes one call.
pub(super) fn outgoing(id: u64, session: Option<&str>, method: &str, params: &Value) -> String {
    let mut call = json!({ "id": id, "method": method, "params": params });
    if let (Some(session), Some(call)) = (session, call.as_object_mut()) {
        call.insert("sessionId".into(), session.into());
    }
    call.to_string()
}
