//! The module's bytes as a JavaScript expression that evaluates to a `Uint8Array`.
//!
//! A widget carries its WebAssembly inside `script.js`, so the bytes have to become text. [`Encoding::Text`] keeps
//! one character a byte, so that gzip and brotli see the same repetitions as in the bare module; base64 shifts
//! everything by six bits and hides them. A module of 23,943 bytes (after wasm-opt), appended to the 5.5 kB of its
//! glue, adds:
//!
//! | encoding | raw | gzip 9 | brotli 11 |
//! |---|---|---|---|
//! | the bare file, for comparison | 23,943 | 10,984 | 9,365 |
//! | text | 25,528 | 11,165 | 9,300 |
//! | base64 | 31,951 | 14,877 | 12,929 |
//!
//! In a whole widget (a module of 52,524 bytes with its shim and glue) the script is 61,776 bytes as text, 28,362 under
//! gzip and 24,263 under brotli; with base64 it is 75,838, 34,782 and 29,949.
//!
//! A module that is large enough is sorted first (`sorted`): Deal desk's script has 14.8 kB instead of 16.0 under brotli, and
//! 17.3 instead of 18.7 under gzip. One that is not, as the counter's, stays as it is: the packager takes what is smaller
//! under brotli.
//!
//! Text even beats the bare file because names that occur in both glue and module then stand there in the same bytes.
//!
//! Text is safe where `script.js` travels as UTF-8: Kommo demands UTF-8 for text files of an archive, and RequireJS
//! asks for that charset when it loads a script. If a server mangles it all the same, the decoder throws a clear
//! error instead of handing out a broken module. [`Encoding::Base64`] is pure ASCII and survives any charset.

mod grammar;
mod sorted;
mod text;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::pack::Size;

/// How the module's bytes are written into the script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 characters that compress well, sorted where that is smaller.
    #[default]
    Text,
    /// ASCII only: a third larger, for servers that are known to mangle UTF-8.
    Base64,
}

impl Encoding {
    /// The JavaScript expression for these bytes: the one that travels in the fewest bytes under brotli.
    #[must_use]
    pub fn expression(self, bytes: &[u8]) -> String {
        let sorted = if self == Self::Text { sorted::expressions(bytes) } else { Vec::new() };
        // A small module does not pay for the larger decoder.
        let plain = self.quick_expression(bytes);
        sorted.into_iter().chain([plain]).min_by_key(|text| brotli(text)).unwrap_or_default()
    }

    /// An expression that takes no time to make, for development.
    #[must_use]
    pub fn quick_expression(self, bytes: &[u8]) -> String {
        match self {
            Self::Text => text::expression(bytes),
            Self::Base64 => {
                format!(
                    "Uint8Array.from(atob(\"{}\"),function(c){{return c.charCodeAt(0)}})",
                    STANDARD.encode(bytes)
                )
            }
        }
    }
}

fn brotli(text: &str) -> usize {
    Size::of(text.as_bytes()).brotli
}
