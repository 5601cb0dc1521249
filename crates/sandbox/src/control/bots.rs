//! Calls about bots, chats and the digital pipeline.

use axum::Json;
use axum::extract::{Query, State as Extract};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::Shared;
use super::calls::{Answer, Wrong, read};
use crate::ajax::{Bot, BotError, DesignerError, Trigger};
use crate::digital_pipeline::PipelineEvent;
use crate::sandbox::Sandbox;

impl From<BotError> for Wrong {
    fn from(error: BotError) -> Self {
        Self(StatusCode::BAD_REQUEST, error.to_string())
    }
}

impl From<DesignerError> for Wrong {
    fn from(error: DesignerError) -> Self {
        Self(StatusCode::BAD_REQUEST, error.to_string())
    }
}

pub(super) async fn bots(Extract(state): Shared) -> Answer {
    Ok(Json(json!({ "bots": Sandbox::within(&state).bots()?, "runs": state.bot_runs()? })))
}

pub(super) async fn save(Extract(state): Shared, body: String) -> Answer {
    let bot: Bot = read(&body)?;
    Ok(Json(json!({ "bot": Sandbox::within(&state).save_bot(bot)? })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    bot_id: i64,
    entity_type: String,
    entity_id: i64,
}

pub(super) async fn run(Extract(state): Shared, body: String) -> Answer {
    let Wanted { bot_id, entity_type, entity_id } = read(&body)?;
    match state.run_bot(bot_id, &entity_type, entity_id)? {
        Some(id) => Ok(Json(json!({ "run_id": id }))),
        None => Err(Wrong(
            StatusCode::NOT_FOUND,
            format!("there is no bot {bot_id}, or no {entity_type} {entity_id}"),
        )),
    }
}

#[derive(Deserialize)]
pub(super) struct Steps {
    run: Option<i64>,
}

pub(super) async fn trace(Extract(state): Shared, Query(Steps { run }): Query<Steps>) -> Answer {
    Ok(Json(json!({ "steps": state.bot_trace(run)? })))
}

#[derive(Deserialize)]
pub(super) struct Chat {
    contact_id: i64,
}

pub(super) async fn chat(Extract(state): Shared, Query(Chat { contact_id }): Query<Chat>) -> Answer {
    Ok(Json(json!({ "messages": Sandbox::within(&state).chat(contact_id)? })))
}

pub(super) async fn triggers(Extract(state): Shared) -> Answer {
    Ok(Json(
        json!({ "triggers": Sandbox::within(&state).triggers()?, "deliveries": state.trigger_deliveries()? }),
    ))
}

pub(super) async fn save_trigger(Extract(state): Shared, body: String) -> Answer {
    let trigger: Trigger = read(&body)?;
    Ok(Json(json!({ "triggers": Sandbox::within(&state).save_trigger(&trigger)? })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Happening {
    event: PipelineEvent,
    lead_id: i64,
}

pub(super) async fn pipeline_event(Extract(state): Shared, body: String) -> Answer {
    let Happening { event, lead_id } = read(&body)?;
    Ok(Json(json!({ "triggers": state.pipeline_event(event, lead_id)? })))
}
