//! Webhooks on their way: from a change to a form-encoded request, with Kommo's retries on the account's clock.
//!
//! <https://developers.kommo.com/docs/webhooks-general>. A destination on this machine is called for real; any other is a
//! foreign host and answered by stubs, or not at all.

mod body;
mod change;
mod chats;
mod incoming;
mod payload;
mod send;

pub(crate) use change::{Change, enqueue};
pub(crate) use send::{post, run};

use serde::Serialize;

use crate::db::DbError;
use crate::state::State;

/// Kommo sends these too, and its API takes no subscriptions for them: an admin ticks them in the account's settings.
const SETTINGS_ONLY: &[&str] =
    &["add_unsorted", "delete_unsorted", "add_catalog_element", "update_catalog_element"];

/// A webhook that was sent or waits to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Number, counting up.
    pub id: i64,
    /// Address it goes to.
    pub destination: String,
    /// Code of the event: `add_lead`.
    pub event: String,
    /// The form-encoded body.
    pub body: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Simulated Unix time of the next try; `None` once it is delivered or given up.
    pub due_at: Option<i64>,
    /// Status of the last answer; `None` if there was none.
    pub last_status: Option<i64>,
    /// Why the last try had no answer.
    pub last_error: Option<String>,
}

impl State {
    /// Subscribes an address as an admin does in the account's settings, where there are events that the API does not take:
    /// `add_unsorted`, `delete_unsorted`, `add_catalog_element`, `update_catalog_element`. Gives the event that is not known,
    /// if one is not; then nothing is subscribed.
    pub fn add_webhook<'e>(&self, destination: &str, events: &[&'e str]) -> Result<Option<&'e str>, DbError> {
        let is_known =
            |event: &str| crate::api::WEBHOOK_EVENTS.contains(&event) || SETTINGS_ONLY.contains(&event);
        if let Some(unknown) = events.iter().find(|event| !is_known(event)) {
            return Ok(Some(unknown));
        }
        let now = self.clock().now();
        self.db(|db| {
            db.execute(
                "INSERT INTO webhooks (destination, settings, sort, created_by, created_at, updated_at) \
                 VALUES (?1, ?2, 1, 0, ?3, ?3) \
                 ON CONFLICT (destination) DO UPDATE SET settings = ?2, is_disabled = 0, updated_at = ?3",
                (destination, serde_json::Value::from(events.to_vec()).to_string(), now),
            )
        })?;
        Ok(None)
    }

    /// All webhooks so far, oldest first.
    pub fn webhook_deliveries(&self) -> Result<Vec<Delivery>, DbError> {
        Ok(self.db(|db| {
            db.prepare_cached(
                "SELECT d.id, w.destination, d.event, d.body, d.attempts, d.due_at, d.last_status, d.last_error \
                 FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id ORDER BY d.id",
            )?
            .query_map([], |row| {
                Ok(Delivery {
                    id: row.get(0)?,
                    destination: row.get(1)?,
                    event: row.get(2)?,
                    body: row.get(3)?,
                    attempts: row.get(4)?,
                    due_at: row.get(5)?,
                    last_status: row.get(6)?,
                    last_error: row.get(7)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()
        })?)
    }
}
