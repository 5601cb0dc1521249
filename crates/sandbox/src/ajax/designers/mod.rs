//! What the designers' pages keep: pipeline triggers, lead sources, bots. The addresses are the sandbox's own; what the
//! real pages send is not documented.

mod bots;
mod program;
mod sources;
mod triggers;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub use bots::{Bot, BotBlock, BotError};
pub use sources::LeadSource;
pub use triggers::Trigger;

use crate::session::User;
use crate::state::State;

pub(super) fn router() -> Router<State> {
    Router::new().merge(bots::router()).merge(sources::router()).merge(triggers::router())
}

/// Why something was not saved in a designer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DesignerError(String);

impl From<Refusal> for DesignerError {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.1)
    }
}

/// 403 for everybody who is no admin.
fn admin(user: &User) -> Result<(), Refusal> {
    if user.is_admin {
        Ok(())
    } else {
        Err(Refusal::new(StatusCode::FORBIDDEN, "only an administrator may do this"))
    }
}

/// Why a designer's request was refused.
#[derive(Debug)]
struct Refusal(StatusCode, String);

impl Refusal {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self(status, message.into())
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, axum::Json(json!({"error": self.1, "status": self.0.as_u16()}))).into_response()
    }
}
