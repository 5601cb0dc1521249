//! Phone calls: the log (<https://developers.kommo.com/reference/calls>), and the call on the line
//! (<https://developers.kommo.com/docs/caller-id>).

mod log;
mod placement;
mod ringing;

use axum::Router;
use axum::routing::post;

use super::call::Endpoint;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v4/calls", post(Endpoint(log::create)))
        .route("/api/v2/calls", post(Endpoint(log::create_v2)))
        .route("/api/v2/events", post(Endpoint(ringing::create)))
        .route("/ajax/sandbox/call", post(ringing::from_outside))
        .route("/ajax/sandbox/hang-up", post(ringing::hung_up))
}
