//! Pipelines and their stages (<https://developers.kommo.com/reference/pipelines-list>).

mod read;
mod statuses;
mod write;

use axum::Router;
use axum::routing::get;

pub(crate) use statuses::COLORS;

use super::call::Endpoint;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    let base = "/api/v4/leads/pipelines";
    Router::new()
        .route(base, get(Endpoint(read::list)).post(Endpoint(write::create)))
        .route(
            &format!("{base}/{{id}}"),
            get(Endpoint(read::one)).patch(Endpoint(write::update)).delete(Endpoint(write::delete)),
        )
        .route(
            &format!("{base}/{{id}}/statuses"),
            get(Endpoint(statuses::list)).post(Endpoint(statuses::create)),
        )
        .route(
            &format!("{base}/{{id}}/statuses/{{status}}"),
            get(Endpoint(statuses::one)).patch(Endpoint(statuses::update)).delete(Endpoint(statuses::delete)),
        )
}
