//! Regular expressions as PHP writes them, `/…/iu`, and finding addresses and numbers in what people write.

use regex::{Regex, RegexBuilder};

/// Reads `/pattern/flags`. Look-around and back references, which PHP knows, are not supported.
pub(super) fn parse(written: &str) -> Result<Regex, String> {
    let mut letters = written.chars();
    let Some(edge) = letters.next().filter(|edge| !edge.is_alphanumeric() && *edge != '\\') else {
        return Err(format!("`{written}` is no expression; write `/…/` with its flags behind"));
    };
    let Some((pattern, flags)) = letters.as_str().rsplit_once(edge) else {
        return Err(format!("`{written}` does not end with `{edge}`"));
    };
    RegexBuilder::new(pattern)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .size_limit(1 << 20)
        .build()
        .map_err(|error| format!("`{written}` cannot be used: {error}"))
}

/// The first group of the first match, or the match where there is no group.
pub(super) fn first(written: &str, text: &str) -> Option<String> {
    let found = parse(written).ok()?.captures(text)?;
    found.get(1).or_else(|| found.get(0)).map(|part| part.as_str().to_owned())
}

/// The first e-mail address in a text.
pub(super) fn email(text: &str) -> Option<String> {
    first(r"/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/", text)
}

/// The first telephone number in a text: at least seven digits.
pub(super) fn phone(text: &str) -> Option<String> {
    let found = first(r"/\+?\d[\d\s().-]{5,}\d/", text)?;
    (found.bytes().filter(u8::is_ascii_digit).count() >= 7).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_those_of_php() {
        assert!(parse("/^YES$/iu").unwrap().is_match("yes"));
        assert_eq!(first("/order (\\d+)/", "my order 15"), Some("15".to_owned()));
        assert_eq!(first("#a/b#", "xa/by"), Some("a/b".to_owned()));
        for wrong in ["", "yes", "/open", "/(/"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn addresses_and_numbers_are_found_in_sentences() {
        assert_eq!(email("write to ann.b+c@mail.example.com."), Some("ann.b+c@mail.example.com".to_owned()));
        assert_eq!(email("no @ here"), None);
        assert_eq!(phone("call +1 (555) 010-0301 now"), Some("+1 (555) 010-0301".to_owned()));
        assert_eq!(phone("room 12, floor 3"), None);
    }
}
