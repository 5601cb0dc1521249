//! What widgets on open pages did: every call the host made into one and what came of it.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::extract::{Query, State as Handler};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use crate::session::Session;
use crate::state::State;

/// How many entries are kept; the oldest go first.
const KEPT: usize = 5_000;

/// One call into a widget, or something else of note in its life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LifecycleEntry {
    /// Number, from 1, over all pages.
    #[serde(default)]
    pub id: u64,
    /// Milliseconds since 1970 by the browser's clock.
    pub at: f64,
    /// The widget's code.
    pub code: String,
    /// The integration's name.
    pub name: String,
    /// Area code: `lcard`, `settings`, …
    pub area: String,
    /// The callback, or `load`, `constructor`, `callbacks`.
    pub event: String,
    /// `returned`, `promise`, `resolved`, `rejected`, `threw`, `absent`.
    pub outcome: String,
    /// What was returned, or the error's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Milliseconds the call took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ms: Option<f64>,
    /// Where it was thrown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<String>,
}

/// The lifecycle journal of one sandbox.
#[derive(Debug, Default)]
pub(crate) struct Lifecycle {
    inner: Mutex<(u64, VecDeque<LifecycleEntry>)>,
}

impl Lifecycle {
    fn extend(&self, entries: Vec<LifecycleEntry>) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, kept) = &mut *inner;
        for mut entry in entries {
            *last += 1;
            entry.id = *last;
            if kept.len() >= KEPT {
                kept.pop_front();
            }
            kept.push_back(entry);
        }
    }

    /// Entries with a number above `after`.
    pub(crate) fn since(&self, after: u64) -> Vec<LifecycleEntry> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.1.iter().filter(|entry| entry.id > after).cloned().collect()
    }
}

impl crate::Sandbox {
    /// What widgets on open pages did since the entry of this number; 0 gives all that is kept.
    pub fn lifecycle(&self, after: u64) -> Vec<LifecycleEntry> {
        self.state().lifecycle().since(after)
    }
}

pub(super) fn router() -> Router<State> {
    Router::new().route("/ajax/sandbox/lifecycle", post(record).get(list))
}

async fn record(
    Handler(state): Handler<State>,
    Session(_): Session,
    Json(entries): Json<Vec<LifecycleEntry>>,
) -> StatusCode {
    state.lifecycle().extend(entries);
    StatusCode::NO_CONTENT
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

async fn list(
    Handler(state): Handler<State>,
    Session(_): Session,
    Query(after): Query<After>,
) -> Json<Vec<LifecycleEntry>> {
    Json(state.lifecycle().since(after.after))
}
