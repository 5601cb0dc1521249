//! The world outside the account: hosts of others, answered by stubs.
//!
//! A widget's calls to other hosts never leave the machine. A stub says what such a host answers; a call without one
//! fails as if there were no network. Every call is kept, so that a test can see what was sent.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a foreign host answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Stub {
    /// Method, or `*` for any.
    #[serde(default = "any")]
    pub method: String,
    /// Absolute address; `*` stands for anything, also nothing: `https://api.example.com/v1/*`.
    pub url: String,
    /// Status of the answer.
    #[serde(default = "ok")]
    pub status: u16,
    /// Headers of the answer.
    #[serde(default)]
    pub headers: Map<String, Value>,
    /// Body: a text as it is, anything else as JSON.
    #[serde(default)]
    pub body: Value,
    /// Milliseconds before the answer.
    #[serde(default)]
    pub delay_ms: u64,
    /// A service on this machine that answers instead: the request goes there with its method, path, query, headers and
    /// body, and `status`, `headers` and `body` of the stub mean nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forward: Option<Service>,
    /// Whether the host allows calls from the account's pages; `false` is a host that sends no CORS header. Where
    /// [`Stub::headers`] has an `access-control-*` header, those headers decide.
    #[serde(default = "yes")]
    pub cors: bool,
}

fn yes() -> bool {
    true
}

/// Where a service on this machine listens: `http://127.0.0.1:3000`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Service(String);

/// The address of a service is not one of this machine.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a service on this machine; write `http://127.0.0.1:<port>`")]
pub struct NotLocal(String);

impl Service {
    /// The service on this port of 127.0.0.1.
    pub fn on_port(port: u16) -> Self {
        Self(format!("http://127.0.0.1:{port}"))
    }

    /// Scheme, host and port without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Service {
    type Error = NotLocal;

    fn try_from(address: String) -> Result<Self, NotLocal> {
        let base = address.trim_end_matches('/');
        let is_local = base.parse().is_ok_and(|uri: axum::http::Uri| {
            crate::reach::is_loopback(&uri) && uri.path() == "/" && uri.query().is_none()
        });
        if is_local { Ok(Self(base.to_owned())) } else { Err(NotLocal(address)) }
    }
}

impl From<Service> for String {
    fn from(service: Service) -> Self {
        service.0
    }
}

fn any() -> String {
    "*".to_owned()
}

fn ok() -> u16 {
    200
}

impl Stub {
    /// A stub that answers every method on these addresses with 200 and this body.
    pub fn new(url: impl Into<String>, body: Value) -> Self {
        Self {
            method: any(),
            url: url.into(),
            status: 200,
            headers: Map::new(),
            body,
            delay_ms: 0,
            forward: None,
            cors: true,
        }
    }

    /// A stub that sends everything for a foreign host to a service on this machine.
    ///
    /// ```
    /// use kommo_sandbox::{Service, Stub};
    ///
    /// let stub = Stub::forward("https://ai.example", Service::on_port(3000));
    /// assert_eq!(stub.url, "https://ai.example/*");
    /// ```
    pub fn forward(origin: &str, to: Service) -> Self {
        let mut stub = Self::new(format!("{}/*", origin.trim_end_matches('/')), Value::Null);
        stub.forward = Some(to);
        stub
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same from a host that allows no calls from other origins.
    #[must_use]
    pub fn without_cors(mut self) -> Self {
        self.cors = false;
        self
    }

    fn answers(&self, method: &str, url: &str) -> bool {
        (self.method == "*" || self.method.eq_ignore_ascii_case(method)) && matches(&self.url, url)
    }

    pub(crate) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }

    /// The body's bytes and its MIME type unless a header says otherwise: that of what asked for it, as
    /// [`ExternalCall::via`] names it.
    pub(crate) fn content(&self, via: &str) -> (Vec<u8>, &'static str) {
        let text = match via {
            "script" => "text/javascript; charset=utf-8",
            "style" => "text/css; charset=utf-8",
            "image" => "image/svg+xml",
            "frame" => "text/html; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        match &self.body {
            Value::Null => (Vec::new(), text),
            Value::String(body) => (body.clone().into_bytes(), text),
            other => (other.to_string().into_bytes(), "application/json"),
        }
    }
}

/// A call to a foreign host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExternalCall {
    /// `page` for the page's `XMLHttpRequest` and `fetch`; `script`, `style`, `image`, `frame` and `other` for what else the
    /// browser loads; `relay` for `crm_post`; `webhook`, `trigger`, `oauth` and `sms` for the account's own; `salesbot` for
    /// a bot's `widget_request` and `request`.
    pub via: &'static str,
    /// Method.
    pub method: String,
    /// Absolute address.
    pub url: String,
    /// Headers a widget set, lower case: `content-type`, `x-auth-token`, `authorization`, `x-requested-with`.
    pub headers: Vec<(String, String)>,
    /// Body as text.
    pub body: String,
    /// Status of the answer, `None` when nothing answered (yet).
    pub status: Option<u16>,
    /// Why the browser kept the answer from the widget: the host's CORS headers do not allow it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// The stubs of one sandbox and what was asked of them.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    inner: Mutex<(Vec<Stub>, Vec<ExternalCall>)>,
}

impl Outside {
    /// The stub for a call; the one added last wins.
    pub(crate) fn find(&self, method: &str, url: &str) -> Option<Stub> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.0.iter().rev().find(|stub| stub.answers(method, url)).cloned()
    }

    /// Keeps a call and gives its place in the list.
    pub(crate) fn record(&self, call: ExternalCall) -> usize {
        let calls = &mut self.inner.lock().unwrap_or_else(PoisonError::into_inner).1;
        calls.push(call);
        calls.len() - 1
    }

    /// Notes what a forwarded call was answered with.
    pub(crate) fn answered(&self, at: usize, status: u16) {
        if let Some(call) = self.inner.lock().unwrap_or_else(PoisonError::into_inner).1.get_mut(at) {
            call.status = Some(status);
        }
    }

    fn add(&self, stub: Stub) {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).0.push(stub);
    }
}

impl crate::Sandbox {
    /// Says what a foreign host answers from now on. Of several stubs that fit, the one added last answers.
    pub fn stub(&self, stub: Stub) {
        self.state().outside().add(stub);
    }

    /// Adds the stubs of a file: a JSON array of objects `{method?, url, status?, headers?, body?, delay_ms?,
    /// forward?, cors?}`.
    ///
    /// # Errors
    ///
    /// The line and column of the first mistake.
    pub fn stubs_from_json(&self, json: &str) -> Result<(), serde_json::Error> {
        let stubs: Vec<Stub> = serde_json::from_str(json)?;
        stubs.into_iter().for_each(|stub| self.stub(stub));
        Ok(())
    }

    /// Every call to a foreign host so far, oldest first.
    pub fn external_calls(&self) -> Vec<ExternalCall> {
        self.state().outside().inner.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }
}

/// Whether a text fits a pattern in which `*` stands for anything.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_on_this_machine() {
        for good in ["http://127.0.0.1:3000", "http://localhost:3000/", "http://[::1]:3000"] {
            assert!(Service::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in [
            "https://127.0.0.1:3000",
            "http://127.0.0.1.example:80",
            "http://example.com",
            "http://127.0.0.1:1/x",
            "3000",
        ] {
            assert!(Service::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, text, fits) in [
            ("https://a.example/x", "https://a.example/x", true),
            ("https://a.example/x", "https://a.example/x?y", false),
            ("https://a.example/*", "https://a.example/", true),
            ("https://*/hook", "https://b.example/v1/hook", true),
            ("https://*/hook", "https://b.example/v1/hooks", false),
            ("https://a/*/b/*/c", "https://a/1/b/2/c", true),
            ("*", "anything", true),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
