//! The rules of a style sheet.

use std::ops::Range;

use super::quoted;

/// A selector with where it stands, or a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// One selector of a rule's list, nested rules included; `nested` when it stands inside another style rule.
    Selector { span: Range<usize>, nested: bool },
    /// A declaration's property name, and the span of its value.
    Declaration { name: Range<usize>, value: Range<usize> },
    /// An at-rule up to its block or semicolon.
    At { span: Range<usize> },
}

/// What opened a block.
#[derive(Clone, Copy, PartialEq)]
enum Block {
    /// A style rule.
    Style,
    /// An at-rule that holds rules, such as `@media`.
    Group,
    /// An at-rule that holds other things, such as `@keyframes` or `@font-face`.
    Other,
}

/// Reads a style sheet. It takes anything; unbalanced braces end where the text ends.
pub(crate) fn items(text: &str) -> Vec<Item> {
    let clean = blank_out(text);
    let mut items = Vec::new();
    // Each open block, and whether it stands inside a style rule.
    let mut blocks: Vec<(Block, bool)> = Vec::new();
    let mut start = 0;
    for (at, c) in clean.char_indices() {
        match c {
            '{' => {
                let prelude = trim(&clean, start..at);
                let nested = blocks.last().is_some_and(|(block, nested)| *nested || *block == Block::Style);
                blocks.push((open(&clean, prelude, &blocks, nested, &mut items), nested));
                start = at + 1;
            }
            '}' | ';' => {
                statement(&clean, trim(&clean, start..at), &blocks, &mut items);
                if c == '}' {
                    blocks.pop();
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn open(
    text: &str,
    prelude: Range<usize>,
    blocks: &[(Block, bool)],
    nested: bool,
    items: &mut Vec<Item>,
) -> Block {
    let words = text.get(prelude.clone()).unwrap_or_default();
    if words.starts_with('@') {
        items.push(Item::At { span: prelude });
        let groups = ["@media", "@supports", "@layer", "@container", "@scope", "@starting-style"];
        return if groups.iter().any(|group| words.starts_with(group)) { Block::Group } else { Block::Other };
    }
    if blocks.last().is_some_and(|(block, _)| *block == Block::Other) {
        return Block::Other; // Key frames.
    }
    let mut from = prelude.start;
    let mut depth = 0_usize;
    let ends = words.char_indices().filter_map(|(at, c)| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return Some(prelude.start + at),
            _ => {}
        }
        None
    });
    for end in ends.chain([prelude.end]) {
        let span = trim(text, from..end);
        if !span.is_empty() {
            items.push(Item::Selector { span, nested });
        }
        from = end + 1;
    }
    Block::Style
}

fn statement(text: &str, span: Range<usize>, blocks: &[(Block, bool)], items: &mut Vec<Item>) {
    let words = text.get(span.clone()).unwrap_or_default();
    if words.starts_with('@') {
        items.push(Item::At { span });
    } else if !blocks.is_empty()
        && let Some((name, _)) = words.split_once(':')
    {
        let colon = span.start + name.len();
        items.push(Item::Declaration {
            name: trim(text, span.start..colon),
            value: trim(text, colon + 1..span.end),
        });
    }
}

fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(span.clone()) else { return span.start..span.start };
    let start = span.start + (part.len() - part.trim_start().len());
    start..(start + part.trim().len())
}

/// The text with comments and the insides of strings and `url(…)` replaced by spaces, byte for byte.
fn blank_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let blank = |out: &mut String, part: &str| {
        part.chars().for_each(|c| out.extend(std::iter::repeat_n(' ', c.len_utf8())));
    };
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            let end = rest.get(2..).and_then(|inner| inner.find("*/")).map_or(rest.len(), |at| at + 4);
            blank(&mut out, rest.get(..end).unwrap_or_default());
            end
        } else if matches!(c, '"' | '\'') {
            let end = quoted(rest, c);
            let inner = rest.get(1..end).unwrap_or_default();
            out.push(c);
            blank(&mut out, inner.strip_suffix(c).unwrap_or(inner));
            if inner.ends_with(c) {
                out.push(c);
            }
            end
        } else if rest.starts_with("url(")
            && !rest.get(4..).unwrap_or_default().trim_start().starts_with(['"', '\''])
        {
            let end = rest.find(')').unwrap_or(rest.len());
            out.push_str("url(");
            blank(&mut out, rest.get(4..end).unwrap_or_default());
            end.max(4)
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selectors(text: &str) -> Vec<&str> {
        items(text)
            .into_iter()
            .filter_map(|item| if let Item::Selector { span, .. } = item { Some(&text[span]) } else { None })
            .collect()
    }

    #[test]
    fn selectors_are_found_in_groups_but_not_in_key_frames() {
        let text = "a, .b:is(c,d) { x: y } @media (min-width: 1px) { e > f {} } @keyframes k { from { a: b } to { } }";
        assert_eq!(selectors(text), ["a", ".b:is(c,d)", "e > f"]);
    }

    #[test]
    fn comments_and_strings_hide_braces() {
        assert_eq!(selectors("/* x { */ a::before { content: '} b {' } c{}"), ["a::before", "c"]);
        assert_eq!(selectors("a{background:url(data:x;y{z)} b{}"), ["a", "b"]);
    }

    #[test]
    fn declarations_keep_their_place() {
        let text = ":root { --x: 1px ; color:red }";
        let found: Vec<_> = items(text)
            .into_iter()
            .filter_map(|item| match item {
                Item::Declaration { name, value } => Some((&text[name], &text[value])),
                _ => None,
            })
            .collect();
        assert_eq!(found, [("--x", "1px"), ("color", "red")]);
    }

    #[test]
    fn anything_is_taken() {
        for text in ["", "}", "{{{", "a{", "'", "url(", "/*", "@", "ä{ö:ü", ";:;", "/*/"] {
            items(text);
        }
    }
}
