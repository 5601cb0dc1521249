//! [`Reader`], JSON read once, in its order.
//!
//! `serde_json` would do, but in a widget it is more code, compiled anew for each type, and slower when that is built for
//! size (`docs/benchmarks.md`); what nobody asks for is most of an answer here, and is gone over without being looked at.

use std::borrow::Cow;

/// JSON in bytes, and how far it has been read.
pub struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The bytes are no JSON, or end too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where.
    pub at: usize,
    /// Whether they end too early.
    pub is_cut_off: bool,
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

impl<'b> Reader<'b> {
    /// Begins at the first byte.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn broken(&self) -> Broken {
        Broken { at: self.at, is_cut_off: self.at >= self.bytes.len() }
    }

    /// The next byte that is no white space. It stays.
    pub(crate) fn peek(&mut self) -> Read<u8> {
        while let Some(&byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(byte);
            }
            self.at += 1;
        }
        Err(self.broken())
    }

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

    /// Reads an object. Of anything else says `false`, and skips it.
    #[inline(never)]
    pub(crate) fn object(&mut self, property: Property<'_>) -> Read<bool> {
        if self.peek()? != b'{' {
            self.skip()?;
            return Ok(false);
        }
        self.at += 1;
        if self.peek()? == b'}' {
            self.at += 1;
            return Ok(true);
        }
        loop {
            let key = self.text()?;
            self.take(b':')?;
            property(self, &key)?;
            if self.goes_on(b'}')? {
                continue;
            }
            return Ok(true);
        }
    }

    /// Reads an array. Of anything else says `false`, and skips it.
    #[inline(never)]
    pub(crate) fn array(&mut self, item: &mut dyn FnMut(&mut Reader<'_>) -> Read<()>) -> Read<bool> {
        if self.peek()? != b'[' {
            self.skip()?;
            return Ok(false);
        }
        self.at += 1;
        if self.peek()? == b']' {
            self.at += 1;
            return Ok(true);
        }
        loop {
            item(self)?;
            if self.goes_on(b']')? {
                continue;
            }
            return Ok(true);
        }
    }

    /// Whether a comma follows, and not the end.
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
    fn stop_in_text(&mut self) -> Read<(&'b [u8], u8)> {
        let rest = self.rest();
        let Some(len) = stop_of(rest) else {
            self.at = self.bytes.len();
            return Err(self.broken());
        };
        self.at += len + 1;
        Ok((rest.get(..len).unwrap_or_default(), rest.get(len).copied().unwrap_or_default()))
    }

    #[inline(never)]
    fn text(&mut self) -> Read<Cow<'b, str>> {
        self.take(b'"')?;
        let (run, stop) = self.stop_in_text()?;
        let text = self.utf8(run)?;
        if stop == b'"' {
            return Ok(Cow::Borrowed(text));
        }
        let mut text = String::from(text);
        self.escape(&mut text)?;
        loop {
            let (run, stop) = self.stop_in_text()?;
            text.push_str(self.utf8(run)?);
            if stop == b'"' {
                return Ok(Cow::Owned(text));
            }
            self.escape(&mut text)?;
        }
    }

    fn utf8(&self, run: &'b [u8]) -> Read<&'b str> {
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
        let digits = self.rest().get(..4).ok_or(Broken { at: self.at, is_cut_off: true })?;
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
        let word = self.word();
        let token = match word {
            b"null" => Token::Other,
            b"true" => Token::Bool(true),
            b"false" => Token::Bool(false),
            _ => number(word).ok_or_else(|| {
                // What ends here may have gone on.
                Broken { at: self.at, is_cut_off: self.at + word.len() >= self.bytes.len() }
            })?,
        };
        self.at += word.len();
        Ok(token)
    }
}

/// Where the first quote or backslash is. Eight bytes at a time: most of an answer is texts that nobody asked for.
fn stop_of(bytes: &[u8]) -> Option<usize> {
    /// A bit in the lowest byte that is zero, and perhaps in higher ones.
    const fn zeros(word: u64) -> u64 {
        word.wrapping_sub(0x0101_0101_0101_0101) & !word & 0x8080_8080_8080_8080
    }
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ 0x2222_2222_2222_2222) | zeros(word ^ 0x5c5c_5c5c_5c5c_5c5c);
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    Some(words.len() * 8 + at)
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

fn number<'b>(word: &[u8]) -> Option<Token<'b>> {
    if !matches!(word.first()?, b'-' | b'0'..=b'9') {
        return None;
    }
    let text = str::from_utf8(word).ok()?;
    if let Ok(integer) = text.parse() {
        return Some(Token::Integer(integer));
    }
    // `inf` and the like do not begin with a digit.
    let float: f64 = text.parse().ok()?;
    Some(if float.is_finite() { Token::Float(float) } else { Token::Other })
}
