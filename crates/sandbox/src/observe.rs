//! Around every request: faults first, the journal last.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};

use crate::api::Caller;
use crate::faults::Harm;
use crate::journal::{Entry, KEPT_BODY};
use crate::listen::Cut;
use crate::state::State;

/// Bodies above this size are passed on without being looked at.
const MAX_READ: u64 = 8 * 1024 * 1024;
/// The control interface answers always, and what it does is not the account's business.
pub(crate) const CONTROL: &str = "/control";

/// The layer around all routes.
pub(crate) async fn observe(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path == CONTROL || path.strip_prefix(CONTROL).is_some_and(|rest| rest.starts_with('/')) {
        return next.run(request).await;
    }
    let began = Instant::now();
    let cut = request.extensions().get::<ConnectInfo<Cut>>().map(|info| info.0.clone());
    let method = request.method().to_string();
    let mut entry = Entry {
        at_ms: state.clock().now_millis(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        ..Entry::default()
    };
    let fault = if state.faults().is_offline() {
        Some((0, Harm::Dropped))
    } else {
        state.faults().meet(&method, &path)
    };
    entry.fault = fault.as_ref().map(|(id, _)| *id);
    (entry.method, entry.path) = (method, path);

    let request = note_request(request, &mut entry).await;
    let response = match fault.map(|(_, harm)| harm) {
        None => next.run(request).await,
        Some(harm) => harmed(harm, cut, request, next, &mut entry).await,
    };
    if let Some(caller) = response.extensions().get::<Caller>() {
        entry.user_id = Some(caller.user.id);
        entry.client_id = caller.client.as_ref().map(|client| client.id.clone());
    }
    if entry.status == 0 && entry.fault.is_none() {
        entry.status = response.status().as_u16();
    }
    let response = note_response(response, &mut entry).await;
    entry.took_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    state.journal().record(entry);
    response
}

async fn harmed(harm: Harm, cut: Option<Cut>, request: Request, next: Next, entry: &mut Entry) -> Response {
    let drop = |response: Response| {
        if let Some(cut) = &cut {
            cut.now();
        }
        response
    };
    match harm {
        Harm::Status { status, body, content_type } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            entry.status = status.as_u16();
            let content_type = HeaderValue::from_str(&content_type)
                .unwrap_or_else(|_| HeaderValue::from_static("text/html"));
            (status, [(CONTENT_TYPE, content_type)], body).into_response()
        }
        Harm::Delay { ms } => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            let response = next.run(request).await;
            entry.status = response.status().as_u16();
            response
        }
        Harm::BrokenBody { keep } => {
            let (mut parts, body) = next.run(request).await.into_parts();
            entry.status = parts.status.as_u16();
            let bytes = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
            parts.headers.remove(CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(bytes.slice(..keep.min(bytes.len()))))
        }
        Harm::LostAnswer => drop(next.run(request).await),
        Harm::Dropped => drop(StatusCode::SERVICE_UNAVAILABLE.into_response()),
    }
}

/// Reads the request's body into the journal if it is text of moderate size.
async fn note_request(request: Request, entry: &mut Entry) -> Request {
    if !is_readable(request.headers()) || length(request.headers()).is_none_or(|length| length > MAX_READ) {
        return request;
    }
    let (parts, body) = request.into_parts();
    let limit = usize::try_from(MAX_READ).unwrap_or(usize::MAX);
    let bytes = Limited::new(body, limit).collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    entry.request_body = text(&bytes);
    Request::from_parts(parts, Body::from(bytes))
}

/// Reads the answer's body into the journal if it is JSON, text or HTML with a known length.
async fn note_response(response: Response, entry: &mut Entry) -> Response {
    let size = axum::body::HttpBody::size_hint(response.body()).exact();
    let is_text = response.headers().contains_key(CONTENT_TYPE) && is_readable(response.headers());
    if !is_text || size.is_none_or(|size| size > MAX_READ) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    entry.response_body = text(&bytes);
    Response::from_parts(parts, Body::from(bytes))
}

fn text(bytes: &Bytes) -> String {
    String::from_utf8_lossy(bytes.get(..KEPT_BODY).unwrap_or(bytes)).into_owned()
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn is_readable(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("application/json");
    ["json", "application/x-www-form-urlencoded", "text/html", "text/plain"]
        .iter()
        .any(|text| kind.contains(text))
}
