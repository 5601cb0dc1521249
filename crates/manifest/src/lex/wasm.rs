//! WebAssembly modules inside scripts.

use std::ops::Range;

use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};

/// A WebAssembly module inlined as base64.
pub(crate) struct Module {
    pub(crate) bytes: Vec<u8>,
    /// Where its first characters stand.
    pub(crate) span: Range<usize>,
}

/// Modules inlined in a script: base64 that begins with the magic number of WebAssembly.
pub(crate) fn modules(text: &str) -> Vec<Module> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, config);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("AGFzbQ")) {
        let start = from + at;
        let rest = text.get(start..).unwrap_or_default();
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/'))).unwrap_or(rest.len());
        if let Ok(bytes) = engine.decode(rest.get(..end).unwrap_or_default()) {
            found.push(Module { bytes, span: start..start + end.min(6) });
        }
        from = start + end.max(6);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_found_among_other_text() {
        let module = b"\0asm\x01\0\0\0 and more";
        let text =
            format!("var w = '{}', x = 'AGFzbQ';", base64::engine::general_purpose::STANDARD.encode(module));
        let found = modules(&text);
        assert_eq!(found.first().map(|module| module.bytes.as_slice()), Some(module.as_slice()));
        assert_eq!(found.first().map(|module| text.get(module.span.clone())), Some(Some("AGFzbQ")));
    }
}
