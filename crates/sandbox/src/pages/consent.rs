//! The page of consent: `GET /oauth?client_id=…&state=…&mode=…` (<https://developers.kommo.com/docs/oauth-20>).
//!
//! Kommo has it on its shared site, where one first chooses the account; here there is one account. Only an admin may let an
//! integration in; once it is, other users may consent for themselves.

use axum::extract::{Form, Query, State as Handler};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;

use super::shell;
use crate::api::Problem;
use crate::integrations::{self, Integration};
use crate::session::PageSession;
use crate::state::State;

/// What the integration asks with.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    client_id: String,
    state: Option<String>,
    mode: Option<String>,
}

/// The same, answered.
#[derive(Debug, Deserialize)]
pub(super) struct Answered {
    #[serde(flatten)]
    asked: Asked,
    answer: String,
}

/// `GET /oauth`
pub(super) async fn page(
    Handler(state): Handler<State>,
    PageSession(user): PageSession,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let own = match wanted(&state, &asked) {
        Ok(own) => own,
        Err(why) => return Ok(refused(&headers, why)),
    };
    let account = state.account()?;
    let can_allow = user.is_admin || integrations::is_known(&state, &own.uuid)?;
    let content = html! {
        div .login {
            form .login__form method="post" action="/oauth/answer" {
                div .login__mark aria-hidden="true" { "K" }
                h1 .login__title { (own.name) }
                p .login__note { "asks for access to " b { (account.name) } " as " (user.name) ":" }
                ul .login__scopes { @for scope in &own.scopes { li { (integrations::scope_title(scope)) } } }
                @if !can_allow { div .host-alert role="alert" { "Only an administrator can let this integration in." } }
                input type="hidden" name="client_id" value=(own.uuid);
                @if let Some(state) = &asked.state { input type="hidden" name="state" value=(state); }
                @if let Some(mode) = &asked.mode { input type="hidden" name="mode" value=(mode); }
                button .button-input .button-input_blue type="submit" name="answer" value="allow" disabled[!can_allow] {
                    span .button-input-inner { "Allow" }
                }
                button .button-input type="submit" name="answer" value="deny" { span .button-input-inner { "Deny" } }
            }
        }
    };
    Ok(Html(shell::frame("en", shell::scheme(&headers), "Access · Kommo sandbox", &content).into_string())
        .into_response())
}

/// `POST /oauth/answer`: back to the redirect link, with a code or without.
pub(super) async fn answer(
    Handler(state): Handler<State>,
    PageSession(user): PageSession,
    headers: HeaderMap,
    Form(answered): Form<Answered>,
) -> Result<Response, Problem> {
    let asked = answered.asked;
    let own = match wanted(&state, &asked) {
        Ok(own) => own,
        Err(why) => return Ok(refused(&headers, why)),
    };
    let mut query: Vec<(&str, String)> = Vec::new();
    if answered.answer == "allow" {
        if !user.is_admin && !integrations::is_known(&state, &own.uuid)? {
            return Err(Problem::forbidden("Only an administrator can let this integration in"));
        }
        let code = integrations::hooks::code_for(&state, &own.uuid, user.id);
        query.extend(code.map_err(|error| Problem::bad_request(error.to_string()))?);
    } else {
        query.push(("error", "access_denied".to_owned()));
        query.push(("client_id", own.uuid));
    }
    query.extend(asked.state.map(|state| ("state", state)));
    let url = integrations::hooks::with_query(&own.redirect_uri, &query);
    if asked.mode.as_deref() == Some("post_message") {
        return Ok(Redirect::to(&url).into_response());
    }
    Ok(Html(leave(&headers, &url).into_string()).into_response())
}

fn wanted(state: &State, asked: &Asked) -> Result<Integration, &'static str> {
    let own = integrations::by_uuid(state, &asked.client_id).map_err(|_| "There is no such integration.")?;
    if own.redirect_uri.is_empty() {
        return Err("This integration has no redirect link.");
    }
    Ok(own)
}

fn refused(headers: &HeaderMap, why: &str) -> Response {
    let content = html! { div .login { div .login__form { div .host-alert role="alert" { (why) } } } };
    let page = shell::frame("en", shell::scheme(headers), "Access · Kommo sandbox", &content);
    (StatusCode::BAD_REQUEST, Html(page.into_string())).into_response()
}

/// In a window of its own the page that opened it goes on, and this one closes.
fn leave(headers: &HeaderMap, url: &str) -> Markup {
    // `<` cannot end the script early; JSON is JavaScript otherwise.
    let target = serde_json::Value::from(url).to_string().replace('<', "\\u003c");
    let script = format!(
        "const url = {target};\nif (window.opener) {{ window.opener.location.href = url; window.close(); }} \
         else {{ location.replace(url); }}"
    );
    let content = html! {
        div .login { div .login__form { p .login__note { a href=(url) { "Continue" } } } }
        script { (PreEscaped(script)) }
    };
    shell::frame("en", shell::scheme(headers), "Access · Kommo sandbox", &content)
}
