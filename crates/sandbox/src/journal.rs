//! The journal: every request the sandbox answered, oldest first, bounded.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// How many requests are kept; the oldest go first.
pub const KEPT_REQUESTS: usize = 20_000;
/// How much of each body is kept, in bytes.
pub const KEPT_BODY: usize = 64 * 1024;

/// One request and its answer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Entry {
    /// Number in the journal, from 1, never reused.
    pub id: u64,
    /// Simulated Unix time in milliseconds when the request arrived.
    pub at_ms: i64,
    /// How long the answer took, in microseconds of real time.
    pub took_us: u64,
    /// Upper-case method.
    pub method: String,
    /// Path without the query.
    pub path: String,
    /// The raw query, empty if there was none.
    pub query: String,
    /// Status of the answer; 0 when the connection was dropped on purpose.
    pub status: u16,
    /// Who asked: the id of the session's or token's user.
    pub user_id: Option<i64>,
    /// The integration's id when a token was used.
    pub client_id: Option<String>,
    /// The request's body as text, cut at [`KEPT_BODY`].
    pub request_body: String,
    /// The answer's body as text where it is JSON, text or HTML; cut at [`KEPT_BODY`].
    pub response_body: String,
    /// Which injected fault shaped the answer, if one did.
    pub fault: Option<u64>,
}

/// The journal of one sandbox.
#[derive(Debug, Default)]
pub struct Journal {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    last_id: u64,
    entries: VecDeque<Entry>,
}

impl Journal {
    /// Adds an entry and returns its number.
    pub fn record(&self, mut entry: Entry) -> u64 {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.last_id += 1;
        entry.id = inner.last_id;
        if inner.entries.len() >= KEPT_REQUESTS {
            inner.entries.pop_front();
        }
        inner.entries.push_back(entry);
        inner.last_id
    }

    /// Entries with a number above `after`, oldest first; 0 gives all that are kept.
    pub fn since(&self, after: u64) -> Vec<Entry> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.entries.iter().filter(|entry| entry.id > after).cloned().collect()
    }

    /// Number of the newest entry, 0 before the first.
    pub fn last_id(&self) -> u64 {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).last_id
    }

    /// Forgets all entries; numbers go on.
    pub fn clear(&self) {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).entries.clear();
    }
}
