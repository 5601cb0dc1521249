//! Texts that code asks for by a key that no language has.
//!
//! Only what cannot be meant otherwise: the widget's own code as it was read by whoever called the check, and in JavaScript
//! and Twig `self.i18n('key')` with the key written out, in JavaScript also `self.langs.group.text`. A key that some
//! languages lack is another rule's business.

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
        for Asked { key, span } in found {
            judge(cx, leaves, &key, Place::span(path, span));
        }
    }
}

/// A key and where it stands.
struct Asked {
    key: String,
    span: Range<usize>,
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

/// The keys in `self.i18n('key')` and `self.langs.group.text`.
fn script(text: &str) -> Vec<Asked> {
    if !text.contains("i18n") && !text.contains("langs") {
        return Vec::new();
    }
    let code: Vec<_> = tokens(text).into_iter().filter(|token| token.kind != Kind::Comment).collect();
    let at =
        |index: usize| code.get(index).and_then(|token| text.get(token.span.clone())).unwrap_or_default();
    let mut found = Vec::new();
    for (index, token) in code.iter().enumerate() {
        if token.kind == Kind::Word && at(index) == "langs" && index >= 2 {
            let is_ours = at(index - 1) == "." && WIDGET.contains(&at(index - 2));
            let (mut path, mut end) = (Vec::new(), index);
            // A method, a number of letters or something assigned is no text.
            while is_ours
                && at(end + 1) == "."
                && !matches!(at(end + 3), "(" | "=")
                && at(end + 2) != "length"
            {
                path.push(at(end + 2));
                end += 2;
            }
            if let (true, Some(first), Some(last)) = (path.len() > 1, code.get(index + 2), code.get(end)) {
                found.push(Asked { key: path.join("."), span: first.span.start..last.span.end });
            }
        }
        if token.kind != Kind::String {
            continue;
        }
        let is_call = index >= 4
            && at(index - 1) == "("
            && at(index - 2) == "i18n"
            && at(index - 3) == "."
            && WIDGET.contains(&at(index - 4))
            && at(index + 1) == ")";
        let is_plain = !at(index).contains('\\') && token.span.len() >= 2;
        if is_call && is_plain {
            found.push(Asked { key: inside(text, &token.span), span: token.span.clone() });
        }
    }
    found
}

/// What stands between quotes.
fn inside(text: &str, span: &Range<usize>) -> String {
    text.get(span.start + 1..span.end - 1).unwrap_or_default().to_owned()
}

/// The same in a template, whose text around the holes is no code.
fn template(text: &str) -> Vec<Asked> {
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
            found.push(Asked { key: inside(text, &(start..end)), span: start..end });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str, read: fn(&str) -> Vec<Asked>) -> Vec<String> {
        for asked in read(text) {
            assert_eq!(text[asked.span].trim_matches(['"', '\'']).replace([' ', '\n'], ""), asked.key);
        }
        read(text).into_iter().map(|asked| asked.key).collect()
    }

    #[test]
    fn only_whole_literal_keys_of_the_widget_count() {
        let code = "self.i18n('a.b'); that . i18n(\"c\"); APP.i18n('x'); $.i18n('x'); self.i18n('x' + y); self.i18n('x', 1);
            self.i18n(z); // self.i18n('x')
            t = \"self.i18n('x')\"; i18n('x'); self.i18n('x\\'y')";
        assert_eq!(keys(code, script), ["a.b", "c"]);
        let code = "self.langs.a.b + that.langs . a\n.c.d.trim(); self.langs.e; APP.langs.a.x; langs.a.x; self.langs.a.f.length;
            self.langs.a.x = 1; self.langs[a].x; var langs = self.langs;";
        assert_eq!(keys(code, script), ["a.b", "a.c.d", "a.f"]);
        let twig = "<p title=\"it's\">{{ self.i18n('a.b') }} {{ widget.i18n(\"c\") }} {{ APP.i18n('x') }} {{ self.i18n('x' ~ y) }}\n{{ self.i18n('x }}";
        assert_eq!(keys(twig, template), ["a.b", "c"]);
    }
}
