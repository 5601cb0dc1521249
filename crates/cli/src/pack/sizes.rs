//! How large a script is, as it is and as it travels.

use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

/// A text's size in bytes: raw, gzip at level 9, brotli at quality 11.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// As it is.
    pub raw: usize,
    /// Under gzip at level 9.
    pub gzip: usize,
    /// Under brotli at quality 11, window 22.
    pub brotli: usize,
}

/// Where a script's bytes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// The whole script.
    pub script: Size,
    /// Shim, glue and decoder: the same script around an empty module.
    pub frame: Size,
}

impl Size {
    /// Measures a text.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { raw: bytes.len(), gzip: gzip(bytes), brotli: brotli(bytes) }
    }

    /// The difference to a part.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        Self {
            raw: self.raw.saturating_sub(part.raw),
            gzip: self.gzip.saturating_sub(part.gzip),
            brotli: self.brotli.saturating_sub(part.brotli),
        }
    }
}

impl Sizes {
    /// Measures a script and the same script around an empty module.
    #[must_use]
    pub fn of(script: &str, frame: &str) -> Self {
        Self { script: Size::of(script.as_bytes()), frame: Size::of(frame.as_bytes()) }
    }

    /// What the module adds to the frame.
    #[must_use]
    pub fn module(&self) -> Size {
        self.script.without(self.frame)
    }
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(9));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(bytes.len(), |packed| packed.len())
}

fn brotli(bytes: &[u8]) -> usize {
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    match brotli::BrotliCompress(&mut &*bytes, &mut packed, &params) {
        Ok(_) => packed.len(),
        Err(_) => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_sizes_are_those_of_real_compressors() {
        let text = "the quick brown fox ".repeat(200);
        let size = Size::of(text.as_bytes());
        assert_eq!(size.raw, 4000);
        assert!((40..100).contains(&size.gzip), "{size:?}");
        assert!((15..60).contains(&size.brotli), "{size:?}");
    }

    #[test]
    fn the_module_is_what_the_frame_is_not() {
        let sizes = Sizes::of(&format!("frame{}", "x1y2z3".repeat(50)), "frame");
        assert_eq!(sizes.module().raw, 300);
    }
}
