//! Trading a user's old API key for an authorization code: `POST /oauth2/exchange_api_key`
//! (<https://www.amocrm.ru/developers/content/oauth/exchange-api-key>).
//!
//! An account of today has no such keys any more; here a user's key is the UUID without its hyphens. The code goes to the
//! redirect link, once in five minutes for each user and integration.

use axum::Router;
use axum::extract::State as Handler;
use axum::http::StatusCode;
use axum::routing::post;
use rusqlite::OptionalExtension;
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::hooks;
use crate::api::Problem;
use crate::state::State;

/// Seconds between two exchanges.
const PAUSE: i64 = 5 * 60;

pub(super) fn router() -> Router<State> {
    Router::new().route("/oauth2/exchange_api_key", post(exchange))
}

async fn exchange(Handler(state): Handler<State>, body: String) -> Result<StatusCode, Problem> {
    let body: Value = serde_json::from_str(&body)
        .map_err(|error| Problem::bad_request(format!("Request body is not valid JSON: {error}")))?;
    let text = |key: &str| {
        let text = body.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        text.ok_or_else(|| Problem::bad_request(format!("{key}: This field is missing.")))
    };
    let (login, key) = (text("login")?, text("api_key")?);
    let (uuid, secret) = (text("client_uuid")?, text("client_secret")?);
    let now = state.clock().now();
    let user = state.transaction(|db| {
        let user: Option<(i64, String)> = db
            .prepare_cached("SELECT id, uuid FROM users WHERE login = ?1 AND is_active")?
            .query_row([login], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let own: Option<(String, String)> = db
            .prepare_cached("SELECT secret, redirect_uri FROM integrations WHERE uuid = ?1")?
            .query_row([uuid], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let is = |mine: &str, theirs: &str| bool::from(mine.as_bytes().ct_eq(theirs.as_bytes()));
        let refused = || Problem::forbidden("The login, the key or the integration is wrong");
        let (user, own_key) = user.ok_or_else(refused)?;
        let (own_secret, redirect) = own.ok_or_else(refused)?;
        if !is(&own_key.replace('-', ""), key) || !is(&own_secret, secret) || redirect.is_empty() {
            return Err(refused());
        }
        let fresh = db.execute(
            "INSERT INTO api_key_exchanges (client_id, user_id, at) VALUES (?1, ?2, ?3) \
             ON CONFLICT (client_id, user_id) DO UPDATE SET at = ?3 WHERE at + ?4 <= ?3",
            (uuid, user, now, PAUSE),
        )?;
        if fresh == 0 {
            return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "Once in five minutes"));
        }
        Ok::<_, Problem>(user)
    })?;
    let sent_with = body.get("state").and_then(Value::as_str).map(|state| ("state", state.to_owned()));
    hooks::exchanged(&state, uuid, user, sent_with);
    Ok(StatusCode::ACCEPTED)
}
