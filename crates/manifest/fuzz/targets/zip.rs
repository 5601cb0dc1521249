//! Any bytes as widget.zip, and again behind the head of a real one. What is accepted stays within the limits.
#![no_main]

use kommo_manifest::archive::{Archive, Limits};
use libfuzzer_sys::fuzz_target;

const LIMITS: Limits = Limits { entries: 64, file_bytes: 1 << 16, total_bytes: 1 << 18 };

fuzz_target!(|bytes: &[u8]| {
    for bytes in [bytes.to_vec(), [b"PK\x03\x04", bytes].concat()] {
        if let Ok(archive) = Archive::read_within(&bytes, &LIMITS) {
            assert!(archive.files.len() <= LIMITS.entries);
            assert!(archive.files.total_size() <= LIMITS.total_bytes);
            let again = Archive::write(&archive.files).expect("what was read can be written");
            assert_eq!(Archive::read(&again).expect("what was written can be read").files, archive.files);
        }
    }
});
