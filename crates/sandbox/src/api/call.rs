//! One API call: who asks for what, inside one database transaction.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::handler::Handler;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rusqlite::Connection;
use serde_json::Value;

use super::auth::Caller;
use super::body::Refusal;
use super::problem::Problem;
use super::reply::Reply;
use crate::digital_pipeline;
use crate::params::Params;
use crate::random;
use crate::session::User;
use crate::state::State;
use crate::webhooks::{self, Change};

/// The largest body a call may carry, in bytes.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// What an endpoint gets. `db` is inside a transaction that is committed if the endpoint gives `Ok` and rolled back
/// otherwise; never use `state.db` here, the connection is taken.
pub(crate) struct Call<'c> {
    pub(crate) state: &'c State,
    pub(crate) db: &'c Connection,
    pub(crate) caller: &'c Caller,
    /// Simulated Unix time in seconds.
    pub(crate) now: i64,
    /// Scheme and host as the caller wrote them, so that links stay within its origin.
    pub(crate) origin: String,
    pub(crate) path: String,
    pub(crate) query: Params,
    route: Vec<(String, String)>,
    body: &'c [u8],
    /// What the call has changed so far, for webhooks.
    pub(crate) changes: RefCell<Vec<Change>>,
}

impl Call<'_> {
    /// The user whose rights apply.
    pub(crate) fn user(&self) -> &User {
        &self.caller.user
    }

    /// A part of the path as a number; a part that is none names nothing that exists.
    pub(crate) fn id(&self, name: &str) -> Result<i64, Problem> {
        self.part(name).parse().map_err(|_| Problem::not_found("Not found"))
    }

    /// A part of the path; empty if the route has no such part.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.route.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The body as JSON; an absent one is null.
    pub(crate) fn json(&self) -> Result<Value, Problem> {
        if self.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Value::Null);
        }
        serde_json::from_slice(self.body)
            .map_err(|error| Problem::bad_request(format!("Request body is not valid JSON: {error}")))
    }

    /// The raw body.
    pub(crate) fn body(&self) -> &[u8] {
        self.body
    }

    /// Absolute address of a path of the API: `self.href("leads/1")`.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("{}/api/v4/{path}", self.origin)
    }

    /// 403 unless the user is an admin.
    pub(crate) fn require_admin(&self) -> Result<(), Problem> {
        if self.user().is_admin {
            Ok(())
        } else {
            Err(Problem::forbidden("Only an administrator may do this"))
        }
    }
}

impl Call<'_> {
    /// Asks another endpoint within the same transaction, as the same caller.
    pub(crate) fn ask(&self, answer: Answer, route: &[(&str, &str)], body: &Value) -> Result<Reply, Problem> {
        let body = body.to_string();
        let call = Call {
            state: self.state,
            db: self.db,
            caller: self.caller,
            now: self.now,
            origin: self.origin.clone(),
            path: self.path.clone(),
            query: Params::default(),
            route: route.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
            body: body.as_bytes(),
            changes: RefCell::default(),
        };
        let reply = answer(&call)?;
        self.changes.borrow_mut().append(&mut call.changes.borrow_mut());
        Ok(reply)
    }
}

impl State {
    /// Runs `work` as the account's robot (user 0, who may do everything), in a transaction of its own. What it changes is
    /// told to webhooks and sets off triggers, as a call of the API does; `depth` says how many bots and triggers led here.
    pub(crate) fn as_robot<T>(
        &self,
        depth: u32,
        work: impl FnOnce(&Call<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let caller = Caller::robot();
        let now = self.clock().now();
        let done = self.transaction(|db| {
            let call = Call {
                state: self,
                db,
                caller: &caller,
                now,
                origin: self.base_url().to_owned(),
                path: "/api/v4/".to_owned(),
                query: Params::default(),
                route: Vec::new(),
                body: &[],
                changes: RefCell::default(),
            };
            let done = work(&call)?;
            let changes = call.changes.borrow();
            webhooks::enqueue(db, &changes, now)?;
            digital_pipeline::fire(db, &changes, now, depth)?;
            Ok::<_, Refusal>(done)
        })?;
        self.hooks().notify_one();
        self.triggers().notify_one();
        self.bots().notify_one();
        Ok(done)
    }
}

/// A function that answers one method of one route.
pub(crate) type Answer = fn(&Call<'_>) -> Result<Reply, Problem>;

/// Makes an axum handler of an [`Answer`]: signs the caller in, counts the request, opens the transaction.
#[derive(Clone, Copy)]
pub(crate) struct Endpoint(pub(crate) Answer);

impl Handler<(), State> for Endpoint {
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: State) -> Self::Future {
        Box::pin(async move {
            let began = Instant::now();
            let mut caller = None;
            let answer = serve(self.0, request, &state, &mut caller).await;
            let mut response = answer.map_or_else(IntoResponse::into_response, IntoResponse::into_response);
            let headers = response.headers_mut();
            if let Ok(id) = HeaderValue::from_str(&random::token(16)) {
                headers.insert("x-request-id", id);
            }
            if let Ok(took) = HeaderValue::from_str(&format!("{:.6}", began.elapsed().as_secs_f64())) {
                headers.insert("x-runtime-generated", took);
            }
            if let Some(caller) = caller {
                response.extensions_mut().insert(caller);
            }
            response
        })
    }
}

async fn serve(
    answer: Answer,
    request: Request,
    state: &State,
    signed_in: &mut Option<Caller>,
) -> Result<Reply, Problem> {
    let (mut parts, body) = request.into_parts();
    let caller = signed_in.insert(Caller::of(state, &parts.headers)?);
    let is_counted = parts.extensions.get::<crate::ajax::Uncounted>().is_none();
    if is_counted && !state.limits().admit(&caller.limit_key(), state.clock().now_millis()) {
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests"));
    }
    let route = RawPathParams::from_request_parts(&mut parts, state)
        .await
        .map_err(|_| Problem::bad_request("The path is not valid UTF-8"))?;
    let body = read(body).await?;
    let reply = state.transaction(|db| {
        let call = Call {
            state,
            db,
            caller,
            now: state.clock().now(),
            origin: origin(state, &parts.headers),
            path: parts.uri.path().to_owned(),
            query: Params::parse(parts.uri.query().unwrap_or_default().as_bytes()),
            route: route.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
            body: &body,
            changes: RefCell::default(),
        };
        let reply = answer(&call)?;
        webhooks::enqueue(db, &call.changes.borrow(), call.now)?;
        digital_pipeline::fire(db, &call.changes.borrow(), call.now, 0)?;
        Ok::<_, Problem>(reply)
    })?;
    if !parts.method.is_safe() {
        state.hooks().notify_one();
        state.bots().notify_one();
        state.triggers().notify_one();
        state.pages().changed(parts.uri.path());
    }
    Ok(reply)
}

async fn read(body: Body) -> Result<axum::body::Bytes, Problem> {
    to_bytes(body, MAX_BODY).await.map_err(|_| {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("The body exceeds {MAX_BODY} bytes"))
    })
}

/// The origin the caller used: a page opened as `localhost` must get links to `localhost`.
pub(crate) fn origin(state: &State, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    if host.is_empty() || !host.bytes().all(is_host) {
        return state.base_url().to_owned();
    }
    format!("http://{host}")
}
