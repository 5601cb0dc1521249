//! Integrations: created by an admin in Settings → Integrations, filled by an upload of `widget.zip`, installed with
//! settings, disabled.
//!
//! Kommo documents the page (<https://developers.kommo.com/docs/private-integration>,
//! <https://developers.kommo.com/docs/widgets-tutorial>), not the requests behind it; those follow what tools that
//! drive the page have been seen to send.
//!
//! | file | holds |
//! |---|---|
//! | `form` | the "Create integration" form and its limits |
//! | `upload` | reading, checking and keeping an archive |
//! | `install` | installing, saving settings, disabling |
//! | `hooks` | telling the integration's server of a fresh install, and of disabling |
//! | `keys` | authorization codes of the "Keys and scopes" tab |
//! | `view` | what pages and widgets are told |
//! | `http` | the requests of the page |
//! | `library` | the same for Rust: methods of [`Sandbox`](crate::Sandbox) |

mod error;
mod form;
pub(crate) mod hooks;
mod http;
mod install;
mod keys;
mod library;
mod model;
mod request;
mod store;
mod upload;
mod view;

use axum::Router;

pub use error::{IntegrationError, UploadError};
pub use form::{FieldProblem, IntegrationForm, Logo};
pub use keys::AuthorizationCode;
pub use model::{Integration, Status};
pub use upload::{Problem as UploadProblem, Uploaded};

use crate::session::User;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    http::router()
}

/// The installed and installable widgets, as `host/js/core/boot.js` reads them.
pub(crate) fn widgets_for_page(state: &State, user: &User) -> rusqlite::Result<serde_json::Value> {
    view::widgets(state, user)
}

/// An integration by its ID.
pub(crate) fn by_uuid(state: &State, uuid: &str) -> Result<Integration, IntegrationError> {
    Ok(state.db(|db| store::by_uuid(db, uuid))?.integration)
}
