//! Finding things in JSON's bytes.

use crate::decode::reader::Token;

/// Where the first quote or backslash is. Eight bytes at a time: most of an answer is texts that nobody asked for.
#[inline(always)]
pub(super) fn stop_of(bytes: &[u8]) -> Option<usize> {
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

#[inline(always)]
pub(super) fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

pub(super) fn number<'b>(word: &[u8]) -> Option<Token<'b>> {
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

/// A whole number of few digits, and how many bytes it takes. Nearly all numbers are such.
#[inline(always)]
pub(super) fn small(rest: &[u8]) -> Option<(i64, usize)> {
    let sign = usize::from(rest.first() == Some(&b'-'));
    let (mut number, mut len) = (0_i64, sign);
    loop {
        let byte = rest.get(len).copied().unwrap_or_default();
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            // Where the bytes end, it may have gone on.
            let is_whole = len > sign && byte != 0 && !is_of_word(byte);
            return is_whole.then_some((if sign > 0 { -number } else { number }, len));
        }
        if len > 17 {
            return None;
        }
        number = number * 10 + i64::from(digit);
        len += 1;
    }
}
