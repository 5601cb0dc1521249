//! Texts that code asks for by a key that no language has.
//!
//! Only what cannot be meant otherwise: the widget's own code as it was read by whoever called the check, and in JavaScript
//! and Twig `self.i18n('key')` with the key written out. A key that some languages lack is another rule's business.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Leaves, UNDEFINED};
use crate::check::{Context, Place};
use crate::lex::js::{Kind, tokens};

/// Names under which scripts keep their widget.
const WIDGET: &[&str] = &["self", "_self", "this", "_this", "that", "widget", "_widget"];
/// A longer file is no script that somebody wrote.
const LONGEST: usize = 4 << 20;

pub(super) fn run(cx: &mut Context<'_>, leaves: &BTreeMap<&str, Leaves<'_>>) {
    if leaves.is_empty() {
        return;
    }
    let options = cx.options;
    for one in &options.text_uses {
        judge(cx, leaves, &one.key, Place::span(&one.file, one.span.clone()));
    }
    let files = cx.files;
    for path in files.paths() {
        let Some(text) = cx.text(path).filter(|text| text.len() <= LONGEST) else { continue };
        let found = if path.ends_with(".js") || path.ends_with(".mjs") {
            script(text)
        } else if path.ends_with(".twig") {
            template(text)
        } else {
            continue;
        };
        for span in found {
            let key = text.get(span.start + 1..span.end - 1).unwrap_or_default();
            judge(cx, leaves, key, Place::span(path, span));
        }
    }
}

fn judge(cx: &mut Context<'_>, leaves: &BTreeMap<&str, Leaves<'_>>, key: &str, place: Place) {
    let group = format!("{key}.");
    let is_there = |own: &Leaves<'_>| {
        let group_of = |(found, _): (&String, _)| found.starts_with(&group);
        own.contains_key(key) || own.range(group.clone()..).next().is_some_and(group_of)
    };
    if key.is_empty() || cx.is_full(&UNDEFINED) || leaves.values().any(is_there) {
        return;
    }
    let report = cx.report(&UNDEFINED, place.key(key), format!("no i18n file has the text `{key}`"));
    match crate::rules::suggest::nearest(key, leaves.values().flat_map(BTreeMap::keys).map(String::as_str)) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => {
            report.help("add it to every i18n file, or correct the key; without it the key itself is shown")
        }
    };
}

/// The keys in `self.i18n('key')`, with their quotes.
fn script(text: &str) -> Vec<Range<usize>> {
    if !text.contains("i18n") {
        return Vec::new();
    }
    let code: Vec<_> = tokens(text).into_iter().filter(|token| token.kind != Kind::Comment).collect();
    let at =
        |index: usize| code.get(index).and_then(|token| text.get(token.span.clone())).unwrap_or_default();
    let mut found = Vec::new();
    for (index, token) in code.iter().enumerate().filter(|(_, token)| token.kind == Kind::String) {
        let is_call = index >= 4
            && at(index - 1) == "("
            && at(index - 2) == "i18n"
            && at(index - 3) == "."
            && WIDGET.contains(&at(index - 4))
            && at(index + 1) == ")";
        let is_plain = !at(index).contains('\\') && token.span.len() >= 2;
        if is_call && is_plain {
            found.push(token.span.clone());
        }
    }
    found
}

/// The same in a template, whose text around the holes is no code.
fn template(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, call) in text.match_indices(".i18n(") {
        let receiver =
            text.get(..at).unwrap_or_default().rsplit(|c: char| c != '_' && !c.is_alphanumeric()).next();
        let start = at + call.len();
        let rest = text.get(start..).unwrap_or_default();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some(length) = rest.get(1..).and_then(|rest| rest.find([quote, '\n', '\\'])) else { continue };
        let end = start + 1 + length + 1;
        let is_whole = text.get(..end).is_some_and(|text| text.ends_with(quote))
            && text.get(end..).is_some_and(|rest| rest.trim_start().starts_with(')'));
        if is_whole && receiver.is_some_and(|name| WIDGET.contains(&name)) {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str, read: fn(&str) -> Vec<Range<usize>>) -> Vec<&str> {
        read(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn only_whole_literal_keys_of_the_widget_count() {
        let code = "self.i18n('a.b'); that . i18n(\"c\"); APP.i18n('x'); $.i18n('x'); self.i18n('x' + y); self.i18n('x', 1);
            self.i18n(z); // self.i18n('x')
            t = \"self.i18n('x')\"; i18n('x'); self.i18n('x\\'y')";
        assert_eq!(keys(code, script), ["'a.b'", "\"c\""]);
        let twig = "<p title=\"it's\">{{ self.i18n('a.b') }} {{ widget.i18n(\"c\") }} {{ APP.i18n('x') }} {{ self.i18n('x' ~ y) }}\n{{ self.i18n('x }}";
        assert_eq!(keys(twig, template), ["'a.b'", "\"c\""]);
    }
}
