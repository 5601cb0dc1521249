//! The one HTML page all addresses of the account answer with.

use axum::extract::State as Handler;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{boot, host_modules};
use crate::api::Problem;
use crate::session::PageSession;
use crate::state::State;

/// The signed-in user's page.
pub(super) async fn page(
    Handler(state): Handler<State>,
    PageSession(user): PageSession,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Err(error) = host_modules::folder().await {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, Html(trouble(&error.to_string()).into_string()))
            .into_response());
    }
    let boot = boot::boot(&state, &user)?.to_string();
    let npm = format!("/npm/{}", host_modules::fingerprint());
    let body = html! {
        nav #left_menu .nav aria-label="Main menu" {}
        main #page_holder {}
    };
    // `<` cannot occur in JSON outside strings, and inside one the escape means the same.
    let data = PreEscaped(boot.replace('<', "\\u003c"));
    let scripts = html! {
        script #host-boot type="application/json" { (data) }
        script src={ (npm) "/requirejs/require.js" } {}
        script src="/host/js/core/outside.js" {}
        script #host-config data-npm=(npm) data-host="/host" src="/host/js/core/config.js" {}
        script src="/host/js/main.js" {}
    };
    let page =
        frame(&user.lang, scheme(&headers), "Kommo sandbox", &html! { div .host { (body) } (scripts) });
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    let policy = state.csp().map(|policy| [(header::CONTENT_SECURITY_POLICY, policy)]);
    Ok((headers, policy, Html(page.into_string())).into_response())
}

/// Head and body around a page's content.
pub(super) fn frame(lang: &str, scheme: &str, title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang) data-color-scheme=(scheme) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="icon" href="/host/img/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/host/css/host.css";
            }
            body { (content) }
        }
    }
}

/// The colour scheme the user switched to last.
pub(super) fn scheme(headers: &HeaderMap) -> &'static str {
    let cookies = headers.get_all(header::COOKIE);
    let dark = cookies
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .any(|pair| pair.trim() == "color_scheme=dark");
    if dark { "dark" } else { "light" }
}

fn trouble(message: &str) -> Markup {
    frame(
        "en",
        "light",
        "Kommo sandbox",
        &html! {
            div .host-empty {
                div .host-empty__title { "The page's scripts are not there yet" }
                div { (message) }
            }
        },
    )
}
