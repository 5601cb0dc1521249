//! Calls and assignments.

use super::{CONSOLE, DEBUGGER, DEPRECATED, DIALOG, EVAL, HOST_WRITE, INJECT, SYNC, Script};
use crate::check::Context;
use crate::lex::js::{Kind, Token};

pub(super) fn run(cx: &mut Context<'_>, script: &Script<'_>) {
    for (index, token) in script.code.iter().enumerate() {
        if token.kind == Kind::Word && is_free(script, index) {
            word(cx, script, index, token);
        }
        if token.kind == Kind::Word {
            member(cx, script, index, token);
        }
    }
}

/// Whether the word is a name of its own: not a member, not a key, not being declared.
fn is_free(script: &Script<'_>, index: usize) -> bool {
    let before = script.before(index, 1);
    let is_member =
        before == "." && !matches!(script.before(index, 2), "window" | "self" | "globalThis" | "top");
    let is_key = script.after(index, 1) == ":" && matches!(before, "{" | ",");
    !is_member && !is_key && !matches!(before, "function" | "class" | "const" | "let" | "var")
}

fn word(cx: &mut Context<'_>, script: &Script<'_>, index: usize, token: &Token) {
    let name = script.at(Some(index));
    let next = script.after(index, 1);
    let place = || script.place(&token.span);
    match name {
        "console" => {
            let method = if next == "." { script.after(index, 2) } else { "" };
            if !matches!(method, "debug" | "trace") {
                let what = if method.is_empty() { "console".to_owned() } else { format!("console.{method}") };
                cx.report(&CONSOLE, place(), format!("`{what}` is used")).help(
                    "remove it; console.debug and console.trace are allowed where an error is caught. \
                     Kommo's upload is reported to cut such calls out",
                );
            }
        }
        "alert" | "confirm" | "prompt" if next == "(" => {
            cx.report(&DIALOG, place(), format!("`{name}` opens a dialog of the browser"))
                .help("use Kommo's modal, or APP.notifications.show_message");
        }
        "eval" if next == "(" => {
            cx.report(&EVAL, place(), "`eval` runs text as code")
                .help("write the code itself; for data use JSON.parse");
        }
        "Function" if next == "(" => {
            cx.report(&EVAL, place(), "`Function(…)` makes code from text").help("write the function itself");
        }
        "setTimeout" | "setInterval" if next == "(" && script.after(index, 2).starts_with(['"', '\'']) => {
            cx.report(&EVAL, place(), format!("`{name}` is given text to run as code"))
                .help("give it a function");
        }
        "debugger" => {
            cx.report(&DEBUGGER, place(), "a `debugger` statement is left").help("remove it");
        }
        "APP" | "AMOCRM" => {
            host(cx, script, index, token, name);
        }
        "$" | "jQuery" | "_" | "Backbone" | "Twig" | "moment"
            if script.before(index, 1) == "." && assigned(script, index) =>
        {
            cx.report(&HOST_WRITE, place(), format!("the page's own `window.{name}` is replaced"))
                .help("take your version through define under a name of your own");
        }
        _ => {}
    }
}

fn host(cx: &mut Context<'_>, script: &Script<'_>, index: usize, token: &Token, name: &str) {
    let mut end = index;
    while script.after(end, 1) == "." {
        end += 2;
    }
    let place = script.place(&token.span);
    let sets_constant = end > index && script.at(Some(end)) == "constant" && has_second_argument(script, end);
    if assigned(script, end) || sets_constant {
        cx.report(&HOST_WRITE, place, format!("something is written to `{name}`")).help(
            "it belongs to Kommo; keep what is yours in the widget or under one name of your own on window",
        );
    } else if name == "AMOCRM" {
        cx.report(&DEPRECATED, place, "`AMOCRM` is the old name of `APP`").help("write APP");
    }
}

/// Whether an assignment follows the token.
fn assigned(script: &Script<'_>, index: usize) -> bool {
    match script.after(index, 1) {
        "=" => !matches!(script.after(index, 2), "=" | ">"),
        "+" | "-" | "*" | "/" | "%" | "|" | "&" | "?" => {
            script.after(index, 2) == "=" && script.after(index, 3) != "="
        }
        _ => false,
    }
}

/// Whether a call of the token has two arguments or more.
fn has_second_argument(script: &Script<'_>, index: usize) -> bool {
    if script.after(index, 1) != "(" {
        return false;
    }
    let mut depth = 0_usize;
    for by in 1..64 {
        match script.after(index, by) {
            "" => return false,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "," if depth == 1 => return true,
            _ => {}
        }
        if depth == 0 {
            return false;
        }
    }
    false
}

fn member(cx: &mut Context<'_>, script: &Script<'_>, index: usize, token: &Token) {
    let name = script.at(Some(index));
    let argument = script.after(index, 2).trim_matches(['"', '\'', '`']);
    let place = || script.place(&token.span);
    match name {
        "async" if script.after(index, 1) == ":" => {
            let falsy = matches!((script.after(index, 2), script.after(index, 3)), ("false", _) | ("!", "1"));
            if falsy {
                cx.report(&SYNC, place(), "a synchronous request (`async: false`)")
                    .help("it freezes the whole page; use a callback or a promise");
            }
        }
        "createElement" if script.after(index, 1) == "(" && argument.eq_ignore_ascii_case("script") => {
            cx.report(&INJECT, place(), "a script element is created")
                .help("load it through define or require, as a file of the archive");
        }
        "getScript" if script.after(index, 1) == "(" => {
            cx.report(&INJECT, place(), "a script is loaded with getScript")
                .help("load it through define or require, as a file of the archive");
        }
        _ => {}
    }
}
