//! Who calls: a browser session, or an integration with a Bearer token.
//!
//! Kommo: <https://developers.kommo.com/docs/oauth-20>, <https://developers.kommo.com/docs/long-lived-token>; the header
//! `X-Context-User-ID` makes a call of an admin's token run with another user's rights.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::problem::Problem;
use crate::db::DbError;
use crate::random;
use crate::session::User;
use crate::state::State;

/// The signed-in side of a call.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// Whose rights apply.
    pub(crate) user: User,
    /// The integration whose token was used.
    pub(crate) client: Option<Client>,
}

/// The integration behind a token.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    /// The integration's id.
    pub(crate) id: String,
    /// Scopes the token was given.
    pub(crate) scopes: Vec<String>,
}

impl Caller {
    /// Finds out who calls. A Bearer header wins over a cookie.
    pub(crate) fn of(state: &State, headers: &HeaderMap) -> Result<Self, Problem> {
        match bearer(headers) {
            Some(token) => Self::of_token(state, token, headers),
            None => {
                let user = state.session_user(headers)?.ok_or_else(Problem::unauthorized)?;
                Ok(Self { user, client: None })
            }
        }
    }

    fn of_token(state: &State, token: &str, headers: &HeaderMap) -> Result<Self, Problem> {
        let hash = random::digest(token);
        let now = state.clock().now();
        let context =
            headers.get("x-context-user-id").map(|id| id.to_str().ok().and_then(|id| id.parse::<i64>().ok()));
        state.db(|db| {
            let found: Option<(String, i64, String)> = db
                .prepare_cached(
                    "SELECT client_id, user_id, scopes FROM access_tokens \
                     WHERE token_hash = ?1 AND expires_at > ?2 AND NOT is_revoked",
                )?
                .query_row((&hash, now), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            let (id, user_id, scopes) = found.ok_or_else(Problem::unauthorized)?;
            db.prepare_cached(
                "UPDATE access_tokens SET used_at = ?2 WHERE token_hash = ?1 AND used_at IS NULL",
            )?
            .execute((&hash, now))?;
            let owner = User::load(db, user_id)?.ok_or_else(Problem::unauthorized)?;
            // An admin's token outlives the admin's deactivation, any other user's does not.
            if !owner.is_active && !owner.is_admin {
                return Err(Problem::unauthorized());
            }
            let user = match context {
                None => owner,
                Some(wanted) if owner.is_admin => wanted
                    .and_then(|id| User::load(db, id).transpose())
                    .transpose()?
                    .filter(|user| user.is_active && !user.is_free)
                    .ok_or_else(Problem::unauthorized)?,
                Some(_) => return Err(Problem::unauthorized()),
            };
            let scopes = serde_json::from_str(&scopes).unwrap_or_default();
            Ok(Self { user, client: Some(Client { id, scopes }) })
        })
    }

    /// The account's own robot: user 0.
    pub(crate) fn robot() -> Self {
        let user = User {
            id: 0,
            name: "Robot".to_owned(),
            login: String::new(),
            lang: "en".to_owned(),
            is_admin: true,
            is_free: false,
            is_active: true,
            group_id: 0,
            role_id: None,
            rights: Value::Null,
            uuid: String::new(),
            amojo_id: String::new(),
        };
        Self { user, client: None }
    }

    /// Whose seven requests a second this call counts towards.
    pub(crate) fn limit_key(&self) -> String {
        match &self.client {
            Some(client) => format!("client:{}", client.id),
            None => format!("user:{}", self.user.id),
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// What a token is issued for.
#[derive(Debug, Clone)]
pub struct TokenGrant<'g> {
    /// The integration's id.
    pub client_id: &'g str,
    /// The user who granted access and whose rights the token has.
    pub user_id: i64,
    /// Scopes: `crm`, `files`, `files_delete`, `notifications`, …
    pub scopes: &'g [&'g str],
    /// Seconds until the token expires: 86,400 for OAuth's, one day to five years for a long-lived one.
    pub lives: i64,
}

impl State {
    /// Issues a Bearer token. The text is given once; only its hash is kept. It has the form and the claims of Kommo's
    /// (a JWT), but nobody can verify its signature: to clients an access token is a text.
    pub fn issue_token(&self, grant: &TokenGrant<'_>) -> Result<String, DbError> {
        let account = self.account()?;
        let now = self.clock().now();
        let claims = json!({
            "aud": grant.client_id,
            "jti": random::token(40),
            "iat": now,
            "nbf": now,
            "exp": now.saturating_add(grant.lives),
            "sub": grant.user_id.to_string(),
            "grant_type": "",
            "account_id": account.id,
            "base_domain": "kommo.com",
            "version": 2,
            "scopes": grant.scopes,
            "hash_uuid": random::uuid(),
            "api_domain": self.base_url().split_once("://").map_or("", |(_, host)| host),
        });
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(&json!({ "typ": "JWT", "alg": "HS256" })), encode(&claims));
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(random::token(16)));
        self.db(|db| {
            db.prepare_cached(
                "INSERT INTO access_tokens (token_hash, client_id, user_id, scopes, created_at, expires_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                random::digest(&token),
                grant.client_id,
                grant.user_id,
                json!(grant.scopes).to_string(),
                now,
                now.saturating_add(grant.lives),
            ))
        })?;
        Ok(token)
    }

    /// Revokes every token of an integration, as disabling it does: each further call is answered with 401.
    pub fn revoke_tokens(&self, client_id: &str) -> Result<usize, DbError> {
        Ok(self.db(|db| revoke(db, client_id))?)
    }
}

/// Revokes every token of an integration.
pub(super) fn revoke(db: &Connection, client_id: &str) -> rusqlite::Result<usize> {
    db.execute("UPDATE refresh_tokens SET is_revoked = 1 WHERE client_id = ?1", [client_id])?;
    db.execute("UPDATE access_tokens SET is_revoked = 1 WHERE client_id = ?1", [client_id])
}
