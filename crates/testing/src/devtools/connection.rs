//! One WebSocket to the browser, shared by every session on it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::Session;
use super::message::{Event, Incoming, Refusal, outgoing};
use crate::{Error, Result};

/// No DevTools call of this crate takes longer unless the browser hangs.
const CALL_LIMIT: Duration = Duration::from_secs(60);

/// The code of a refusal when the session is no more. A browser that goes away ends its pages' sessions first, and may
/// say so for a while before it hangs up.
const NO_SESSION: i64 = -32001;

type Handler = Arc<dyn Fn(Event) + Send + Sync>;

/// A call that has no answer yet, and the session it went to.
struct Waiting {
    session: Option<String>,
    tell: oneshot::Sender<std::result::Result<Value, Refusal>>,
}

/// A connection to one browser. Cloning shares it; it closes when the last clone is dropped.
#[derive(Clone)]
pub struct Connection {
    shared: Arc<Shared>,
    _reader: Arc<AbortOnDrop>,
}

struct Shared {
    next_id: AtomicU64,
    outgoing: mpsc::UnboundedSender<Message>,
    waiting: Mutex<HashMap<u64, Waiting>>,
    /// By session id; the browser's own events have the empty one.
    handlers: Mutex<HashMap<String, Handler>>,
    gone: OnceLock<String>,
}

struct AbortOnDrop(JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Connection {
    /// Connects to a browser's `ws://…/devtools/browser/…` address.
    ///
    /// # Errors
    /// [`Error::Disconnected`] when nothing answers there.
    pub async fn open(address: &str) -> Result<Self> {
        // Screenshots and heap answers are far larger than a web socket's usual limits.
        let config = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        let (socket, _) = tokio_tungstenite::connect_async_with_config(address, Some(config), true)
            .await
            .map_err(|e| Error::Disconnected(format!("{address}: {e}")))?;
        let (mut sink, mut stream) = socket.split();
        let (sender, mut queue) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            next_id: AtomicU64::new(1),
            outgoing: sender,
            waiting: Mutex::default(),
            handlers: Mutex::default(),
            gone: OnceLock::new(),
        });
        let pump = Arc::downgrade(&shared);
        let reader = tokio::spawn(async move {
            let why = loop {
                tokio::select! {
                    call = queue.recv() => match call {
                        Some(call) => if let Err(e) = sink.send(call).await { break e.to_string() },
                        None => break "closed".to_owned(),
                    },
                    heard = stream.next() => match heard {
                        Some(Ok(Message::Text(text))) => match pump.upgrade() {
                            Some(shared) => shared.hear(text.as_str()),
                            None => break "closed".to_owned(),
                        },
                        Some(Ok(Message::Close(_))) | None => break "the browser closed it".to_owned(),
                        Some(Ok(_)) => {}
                        Some(Err(e)) => break e.to_string(),
                    },
                }
            };
            if let Some(shared) = pump.upgrade() {
                shared.hang_up(why);
            }
        });
        Ok(Self { shared, _reader: Arc::new(AbortOnDrop(reader)) })
    }

    /// The browser itself as a session: targets, contexts, versions.
    #[must_use]
    pub fn browser(&self) -> Session {
        Session::new(self.clone(), None)
    }

    /// Hears every event of one session, on the connection's own task and in order: an event that the browser sent
    /// before an answer has been handled when that answer arrives.
    pub(super) fn on_event(&self, session: &str, handler: Handler) {
        lock(&self.shared.handlers).insert(session.to_owned(), handler);
    }

    /// Stops hearing.
    pub(super) fn forget(&self, session: &str) {
        lock(&self.shared.handlers).remove(session);
    }

    /// Sends a call and leaves its answer alone.
    pub(super) fn send(&self, session: Option<&str>, method: &str, params: &Value) {
        let id = self.shared.next_id.fetch_add(1, Ordering::Relaxed);
        // A failure means that the connection is gone: the next awaited call says so.
        let _ = self.shared.outgoing.send(Message::text(outgoing(id, session, method, params)));
    }

    /// Sends a call and waits for its answer.
    pub(super) async fn call(&self, session: Option<&str>, method: &str, params: &Value) -> Result<Value> {
        let id = self.shared.next_id.fetch_add(1, Ordering::Relaxed);
        let (tell, told) = oneshot::channel();
        lock(&self.shared.waiting).insert(id, Waiting { session: session.map(str::to_owned), tell });
        let sent = self.shared.outgoing.send(Message::text(outgoing(id, session, method, params)));
        if sent.is_err() || self.shared.gone.get().is_some() {
            lock(&self.shared.waiting).remove(&id);
            return Err(self.shared.disconnected());
        }
        match tokio::time::timeout(CALL_LIMIT, told).await {
            Ok(Ok(Ok(result))) => Ok(result),
            Ok(Ok(Err(refusal))) if refusal.code == NO_SESSION => {
                Err(Error::Disconnected("the page was closed, or its browser".to_owned()))
            }
            Ok(Ok(Err(refusal))) => Err(Error::Protocol {
                method: method.to_owned(),
                code: refusal.code,
                message: refusal.message,
            }),
            Ok(Err(_)) => Err(self.shared.disconnected()),
            Err(_) => {
                lock(&self.shared.waiting).remove(&id);
                let what = format!("the browser's answer to {method}");
                Err(Error::Timeout { what, after: CALL_LIMIT, last: String::new(), at: None })
            }
        }
    }
}

impl Shared {
    fn hear(&self, text: &str) {
        let Ok(message) = serde_json::from_str::<Incoming>(text) else { return };
        if let Some(id) = message.id {
            if let Some(waiting) = lock(&self.waiting).remove(&id) {
                let _ = waiting.tell.send(message.error.map_or(Ok(message.result), Err));
            }
        } else if let Some(method) = message.method {
            if method == "Target.detachedFromTarget" {
                self.end(&message.params);
            }
            let session = message.session.unwrap_or_default();
            let handler = lock(&self.handlers).get(&session).cloned();
            if let Some(handler) = handler {
                handler(Event { method, params: message.params });
            }
        }
    }

    /// The browser leaves the calls of a session that ends without an answer.
    fn end(&self, params: &Value) {
        let Some(ended) = params.get("sessionId").and_then(Value::as_str) else { return };
        let calls: Vec<_> =
            lock(&self.waiting).extract_if(|_, call| call.session.as_deref() == Some(ended)).collect();
        for (_, call) in calls {
            let _ = call.tell.send(Err(Refusal { code: NO_SESSION, message: String::new() }));
        }
    }

    /// Dropping the waiting senders wakes everyone who waits.
    fn hang_up(&self, why: String) {
        let _ = self.gone.set(why);
        lock(&self.waiting).clear();
    }

    fn disconnected(&self) -> Error {
        Error::Disconnected(self.gone.get().cloned().unwrap_or_else(|| "closed".to_owned()))
    }
}

/// A poisoned lock still holds sound data here: nothing is left half-written.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
