//! The host page: one shell for all addresses of the account, its scripts and styles, and signing in.
//!
//! The shell is drawn by the JavaScript under `host/`; what the server writes into it is in [`boot`].

mod assets;
mod boot;
mod consent;
mod enter;
mod host_modules;
mod login;
mod shell;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

pub use host_modules::prepare;

use crate::state::State;

/// First components of the addresses the shell answers; the router in `host/js/core/routes.js` does the rest.
const AREAS: &[&str] = &[
    "dashboard",
    "leads",
    "contacts",
    "companies",
    "todo",
    "catalogs",
    "settings",
    "stats",
    "mail",
    "events",
    "widget",
];

pub(crate) fn router() -> Router<State> {
    let mut router = Router::new()
        .route("/", get(|| async { Redirect::to("/dashboard/") }))
        .route("/login/", get(login::page).post(login::sign_in))
        .route("/login", get(|| async { Redirect::permanent("/login/") }))
        .route("/enter/{token}", get(enter::enter))
        .route("/logout", post(login::sign_out))
        .route("/oauth", get(consent::page))
        .route("/oauth/answer", post(consent::answer))
        .route("/host/css/host.css", get(assets::styles))
        .route("/host/templates.json", get(assets::templates))
        .route("/host/{*path}", get(assets::host_file))
        .route("/npm/{fingerprint}/{*path}", get(assets::npm_file));
    for area in AREAS {
        router = router
            .route(&format!("/{area}"), get(shell::page))
            .route(&format!("/{area}/"), get(shell::page))
            .route(&format!("/{area}/{{*rest}}"), get(shell::page));
    }
    router
}
