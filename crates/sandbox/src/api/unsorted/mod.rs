//! Incoming leads (<https://developers.kommo.com/reference/incoming-leads-list>), "unsorted" in the API.

mod create;
mod decide;
mod read;

use axum::Router;
use axum::routing::{delete, get, post};

pub(crate) use create::{of_chat, of_complex};
pub(crate) use decide::{accept, decline, link};

use super::call::Endpoint;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    let base = "/api/v4/leads/unsorted";
    Router::new()
        .route(base, get(Endpoint(read::list)))
        .route(&format!("{base}/summary"), get(Endpoint(read::summary)))
        .route(&format!("{base}/forms"), post(Endpoint(create::forms)))
        .route(&format!("{base}/sip"), post(Endpoint(create::sip)))
        .route(&format!("{base}/{{uid}}"), get(Endpoint(read::one)))
        .route(&format!("{base}/{{uid}}/accept"), post(Endpoint(decide::accept)))
        .route(&format!("{base}/{{uid}}/decline"), delete(Endpoint(decide::decline)))
        .route(&format!("{base}/{{uid}}/link"), post(Endpoint(decide::link)))
}
