//! [`Reader`], JSON read once, in its order.
//!
//! `serde_json` would do, but in a widget it is more code, compiled anew for each type, and slower when that is built for
//! size (`docs/benchmarks.md`); what nobody asks for is most of an answer here, and is gone over without being looked at.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroUsize;

use crate::decode::scan::{is_of_word, number, small, stop_of};

/// JSON in bytes, and how far it has been read.
pub struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The bytes are no JSON, or end too early.
// One number, so that a result is returned in a register.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Broken(NonZeroUsize);

impl Broken {
    /// Where the bytes are no JSON.
    pub fn at(self) -> usize {
        self.0.get() / 2 - 1
    }

    /// Whether they end too early.
    pub fn is_cut_off(self) -> bool {
        !self.0.get().is_multiple_of(2)
    }
}

impl fmt::Debug for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at {}", if self.is_cut_off() { "cut off" } else { "no JSON" }, self.at())
    }
}

/// What is read.
pub type Read<T> = Result<T, Broken>;

/// A value that holds no others.
pub(crate) enum Token<'b> {
    /// `null`, an array or an object.
    Other,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(Cow<'b, str>),
}

/// What is done with each property of an object: it must read or skip the value.
type Property<'p> = &'p mut dyn FnMut(&mut Reader<'_>, &str) -> Read<()>;

/// Something whose properties have numbers.
pub trait Slots {
    /// The names of its properties: quickest in the order in which they come.
    fn keys(&self) -> &'static [&'static str];

    /// Reads the value of the property of this number in [`Slots::keys`].
    fn slot(&mut self, at: usize, reader: &mut Reader<'_>) -> Read<()>;
}

// What is called for every few bytes is compiled into its callers: also where all else is built for size.
impl<'b> Reader<'b> {
    /// Begins at the first byte.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    #[cold]
    #[inline(never)]
    fn broken(&self) -> Broken {
        self.broken_if(self.at >= self.bytes.len())
    }

    fn broken_if(&self, is_cut_off: bool) -> Broken {
        Broken(NonZeroUsize::MIN.saturating_add(self.at * 2 + 1 + usize::from(is_cut_off)))
    }

    /// The next byte that is no white space. It stays.
    #[inline(always)]
    pub(crate) fn peek(&mut self) -> Read<u8> {
        match self.bytes.get(self.at) {
            Some(&byte) if byte > b' ' => Ok(byte),
            _ => self.peek_on(),
        }
    }

    #[inline(never)]
    fn peek_on(&mut self) -> Read<u8> {
        while let Some(&byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(byte);
            }
            self.at += 1;
        }
        Err(self.broken())
    }

    #[inline(always)]
    fn take(&mut self, wanted: u8) -> Read<()> {
        if self.peek()? != wanted {
            return Err(self.broken());
        }
        self.at += 1;
        Ok(())
    }

    /// Nothing may follow.
    pub(crate) fn end(mut self) -> Read<()> {
        match self.peek() {
            Err(_) => Ok(()),
            Ok(_) => Err(self.broken()),
        }
    }

    /// Goes into an array or object: whether something is in it. Of anything else says nothing, and skips it.
    #[inline(always)]
    fn enter(&mut self, start: u8, end: u8) -> Read<Option<bool>> {
        if self.peek()? != start {
            self.skip()?;
            return Ok(None);
        }
        self.at += 1;
        if self.peek()? == end {
            self.at += 1;
            return Ok(Some(false));
        }
        Ok(Some(true))
    }

    /// Reads the properties of an object that have a number, and goes over the others. Of anything else says `false`, and
    /// skips it.
    #[inline(never)]
    pub(crate) fn slots(&mut self, slots: &mut dyn Slots) -> Read<bool> {
        let Some(mut goes_on) = self.enter(b'{', b'}')? else { return Ok(false) };
        let (keys, mut next) = (slots.keys(), 0);
        while goes_on {
            match self.key(keys, next)? {
                Some(at) => {
                    next = at + 1;
                    self.take(b':')?;
                    slots.slot(at, self)?;
                }
                None => {
                    self.take(b':')?;
                    self.skip()?;
                }
            }
            goes_on = self.goes_on(b'}')?;
        }
        Ok(true)
    }

    /// Reads the properties of `_embedded`.
    pub fn embedded(&mut self, slots: &mut dyn Slots) -> Read<()> {
        self.slots(slots).map(drop)
    }

    /// Reads a key, which is probably the one of this number.
    #[inline(always)]
    fn key(&mut self, keys: &[&str], next: usize) -> Read<Option<usize>> {
        self.take(b'"')?;
        if let Some(guess) = keys.get(next)
            && self.bytes.get(self.at + guess.len()) == Some(&b'"')
            && self.rest().starts_with(guess.as_bytes())
        {
            self.at += guess.len() + 1;
            return Ok(Some(next));
        }
        self.at -= 1;
        self.other_key(keys, next)
    }

    #[inline(never)]
    fn other_key(&mut self, keys: &[&str], next: usize) -> Read<Option<usize>> {
        let key = self.raw_text()?;
        let is_it = |own: &&str| own.as_bytes() == &*key;
        let (before, after) = keys.split_at_checked(next).unwrap_or_default();
        Ok(after.iter().position(is_it).map(|at| at + next).or_else(|| before.iter().position(is_it)))
    }

    /// Reads an object of any properties. Of anything else says `false`, and skips it.
    #[inline(never)]
    pub(crate) fn object(&mut self, property: Property<'_>) -> Read<bool> {
        let Some(mut goes_on) = self.enter(b'{', b'}')? else { return Ok(false) };
        while goes_on {
            let key = self.text()?;
            self.take(b':')?;
            property(self, &key)?;
            goes_on = self.goes_on(b'}')?;
        }
        Ok(true)
    }

    /// Reads an array. Of anything else says `false`, and skips it.
    #[inline(never)]
    pub(crate) fn array(&mut self, item: &mut dyn FnMut(&mut Reader<'_>) -> Read<()>) -> Read<bool> {
        let Some(mut goes_on) = self.enter(b'[', b']')? else { return Ok(false) };
        while goes_on {
            item(self)?;
            goes_on = self.goes_on(b']')?;
        }
        Ok(true)
    }

    /// Goes to the first item of an array, or value of an object: what it ends with, if it has one. Anything else is skipped.
    #[inline(never)]
    pub(crate) fn enter_list(&mut self) -> Read<Option<u8>> {
        let end = if self.peek()? == b'{' { b'}' } else { b']' };
        let is_some = self.enter(end - 2, end)?.unwrap_or_default();
        self.item_of(is_some, end)
    }

    /// Goes to the next item of a list that ends with this.
    #[inline(never)]
    pub(crate) fn next_item(&mut self, end: u8) -> Read<Option<u8>> {
        let goes_on = self.goes_on(end)?;
        self.item_of(goes_on, end)
    }

    #[inline(always)]
    fn item_of(&mut self, is_some: bool, end: u8) -> Read<Option<u8>> {
        if is_some && end == b'}' {
            self.raw_text()?;
            self.take(b':')?;
        }
        Ok(is_some.then_some(end))
    }

    /// Whether a comma follows, and not the end.
    #[inline(always)]
    fn goes_on(&mut self, end: u8) -> Read<bool> {
        let byte = self.peek()?;
        if byte != b',' && byte != end {
            return Err(self.broken());
        }
        self.at += 1;
        Ok(byte == b',')
    }

    /// Goes over a value. Whether it is JSON within is not looked at.
    #[inline(never)]
    pub fn skip(&mut self) -> Read<()> {
        match self.peek()? {
            b'"' => {
                self.at += 1;
                self.at = self.end_of_text(self.at)?;
            }
            b'{' | b'[' => self.skip_nested()?,
            byte if is_of_word(byte) => self.at += self.word().len(),
            _ => return Err(self.broken()),
        }
        Ok(())
    }

    /// Goes over an array or object: only brackets and quotes matter.
    fn skip_nested(&mut self) -> Read<()> {
        let (mut at, mut depth) = (self.at, 0_usize);
        while let Some(&byte) = self.bytes.get(at) {
            at += 1;
            // Braces and square brackets differ in this bit.
            let bracket = byte | 0x20;
            if byte == b'"' {
                at = self.end_of_text(at)?;
            } else if bracket == b'{' {
                depth += 1;
            } else if bracket == b'}' {
                depth -= 1;
                if depth == 0 {
                    self.at = at;
                    return Ok(());
                }
            }
        }
        self.at = at;
        Err(self.broken())
    }

    /// Where a text ends, behind its quote.
    #[inline(never)]
    fn end_of_text(&mut self, mut at: usize) -> Read<usize> {
        loop {
            let found = self.bytes.get(at..).and_then(stop_of);
            let Some(len) = found else {
                self.at = self.bytes.len();
                return Err(self.broken());
            };
            at += len + 1;
            if self.bytes.get(at - 1) == Some(&b'"') {
                return Ok(at);
            }
            at += 1;
        }
    }

    #[inline(always)]
    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// A number, `true`, `false` or `null`.
    fn word(&self) -> &'b [u8] {
        let rest = self.rest();
        let len = rest.iter().position(|byte| !is_of_word(*byte)).unwrap_or(rest.len());
        rest.get(..len).unwrap_or_default()
    }

    /// Goes on to the quote or backslash that comes next, and over it.
    #[inline(always)]
    fn stop_in_text(&mut self) -> Read<(&'b [u8], u8)> {
        let rest = self.rest();
        let Some(len) = stop_of(rest) else {
            self.at = self.bytes.len();
            return Err(self.broken());
        };
        self.at += len + 1;
        Ok((rest.get(..len).unwrap_or_default(), rest.get(len).copied().unwrap_or_default()))
    }

    /// A text as it stands there, if nothing in it is escaped.
    #[inline(never)]
    fn raw_text(&mut self) -> Read<Cow<'b, [u8]>> {
        let start = self.at;
        self.take(b'"')?;
        let (run, stop) = self.stop_in_text()?;
        if stop == b'"' {
            return Ok(Cow::Borrowed(run));
        }
        self.at = start;
        Ok(Cow::Owned(self.escaped()?.into_bytes()))
    }

    fn text(&mut self) -> Read<Cow<'b, str>> {
        Ok(match self.raw_text()? {
            Cow::Borrowed(run) => Cow::Borrowed(self.utf8(run)?),
            // Valid already.
            Cow::Owned(text) => Cow::Owned(String::from_utf8(text).map_err(|_| self.broken())?),
        })
    }

    #[cold]
    #[inline(never)]
    fn escaped(&mut self) -> Read<String> {
        self.take(b'"')?;
        let mut text = String::new();
        loop {
            let (run, stop) = self.stop_in_text()?;
            text.push_str(self.utf8(run)?);
            if stop == b'"' {
                return Ok(text);
            }
            self.escape(&mut text)?;
        }
    }

    fn utf8<'t>(&self, run: &'t [u8]) -> Read<&'t str> {
        str::from_utf8(run).map_err(|_| self.broken())
    }

    /// What follows a backslash.
    fn escape(&mut self, text: &mut String) -> Read<()> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(|| self.broken())?;
        self.at += 1;
        text.push(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unicode()?,
            _ => return Err(self.broken()),
        });
        Ok(())
    }

    /// Four digits, or eight as a pair. Half a pair stands for no character.
    fn unicode(&mut self) -> Read<char> {
        let first = self.four()?;
        if (0xD800..0xDC00).contains(&first) && self.rest().starts_with(b"\\u") {
            let before = self.at;
            self.at += 2;
            let second = self.four()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = before;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four(&mut self) -> Read<u32> {
        let digits = self.rest().get(..4).ok_or_else(|| self.broken_if(true))?;
        let mut code = 0;
        for digit in digits {
            code = code * 16 + char::from(*digit).to_digit(16).ok_or_else(|| self.broken())?;
        }
        self.at += 4;
        Ok(code)
    }

    /// Reads a value that holds no others. Of an array or object only says that it was one.
    #[inline(never)]
    pub(crate) fn token(&mut self) -> Read<Token<'b>> {
        match self.peek()? {
            b'"' => return self.text().map(Token::Text),
            b'{' | b'[' => {
                self.skip()?;
                return Ok(Token::Other);
            }
            _ => {}
        }
        let Some((number, len)) = small(self.rest()) else { return self.word_token() };
        self.at += len;
        Ok(Token::Integer(number))
    }

    /// Reads a whole number, or what may stand for one.
    #[inline(never)]
    pub(crate) fn integer(&mut self) -> Read<Option<i64>> {
        self.peek()?;
        let Some((number, len)) = small(self.rest()) else { return Ok(self.token()?.integer()) };
        self.at += len;
        Ok(Some(number))
    }

    /// Reads a text, or what may stand for one.
    #[inline(never)]
    pub(crate) fn string(&mut self) -> Read<Option<String>> {
        if self.peek()? == b'"' {
            return Ok(Some(match self.raw_text()? {
                Cow::Borrowed(run) => String::from(self.utf8(run)?),
                Cow::Owned(text) => String::from(self.utf8(&text)?),
            }));
        }
        Ok(self.token()?.name().map(Cow::into_owned))
    }

    #[inline(never)]
    fn word_token(&mut self) -> Read<Token<'b>> {
        let word = self.word();
        let token = match word {
            b"null" => Token::Other,
            b"true" => Token::Bool(true),
            b"false" => Token::Bool(false),
            // What ends here may have gone on.
            _ => number(word).ok_or_else(|| self.broken_if(self.at + word.len() >= self.bytes.len()))?,
        };
        self.at += word.len();
        Ok(token)
    }
}
