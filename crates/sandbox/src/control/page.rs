//! The page that lists the calls, each with a command that works as it stands.

use axum::extract::State as Extract;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, PreEscaped, html};

use super::{CALLS, Described, Shared};
use crate::sandbox::Sandbox;
use crate::state::State;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;\
    color:#1f2b3a;background:#fff}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;\
    padding:.6rem .75rem;border-bottom:1px solid #dde2e8}code{font:13px ui-monospace,monospace}.m{font-weight:600}\
    td:first-child{width:38%}pre{margin:.35rem 0 0;padding:.5rem .7rem;border-radius:6px;background:#f2f4f7;\
    white-space:pre-wrap;overflow-wrap:anywhere;font:12.5px/1.45 ui-monospace,monospace}\
    @media(prefers-color-scheme:dark){body{background:#17202b;color:#dfe6ee}td,th{border-color:#33404f}pre{background:#0f1620}}";

pub(super) async fn page(Extract(state): Shared) -> Response {
    let known = known(&state);
    let base = state.base_url();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { "Sandbox controls" }
                link rel="icon" href="/host/img/icon.svg" type="image/svg+xml";
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Sandbox controls" }
                p {
                    "Plain HTTP with JSON bodies and answers, without a session, from this machine only. \
                     Errors come as " code { r#"{"error": "…"}"# } ". The ids in the commands are those of this account."
                }
                table {
                    thead { tr { th { "Call" } th { "What it does, and an example" } } }
                    tbody {
                        @for call in CALLS {
                            tr {
                                td { span.m { (call.method) } " " code { (call.path) } }
                                td { (call.does) pre { (command(call, base, &known)) } }
                            }
                        }
                    }
                }
            }
        }
    };
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.into_string()).into_response()
}

/// The call for a shell.
fn command(call: &Described, base: &str, known: &[(&str, String)]) -> String {
    let mut command = String::from("curl ");
    if call.method != if call.body.is_empty() { "GET" } else { "POST" } {
        command.push_str(&format!("-X {} ", call.method));
    }
    command.push_str(&format!("'{base}{}'", call.path));
    match call.body.strip_prefix('@') {
        Some(file) => command.push_str(&format!(" --data-binary @{file}")),
        None if call.body.is_empty() => {}
        None => command.push_str(&format!(" -d '{}'", call.body)),
    }
    known.iter().fold(command, |command, (word, value)| command.replace(word, value))
}

/// What the words of the examples stand for. A word that the account has nothing for stays as it is.
fn known(state: &State) -> Vec<(&'static str, String)> {
    let number =
        |sql: &str| state.db(|db| db.query_row(sql, [], |row| row.get::<_, Option<i64>>(0))).ok().flatten();
    let numbers = [
        ("USER", "SELECT id FROM users WHERE is_active ORDER BY position, id LIMIT 1"),
        ("LEAD", "SELECT min(id) FROM leads"),
        ("CONTACT", "SELECT min(id) FROM contacts"),
        ("PIPELINE", "SELECT id FROM pipelines ORDER BY is_main DESC, sort LIMIT 1"),
        (
            "STATUS",
            "SELECT id FROM statuses WHERE type = 0 AND pipeline_id = \
             (SELECT id FROM pipelines ORDER BY is_main DESC, sort LIMIT 1) ORDER BY sort LIMIT 1",
        ),
    ];
    let mut known: Vec<_> =
        numbers.iter().filter_map(|(word, sql)| Some((*word, number(sql)?.to_string()))).collect();
    let integrations = Sandbox::within(state).integrations().unwrap_or_default();
    if let Some(integration) = integrations.into_iter().find(|one| one.code.is_some()) {
        known.extend([("UUID", integration.uuid), ("CODE", integration.code.unwrap_or_default())]);
    }
    known
}
