//! What Kommo asks integrations' own servers for: a system SMS, and the frame of the mobile card.
//!
//! System SMS: a form-encoded POST of `text`, `phone` and `token` to the manifest's `sms.endpoint`. The mobile card: GET of
//! `mobile.frame_url` with `token` and `from`; the token's `data` names the card.

use axum::extract::{Path, Query, State as Handler};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::disposable_token;
use crate::integrations::IntegrationError;
use crate::reach::{Outgoing, reach};
use crate::session::Session;
use crate::state::State;

pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/ajax/sandbox/sms/{uuid}", post(sms))
        .route("/ajax/sandbox/mobile/{uuid}", get(mobile))
}

#[derive(Debug, Deserialize)]
struct Sms {
    endpoint: String,
    phone: String,
    text: String,
}

/// Sends a system SMS as Kommo does; answers with the status of the integration's server, 502 where none is there.
async fn sms(
    Handler(state): Handler<State>,
    Session(user): Session,
    Path(uuid): Path<String>,
    Json(sms): Json<Sms>,
) -> Result<Response, IntegrationError> {
    let token = disposable_token::token(&state, &uuid, &user, None)?;
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("text", &sms.text)
        .append_pair("phone", &sms.phone)
        .append_pair("token", &token)
        .finish();
    let answer = reach(&state, Outgoing::form("sms", &sms.endpoint, body)).await;
    let status = answer.map_or(502, |answer| answer.status);
    Ok(Json(json!({ "status": status, "sent": (200..300).contains(&status) })).into_response())
}

#[derive(Debug, Deserialize)]
struct Card {
    entity_type: String,
    entity_id: i64,
}

/// The token for the frame of a mobile card.
async fn mobile(
    Handler(state): Handler<State>,
    Session(user): Session,
    Path(uuid): Path<String>,
    Query(card): Query<Card>,
) -> Result<Response, IntegrationError> {
    let data: Value = json!({ "entity_type": card.entity_type, "entity_id": card.entity_id });
    let token = disposable_token::token(&state, &uuid, &user, Some(&data))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "token": token }))).into_response())
}
