//! One conversation on the connection: with the browser, or with one page.

use std::sync::Arc;

use serde_json::Value;

use super::{Connection, Event};
use crate::{Error, Result};

/// A DevTools session.
#[derive(Clone)]
pub struct Session {
    connection: Connection,
    id: Option<Arc<str>>,
}

impl Session {
    pub(super) fn new(connection: Connection, id: Option<&str>) -> Self {
        Self { connection, id: id.map(Into::into) }
    }

    /// Calls a method by its name in the protocol.
    ///
    /// # Errors
    /// [`Error::Protocol`] when the browser refuses, [`Error::Disconnected`] when it is gone.
    pub async fn call(&self, method: &str, params: Value) -> Result<Value> {
        self.connection.call(self.id.as_deref(), method, &params).await
    }

    /// Calls a method whose answer does not matter, without waiting. Usable inside an event handler.
    pub fn send(&self, method: &str, params: &Value) {
        self.connection.send(self.id.as_deref(), method, params);
    }

    /// Calls a method and takes one string out of its answer.
    ///
    /// # Errors
    /// As [`Session::call`], and [`Error::Answer`] when there is no such string.
    pub async fn call_for(&self, method: &str, params: Value, field: &str) -> Result<String> {
        let answer = self.call(method, params).await?;
        answer
            .get(field)
            .and_then(Value::as_str)
            .map(str::to_owned)
            .ok_or_else(|| Error::Answer { method: method.to_owned(), missing: field.to_owned() })
    }

    /// Attaches to a target (a page, a worker) and gives its own session, on this connection.
    ///
    /// # Errors
    /// As [`Session::call_for`].
    pub async fn attach(&self, target: &str) -> Result<Session> {
        let params = serde_json::json!({ "targetId": target, "flatten": true });
        let id = self.call_for("Target.attachToTarget", params, "sessionId").await?;
        Ok(Session::new(self.connection.clone(), Some(&id)))
    }

    /// Hears every event of this session, in order, before any later answer arrives. One handler a session: a second
    /// one replaces the first.
    pub fn on_event(&self, handler: impl Fn(Event) + Send + Sync + 'static) {
        self.connection.on_event(self.id.as_deref().unwrap_or_default(), Arc::new(handler));
    }

    /// Stops hearing events.
    pub fn forget(&self) {
        self.connection.forget(self.id.as_deref().unwrap_or_default());
    }
}
