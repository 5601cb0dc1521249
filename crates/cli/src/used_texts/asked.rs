//! Where Rust code asks for a text by a key written out: `cx.i18n().text("panel.title")`, `fill` likewise, the same on a
//! variable that holds `i18n()`, and `Text::new("panel.title")`.

use std::ops::Range;

use kommo_manifest::check::TextUse;

/// The keys a source asks for, each where it stands.
pub(super) fn asked(file: &str, source: &str) -> Vec<TextUse> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    for (at, call) in source.match_indices("i18n()") {
        let end = at + call.len();
        spans.extend(argument(source, end));
        if let Some(name) = variable(source, at, end) {
            spans.extend(on_variable(source, end, name));
        }
    }
    for (at, call) in source.match_indices("Text::new(") {
        let is_ours = !source.get(..at).is_some_and(|before| before.ends_with(is_word));
        spans.extend(literal(source, at + call.len()).filter(|_| is_ours));
    }
    spans.retain(|span| !is_comment(source, span.start));
    spans.sort_by_key(|span| span.start);
    spans.dedup();
    let key = |span: &Range<usize>| source.get(span.start + 1..span.end - 1).unwrap_or_default().to_owned();
    spans.into_iter().map(|span| TextUse { key: key(&span), file: file.to_owned(), span }).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first offset from `at` on that is no white space.
fn skip(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start().len())
}

/// The literal in `.text("…"` or `.fill("…"` behind an offset.
fn argument(source: &str, at: usize) -> Option<Range<usize>> {
    let dot = skip(source, at);
    let method = skip(source, source.get(dot..)?.strip_prefix('.').map(|_| dot + 1)?);
    let open = ["text(", "fill("]
        .iter()
        .find_map(|name| source.get(method..)?.strip_prefix(name).map(|_| name.len()))?;
    literal(source, method + open)
}

/// A literal that is the whole argument, with its quotes.
fn literal(source: &str, at: usize) -> Option<Range<usize>> {
    let start = skip(source, at);
    let inner = source.get(start..)?.strip_prefix('"')?;
    let length = inner.find(['"', '\\', '\n'])?;
    let end = start + 1 + length + 1;
    let closes =
        source.get(..end)?.ends_with('"') && source.get(skip(source, end)..)?.starts_with([')', ',']);
    (closes && length > 0).then_some(start..end)
}

/// The variable in `let t = cx.i18n();` or, as the last of several, `let (app, t) = (cx.app()?, cx.i18n());`
fn variable(source: &str, at: usize, end: usize) -> Option<&str> {
    let statement = source.get(source.get(..at)?.rfind([';', '{', '}']).map_or(0, |found| found + 1)..at)?;
    let pattern = statement.trim_start().strip_prefix("let ")?.split_once('=')?.0.trim();
    let after = source.get(skip(source, end)..)?;
    let name = match pattern.strip_prefix('(') {
        Some(several) if after.starts_with(")") => several.strip_suffix(')')?.rsplit(',').next()?.trim(),
        None if after.starts_with(';') => pattern.split(':').next()?.trim(),
        _ => return None,
    };
    (!name.is_empty() && name.chars().all(is_word)).then_some(name)
}

/// What is asked of a variable until the block it lives in ends.
fn on_variable(source: &str, from: usize, name: &str) -> Vec<Range<usize>> {
    let rest = source.get(from..).unwrap_or_default();
    let mut depth = 0_usize;
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                end = at;
                break;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    let block = rest.get(..end).unwrap_or_default();
    let is_whole =
        |at: usize| !block.get(..at).is_some_and(|before| before.ends_with(|c| is_word(c) || c == '.'));
    block
        .match_indices(name)
        .filter(|(at, _)| is_whole(*at))
        .filter_map(|(at, name)| argument(source, from + at + name.len()))
        .collect()
}

/// Whether a line is a comment up to an offset.
fn is_comment(source: &str, at: usize) -> bool {
    let line = source.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    line.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_where_they_cannot_be_meant_otherwise() {
        for (code, keys) in [
            (r#"cx.i18n().text("a.b")"#, &["a.b"][..]),
            ("cx.i18n()\n    .fill(\n \"a.b\", \"name\", x)", &["a.b"]),
            (
                r#"fn f() { let t = cx.i18n(); g(t.text("a.b")); { t.text("c") } } fn h() { t.text("no") }"#,
                &["a.b", "c"],
            ),
            (r#"let (app, texts) = (cx.app()?, cx.i18n()); app.text("no"); texts.text("a.b")"#, &["a.b"]),
            (r#"const T: Text = Text::new("a.b"); PlainText::new("no")"#, &["a.b"]),
            (r#"block.text("no"); cx.i18n().language(); cx.i18n().text(key); cx.i18n().text("")"#, &[]),
            ("// cx.i18n().text(\"no\")\n/// cx.i18n().text(\"no\")", &[]),
            (r#"cx.i18n().text("no\"") + cx.i18n().text("no".len())"#, &[]),
            ("i18n()", &[]),
            ("i18n().text(\"", &[]),
            ("let é = x.i18n(); é.text(\"a.b\")", &["a.b"]),
        ] {
            let found: Vec<_> = asked("src/lib.rs", code);
            let found: Vec<&str> = found.iter().map(|one| one.key.as_str()).collect();
            assert_eq!(found, keys, "{code}");
        }
    }
}
