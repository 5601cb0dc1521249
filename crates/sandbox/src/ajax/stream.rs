//! What the server tells open pages: an incoming call, a notification, that the widget under development has changed.
//!
//! Kommo has a socket for this, whose protocol is not documented; here it is a stream of server-sent events.

use std::convert::Infallible;

use axum::Router;
use axum::extract::State as Handler;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use serde_json::{Value, json};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::session::Session;
use crate::state::State;

/// Messages a slow page may lag behind before it misses some.
const BACKLOG: usize = 256;

/// The channel to all open pages.
#[derive(Debug)]
pub(crate) struct Pages(broadcast::Sender<Value>);

impl Default for Pages {
    fn default() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }
}

impl Pages {
    /// Sends a message to every open page and says how many there are.
    pub(crate) fn tell(&self, message: Value) -> usize {
        self.0.send(message).unwrap_or(0)
    }

    /// Says that a call to the API wrote something, so that open cards show it.
    pub(crate) fn changed(&self, path: &str) {
        self.tell(json!({"type": "changed", "path": path}));
    }
}

/// A call coming in, as telephony reports it.
#[derive(Debug, Clone, Default)]
pub struct IncomingCall {
    /// Number of the caller.
    pub phone_number: String,
    /// Whom to show it; nobody named means everybody.
    pub users: Vec<i64>,
    /// Caller's name, if known.
    pub name: Option<String>,
    /// Card of the caller: `contact`, `lead` or `company`, and its id.
    pub element: Option<(String, i64)>,
}

impl crate::Sandbox {
    /// Shows an incoming call on open pages. Gives the number of pages that are listening.
    pub fn incoming_call(&self, call: &IncomingCall) -> usize {
        let element =
            call.element.as_ref().map(|(kind, id)| json!({"type": kind, "id": id, "name": call.name}));
        self.state().pages().tell(json!({
            "type": "call", "users": call.users, "phone": call.phone_number, "name": call.name, "element": element,
        }))
    }

    /// Sends a payload to the widgets that listen to a socket channel, such as `leads:events`.
    pub fn publish(&self, channel: &str, payload: &Value) -> usize {
        self.state().pages().tell(json!({"type": "channel", "channel": channel, "payload": payload}))
    }

    /// Lets open pages load themselves again: a widget has been uploaded anew.
    pub fn reload_pages(&self) -> usize {
        self.state().pages().tell(json!({"type": "reload"}))
    }
}

pub(super) fn router() -> Router<State> {
    Router::new().route("/ajax/sandbox/stream", get(stream))
}

async fn stream(
    Handler(state): Handler<State>,
    Session(user): Session,
) -> Sse<impl futures_core::Stream<Item = Result<Event, Infallible>>> {
    let mut messages = state.pages().0.subscribe();
    let for_user = move |message: &Value| {
        let users = message.get("users").and_then(Value::as_array);
        users.is_none_or(|users| users.is_empty() || users.iter().any(|id| id.as_i64() == Some(user.id)))
    };
    let events = async_stream::stream! {
        loop {
            match messages.recv().await {
                Ok(message) if for_user(&message) => yield Ok(Event::default().data(message.to_string())),
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => break,
            }
        }
    };
    Sse::new(events).keep_alive(KeepAlive::default())
}
