//! Files: the drive service, here at `/drive` of the account's own host, and files of cards
//! (<https://developers.kommo.com/reference/files-api>).

mod cards;
mod list;
mod model;
mod upload;

use axum::Router;
use axum::routing::{get, post};

use super::call::{Call, Endpoint};
use super::entity::Entity;
use super::problem::Problem;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    let drive = "/drive/v1.0";
    let router = Router::new()
        .route(&format!("{drive}/sessions"), post(Endpoint(upload::open)))
        .route(&format!("{drive}/sessions/upload/{{token}}"), post(Endpoint(upload::part)))
        .route(&format!("{drive}/files"), get(Endpoint(list::list)).delete(Endpoint(list::delete)))
        .route(&format!("{drive}/files/restore"), post(Endpoint(list::restore)))
        .route(&format!("{drive}/files/{{uuid}}"), get(Endpoint(list::one)).patch(Endpoint(list::update)))
        .route(&format!("{drive}/files/{{uuid}}/versions"), get(Endpoint(list::versions)))
        .route("/drive/download/{uuid}", get(list::download))
        .route("/api/v4/files/{uuid}/links", get(Endpoint(cards::links)));
    Entity::CARDS.into_iter().fold(router, |router, entity| {
        router.route(
            &format!("/api/v4/{}/{{id}}/files", entity.plural()),
            get(Endpoint(cards::list)).put(Endpoint(cards::link)).delete(Endpoint(cards::unlink)),
        )
    })
}

/// A token needs the scope; a browser session has every one.
fn require_scope(call: &Call<'_>, scope: &str) -> Result<(), Problem> {
    match &call.caller.client {
        Some(client) if !client.scopes.iter().any(|known| known == scope) => {
            Err(Problem::forbidden("Invalid scope"))
        }
        _ => Ok(()),
    }
}
