//! `/ajax/v4/…`: what the pages themselves ask of API v4.
//!
//! Kommo's own pages use addresses under `/ajax`, which do not count against the seven requests a second of an
//! integration, want `X-Requested-With`, and know no Bearer tokens.

use axum::Router;
use axum::extract::{Request, State as Handler};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Uri, header};
use axum::response::IntoResponse as _;
use axum::routing::any;
use tower::ServiceExt as _;

use crate::api::Problem;
use crate::state::State;

/// Mark of a request that does not count against the limits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uncounted;

pub(super) fn router() -> Router<State> {
    let api = crate::api::router();
    Router::new().route(
        "/ajax/v4/{*rest}",
        any(move |Handler(state): Handler<State>, request: Request| async move {
            match rewrite(request) {
                Ok(request) => match api.with_state(state).oneshot(request).await {
                    Ok(response) => response,
                    Err(never) => match never {},
                },
                Err(problem) => problem.into_response(),
            }
        }),
    )
}

fn rewrite(mut request: Request) -> Result<Request, Problem> {
    if !is_xhr(request.headers()) {
        return Err(Problem::forbidden(
            "Addresses under /ajax want the header X-Requested-With: XMLHttpRequest",
        ));
    }
    let rest = request.uri().path_and_query().map_or("", PathAndQuery::as_str).trim_start_matches("/ajax");
    let uri: Uri =
        format!("/api{rest}").parse().map_err(|_| Problem::bad_request("The address is not valid"))?;
    *request.uri_mut() = uri;
    request.headers_mut().remove(header::AUTHORIZATION);
    request.extensions_mut().insert(Uncounted);
    Ok(request)
}

fn is_xhr(headers: &HeaderMap) -> bool {
    headers
        .get("x-requested-with")
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"XMLHttpRequest"))
}
