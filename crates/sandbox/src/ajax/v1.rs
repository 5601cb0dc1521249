//! `/ajax/v1/chats/templates/add`: the older way to add a chat template, which the official sample widget takes.
//!
//! Undocumented; the shapes are those the sample sends and reads.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Handler};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Map, Value, json};
use tower::ServiceExt as _;

use super::Uncounted;
use crate::api::Problem;
use crate::state::State;

/// Bytes of an answer of the API that is read.
const MOST: usize = 1 << 20;
/// What of the request API v4 knows by the same name.
const KNOWN: &[&str] = &["name", "content", "is_editable", "attachment", "buttons"];

pub(super) fn router() -> Router<State> {
    let api = crate::api::router();
    Router::new().route(
        "/ajax/v1/chats/templates/add",
        post(move |Handler(state): Handler<State>, request: Request| async move {
            match add(api.with_state(state), request).await {
                Ok(answer) => answer,
                Err(problem) => problem.into_response(),
            }
        }),
    )
}

async fn add(api: Router, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MOST).await.map_err(|_| Problem::bad_request("The request is too large"))?;
    let asked: Value = serde_json::from_slice(&body)
        .map_err(|error| Problem::bad_request(format!("Request body is not valid JSON: {error}")))?;
    let template: Map<String, Value> = KNOWN
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), asked.pointer(&format!("/request/{key}"))?.clone())))
        .filter(|(_, value)| !value.is_null())
        .collect();
    let mut inner = Request::builder().method(Method::POST).uri("/api/v4/chats/templates");
    for name in [header::COOKIE, header::HOST] {
        if let Some(value) = parts.headers.get(&name) {
            inner = inner.header(name, value);
        }
    }
    let inner = inner
        .header(header::CONTENT_TYPE, "application/json")
        .extension(Uncounted)
        .body(Body::from(json!([template]).to_string()))
        .map_err(|error| Problem::bad_request(error.to_string()))?;
    let answer = match api.oneshot(inner).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    if !answer.status().is_success() {
        return Ok(answer);
    }
    let body = to_bytes(answer.into_body(), MOST).await.unwrap_or_default();
    let made: Value = serde_json::from_slice(&body).unwrap_or_default();
    let id = made.pointer("/_embedded/chat_templates/0/id").cloned().unwrap_or_default();
    let body = json!({"response": {"chats": {"templates": {"added": id}}}});
    Ok((StatusCode::OK, Json(body)).into_response())
}
