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
//! | `exchange_key` | a code for a user's old API key |
//! | `view` | what pages and widgets are told |
//! | `http` | the requests of the page |
//! | `library` | the same for Rust: methods of [`Sandbox`](crate::Sandbox) |

mod error;
mod exchange_key;
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
    http::router().merge(exchange_key::router())
}

/// The installed and installable widgets, as `host/js/core/boot.js` reads them.
pub(crate) fn widgets_for_page(state: &State, user: &User) -> rusqlite::Result<serde_json::Value> {
    view::widgets(state, user)
}

/// An integration by its ID.
pub(crate) fn by_uuid(state: &State, uuid: &str) -> Result<Integration, IntegrationError> {
    Ok(state.db(|db| store::by_uuid(db, uuid))?.integration)
}

/// Whether somebody has let the integration in: it is installed, or has been given a code or tokens.
pub(crate) fn is_known(state: &State, uuid: &str) -> rusqlite::Result<bool> {
    state.db(|db| {
        db.prepare_cached(
            "SELECT 1 FROM integrations i WHERE i.uuid = ?1 AND ( \
             EXISTS (SELECT 1 FROM widget_installs n WHERE n.integration_id = i.id) \
             OR EXISTS (SELECT 1 FROM authorization_codes c WHERE c.integration_id = i.id) \
             OR EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.client_id = i.uuid AND NOT t.is_revoked))",
        )?
        .exists([uuid])
    })
}

/// What a scope lets an integration do.
pub(crate) fn scope_title(scope: &str) -> &str {
    match scope {
        "crm" => "Access to the account's data",
        "files" => "Access to files",
        "files_delete" => "Deleting files",
        "notifications" => "Access to the notification center",
        "push_notifications" => "Push notifications",
        "chats" => "Access to chats",
        other => other,
    }
}
