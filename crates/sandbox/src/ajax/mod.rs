//! The page's own requests that belong to no other room.
//!
//! | file | holds |
//! |---|---|
//! | `v4` | `/ajax/v4/…`: API v4 for the signed-in user, without an integration's request limit |
//! | `v1` | the older way to add a chat template |
//! | `lifecycle` | what widgets on open pages did, call by call |
//! | `disposable_token` | the token `$authorizedAjax` sends |
//! | `designers` | what the designers' pages keep |
//! | `stream` | what the server tells open pages |
//! | `elsewhere` | what Kommo asks integrations' own servers: system SMS, the mobile card's frame |
//! | `outside`, `stubs`, `cors` | calls to foreign hosts and what answers them |

mod cors;
mod designers;
mod disposable_token;
mod elsewhere;
mod lifecycle;
mod outside;
mod stream;
mod stubs;
mod v1;
mod v4;

use axum::Router;

pub use designers::{Bot, BotBlock, BotError, DesignerError, LeadSource, Trigger};
pub(crate) use lifecycle::Lifecycle;
pub use lifecycle::LifecycleEntry;
pub use stream::IncomingCall;
pub(crate) use stream::Pages;
pub(crate) use stubs::Outside;
pub use stubs::{ExternalCall, NotLocal, Service, Stub};
pub(crate) use v4::Uncounted;

use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .merge(designers::router())
        .merge(disposable_token::router())
        .merge(elsewhere::router())
        .merge(lifecycle::router())
        .merge(outside::router())
        .merge(stream::router())
        .merge(v1::router())
        .merge(v4::router())
}
