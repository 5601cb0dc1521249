//! The calls of the control interface.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Shared;
use crate::api::{IncomingMessage, TokenGrant};
use crate::db::DbError;
use crate::faults::Fault;
use crate::seed::{Seed, SeedError};
use crate::session::User;

/// An error of the control interface: a sentence.
pub(super) struct Wrong(pub(super) StatusCode, pub(super) String);

impl IntoResponse for Wrong {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

impl From<DbError> for Wrong {
    fn from(error: DbError) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<rusqlite::Error> for Wrong {
    fn from(error: rusqlite::Error) -> Self {
        DbError::Query(error).into()
    }
}

impl From<SeedError> for Wrong {
    fn from(error: SeedError) -> Self {
        Self(StatusCode::BAD_REQUEST, error.to_string())
    }
}

pub(super) type Answer = Result<Json<Value>, Wrong>;

/// A body whatever its content type says, so that curl without headers works.
pub(super) fn read<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, Wrong> {
    serde_json::from_str(body)
        .map_err(|error| Wrong(StatusCode::BAD_REQUEST, format!("the body does not fit: {error}")))
}

pub(super) async fn state(Extract(state): Shared) -> Answer {
    let users: Vec<Value> = state
        .logins()?
        .into_iter()
        .map(|user| {
            json!({
                "id": user.id,
                "name": user.name,
                "login": user.login,
                "password": user.password,
                "is_admin": user.is_admin,
            })
        })
        .collect();
    Ok(Json(json!({
        "base_url": state.base_url(),
        "now": state.clock().now(),
        "users": users,
        "cookie": state.cookie_name(),
        "limits": state.limits().are_enforced(),
        "strict_csp": state.has_strict_csp(),
        "offline": state.faults().is_offline(),
        "faults": state.faults().standing(),
        "journal": state.journal().last_id(),
    })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionOf {
    user_id: i64,
}

pub(super) async fn session(Extract(state): Shared, body: String) -> Answer {
    let SessionOf { user_id } = read(&body)?;
    if state.db(|db| User::load(db, user_id))?.is_none() {
        return Err(Wrong(StatusCode::NOT_FOUND, format!("there is no user {user_id}")));
    }
    let token = state.open_session(user_id)?;
    Ok(Json(json!({ "name": state.cookie_name(), "value": token.as_str() })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenFor {
    client_id: String,
    user_id: i64,
    #[serde(default)]
    scopes: Option<Vec<String>>,
    #[serde(default)]
    lives: Option<i64>,
}

pub(super) async fn token(Extract(state): Shared, body: String) -> Answer {
    let wanted: TokenFor = read(&body)?;
    if state.db(|db| User::load(db, wanted.user_id))?.is_none() {
        return Err(Wrong(StatusCode::NOT_FOUND, format!("there is no user {}", wanted.user_id)));
    }
    let scopes = wanted.scopes.unwrap_or_else(|| vec!["crm".to_owned()]);
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let token = state.issue_token(&TokenGrant {
        client_id: &wanted.client_id,
        user_id: wanted.user_id,
        scopes: &scopes,
        lives: wanted.lives.unwrap_or(86_400),
    })?;
    Ok(Json(json!({ "token": token })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: u64,
}

pub(super) async fn clock(Extract(state): Shared, body: String) -> Answer {
    let Advance { advance } = read(&body)?;
    Ok(Json(json!({ "now": state.clock().advance(Duration::from_secs(advance)) })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Enforced {
    enforced: bool,
}

pub(super) async fn limits(Extract(state): Shared, body: String) -> Answer {
    let Enforced { enforced } = read(&body)?;
    state.limits().enforce(enforced);
    Ok(Json(json!({ "enforced": enforced })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    strict: bool,
}

pub(super) async fn csp(Extract(state): Shared, body: String) -> Answer {
    let Strict { strict } = read(&body)?;
    state.set_strict_csp(strict);
    Ok(Json(json!({ "strict": strict })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offline {
    offline: bool,
}

pub(super) async fn offline(Extract(state): Shared, body: String) -> Answer {
    let Offline { offline } = read(&body)?;
    state.faults().set_offline(offline);
    Ok(Json(json!({ "offline": offline })))
}

pub(super) async fn faults(Extract(state): Shared) -> Answer {
    Ok(Json(json!({ "faults": state.faults().standing() })))
}

pub(super) async fn inject(Extract(state): Shared, body: String) -> Answer {
    let fault: Fault = read(&body)?;
    Ok(Json(json!({ "id": state.faults().inject(fault) })))
}

pub(super) async fn clear_faults(Extract(state): Shared) -> Answer {
    state.faults().clear();
    Ok(Json(json!({})))
}

pub(super) async fn remove_fault(Extract(state): Shared, Path(id): Path<u64>) -> Answer {
    if state.faults().remove(id) {
        return Ok(Json(json!({})));
    }
    Err(Wrong(StatusCode::NOT_FOUND, format!("there is no fault {id}")))
}

#[derive(Deserialize)]
pub(super) struct After {
    #[serde(default)]
    after: u64,
}

pub(super) async fn journal(Extract(state): Shared, Query(After { after }): Query<After>) -> Answer {
    Ok(Json(json!({ "entries": state.journal().since(after), "last": state.journal().last_id() })))
}

pub(super) async fn clear_journal(Extract(state): Shared) -> Answer {
    state.journal().clear();
    Ok(Json(json!({})))
}

pub(super) async fn seed(Extract(state): Shared, body: String) -> Answer {
    let seed = if body.trim().is_empty() { Seed::small_business() } else { Seed::from_json(&body)? };
    state.reseed(&seed)?;
    Ok(Json(json!({})))
}

pub(super) async fn webhooks(Extract(state): Shared) -> Answer {
    Ok(Json(json!({ "deliveries": state.webhook_deliveries()? })))
}

pub(super) async fn message(Extract(state): Shared, body: String) -> Answer {
    let message: IncomingMessage = read(&body)?;
    match state.receive_message(&message)? {
        Some(talk) => Ok(Json(json!({ "talk_id": talk }))),
        None => Err(Wrong(StatusCode::NOT_FOUND, format!("there is no contact {}", message.contact_id))),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ringing {
    phone_number: String,
    #[serde(default)]
    users: Vec<i64>,
}

pub(super) async fn ring(Extract(state): Shared, body: String) -> Answer {
    let ringing: Ringing = read(&body)?;
    Ok(Json(state.ring(&ringing.phone_number, &ringing.users)?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Caller {
    phone_number: String,
}

pub(super) async fn hang_up(Extract(state): Shared, body: String) -> Answer {
    let Caller { phone_number } = read(&body)?;
    state.hang_up(&phone_number);
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Subscription {
    destination: String,
    events: Vec<String>,
}

pub(super) async fn subscribe(Extract(state): Shared, body: String) -> Answer {
    let Subscription { destination, events } = read(&body)?;
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    match state.add_webhook(&destination, &events)? {
        None => Ok(Json(json!({ "destination": destination, "events": events }))),
        Some(unknown) => Err(Wrong(StatusCode::BAD_REQUEST, format!("there is no event {unknown}"))),
    }
}
