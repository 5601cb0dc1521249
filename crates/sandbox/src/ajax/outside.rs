//! Calls to foreign hosts: `crm_post` through the account's server, and the browser's own, which the page sends here.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State as Handler};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get, post};
use serde::Deserialize;

use super::cors;
use crate::reach::{self, Answered, Outgoing, Unreached};
use crate::session::Session;
use crate::state::State;

pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/ajax/widgets/relay", post(relay))
        .route("/ajax/sandbox/external", any(external))
        .route("/ajax/sandbox/frame", get(frame))
}

/// What the browser asked for: set by the service worker `host/js/core/outside-worker.js`.
const DESTINATION: &str = "x-sandbox-destination";
/// `cors` where the browser would ask the host's leave.
const MODE: &str = "x-sandbox-mode";

#[derive(Debug, Deserialize)]
struct Target {
    url: String,
}

/// `crm_post`: the account's server posts on, form-encoded and without the user's cookies.
async fn relay(
    Handler(state): Handler<State>,
    Session(_): Session,
    Query(target): Query<Target>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    ask(&state, "relay", &Method::POST, &target.url, &headers, &body)
        .await
        .unwrap_or_else(|| (StatusCode::BAD_GATEWAY, "no stub answers for this address").into_response())
}

/// A call the page would have made itself. Where no stub answers, or the host's CORS headers forbid it, 504 tells the
/// page to fail as offline.
async fn external(
    Handler(state): Handler<State>,
    Session(_): Session,
    Query(target): Query<Target>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match ask(&state, via(text(&headers, DESTINATION)), &method, &target.url, &headers, &body).await {
        Some(mut response) => {
            response.headers_mut().insert("x-sandbox-stub", HeaderValue::from_static("1"));
            response
        }
        None => (StatusCode::GATEWAY_TIMEOUT, "no stub answers for this address").into_response(),
    }
}

/// The document of a foreign frame. It runs in an origin of its own, as a foreign document does.
async fn frame(
    Handler(state): Handler<State>,
    Session(_): Session,
    Query(target): Query<Target>,
    headers: HeaderMap,
) -> Response {
    let found = ask(&state, "frame", &Method::GET, &target.url, &headers, &Bytes::new()).await;
    let offline =
        "<!doctype html><title>Offline</title><p>This site can’t be reached: no stub answers for it.";
    let mut response = found.unwrap_or_else(|| (StatusCode::GATEWAY_TIMEOUT, Html(offline)).into_response());
    let apart = HeaderValue::from_static("sandbox allow-scripts allow-forms allow-popups allow-modals");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, apart);
    response
}

/// How [`crate::ExternalCall::via`] names what a browser's request is for.
fn via(destination: &str) -> &'static str {
    match destination {
        "" => "page",
        "script" => "script",
        "style" => "style",
        "image" => "image",
        "iframe" | "frame" => "frame",
        _ => "other",
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

async fn ask(
    state: &State,
    via: &'static str,
    method: &Method,
    url: &str,
    headers: &HeaderMap,
    body: &Bytes,
) -> Option<Response> {
    let outgoing = Outgoing {
        via,
        method: method.clone(),
        url: url.to_owned(),
        headers: headers.clone(),
        body: body.clone(),
    };
    if text(headers, MODE) == "cors"
        && let Some(stub) = state.outside().find(method.as_str(), url)
        && let Some(reason) = cors::refuses(&stub, method, headers, state.base_url())
    {
        let mut call = outgoing.described(Some(stub.status));
        call.refused = Some(reason);
        state.outside().record(call);
        return None;
    }
    match reach::foreign(state, outgoing).await {
        Ok(answered) => Some(answer(answered)),
        Err(Unreached::NoStub) => None,
        Err(error) => Some((StatusCode::BAD_GATEWAY, error.to_string()).into_response()),
    }
}

fn answer(answered: Answered) -> Response {
    let status = StatusCode::from_u16(answered.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, answered.headers, answered.body).into_response();
    // A foreign host must not act on the account's own page.
    response.headers_mut().remove(header::SET_COOKIE);
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
