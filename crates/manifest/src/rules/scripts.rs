//! KM08xx: what scripts may not do.

use std::ops::Range;

use super::{Rule, docs};
use crate::check::{Context, Place};
use crate::lex::js::{Kind, Token, tokens};

mod calls;
mod loops;
mod strings;

pub(super) use strings::is_local;

static CONSOLE: Rule = Rule::moderated([
    "KM0801",
    "console",
    "Nothing is written to the console except by console.debug and console.trace where an error is caught",
    docs::LISTING,
]);
static DIALOG: Rule =
    Rule::moderated(["KM0802", "browser-dialog", "alert, confirm and prompt are not used", docs::LISTING]);
static EVAL: Rule = Rule::moderated(["KM0803", "eval", "No code is made from text", docs::LISTING]);
static SYNC: Rule =
    Rule::moderated(["KM0804", "synchronous-request", "No request has async: false", docs::LISTING]);
static BIG: Rule =
    Rule::warning(["KM0805", "script-size", "script.js stays within its budget", docs::STRUCTURE]);
static INJECT: Rule = Rule::moderated([
    "KM0806",
    "injected-script",
    "Scripts are loaded through define only",
    docs::RU_REQUIREMENTS,
]);
static HOST_WRITE: Rule = Rule::moderated([
    "KM0807",
    "writes-to-host",
    "APP, AMOCRM and the page's own globals are not changed",
    docs::RU_REQUIREMENTS,
]);
static DEPRECATED: Rule = Rule::public_warning([
    "KM0808",
    "deprecated-global",
    "APP is used instead of AMOCRM, its old name",
    docs::LISTING,
]);
static DEBUGGER: Rule =
    Rule::moderated(["KM0809", "debugger", "No debugger statement is left", docs::LISTING]);
static NO_DEFINE: Rule =
    Rule::error(["KM0810", "no-define", "script.js is an AMD module: it calls define", docs::SCRIPT]);
static HTTP: Rule = Rule::warning([
    "KM0811",
    "insecure-address",
    "Addresses in scripts are https: the page is, and browsers block the rest",
    docs::RU_REQUIREMENTS,
]);
static LOCAL: Rule =
    Rule::moderated(["KM0812", "test-address", "No address of a developer's machine is left", docs::LISTING]);
static HARD_PATH: Rule = Rule::warning([
    "KM0813",
    "hard-coded-path",
    "The widget's own files are reached through params.path or cdn_path",
    docs::SCRIPT,
]);
static COMMENTED: Rule =
    Rule::public_warning(["KM0814", "commented-out-code", "No code is commented out", docs::LISTING]);
static MINIFIED: Rule =
    Rule::public_warning(["KM0815", "minified", "Minified code slows the review down", docs::LISTING]);
static LOOP: Rule = Rule::public_warning([
    "KM0816",
    "request-in-loop",
    "Requests are not sent in a loop: the API takes lists",
    docs::RU_REQUIREMENTS,
]);

pub(super) const RULES: &[&Rule] = &[
    &CONSOLE,
    &DIALOG,
    &EVAL,
    &SYNC,
    &BIG,
    &INJECT,
    &HOST_WRITE,
    &DEPRECATED,
    &DEBUGGER,
    &NO_DEFINE,
    &HTTP,
    &LOCAL,
    &HARD_PATH,
    &COMMENTED,
    &MINIFIED,
    &LOOP,
];

pub(super) fn run(cx: &mut Context<'_>) {
    let files = cx.files;
    for path in files.paths().filter(|path| path.ends_with(".js") || path.ends_with(".mjs")) {
        let Some(text) = cx.text(path) else { continue };
        let all = tokens(text);
        let (comments, code): (Vec<Token>, Vec<Token>) =
            all.into_iter().partition(|token| token.kind == Kind::Comment);
        let script = Script { path, text, code };
        calls::run(cx, &script);
        loops::run(cx, &script);
        strings::run(cx, &script);
        commented_out(cx, &script, &comments);
        whole(cx, &script);
    }
}

/// A script, its comments set aside.
struct Script<'a> {
    path: &'a str,
    text: &'a str,
    code: Vec<Token>,
}

impl<'a> Script<'a> {
    /// The text of the token at an index; empty past the ends.
    fn at(&self, index: Option<usize>) -> &'a str {
        index
            .and_then(|index| self.code.get(index))
            .and_then(|token| self.text.get(token.span.clone()))
            .unwrap_or_default()
    }

    /// The token `by` places after `index`.
    fn after(&self, index: usize, by: usize) -> &'a str {
        self.at(index.checked_add(by))
    }

    /// The token `by` places before `index`.
    fn before(&self, index: usize, by: usize) -> &'a str {
        self.at(index.checked_sub(by))
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::span(self.path, span.clone())
    }
}

fn whole(cx: &mut Context<'_>, script: &Script<'_>) {
    let size = script.text.len();
    if script.path == "script.js" {
        let budget = cx.options.script_budget;
        if size > budget {
            let kilo = |bytes: usize| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
            let message = format!("script.js is {}, over the budget of {}", kilo(size), kilo(budget));
            cx.report(&BIG, Place::file(script.path), message)
                .help("first paint follows bytes: `cargo kommo pack` shows where they are");
        }
        let is_define = |index: usize, token: &Token| {
            token.kind == Kind::Word
                && matches!(script.at(Some(index)), "define" | "require")
                && matches!(script.after(index, 1), "(" | "." | "[")
        };
        if !script.code.iter().enumerate().any(|(index, token)| is_define(index, token)) {
            cx.report(&NO_DEFINE, Place::file(script.path), "script.js does not call define")
                .help("wrap it: `define(['jquery'], function ($) { return function CustomWidget() { … } })`");
        }
    }
    // A long string, such as an inlined module, is no minified code.
    let strings: Vec<&Range<usize>> =
        script.code.iter().filter(|token| token.kind == Kind::String).map(|token| &token.span).collect();
    let mut start = 0;
    let mut next = strings.into_iter().peekable();
    for line in script.text.split_inclusive('\n') {
        let end = start + line.len();
        let mut text = 0;
        while let Some(span) = next.next_if(|span| span.start < end) {
            text += span.len();
        }
        if line.len().saturating_sub(text) > 2000 {
            let message = format!("a line of {} characters: the script is minified", line.chars().count());
            cx.report(&MINIFIED, Place::span(script.path, start..start + 1), message)
                .help("ship it unminified, or be ready to send the source to the moderators");
            break;
        }
        start = end;
    }
}

fn commented_out(cx: &mut Context<'_>, script: &Script<'_>, comments: &[Token]) {
    for comment in comments {
        let text = script.text.get(comment.span.clone()).unwrap_or_default();
        if text.starts_with("/**") || text.starts_with("/*!") || text.contains("http") {
            continue;
        }
        let inner = text.trim_start_matches("//").trim_start_matches("/*").trim_end_matches("*/").trim();
        let looks_like_code = (inner.ends_with(';') && inner.contains(['(', '=']))
            || inner.ends_with("});")
            || (inner.ends_with('{') && inner.contains('('));
        if looks_like_code {
            cx.report(&COMMENTED, script.place(&comment.span), "this comment looks like code")
                .help("remove it; version control remembers it");
        }
    }
}
