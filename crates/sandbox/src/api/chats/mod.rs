//! Conversations: talks, chats of contacts, templates (<https://developers.kommo.com/reference/get-talks>).

mod contacts;
mod receive;
mod talks;
mod templates;

use axum::Router;

pub use receive::IncomingMessage;
pub(crate) use receive::{Said, add_message, open_lead, open_talk, receive, talk_in_work};

use crate::state::State;

pub(crate) fn router() -> Router<State> {
    contacts::router().merge(talks::router()).merge(templates::router())
}
