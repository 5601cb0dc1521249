//! OAuth 2.0 (<https://developers.kommo.com/docs/oauth-20>): exchanging codes and refresh tokens, finding the account's
//! address.
//!
//! An access token lives a day, a refresh token three months. Each exchange gives a new pair; the former refresh token
//! works on until the new pair is used for the first time, so that a lost answer is no disaster.

use axum::Router;
use axum::extract::State as Extract;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use rusqlite::{OptionalExtension, Transaction};
use serde_json::{Value, json};
use subtle::ConstantTimeEq;

use super::auth::{Caller, TokenGrant};
use super::problem::Problem;
use crate::db::DbError;
use crate::params::Params;
use crate::random;
use crate::state::State;

/// Seconds an access token lives, and a refresh token.
const ACCESS_LIVES: i64 = 86_400;
const REFRESH_LIVES: i64 = 3 * 30 * 86_400;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/oauth2/access_token", post(exchange))
        .route("/oauth2/account/current/subdomain", get(subdomain))
        .route("/oauth2/account/subdomain", get(subdomain_by_token))
}

/// Why no token is given: status, hint, detail.
struct Refused(StatusCode, Option<&'static str>, String);

impl Refused {
    fn client() -> Self {
        Self(StatusCode::UNAUTHORIZED, None, "Client authentication failed".to_owned())
    }

    fn code(hint: &'static str) -> Self {
        Self(StatusCode::BAD_REQUEST, Some(hint), "The provided authorization grant is invalid".to_owned())
    }

    fn refresh(hint: &'static str) -> Self {
        Self(StatusCode::UNAUTHORIZED, Some(hint), "The refresh token is invalid".to_owned())
    }
}

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, None, DbError::Query(error).to_string())
    }
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, None, error.to_string())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut body = json!({
            "title": self.0.canonical_reason(),
            "type": "https://developers.amocrm.ru/v3/errors/OAuthProblemJson",
            "status": self.0.as_u16(),
            "detail": self.2,
        });
        if let (Some(hint), Some(body)) = (self.1, body.as_object_mut()) {
            body.insert("hint".to_owned(), hint.into());
        }
        (self.0, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
    }
}

/// The integration that asks.
struct Client {
    id: i64,
    uuid: String,
    scopes: String,
}

/// Whom a new pair is for, and the refresh token it replaces.
struct Pair {
    user: i64,
    scopes: String,
    replaces: Option<String>,
}

async fn exchange(Extract(state): Extract<State>, body: String) -> Result<Response, Refused> {
    // JSON is documented; a form, as RFC 6749 has it, is taken as well.
    let json: Option<Value> = serde_json::from_str(&body).ok();
    let form = Params::parse(body.as_bytes());
    let text = |key: &str| match &json {
        Some(json) => json.get(key).and_then(Value::as_str).unwrap_or_default().to_owned(),
        None => form.get(key).unwrap_or_default().to_owned(),
    };
    let now = state.clock().now();
    let (client, pair) = state.transaction(|db| {
        let client = client(db, &text("client_id"), &text("client_secret"), &text("redirect_uri"))?;
        let pair = match text("grant_type").as_str() {
            "authorization_code" => by_code(db, &client, &text("code"), now)?,
            "refresh_token" => by_refresh(db, &client, &text("refresh_token"), now)?,
            _ => {
                return Err(Refused(
                    StatusCode::BAD_REQUEST,
                    None,
                    "The grant type is not supported".to_owned(),
                ));
            }
        };
        Ok::<_, Refused>((client, pair))
    })?;
    let scopes: Vec<String> = serde_json::from_str(&pair.scopes).unwrap_or_default();
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let access = state.issue_token(&TokenGrant {
        client_id: &client.uuid,
        user_id: pair.user,
        scopes: &scopes,
        lives: ACCESS_LIVES,
    })?;
    let refresh = format!("def502{}", random::token(96));
    state.transaction(|db| {
        db.execute(
            "INSERT INTO refresh_tokens (token_hash, client_id, user_id, scopes, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            (random::digest(&refresh), &client.uuid, pair.user, &pair.scopes, now + REFRESH_LIVES),
        )?;
        db.execute(
            "UPDATE refresh_tokens SET next_access_hash = ?2, next_refresh_hash = ?3 WHERE token_hash = ?1",
            (&pair.replaces, random::digest(&access), random::digest(&refresh)),
        )
    })?;
    let body = json!({
        "token_type": "Bearer",
        "expires_in": ACCESS_LIVES,
        "server_time": now,
        "access_token": access,
        "refresh_token": refresh,
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}

fn client(db: &Transaction<'_>, uuid: &str, secret: &str, redirect: &str) -> Result<Client, Refused> {
    let found: Option<(i64, String, String, String)> = db
        .prepare_cached("SELECT id, secret, redirect_uri, scopes FROM integrations WHERE uuid = ?1")?
        .query_row([uuid], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    // An unknown integration is compared too, so that the answer takes the same time.
    let (id, expected, redirect_uri, scopes) =
        found.unwrap_or_else(|| (0, random::token(32), String::new(), String::new()));
    let is_secret = bool::from(expected.as_bytes().ct_eq(secret.as_bytes()));
    if !is_secret || redirect_uri != redirect {
        return Err(Refused::client());
    }
    Ok(Client { id, uuid: uuid.to_owned(), scopes })
}

fn by_code(db: &Transaction<'_>, client: &Client, code: &str, now: i64) -> Result<Pair, Refused> {
    let hash = random::digest(code);
    let found: Option<(i64, i64, bool)> = db
        .prepare_cached(
            "SELECT user_id, expires_at, is_used FROM authorization_codes WHERE code_hash = ?1 AND integration_id = ?2",
        )?
        .query_row((&hash, client.id), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match found {
        None => Err(Refused::code("Cannot decrypt the authorization code")),
        Some((_, _, true)) => Err(Refused::code("Authorization code has been revoked")),
        Some((_, expires, false)) if expires <= now => Err(Refused::code("Authorization code has expired")),
        Some((user, _, false)) => {
            db.execute("UPDATE authorization_codes SET is_used = 1 WHERE code_hash = ?1", [hash])?;
            Ok(Pair { user, scopes: client.scopes.clone(), replaces: None })
        }
    }
}

fn by_refresh(db: &Transaction<'_>, client: &Client, token: &str, now: i64) -> Result<Pair, Refused> {
    let hash = random::digest(token);
    let found: Option<(i64, String, i64, bool, bool)> = db
        .prepare_cached(
            "SELECT t.user_id, t.scopes, t.expires_at, t.is_revoked, \
             EXISTS (SELECT 1 FROM access_tokens a WHERE a.token_hash = t.next_access_hash AND a.used_at IS NOT NULL) \
             OR EXISTS (SELECT 1 FROM refresh_tokens n WHERE n.token_hash = t.next_refresh_hash \
                AND n.next_refresh_hash IS NOT NULL) \
             FROM refresh_tokens t WHERE t.token_hash = ?1 AND t.client_id = ?2",
        )?
        .query_row((&hash, &client.uuid), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    match found {
        None => Err(Refused::refresh("Invalid refresh token")),
        Some((_, _, expires, _, _)) if expires <= now => Err(Refused::refresh("Invalid refresh token")),
        Some((_, _, _, is_revoked, is_spent)) if is_revoked || is_spent => {
            Err(Refused::refresh("Token has been revoked"))
        }
        Some((user, scopes, ..)) => Ok(Pair { user, scopes, replaces: Some(hash) }),
    }
}

/// The account's present address, for the holder of a refresh token.
async fn subdomain(Extract(state): Extract<State>, headers: HeaderMap) -> Result<Response, Problem> {
    let token = headers.get("x-refresh-token").and_then(|token| token.to_str().ok()).unwrap_or_default();
    let now = state.clock().now();
    let is_known = state.db(|db| {
        db.prepare_cached(
            "SELECT 1 FROM refresh_tokens WHERE token_hash = ?1 AND expires_at > ?2 AND NOT is_revoked",
        )?
        .exists((random::digest(token), now))
    })?;
    if !is_known {
        return Err(Problem::unauthorized());
    }
    address(&state)
}

/// The older way: by an access token, at Kommo's shared site.
async fn subdomain_by_token(Extract(state): Extract<State>, headers: HeaderMap) -> Result<Response, Problem> {
    if Caller::of(&state, &headers)?.client.is_none() {
        return Err(Problem::unauthorized());
    }
    address(&state)
}

fn address(state: &State) -> Result<Response, Problem> {
    let account = state.account()?;
    let host = state.base_url().split_once("://").map_or("", |(_, host)| host);
    let body = json!({
        "id": account.id,
        "subdomain": account.subdomain,
        "domain": host,
        "top_level_domain": "com",
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}
