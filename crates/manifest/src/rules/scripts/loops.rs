//! Requests in loops.

use super::{LOOP, Script};
use crate::check::Context;
use crate::lex::js::Kind;

/// Functions that send a request.
const REQUESTS: &[&str] = &["ajax", "fetch", "crm_post", "$authorizedAjax", "getJSON", "authorizedAjax"];
/// How many tokens of a loop are looked at, so that hostile nesting costs little.
const LONGEST: usize = 2000;
/// How many loops of a script are looked at, for the same reason.
const MOST_LOOPS: usize = 2000;

pub(super) fn run(cx: &mut Context<'_>, script: &Script<'_>) {
    let mut until = 0;
    let mut loops = 0;
    for (index, token) in script.code.iter().enumerate() {
        if token.kind != Kind::Word
            || index < until
            || script.before(index, 1) == "." && !is_each(script, index)
        {
            continue;
        }
        let word = script.at(Some(index));
        let is_loop = matches!(word, "for" | "while") && matches!(script.after(index, 1), "(" | "await");
        if !is_loop && !is_each(script, index) {
            continue;
        }
        loops += 1;
        if loops > MOST_LOOPS {
            break;
        }
        let head = index + if script.after(index, 1) == "await" { 2 } else { 1 };
        let mut end = closing(script, head);
        let mut start = head;
        if is_loop {
            start = end;
            end = if script.after(end, 1) == "{" {
                closing(script, end + 1)
            } else {
                statement(script, end + 1)
            };
        }
        let found =
            (start..end).find(|at| REQUESTS.contains(&script.at(Some(*at))) && script.after(*at, 1) == "(");
        if let Some(span) = found.and_then(|at| script.code.get(at)).map(|token| token.span.clone()) {
            let name = script.text.get(span.clone()).unwrap_or_default();
            cx.report(&LOOP, script.place(&span), format!("`{name}` sends a request in a loop"))
                .help("collect what is to be sent and send it at once: the API takes up to 250 entries in a request");
            until = end;
        }
    }
}

/// Whether this is `.forEach(` or `$.each(`.
fn is_each(script: &Script<'_>, index: usize) -> bool {
    matches!(script.at(Some(index)), "forEach" | "each")
        && script.before(index, 1) == "."
        && script.after(index, 1) == "("
}

/// The token that closes the bracket at `open`.
fn closing(script: &Script<'_>, open: usize) -> usize {
    let mut depth = 0_usize;
    for at in open..open + LONGEST {
        match script.at(Some(at)) {
            "" => return at,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    open + LONGEST
}

/// The end of a statement without braces.
fn statement(script: &Script<'_>, start: usize) -> usize {
    (start..start + LONGEST).find(|at| matches!(script.at(Some(*at)), ";" | "")).unwrap_or(start)
}
