//! Who is asking: the signed-in user of a browser session.
//!
//! The host page's cookie serves `/api/v4` as it does in Kommo; integrations come with a Bearer token instead
//! (`crate::api`).

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, HeaderMap};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::db::DbError;
use crate::random;
use crate::state::State;

/// A user of the account.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// The user's id.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// E-mail address, which is also the login.
    pub login: String,
    /// Language of the interface: `en`, `es`, `pt`.
    pub lang: String,
    /// May do everything.
    pub is_admin: bool,
    /// Takes no paid seat and has no rights to data.
    pub is_free: bool,
    /// May sign in.
    pub is_active: bool,
    /// Group; 0 is the one every account has.
    pub group_id: i64,
    /// Role, if rights come from one.
    pub role_id: Option<i64>,
    /// The rights object as `GET /api/v4/users/{id}` shows it.
    pub rights: Value,
    /// The user's UUID.
    pub uuid: String,
    /// The user's id in the Chats API.
    pub amojo_id: String,
}

impl User {
    const COLUMNS: &'static str = "u.id, u.name, u.login, u.lang, u.is_admin, u.is_free, u.is_active, u.group_id, \
         u.role_id, u.rights, u.uuid, u.amojo_id";

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let rights: String = row.get(9)?;
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            login: row.get(2)?,
            lang: row.get(3)?,
            is_admin: row.get(4)?,
            is_free: row.get(5)?,
            is_active: row.get(6)?,
            group_id: row.get(7)?,
            role_id: row.get(8)?,
            rights: serde_json::from_str(&rights).unwrap_or(Value::Null),
            uuid: row.get(10)?,
            amojo_id: row.get(11)?,
        })
    }

    /// Reads one user by id.
    pub fn load(connection: &Connection, id: i64) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached(&format!("SELECT {} FROM users u WHERE u.id = ?1", Self::COLUMNS))?
            .query_row([id], Self::from_row)
            .optional()
    }

    /// All users in the order of the account's settings.
    pub fn all(connection: &Connection) -> rusqlite::Result<Vec<Self>> {
        connection
            .prepare_cached(&format!("SELECT {} FROM users u ORDER BY u.position, u.id", Self::COLUMNS))?
            .query_map([], Self::from_row)?
            .collect()
    }
}

/// A session's secret, as the cookie carries it.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// The cookie's value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// Why somebody could not sign in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignInError {
    /// No such login, or the password is not the right one; it does not say which.
    #[error("the e-mail or the password is wrong")]
    WrongCredentials,
    /// The user exists and has been deactivated.
    #[error("this user has been deactivated; an admin can activate the user again")]
    Inactive,
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl State {
    /// Signs a user in by login (e-mail) and password and returns the session's secret for the cookie.
    pub fn sign_in(&self, login: &str, password: &str) -> Result<SessionToken, SignInError> {
        let found: Option<(i64, String, bool)> = self
            .db(|db| {
                db.prepare_cached("SELECT id, password, is_active FROM users WHERE login = ?1")?
                    .query_row([login.trim()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                    .optional()
            })
            .map_err(DbError::from)?;
        // An unknown login is compared too, so that the answer takes the same time.
        let (id, expected, is_active) = found.unwrap_or((0, random::token(8), false));
        if !bool::from(expected.as_bytes().ct_eq(password.as_bytes())) {
            return Err(SignInError::WrongCredentials);
        }
        if !is_active {
            return Err(SignInError::Inactive);
        }
        Ok(self.open_session(id)?)
    }

    /// Opens a session for a user without a password: for tests and tools that already hold the account.
    pub fn open_session(&self, user_id: i64) -> Result<SessionToken, DbError> {
        let token = random::token(32);
        self.db(|db| {
            db.prepare_cached("INSERT INTO sessions (token_hash, user_id, created_at) VALUES (?1, ?2, ?3)")?
                .execute((random::digest(&token), user_id, self.clock().now()))
        })?;
        Ok(SessionToken(token))
    }

    /// Ends the session of this cookie value; unknown ones are ignored.
    pub fn sign_out(&self, token: &str) -> Result<(), DbError> {
        self.db(|db| db.execute("DELETE FROM sessions WHERE token_hash = ?1", [random::digest(token)]))?;
        Ok(())
    }

    /// The signed-in user of a request, if its cookie belongs to a live session of an active user.
    pub fn session_user(&self, headers: &HeaderMap) -> Result<Option<User>, DbError> {
        let Some(token) = self.session_cookie(headers) else { return Ok(None) };
        let hash = random::digest(token);
        let user = self.db(|db| {
            db.prepare_cached(&format!(
                "SELECT {} FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?1 AND u.is_active",
                User::COLUMNS
            ))?
            .query_row([hash], User::from_row)
            .optional()
        })?;
        Ok(user)
    }

    /// The raw value of this sandbox's session cookie.
    pub fn session_cookie<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        let name = self.cookie_name();
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// The `Set-Cookie` header that carries a session.
    pub fn session_set_cookie(&self, token: &SessionToken) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Lax", self.cookie_name(), token.as_str())
    }

    /// The `Set-Cookie` header that takes the session away.
    pub fn session_clear_cookie(&self) -> String {
        format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0", self.cookie_name())
    }
}

/// Extractor for calls a script makes: without a session the answer is 401 problem+json.
#[derive(Debug, Clone)]
pub struct Session(pub User);

impl FromRequestParts<State> for Session {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Response> {
        match state.session_user(&parts.headers) {
            Ok(Some(user)) => Ok(Self(user)),
            Ok(None) => Err(crate::api::Problem::unauthorized().into_response()),
            Err(error) => Err(crate::api::Problem::from(error).into_response()),
        }
    }
}

/// Extractor for pages: without a session the browser is sent to `/login/?next=<this page>`.
#[derive(Debug, Clone)]
pub struct PageSession(pub User);

impl FromRequestParts<State> for PageSession {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Response> {
        match state.session_user(&parts.headers) {
            Ok(Some(user)) => Ok(Self(user)),
            Ok(None) => {
                let here = parts.uri.path_and_query().map_or("/", |path| path.as_str());
                let next = percent_encoding::utf8_percent_encode(here, percent_encoding::NON_ALPHANUMERIC);
                Err(Redirect::to(&format!("/login/?next={next}")).into_response())
            }
            Err(error) => Err(crate::api::Problem::from(error).into_response()),
        }
    }
}
