//! Just enough reading of scripts and style sheets to tell code from text and comments.

pub(crate) mod css;
pub(crate) mod js;
pub(crate) mod wasm;

/// Length of a string with its quotes; an unclosed one ends with its line.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return at,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
