//! The page that lists the calls.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, PreEscaped, html};

use super::CALLS;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
    color:#1f2b3a;background:#fff}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;\
    padding:.5rem .75rem;border-bottom:1px solid #dde2e8}code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}\
    .m{font-weight:600}td:first-child{white-space:nowrap}@media(prefers-color-scheme:dark){body{background:#17202b;color:#dfe6ee}\
    td,th{border-color:#33404f}}";

pub(super) async fn page() -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { "Sandbox controls" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Sandbox controls" }
                p {
                    "Plain HTTP with JSON bodies and answers, without a session, from this machine only. \
                     Errors come as " code { r#"{"error": "…"}"# } "."
                }
                table {
                    thead { tr { th { "Call" } th { "What it does" } th { "Body" } } }
                    tbody {
                        @for call in CALLS {
                            tr {
                                td { span.m { (call.method) } " " code { (call.path) } }
                                td { (call.does) }
                                td { @if !call.body.is_empty() { code { (call.body) } } }
                            }
                        }
                    }
                }
            }
        }
    };
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.into_string()).into_response()
}
