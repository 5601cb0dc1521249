//! The parser. Strict by RFC 8259, with an own message for each thing people write by habit.

use std::ops::Range;

use super::MAX_DEPTH;
use super::error::Fault;
use super::node::{Member, Node, Object, Value};

pub(super) fn parse(text: &str) -> Result<Node, Fault> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.space()?;
    if parser.peek().is_none() {
        return Err(parser.fault_here("the file is empty", Some("it must hold one JSON object")));
    }
    let root = parser.value()?;
    parser.space()?;
    match parser.peek() {
        None => Ok(root),
        Some(_) => Err(parser.fault_here(
            "text after the end of the JSON value",
            Some("remove it, or check the brackets above"),
        )),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn fault(&self, span: Range<usize>, message: impl Into<String>, help: Option<&str>) -> Fault {
        Fault { message: message.into(), help: help.map(str::to_owned), span }
    }

    fn fault_here(&self, message: impl Into<String>, help: Option<&str>) -> Fault {
        let width = self.peek().map_or(0, char::len_utf8);
        self.fault(self.at..self.at + width, message, help)
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        match self.peek() {
            None => self.fault_here(format!("the file ends here, but {wanted} is missing"), None),
            Some('\'') => {
                self.fault_here("a string in single quotes", Some("JSON strings stand in double quotes"))
            }
            Some(c) => {
                self.fault_here(format!("`{}` stands here, but {wanted} is expected", c.escape_debug()), None)
            }
        }
    }

    /// Steps over white space; comments are named as such.
    fn space(&mut self) -> Result<(), Fault> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let rest = self.rest();
        if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
            let end = rest.find('\n').unwrap_or(rest.len());
            let help = "Kommo takes strict JSON; remove the comment";
            return Err(self.fault(self.at..self.at + end, "a comment", Some(help)));
        }
        Ok(())
    }

    fn value(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        let value = match self.peek() {
            Some('{') => self.nested(Self::object)?,
            Some('[') => self.nested(Self::array)?,
            Some('"') => Value::String(self.string()?),
            Some('-' | '0'..='9') => self.number()?,
            Some(c) if c.is_alphabetic() || c == '_' => self.word()?,
            _ => return Err(self.unexpected("a value")),
        };
        Ok(Node { value, span: start..self.at })
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Result<Value, Fault>) -> Result<Value, Fault> {
        if self.depth >= MAX_DEPTH {
            return Err(self.fault_here(format!("nested deeper than {MAX_DEPTH} levels"), None));
        }
        self.depth += 1;
        self.at += 1;
        let value = inner(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value, Fault> {
        let mut members = Vec::new();
        self.space()?;
        if self.eat('}') {
            return Ok(Value::Object(Object { members }));
        }
        loop {
            self.space()?;
            let start = self.at;
            if self.peek() != Some('"') {
                return Err(self.unexpected("a key in double quotes"));
            }
            let key = self.string()?;
            let key_span = start..self.at;
            self.space()?;
            if !self.eat(':') {
                return Err(self.unexpected("`:` after the key"));
            }
            self.space()?;
            let value = self.value()?;
            members.push(Member { key, key_span, value });
            if self.separator('}')? {
                return Ok(Value::Object(Object { members }));
            }
        }
    }

    fn array(&mut self) -> Result<Value, Fault> {
        let mut items = Vec::new();
        self.space()?;
        if self.eat(']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.space()?;
            items.push(self.value()?);
            if self.separator(']')? {
                return Ok(Value::Array(items));
            }
        }
    }

    /// After an element: true at the closing bracket, false after a comma.
    fn separator(&mut self, close: char) -> Result<bool, Fault> {
        let end_of_element = self.at;
        self.space()?;
        if self.eat(close) {
            return Ok(true);
        }
        let comma = self.at;
        if !self.eat(',') {
            if matches!(self.peek(), Some('"' | '{' | '[' | '0'..='9' | 't' | 'f' | 'n')) {
                let help = Some("put a comma after the previous value");
                return Err(self.fault(end_of_element..end_of_element, "a comma is missing here", help));
            }
            return Err(self.unexpected(&format!("`,` or `{close}`")));
        }
        self.space()?;
        if self.peek() == Some(close) {
            let help = "Kommo takes strict JSON; remove the comma after the last element";
            return Err(self.fault(comma..comma + 1, "a trailing comma", Some(help)));
        }
        Ok(false)
    }

    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        self.at += 1;
        loop {
            let Some(c) = self.peek() else {
                return Err(self.fault(start..start + 1, "this string is never closed", None));
            };
            match c {
                '"' => {
                    self.at += 1;
                    break;
                }
                '\\' => {
                    let escape = self.at;
                    self.at += 1;
                    match self.peek() {
                        Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => self.at += 1,
                        Some(c) => {
                            let end = self.at + c.len_utf8();
                            let help = "a backslash itself is written `\\\\`";
                            return Err(self.fault(escape..end, "no such escape in JSON", Some(help)));
                        }
                        None => {}
                    }
                }
                '\n' => {
                    let message = "the string is not closed on this line";
                    return Err(self.fault(
                        start..self.at,
                        message,
                        Some("a line break inside a string is written `\\n`"),
                    ));
                }
                c if (c as u32) < 0x20 => {
                    let help = "write it as an escape such as `\\t`";
                    return Err(self.fault_here("a control character inside a string", Some(help)));
                }
                c => self.at += c.len_utf8(),
            }
        }
        let span = start..self.at;
        let raw = self.text.get(span.clone()).unwrap_or_default();
        // Only \u escapes can still be wrong here.
        serde_json::from_str(raw)
            .map_err(|_| self.fault(span, "a `\\u` escape in this string is not a valid character", None))
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')));
        self.at += end.unwrap_or(rest.len());
        let raw = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(raw).map(Value::Number).map_err(|_| {
            self.fault(
                start..self.at,
                format!("`{raw}` is not a number"),
                Some("text stands in double quotes"),
            )
        })
    }

    fn word(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        let rest = self.rest();
        let end =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))).unwrap_or(rest.len());
        self.at += end;
        match self.text.get(start..self.at).unwrap_or_default() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            "null" => Ok(Value::Null),
            word => {
                let help = "text stands in double quotes; the only bare words are true, false and null";
                Err(self.fault(start..self.at, format!("`{word}` is not JSON"), Some(help)))
            }
        }
    }
}
