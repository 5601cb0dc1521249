//! The digital pipeline at work: what happens to leads and customers sets off the triggers of their stages.
//!
//! <https://www.amocrm.ru/developers/content/digital_pipeline/integrations>. `fire` finds the triggers, `payload` writes what
//! a widget's service is sent, `send` sends it, with retries on the account's clock. A trigger may start a bot instead.

mod event;
mod fire;
mod payload;
mod send;

use serde::Serialize;

pub use event::PipelineEvent;
pub(crate) use fire::{Happened, fire, happened};
pub(crate) use send::run;

use crate::db::DbError;
use crate::state::State;

/// A request to a widget's `dp.webhook_url`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TriggerDelivery {
    /// Number, counting up.
    pub id: i64,
    /// The trigger that was set off.
    pub trigger_id: i64,
    /// Address it goes to; empty where the manifest names none.
    pub destination: String,
    /// Code of the event: `lead_status_changed`.
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
    pub(crate) fn trigger_deliveries(&self) -> Result<Vec<TriggerDelivery>, DbError> {
        Ok(self.db(|db| {
            db.prepare_cached(
                "SELECT id, trigger_id, destination, event, body, attempts, due_at, last_status, last_error \
                 FROM dp_deliveries ORDER BY id",
            )?
            .query_map([], |row| {
                Ok(TriggerDelivery {
                    id: row.get(0)?,
                    trigger_id: row.get(1)?,
                    destination: row.get(2)?,
                    event: row.get(3)?,
                    body: row.get(4)?,
                    attempts: row.get(5)?,
                    due_at: row.get(6)?,
                    last_status: row.get(7)?,
                    last_error: row.get(8)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()
        })?)
    }

    /// Lets something happen around a lead that nobody does in the account: a mail, a visit of the site, …
    pub(crate) fn pipeline_event(&self, event: PipelineEvent, lead: i64) -> Result<usize, DbError> {
        let now = self.clock().now();
        let count = self.transaction(|db| happened(db, &Happened::at_lead(event, lead), now, 0))?;
        self.triggers().notify_one();
        self.bots().notify_one();
        Ok(count)
    }
}

impl crate::Sandbox {
    /// Lets something happen around a lead: `MailIn`, `CallIn`, `SiteVisit` or `Chat` set off the triggers of its stage that
    /// wait for it. Gives the number of triggers.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn pipeline_event(&self, event: PipelineEvent, lead_id: i64) -> Result<usize, DbError> {
        self.state().pipeline_event(event, lead_id)
    }

    /// What triggers have sent, or wait to send, to widgets' services; oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn trigger_deliveries(&self) -> Result<Vec<TriggerDelivery>, DbError> {
        self.state().trigger_deliveries()
    }
}
