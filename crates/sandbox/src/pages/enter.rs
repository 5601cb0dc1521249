//! Signing in by an address, for tools that hold a session already: `cargo kommo dev` prints one.

use axum::extract::{Path, Query, State as Handler};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::login::{Next, local};
use crate::api::Problem;
use crate::state::State;

/// `GET /enter/<session token>?next=/path`: takes the session over into the browser and goes on.
///
/// The token is as secret as the session's cookie, which has the same value; an unknown one leads to the sign-in page.
pub(super) async fn enter(
    Handler(state): Handler<State>,
    Path(token): Path<String>,
    Query(next): Query<Next>,
) -> Result<Response, Problem> {
    let next = local(next.next);
    let pair = format!("{}={token}", state.cookie_name());
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&pair) {
        headers.insert(header::COOKIE, value);
    }
    let Some(user) = state.session_user(&headers)? else {
        return Ok(Redirect::to("/login/").into_response());
    };
    // A session of its own, so that signing out in the browser does not spoil the printed address.
    let session = state.open_session(user.id)?;
    Ok(([(header::SET_COOKIE, state.session_set_cookie(&session))], Redirect::to(&next)).into_response())
}
