//! Widgets as lead sources of a pipeline.

use axum::extract::State as Handler;
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Refusal, admin};
use crate::session::Session;
use crate::state::State;

/// A widget in a pipeline's column of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeadSource {
    /// `source_id` of the settings window's context; 0 for one that is to be added.
    #[serde(default)]
    pub id: i64,
    /// Pipeline it feeds.
    pub pipeline_id: i64,
    /// Code of the widget.
    pub code: String,
    /// `external_id` of the context: the widget's code, as for the source Kommo creates at install.
    #[serde(default)]
    pub external_id: String,
}

impl crate::Sandbox {
    /// The lead sources of all pipelines, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn lead_sources(&self) -> Result<Vec<LeadSource>, crate::DbError> {
        Ok(self.state().db(all)?)
    }
}

pub(super) fn router() -> Router<State> {
    Router::new().route("/ajax/sandbox/sources", get(list).post(add).delete(remove))
}

fn all(db: &Connection) -> rusqlite::Result<Vec<LeadSource>> {
    db.prepare_cached(
        "SELECT s.id, s.pipeline_id, i.code, s.external_id FROM lead_sources s \
         JOIN integrations i ON i.id = s.integration_id ORDER BY s.id",
    )?
    .query_map([], |row| {
        Ok(LeadSource {
            id: row.get(0)?,
            pipeline_id: row.get(1)?,
            code: row.get(2)?,
            external_id: row.get(3)?,
        })
    })?
    .collect()
}

async fn list(Handler(state): Handler<State>, Session(_): Session) -> Result<Json<Vec<LeadSource>>, Refusal> {
    Ok(Json(state.db(all)?))
}

async fn add(
    Handler(state): Handler<State>,
    Session(user): Session,
    Json(source): Json<LeadSource>,
) -> Result<Json<Vec<LeadSource>>, Refusal> {
    admin(&user)?;
    Ok(Json(state.db(|db| {
        db.execute(
            "INSERT OR IGNORE INTO lead_sources (pipeline_id, integration_id, external_id) \
             SELECT ?1, id, code FROM integrations WHERE code = ?2",
            (source.pipeline_id, &source.code),
        )?;
        all(db)
    })?))
}

async fn remove(
    Handler(state): Handler<State>,
    Session(user): Session,
    Json(source): Json<LeadSource>,
) -> Result<Json<Vec<LeadSource>>, Refusal> {
    admin(&user)?;
    Ok(Json(state.db(|db| {
        db.execute("DELETE FROM lead_sources WHERE id = ?1", [source.id])?;
        all(db)
    })?))
}
