//! What a page asked the network for.

use serde_json::Value;

use super::Page;
use super::state::text;

/// One request of a page and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    id: String,
    /// `GET`, `POST`, …
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The body that was sent, if it was text.
    pub body: Option<String>,
    /// The answer's status; `None` while there is none.
    pub status: Option<u16>,
    /// Why there will be none, in the browser's words, such as `net::ERR_NAME_NOT_RESOLVED`.
    pub failure: Option<String>,
}

impl std::fmt::Display for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.status, &self.failure) {
            (_, Some(failure)) => write!(f, "{} {} → {failure}", self.method, self.url),
            (Some(status), None) => write!(f, "{} {} → {status}", self.method, self.url),
            (None, None) => write!(f, "{} {} …", self.method, self.url),
        }
    }
}

impl Page {
    /// Every request since the page was opened, in order. Whatever lies outside this machine fails: no name resolves.
    #[must_use]
    pub fn requests(&self) -> Vec<Exchange> {
        self.state().known().traffic.exchanges.clone()
    }
}

/// Requests in the order they were made.
#[derive(Default)]
pub(super) struct Traffic {
    exchanges: Vec<Exchange>,
}

impl Traffic {
    pub(super) fn hear(&mut self, method: &str, params: &Value) {
        let id = text(params, "requestId");
        match method {
            "Network.requestWillBeSent" => {
                // A redirect comes as the same id again.
                if let Some(redirect) = params.get("redirectResponse") {
                    self.answered(id, redirect);
                }
                let request = params.get("request").unwrap_or(&Value::Null);
                self.exchanges.push(Exchange {
                    id: id.to_owned(),
                    method: text(request, "method").to_owned(),
                    url: text(request, "url").to_owned(),
                    body: request.get("postData").and_then(Value::as_str).map(str::to_owned),
                    status: None,
                    failure: None,
                });
            }
            "Network.responseReceived" => self.answered(id, params.get("response").unwrap_or(&Value::Null)),
            "Network.loadingFailed" => {
                let failure = text(params, "errorText").to_owned();
                if let Some(exchange) = self.last(id) {
                    exchange.failure = Some(failure);
                }
            }
            _ => {}
        }
    }

    fn answered(&mut self, id: &str, response: &Value) {
        let status =
            response.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
        if let Some(exchange) = self.last(id) {
            exchange.status = status;
        }
    }

    fn last(&mut self, id: &str) -> Option<&mut Exchange> {
        self.exchanges.iter_mut().rev().find(|exchange| exchange.id == id)
    }
}
