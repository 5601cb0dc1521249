//! Signing in and out. The page lists the account's users with their passwords: they exist only in this sandbox.

use axum::extract::{Form, Query, State as Handler};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::shell;
use crate::api::Problem;
use crate::session::SignInError;
use crate::state::State;

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Next {
    pub(super) next: Option<String>,
}

/// The form.
#[derive(Deserialize)]
pub(super) struct SignIn {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

/// `GET /login/`
pub(super) async fn page(
    Handler(state): Handler<State>,
    Query(next): Query<Next>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Ok(Html(draw(&state, &headers, &local(next.next), "", None)?.into_string()).into_response())
}

/// `POST /login/`
pub(super) async fn sign_in(
    Handler(state): Handler<State>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Problem> {
    let next = local(form.next);
    match state.sign_in(&form.login, &form.password) {
        Ok(token) => {
            let cookie = [(header::SET_COOKIE, state.session_set_cookie(&token))];
            Ok((cookie, Redirect::to(&next)).into_response())
        }
        Err(SignInError::Database(error)) => Err(error.into()),
        Err(error) => {
            let message = match &error {
                SignInError::WrongCredentials => {
                    "Wrong e-mail or password. Check both, or pick one of the users listed here.".to_owned()
                }
                other => other.to_string(),
            };
            let page = draw(&state, &headers, &next, &form.login, Some(&message))?;
            Ok((StatusCode::UNAUTHORIZED, Html(page.into_string())).into_response())
        }
    }
}

/// `POST /logout`
pub(super) async fn sign_out(
    Handler(state): Handler<State>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(token) = state.session_cookie(&headers) {
        state.sign_out(token)?;
    }
    Ok(([(header::SET_COOKIE, state.session_clear_cookie())], Redirect::to("/login/")).into_response())
}

/// Only a path of this site may follow; anything else leads to the dashboard.
pub(super) fn local(next: Option<String>) -> String {
    next.filter(|path| {
        let mut bytes = path.bytes();
        bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'))
    })
    .unwrap_or_else(|| "/dashboard/".to_owned())
}

struct Person {
    name: String,
    login: String,
    password: String,
    is_admin: bool,
    group: String,
}

fn people(state: &State) -> rusqlite::Result<Vec<Person>> {
    state.db(|db| {
        db.prepare_cached(
            "SELECT u.name, u.login, u.password, u.is_admin, g.name FROM users u \
             LEFT JOIN users_groups g ON g.id = u.group_id WHERE u.is_active ORDER BY u.position, u.id",
        )?
        .query_map([], |row| {
            Ok(Person {
                name: row.get(0)?,
                login: row.get(1)?,
                password: row.get(2)?,
                is_admin: row.get(3)?,
                group: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            })
        })?
        .collect()
    })
}

fn draw(
    state: &State,
    headers: &HeaderMap,
    next: &str,
    login: &str,
    error: Option<&str>,
) -> Result<Markup, Problem> {
    let account = state.account()?;
    let people = people(state)?;
    let content = html! {
        div .login {
            form .login__form method="post" action="/login/" {
                div .login__mark aria-hidden="true" { "K" }
                h1 .login__title { (account.name) }
                p .login__note { "A simulated account. Sign in as one of its users." }
                @if let Some(error) = error { div .host-alert role="alert" { (error) } }
                input type="hidden" name="next" value=(next);
                label .login__label {
                    "E-mail"
                    input .text-input type="email" name="login" value=(login) required autofocus autocomplete="username";
                }
                label .login__label {
                    "Password"
                    input .text-input type="password" name="password" required autocomplete="current-password";
                }
                button .button-input .button-input_blue type="submit" { span .button-input-inner { "Sign in" } }
            }
            div .login__people {
                @for person in &people {
                    button .login__person type="button" data-login=(person.login) data-password=(person.password) {
                        span .host-avatar style={ "--host-hue: " (hue(&person.name)) } aria-hidden="true" { (initials(&person.name)) }
                        span .login__who {
                            b { (person.name) }
                            span { (person.group) " · " @if person.is_admin { "admin" } @else { "manager" } }
                        }
                        span .login__secret { (person.login) br; code { (person.password) } }
                    }
                }
            }
        }
        script src="/host/js/login.js" {}
    };
    Ok(shell::frame("en", shell::scheme(headers), "Sign in · Kommo sandbox", &content))
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .take(2)
        .filter_map(|part| part.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The same steady hue as `host/js/core/format.js` gives a name.
fn hue(name: &str) -> u32 {
    name.chars().fold(7, |sum, letter| (sum * 31 + u32::from(letter)) % 360)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_only_to_this_site() {
        let of = |path: &str| local(Some(path.to_owned()));
        assert_eq!(of("/leads/detail/1?x=1"), "/leads/detail/1?x=1");
        for elsewhere in ["https://example.com", "//example.com", "/\\example.com", "", "javascript:alert(1)"]
        {
            assert_eq!(of(elsewhere), "/dashboard/", "{elsewhere}");
        }
    }
}
