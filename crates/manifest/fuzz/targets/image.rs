//! Any bytes as a picture.
#![no_main]

use libfuzzer_sys::fuzz_target;

const HEADS: [&[u8]; 4] =
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", b"GIF89a", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8X"];

fuzz_target!(|bytes: &[u8]| {
    let _ = kommo_manifest::image::read(bytes);
    for head in HEADS {
        let _ = kommo_manifest::image::read(&[head, bytes].concat());
    }
});
