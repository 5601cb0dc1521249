//! `POST /api/v2/events`: a call on the line. Open pages of the named users (or of everybody) are told.

use axum::Json;
use axum::extract::State as Extract;
use axum::http::StatusCode;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::placement;
use crate::api::call::Call;
use crate::api::problem::Problem;
use crate::api::reply::Reply;
use crate::db::DbError;
use crate::params::Params;
use crate::random;
use crate::session::Session;
use crate::state::State;

/// Digits of a number that count here.
const DIGITS: usize = 8;

struct Ringing {
    phone: String,
    users: Vec<i64>,
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = read(call)?
        .iter()
        .map(|ringing| ring(call.state, call.db, &ringing.phone, &ringing.users))
        .collect::<rusqlite::Result<Vec<Value>>>()?;
    let body = json!({
        "_links": { "self": { "href": format!("{}{}", call.origin, call.path), "method": "post" } },
        "_embedded": { "items": items },
    });
    Ok(Reply::ok(body).status(StatusCode::ACCEPTED))
}

impl State {
    /// Lets a phone ring on the open pages of these users, or of everybody. Returns what `POST /api/v2/events` says of
    /// it: the card the number leads to.
    pub fn ring(&self, phone_number: &str, users: &[i64]) -> Result<Value, DbError> {
        Ok(self.db(|db| ring(self, db, phone_number, users))?)
    }
}

impl State {
    /// Tells open pages that the caller has hung up.
    pub fn hang_up(&self, phone_number: &str) {
        self.pages().tell(json!({ "type": "hangup", "users": [], "phone": phone_number }));
    }
}

/// The dialer: the caller hangs up.
pub(super) async fn hung_up(
    Extract(state): Extract<State>,
    Session(_): Session,
    Json(call): Json<FromOutside>,
) -> StatusCode {
    state.hang_up(&call.phone_number);
    StatusCode::NO_CONTENT
}

/// The dialer of the sandbox's pages: somebody calls, and every open page rings.
pub(super) async fn from_outside(
    Extract(state): Extract<State>,
    Session(_): Session,
    Json(call): Json<FromOutside>,
) -> Result<Json<Value>, Problem> {
    Ok(Json(state.ring(&call.phone_number, &[])?))
}

#[derive(Debug, Deserialize)]
pub(super) struct FromOutside {
    phone_number: String,
}

fn ring(state: &State, db: &Connection, phone: &str, users: &[i64]) -> rusqlite::Result<Value> {
    let found = placement::find(db, phone, DIGITS)?;
    // The card may be a lead's; it is a person or a company that calls.
    let name: Option<String> = match placement::owner(db, phone, DIGITS)? {
        Some((entity, id)) => {
            let sql = format!("SELECT name FROM {} WHERE id = ?1", entity.table());
            db.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?
        }
        None => None,
    };
    let element = found.map(|(entity, id)| json!({ "type": entity.singular(), "id": id, "name": name }));
    state.pages().tell(json!({
        "type": "call", "users": users, "phone": phone, "name": name, "element": element,
    }));
    Ok(json!({
        "element_id": found.map(|(_, id)| id),
        "element_type": found.map(|(entity, _)| entity.code()),
        "uid": random::uuid(),
        "phone_number": phone,
    }))
}

/// The calls of `add`, sent as JSON or as a form.
fn read(call: &Call<'_>) -> Result<Vec<Ringing>, Problem> {
    let first = call.body().iter().find(|byte| !byte.is_ascii_whitespace());
    let list = if matches!(first, Some(b'{' | b'[')) {
        let sent = call.json()?;
        sent.get("add").and_then(Value::as_array).cloned().unwrap_or_default()
    } else {
        let form = Params::parse(call.body());
        form.keys(&["add"])
            .into_iter()
            .map(|at| {
                json!({
                    "type": form.get_at(&["add", at, "type"]),
                    "phone_number": form.get_at(&["add", at, "phone_number"]),
                    "users": form.values(&["add", at, "users"]),
                })
            })
            .collect()
    };
    if list.is_empty() {
        return Err(Problem::bad_request("`add` must be a list of events"));
    }
    let ringing = |item: &Value| {
        let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
        if text("type") != "phone_call" || text("phone_number").is_empty() {
            return Err(Problem::bad_request("An event needs type `phone_call` and a phone_number"));
        }
        let user = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
        let users = match item.get("users") {
            Some(Value::Array(users)) => users.iter().filter_map(user).collect(),
            Some(one) => user(one).into_iter().collect(),
            None => Vec::new(),
        };
        Ok(Ringing { phone: text("phone_number").to_owned(), users })
    };
    list.iter().map(ringing).collect()
}
