//! Notes (<https://developers.kommo.com/reference/notes-list-entity>).

mod read;
mod types;
mod write;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use write::add;

use super::call::{Call, Endpoint};
use super::entity::Entity;
use super::problem::Problem;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Entity::CARDS.into_iter().fold(Router::new(), |router, entity| {
        let base = format!("/api/v4/{}", entity.plural());
        let all = || get(Endpoint(read::list)).post(Endpoint(write::create)).patch(Endpoint(write::update));
        router
            .route(&format!("{base}/notes"), all())
            .route(&format!("{base}/{{id}}/notes"), all())
            .route(&format!("{base}/notes/{{note}}"), get(Endpoint(read::one)))
            .route(
                &format!("{base}/{{id}}/notes/{{note}}"),
                get(Endpoint(read::one)).patch(Endpoint(write::update_by_path)),
            )
            .route(&format!("{base}/notes/{{note}}/pin"), post(Endpoint(write::pin)))
            .route(&format!("{base}/notes/{{note}}/unpin"), post(Endpoint(write::unpin)))
    })
}

/// The kind of entity the path is about.
fn entity(call: &Call<'_>) -> Result<Entity, Problem> {
    let name = call.path.split('/').nth(3).unwrap_or_default();
    Entity::from_plural(name).ok_or_else(|| Problem::not_found("Not found"))
}

/// The entity in the path, if it names one.
fn entity_id(call: &Call<'_>) -> Result<Option<i64>, Problem> {
    if call.part("id").is_empty() { Ok(None) } else { call.id("id").map(Some) }
}
