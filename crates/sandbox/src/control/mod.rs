//! The control interface: everything a test needs, over plain HTTP, for tests that are not written in Rust.
//!
//! It answers on loopback names only, needs no session, is met by no fault and appears in no journal.
//! `GET /control` is a page that lists the calls.

mod bots;
mod calls;
mod channels;
mod page;
mod widgets;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State as Extract};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};

use crate::state::State;

/// Bytes an uploaded archive may have.
const MAX_ARCHIVE: usize = 64 << 20;

/// A call as the page lists it.
pub(crate) struct Described {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) does: &'static str,
    /// An example of the body: JSON, or `@` and a file. Words in capitals stand for what the account has.
    pub(crate) body: &'static str,
}

/// Every call of the control interface.
pub(crate) const CALLS: &[Described] = &[
    describe("GET", "/control/state", "Base URL, time, users with their passwords, limits, faults", ""),
    describe("POST", "/control/session", "Sign a user in and get the cookie", r#"{"user_id": USER}"#),
    describe(
        "POST",
        "/control/token",
        "Issue a Bearer token for an integration",
        r#"{"client_id": "UUID", "user_id": USER, "scopes": ["crm"], "lives": 86400}"#,
    ),
    describe("POST", "/control/clock", "Advance the clock by so many seconds", r#"{"advance": 3600}"#),
    describe("POST", "/control/limits", "Switch the request limits on or off", r#"{"enforced": false}"#),
    describe(
        "POST",
        "/control/csp",
        "Send pages with a content security policy that forbids eval and WebAssembly, or without",
        r#"{"strict": true}"#,
    ),
    describe("POST", "/control/offline", "Play dead, or come back", r#"{"offline": true}"#),
    describe("GET", "/control/faults", "Faults in force", ""),
    describe(
        "POST",
        "/control/faults",
        "Inject a fault: harm is status, delay, broken_body, lost_answer or dropped",
        r#"{"path": "/api/v4/leads*", "method": "PATCH", "after": 0, "times": 1, "harm": {"kind": "status", "status": 503}}"#,
    ),
    describe("DELETE", "/control/faults/1", "Take one fault away", ""),
    describe("DELETE", "/control/faults", "Take all faults away and come back online", ""),
    describe("GET", "/control/journal?after=0", "Requests and their answers with a number above `after`", ""),
    describe("DELETE", "/control/journal", "Forget the journal", ""),
    describe("POST", "/control/upload", "Upload a widget, as a new integration", "@widget.zip"),
    describe(
        "POST",
        "/control/upload/UUID?public=false",
        "Upload the next version of an integration's widget, checked as that of a public integration if asked; open pages load themselves again",
        "@widget.zip",
    ),
    describe(
        "POST",
        "/control/install",
        "Install an integration, or save other settings",
        r#"{"uuid": "UUID", "settings": {"key": "value"}}"#,
    ),
    describe(
        "POST",
        "/control/stubs",
        "Say what foreign hosts answer, or which service on this machine answers for them",
        r#"[{"url": "https://api.example.com/*", "status": 200, "body": {}}, {"url": "https://ai.example/*", "forward": "http://127.0.0.1:3000"}]"#,
    ),
    describe("GET", "/control/outside", "Calls to foreign hosts so far", ""),
    describe(
        "GET",
        "/control/lifecycle?after=0",
        "What was called in widgets on open pages and what came of it, with a number above `after`",
        "",
    ),
    describe(
        "POST",
        "/control/call",
        "Let a phone ring: for these users, or for everybody",
        r#"{"phone_number": "+1 555 010 0301", "users": []}"#,
    ),
    describe("POST", "/control/hang-up", "Let the caller hang up", r#"{"phone_number": "+1 555 010 0301"}"#),
    describe(
        "POST",
        "/control/message",
        "Let a contact write a message",
        r#"{"contact_id": CONTACT, "text": "Is it ready?", "origin": "whatsapp"}"#,
    ),
    describe(
        "POST",
        "/control/webhooks",
        "Subscribe an address as in the account's settings, where there are events that the API does not take",
        r#"{"destination": "https://service.example/hook", "events": ["add_unsorted", "delete_unsorted"]}"#,
    ),
    describe(
        "POST",
        "/control/channels",
        "Register a channel of the Chats API, which at Kommo takes a letter to its support; what managers and bots write goes to `url`",
        r#"{"url": "https://service.example/hook/:scope_id"}"#,
    ),
    describe(
        "GET",
        "/control/channels",
        "What the services behind channels were told, and what they answered",
        "",
    ),
    describe(
        "POST",
        "/control/typing",
        "Let a user be writing in a talk of a channel; `heard` says whether a channel was told",
        r#"{"talk_id": 1, "user_id": USER}"#,
    ),
    describe(
        "POST",
        "/control/reaction",
        "Let a user react to a message of a channel; without an emoji it is taken back",
        r#"{"message_id": "UUID", "user_id": USER, "emoji": "👍"}"#,
    ),
    describe("GET", "/control/bots", "Bots, and what became of their runs", ""),
    describe(
        "POST",
        "/control/bots",
        "Save a bot; the programs of its blocks are frozen in it",
        r#"{"name": "Greeter", "blocks": [{"code": "", "handler": "code", "program": "[{\"question\": [{\"handler\": \"show\", \"params\": {\"type\": \"text\", \"value\": \"Hi\"}}]}]"}]}"#,
    ),
    describe(
        "POST",
        "/control/bots/run",
        "Start a bot for a card",
        r#"{"bot_id": 1, "entity_type": "leads", "entity_id": LEAD}"#,
    ),
    describe("GET", "/control/bots/trace?run=1", "What a run read and wrote, step by step", ""),
    describe("GET", "/control/chat?contact_id=CONTACT", "A contact's chat", ""),
    describe(
        "GET",
        "/control/triggers",
        "Triggers of the pipelines, and what they sent to widgets' services",
        "",
    ),
    describe(
        "POST",
        "/control/triggers",
        "Save a trigger of a widget, or with `bot_id` one that starts a bot",
        r#"{"pipeline_id": PIPELINE, "status_id": STATUS, "code": "CODE", "settings": {"message": "Hi"}}"#,
    ),
    describe(
        "POST",
        "/control/pipeline-event",
        "Let something happen around a lead: mail_in, call_in, site_visit or chat",
        r#"{"event": "site_visit", "lead_id": LEAD}"#,
    ),
    describe(
        "POST",
        "/control/disable",
        "Disable an integration: its settings and tokens are gone",
        r#"{"uuid": "UUID"}"#,
    ),
    describe("GET", "/control/webhooks", "Webhooks sent or waiting, with their answers", ""),
    describe(
        "POST",
        "/control/seed",
        "Replace the whole account by another; an empty body plants the first one again",
        "@seed.json",
    ),
];

const fn describe(
    method: &'static str,
    path: &'static str,
    does: &'static str,
    body: &'static str,
) -> Described {
    Described { method, path, does, body }
}

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/control", get(page::page))
        .route("/control/state", get(calls::state))
        .route("/control/session", post(calls::session))
        .route("/control/token", post(calls::token))
        .route("/control/clock", post(calls::clock))
        .route("/control/limits", post(calls::limits))
        .route("/control/csp", post(calls::csp))
        .route("/control/offline", post(calls::offline))
        .route("/control/faults", get(calls::faults).post(calls::inject).delete(calls::clear_faults))
        .route("/control/faults/{id}", delete(calls::remove_fault))
        .route("/control/journal", get(calls::journal).delete(calls::clear_journal))
        .route("/control/upload", post(widgets::upload).layer(DefaultBodyLimit::max(MAX_ARCHIVE)))
        .route("/control/upload/{uuid}", post(widgets::upload_next).layer(DefaultBodyLimit::max(MAX_ARCHIVE)))
        .route("/control/install", post(widgets::install))
        .route("/control/disable", post(widgets::disable))
        .route("/control/stubs", post(widgets::stubs))
        .route("/control/outside", get(widgets::outside))
        .route("/control/lifecycle", get(widgets::lifecycle))
        .route("/control/call", post(calls::ring))
        .route("/control/hang-up", post(calls::hang_up))
        .route("/control/webhooks", get(calls::webhooks))
        .route("/control/message", post(calls::message))
        .route("/control/webhooks", post(calls::subscribe))
        .route("/control/channels", get(channels::hooks).post(channels::add))
        .route("/control/typing", post(channels::type_in))
        .route("/control/reaction", post(channels::react))
        .route("/control/bots", get(bots::bots).post(bots::save))
        .route("/control/bots/run", post(bots::run))
        .route("/control/bots/trace", get(bots::trace))
        .route("/control/chat", get(bots::chat))
        .route("/control/triggers", get(bots::triggers).post(bots::save_trigger))
        .route("/control/pipeline-event", post(bots::pipeline_event))
        .route("/control/seed", post(calls::seed))
        .layer(from_fn(loopback_only))
}

/// A page elsewhere that points its own name at this machine must not reach the controls.
async fn loopback_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    let is_simple = request.headers().get("sec-fetch-site").is_none_or(|site| site != "cross-site");
    if matches!(name, "127.0.0.1" | "localhost" | "[::1]") && is_simple {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "The control interface answers on 127.0.0.1 and localhost only").into_response()
}

/// What the calls share.
type Shared = Extract<State>;
