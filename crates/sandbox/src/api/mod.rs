//! API v4 over the account's database, written from the API's reference.
//!
//! [`call`] signs the caller in and opens a transaction; [`body`] checks what is written, [`filter`] and [`page`] read the
//! query, [`table`] and [`reply`] make the answer. Each of Kommo's resources has a module of its own name; [`cards`] holds
//! what leads, contacts, companies and customers share.

mod account;
mod ai;
mod auth;
mod body;
mod bots;
mod call;
mod calls;
pub(crate) mod cards;
mod catalogs;
pub(crate) mod chats;
mod companies;
mod contacts;
pub(crate) mod custom_fields;
mod customers;
mod entity;
pub(crate) mod events;
mod files;
mod filter;
mod leads;
pub(crate) mod links;
mod loss_reasons;
mod misc;
pub(crate) mod notes;
mod oauth;
mod page;
mod pipelines;
mod problem;
pub(crate) mod reply;
mod rights;
mod roles;
mod sources;
mod table;
mod tags;
mod tasks;
pub(crate) mod unsorted;
mod users;
mod webhooks;
mod website_buttons;
mod widgets;

use axum::Router;
use axum::extract::Request;
use axum::routing::any;

pub(crate) use auth::Caller;
pub use auth::TokenGrant;
pub(crate) use body::{Item, Refusal};
pub(crate) use call::Call;
pub use chats::IncomingMessage;
pub(crate) use entity::Entity;
pub use problem::Problem;
pub(crate) use webhooks::EVENTS as WEBHOOK_EVENTS;

use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .merge(account::router())
        .merge(ai::router())
        .merge(bots::router())
        .merge(calls::router())
        .merge(chats::router())
        .merge(misc::router())
        .merge(webhooks::router())
        .merge(website_buttons::router())
        .merge(widgets::router())
        .merge(cards::router())
        .merge(catalogs::router())
        .merge(custom_fields::router())
        .merge(customers::router())
        .merge(events::router())
        .merge(files::router())
        .merge(leads::router())
        .merge(links::router())
        .merge(loss_reasons::router())
        .merge(notes::router())
        .merge(oauth::router())
        .merge(pipelines::router())
        .merge(roles::router())
        .merge(sources::router())
        .merge(tags::router())
        .merge(tasks::router())
        .merge(unsorted::router())
        .merge(users::router())
        .route("/api/{*rest}", any(unknown))
}

async fn unknown(axum::extract::State(state): axum::extract::State<State>, request: Request) -> Problem {
    let origin = call::origin(&state, request.headers());
    Problem::not_found(format!("Cannot {} {origin}{}!", request.method(), request.uri().path()))
}
