//! Triggers of widgets in the stages of a pipeline.

use axum::extract::{Path, State as Handler};
use axum::http::StatusCode;
use axum::routing::{delete, get};
use axum::{Json, Router};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{DesignerError, Refusal, admin};
use crate::digital_pipeline::PipelineEvent;
use crate::session::Session;
use crate::state::State;

/// A trigger in a stage: it tells a widget's service, or starts a bot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Trigger {
    /// Number of the trigger; 0 for one that is to be created.
    #[serde(default)]
    pub id: i64,
    /// Pipeline it belongs to; 0 are customers.
    pub pipeline_id: i64,
    /// Stage that sets it off.
    pub status_id: i64,
    /// The last stage of a trigger that is stretched, which only those of widgets with `dp.action_multiple` can be.
    #[serde(default)]
    pub last_status_id: Option<i64>,
    /// Code of the widget; empty for a trigger that starts a bot.
    #[serde(default)]
    pub code: String,
    /// The bot it starts.
    #[serde(default)]
    pub bot_id: Option<i64>,
    /// What sets it off: codes of [`PipelineEvent`](crate::PipelineEvent). By default a lead that is created in the stage or
    /// comes into it.
    #[serde(default = "comes_in")]
    pub events: Vec<String>,
    /// Values of the manifest's `dp.settings` fields.
    #[serde(default)]
    pub settings: Map<String, Value>,
}

fn comes_in() -> Vec<String> {
    [PipelineEvent::LeadAdded, PipelineEvent::LeadStatusChanged].map(|event| event.code().to_owned()).to_vec()
}

impl Trigger {
    /// A trigger of a widget, by its code, in a stage: for a lead that is created there or comes in.
    pub fn of_widget(pipeline_id: i64, status_id: i64, code: impl Into<String>) -> Self {
        Self {
            id: 0,
            pipeline_id,
            status_id,
            last_status_id: None,
            code: code.into(),
            bot_id: None,
            events: comes_in(),
            settings: Map::new(),
        }
    }

    /// A trigger that starts a bot.
    pub fn of_bot(pipeline_id: i64, status_id: i64, bot_id: i64) -> Self {
        Self { bot_id: Some(bot_id), ..Self::of_widget(pipeline_id, status_id, "") }
    }
}

impl crate::Sandbox {
    /// Saves a trigger as the designer does; gives all of them.
    ///
    /// # Errors
    ///
    /// In words: an unknown event, or no such installed widget, bot or trigger.
    pub fn save_trigger(&self, trigger: &Trigger) -> Result<Vec<Trigger>, DesignerError> {
        Ok(put(self.state(), trigger)?)
    }

    /// The widgets' triggers of all pipelines, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn triggers(&self) -> Result<Vec<Trigger>, crate::DbError> {
        Ok(self.state().db(all)?)
    }
}

pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/ajax/sandbox/triggers", get(list).post(save))
        .route("/ajax/sandbox/triggers/{id}", delete(remove))
}

fn all(db: &Connection) -> rusqlite::Result<Vec<Trigger>> {
    db.prepare_cached(
        "SELECT t.id, t.pipeline_id, t.status_id, t.last_status_id, coalesce(i.code, ''), t.bot_id, t.events, t.settings \
         FROM dp_triggers t LEFT JOIN integrations i ON i.id = t.integration_id ORDER BY t.id",
    )?
    .query_map([], |row| {
        Ok(Trigger {
            id: row.get(0)?,
            pipeline_id: row.get(1)?,
            status_id: row.get(2)?,
            last_status_id: row.get(3)?,
            code: row.get(4)?,
            bot_id: row.get(5)?,
            events: serde_json::from_str(&row.get::<_, String>(6)?).unwrap_or_default(),
            settings: serde_json::from_str(&row.get::<_, String>(7)?).unwrap_or_default(),
        })
    })?
    .collect()
}

async fn list(Handler(state): Handler<State>, Session(_): Session) -> Result<Json<Vec<Trigger>>, Refusal> {
    Ok(Json(state.db(all)?))
}

async fn save(
    Handler(state): Handler<State>,
    Session(user): Session,
    Json(trigger): Json<Trigger>,
) -> Result<Json<Vec<Trigger>>, Refusal> {
    admin(&user)?;
    Ok(Json(put(&state, &trigger)?))
}

/// Creates a trigger, or changes the one with its id.
fn put(state: &State, trigger: &Trigger) -> Result<Vec<Trigger>, Refusal> {
    let now = state.clock().now();
    let known = |code: &String| PipelineEvent::ALL.iter().any(|event| event.code() == code);
    if let Some(code) = trigger.events.iter().find(|code| !known(code)) {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, format!("there is no event `{code}`")));
    }
    state.transaction(|db| -> Result<_, Refusal> {
        let settings = Value::Object(trigger.settings.clone()).to_string();
        let events = json!(trigger.events).to_string();
        let changed = if trigger.id != 0 {
            db.execute(
                "UPDATE dp_triggers SET last_status_id = ?2, events = ?3, settings = ?4, updated_at = ?5, \
                 bot_id = CASE WHEN bot_id IS NULL THEN NULL ELSE coalesce(?6, bot_id) END WHERE id = ?1",
                (trigger.id, trigger.last_status_id, events, settings, now, trigger.bot_id),
            )?
        } else {
            db.execute(
                "INSERT INTO dp_triggers (pipeline_id, status_id, last_status_id, integration_id, bot_id, events, settings, \
                 updated_at) SELECT ?1, ?2, ?3, \
                 (SELECT i.id FROM integrations i JOIN widget_installs n ON n.integration_id = i.id WHERE i.code = ?4), \
                 (SELECT id FROM salesbots WHERE id = ?5), ?6, ?7, ?8 \
                 WHERE EXISTS (SELECT 1 FROM integrations i JOIN widget_installs n ON n.integration_id = i.id WHERE i.code = ?4) \
                 OR EXISTS (SELECT 1 FROM salesbots WHERE id = ?5)",
                params![
                    trigger.pipeline_id,
                    trigger.status_id,
                    trigger.last_status_id,
                    trigger.code,
                    trigger.bot_id,
                    events,
                    settings,
                    now
                ],
            )?
        };
        if changed == 0 {
            return Err(Refusal::new(StatusCode::NOT_FOUND, "there is no such installed widget, bot or trigger"));
        }
        Ok(all(db)?)
    })
}

async fn remove(
    Handler(state): Handler<State>,
    Session(user): Session,
    Path(id): Path<i64>,
) -> Result<Json<Vec<Trigger>>, Refusal> {
    admin(&user)?;
    Ok(Json(state.db(|db| {
        db.execute("DELETE FROM dp_triggers WHERE id = ?1", [id])?;
        all(db)
    })?))
}
