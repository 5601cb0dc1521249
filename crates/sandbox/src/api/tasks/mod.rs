//! Tasks (<https://developers.kommo.com/reference/tasks-list>).

mod read;
mod write;

use axum::Router;
use axum::routing::get;

use super::call::{Call, Endpoint};
use super::problem::Problem;
use super::reply::Reply;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route(
            "/api/v4/tasks",
            get(Endpoint(read::list)).post(Endpoint(write::create)).patch(Endpoint(write::update)),
        )
        .route(
            "/api/v4/tasks/{id}",
            get(Endpoint(read::one)).patch(Endpoint(write::update_by_path)).delete(Endpoint(delete)),
        )
}

/// Tasks cannot be deleted; this is what Kommo has been seen to answer.
fn delete(_: &Call<'_>) -> Result<Reply, Problem> {
    Err(Problem::forbidden("Invalid scope"))
}
