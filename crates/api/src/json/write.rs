//! Writing request bodies: a few hundred bytes of code instead of a serialiser.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
use super::browser::float_text;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use super::browser::push_string;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use super::native::float_text;

use super::Json;

/// A value that can be written as JSON.
pub trait ToJson {
    /// Appends the value to `out` as JSON text.
    fn write_json(&self, out: &mut String);
}

/// Appends `text` as a JSON string, quotes included.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub fn push_string(out: &mut String, text: &str) {
    put(out, b'"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1f => "\\u00",
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(escape);
        if escape.len() == 4 {
            put(out, b'0' + (byte >> 4));
            let low = byte & 15;
            put(out, if low < 10 { b'0' + low } else { b'a' + low - 10 });
        }
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    put(out, b'"');
}

/// Appends an ASCII character; one copy of `String::push` for all.
#[inline(never)]
pub(crate) fn put(out: &mut String, byte: u8) {
    let text = [byte & 0x7f];
    // `String::push` would bring the writing of any character along, a hundred bytes.
    #[expect(unsafe_code, reason = "the safe way is to check each byte, or to have all of them as texts")]
    // SAFETY: the byte is ASCII, which is UTF-8.
    let text = unsafe { std::str::from_utf8_unchecked(&text) };
    out.push_str(text);
}

/// Appends a whole number. Much smaller in WebAssembly than `core::fmt`.
pub fn push_integer(out: &mut String, number: i64) {
    if number < 0 {
        put(out, b'-');
    }
    push_digits(out, number.unsigned_abs());
}

fn push_digits(out: &mut String, number: u64) {
    if number >= 10 {
        push_digits(out, number / 10);
    }
    put(out, b'0' + (number % 10) as u8);
}

impl ToJson for i64 {
    fn write_json(&self, out: &mut String) {
        push_integer(out, *self);
    }
}

impl ToJson for f64 {
    /// NaN and infinities do not exist in JSON: they are written as `null`.
    fn write_json(&self, out: &mut String) {
        if self.is_finite() {
            out.push_str(&float_text(*self));
        } else {
            out.push_str("null");
        }
    }
}

impl ToJson for bool {
    fn write_json(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl ToJson for str {
    fn write_json(&self, out: &mut String) {
        push_string(out, self);
    }
}

impl ToJson for String {
    fn write_json(&self, out: &mut String) {
        push_string(out, self);
    }
}

impl ToJson for Json {
    fn write_json(&self, out: &mut String) {
        out.push_str(&self.to_json());
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write_json(&self, out: &mut String) {
        (**self).write_json(out);
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write_json(&self, out: &mut String) {
        match self {
            Some(value) => value.write_json(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write_json(&self, out: &mut String) {
        put(out, b'[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                put(out, b',');
            }
            item.write_json(out);
        }
        put(out, b']');
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write_json(&self, out: &mut String) {
        self.as_slice().write_json(out);
    }
}
