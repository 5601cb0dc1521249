//! Events: the feed of changes (<https://developers.kommo.com/reference/events-list>).

mod read;
mod record;
mod types;

use axum::Router;
use axum::routing::get;

pub(crate) use record::{Event, next_note_id, record};

use super::call::Endpoint;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/events", get(Endpoint(read::list)))
        .route("/api/v4/events/types", get(Endpoint(types::list)))
        .route("/api/v4/events/{id}", get(Endpoint(read::one)))
}
