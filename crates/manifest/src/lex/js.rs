//! JavaScript tokens.
//!
//! Not a parser: it only tells identifiers, punctuation, strings and comments apart, so that a rule about `alert(` does
//! not fire on a text that says so. It takes anything; what it cannot make out becomes punctuation.

use std::ops::Range;

use super::quoted;

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) span: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or keyword.
    Word,
    /// A number.
    Number,
    /// A string; the span includes the quotes.
    String,
    /// A piece of a template literal, without what stands in `${}`.
    Template,
    /// A regular expression.
    Regex,
    /// A comment.
    Comment,
    /// One character of anything else.
    Punct(char),
}

/// All tokens of a script.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), braces: Vec::new(), divisions: 0 };
    while lexer.step() {}
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    /// For each open `${`, how many braces are open inside it.
    braces: Vec<usize>,
    /// Up to here a slash was already seen to begin no regular expression.
    divisions: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let end = (self.at + length).min(self.text.len());
        self.tokens.push(Token { kind, span: self.at..end });
        self.at = end;
    }

    fn step(&mut self) -> bool {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        self.at += blank;
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return false };
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        match c {
            '/' if rest.starts_with("//") || (self.at == 0 && rest.starts_with("#!")) => {
                self.push(Kind::Comment, rest.find('\n').unwrap_or(rest.len()));
            }
            '/' if rest.starts_with("/*") => {
                let end = rest.get(2..).and_then(|inner| inner.find("*/")).map_or(rest.len(), |at| at + 4);
                self.push(Kind::Comment, end);
            }
            '/' if self.at >= self.divisions && self.regex_may_begin() => match regex(rest) {
                Some(length) => self.push(Kind::Regex, length),
                None => {
                    self.divisions = self.at + LONGEST_REGEX;
                    self.push(Kind::Punct('/'), 1);
                }
            },
            '"' | '\'' => self.push(Kind::String, quoted(rest, c)),
            '`' => self.template(1),
            '0'..='9' => {
                let length = rest.find(|c: char| !(is_word(c) || c == '.')).unwrap_or(rest.len());
                self.push(Kind::Number, length);
            }
            c if is_word(c) => {
                let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                self.push(Kind::Word, length);
            }
            '{' => {
                if let Some(open) = self.braces.last_mut() {
                    *open += 1;
                }
                self.push(Kind::Punct(c), 1);
            }
            '}' => match self.braces.last_mut() {
                Some(0) => {
                    self.braces.pop();
                    self.template(1);
                }
                Some(open) => {
                    *open -= 1;
                    self.push(Kind::Punct(c), 1);
                }
                None => self.push(Kind::Punct(c), 1),
            },
            c => self.push(Kind::Punct(c), c.len_utf8()),
        }
        true
    }

    /// A piece of a template literal; `skip` bytes (the backtick or the closing brace) belong to it.
    fn template(&mut self, skip: usize) {
        let rest = self.rest();
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(skip) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '`' => return self.push(Kind::Template, at + 1),
                '$' if rest.get(at + 1..).is_some_and(|next| next.starts_with('{')) => {
                    self.braces.push(0);
                    return self.push(Kind::Template, at + 2);
                }
                _ => {}
            }
        }
        self.push(Kind::Template, rest.len());
    }

    /// Whether a slash here begins a regular expression rather than dividing.
    fn regex_may_begin(&self) -> bool {
        let Some(last) = self.tokens.iter().rev().find(|token| token.kind != Kind::Comment) else {
            return true;
        };
        match last.kind {
            Kind::Number | Kind::String | Kind::Template | Kind::Regex => false,
            Kind::Punct(c) => !matches!(c, ')' | ']' | '}'),
            Kind::Word => matches!(
                self.text.get(last.span.clone()),
                Some(
                    "return"
                        | "typeof"
                        | "case"
                        | "in"
                        | "of"
                        | "delete"
                        | "void"
                        | "throw"
                        | "new"
                        | "else"
                        | "do"
                )
            ),
            Kind::Comment => true,
        }
    }
}

/// What is longer is taken for a division, which keeps hostile text from being read over and over.
const LONGEST_REGEX: usize = 4096;

/// Length of a regular expression with its flags, or `None` if it is none.
fn regex(rest: &str) -> Option<usize> {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in rest.char_indices().skip(1).take(LONGEST_REGEX) {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => {
                let flags = rest.get(at + 1..)?;
                return Some(at + 1 + flags.find(|c: char| !c.is_alphanumeric()).unwrap_or(flags.len()));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().filter(|t| t.kind == Kind::Word).map(|t| &text[t.span]).collect()
    }

    #[test]
    fn text_and_comments_are_not_words() {
        assert_eq!(words("a('alert(1)') // eval\n/* x */ b"), ["a", "b"]);
        assert_eq!(words(r#""it's \" alert" + c"#), ["c"]);
        assert_eq!(words("/[/'\"]alert/g.test(d)"), ["test", "d"]);
        assert_eq!(words("x = a / b / 'alert'"), ["x", "a", "b"]);
    }

    #[test]
    fn code_inside_templates_is_read() {
        assert_eq!(words("`alert ${ f({a: `${ g }`}) } eval` + h"), ["f", "a", "g", "h"]);
        assert_eq!(words("`a ${ `b"), Vec::<&str>::new());
    }

    #[test]
    fn spans_never_leave_the_text() {
        for text in ["'", "`", "/", "/*", "\\", "`${", "}", "ä'ö", "/[", "'\\"] {
            for token in tokens(text) {
                assert!(text.get(token.span).is_some(), "{text}");
            }
        }
    }
}
