//! Whether a request is signed by its channel, within the last quarter of an hour.

use std::future::Future;
use std::pin::Pin;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::to_bytes;
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::handler::Handler;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, Mac as _};
use md5::{Digest as _, Md5};
use rusqlite::OptionalExtension;
use serde_json::{Value, json};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use super::{Answer, Ask, Channel, Told};
use crate::api::{Item, Refusal};
use crate::datetime;
use crate::params::Params;
use crate::random;
use crate::state::State;

/// Seconds a signature is good for, either way. By the real clock: the caller does not know the account's.
const GOOD_FOR: i64 = 15 * 60;
const MAX_BODY: usize = 1024 * 1024;

/// Makes an axum handler of an [`Answer`].
#[derive(Clone, Copy)]
pub(super) struct Signed(pub(super) Answer);

impl Handler<(), State> for Signed {
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: State) -> Self::Future {
        Box::pin(
            async move { serve(self.0, request, &state).await.unwrap_or_else(|told| told).into_response() },
        )
    }
}

async fn serve(answer: Answer, request: Request, state: &State) -> Result<Told, Told> {
    let (mut parts, body) = request.into_parts();
    let route = RawPathParams::from_request_parts(&mut parts, state)
        .await
        .map_err(|_| super::no("The path is not valid UTF-8"))?;
    let route: Vec<(String, String)> =
        route.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let scope = route.first().map(|(_, value)| value.clone()).unwrap_or_default();
    let body = to_bytes(body, MAX_BODY).await.map_err(|_| super::no("The body is too long"))?;
    let (id, account) = scope.split_once('_').unwrap_or((&scope, ""));
    let channel = state.db(|db| {
        db.query_row("SELECT id, secret, code FROM chat_channels WHERE id = ?1", [id], |row| {
            Ok(Channel { id: row.get(0)?, secret: row.get(1)?, code: row.get(2)? })
        })
        .optional()
    })?;
    let channel = channel.ok_or_else(|| Told::No(404, "Channel not found".to_owned()))?;
    verify(&channel, parts.method.as_str(), parts.uri.path(), &parts.headers, &body)
        .map_err(|why| Told::No(403, why.to_owned()))?;
    let body = match serde_json::from_slice::<Value>(&body) {
        Ok(Value::Object(item)) => item,
        _ if body.is_empty() => Item::new(),
        _ => return Err(super::no("The body is not a JSON object")),
    };
    let query = Params::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let mut refused = None;
    let told = state.as_robot(0, |call| {
        let ask = Ask { call, channel: &channel, account, route: &route, query: &query, body: &body };
        answer(&ask).map_err(|told| {
            refused = Some(told);
            // What was begun is taken back; the answer is the one above.
            Refusal::said("")
        })
    });
    if !parts.method.is_safe() {
        state.pages().changed("/api/v4/talks");
    }
    told.map_err(|refusal| refused.unwrap_or_else(|| Told::No(500, refusal.words())))
}

fn verify(
    channel: &Channel,
    method: &str,
    path: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), &'static str> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (date, sum, kind) = (header("date"), header("content-md5"), header("content-type"));
    if sum != random::hex(&Md5::digest(body)) {
        return Err("Content-MD5 does not match the body");
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let sent = datetime::parse_rfc2822(date).ok_or("Date is no date of RFC 2822")?;
    if (i64::try_from(now).unwrap_or(i64::MAX) - sent).abs() > GOOD_FOR {
        return Err("The signature is older than 15 minutes");
    }
    let text = [method, sum, kind, date, path].join("\n");
    let expected = Hmac::<Sha1>::new_from_slice(channel.secret.as_bytes())
        .map(|mac| random::hex(&mac.chain_update(text).finalize().into_bytes()))
        .unwrap_or_default();
    if expected.as_bytes().ct_eq(header("x-signature").as_bytes()).into() {
        Ok(())
    } else {
        Err("Invalid signature")
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::Json(body) => (StatusCode::OK, body),
            Self::Nothing => return StatusCode::NO_CONTENT.into_response(),
            Self::No(status, words) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
                let kind = status.canonical_reason().unwrap_or_default();
                let body =
                    json!({ "error_code": status.as_u16(), "error_type": kind, "error_description": words });
                (status, body)
            }
            Self::Failed(error) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                json!({ "error_code": 500, "error_type": "database", "error_description": error.to_string() }),
            ),
        };
        (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
    }
}
