//! Random ids and tokens.

use std::fmt::Write as _;

/// `bytes` random bytes in lower-case hex: session and access tokens, codes, secrets.
pub(crate) fn token(bytes: usize) -> String {
    let mut raw = vec![0_u8; bytes];
    fill(&mut raw);
    hex(&raw)
}

/// A random UUID (version 4) in its usual written form.
pub(crate) fn uuid() -> String {
    let mut raw = [0_u8; 16];
    fill(&mut raw);
    uuid_from(raw)
}

/// The UUID (version 4 in form) that always belongs to this name: seeds stay the same from run to run.
pub(crate) fn uuid_of(name: &str) -> String {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(name.as_bytes());
    let mut raw = [0_u8; 16];
    for (to, from) in raw.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    uuid_from(raw)
}

/// SHA-256 in hex: how secrets are kept that must be recognised and never read back.
pub(crate) fn digest(secret: &str) -> String {
    use sha2::{Digest as _, Sha256};
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn uuid_from(mut raw: [u8; 16]) -> String {
    let [.., version, _, variant, _, _, _, _, _, _, _] = &mut raw;
    *version = (*version & 0x0f) | 0x40;
    *variant = (*variant & 0x3f) | 0x80;
    let hex = hex(&raw);
    let part = |range| hex.get(range).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0..8), part(8..12), part(12..16), part(16..20), part(20..32))
}

/// The operating system's randomness; where even that fails, the clock's nanoseconds keep ids apart.
fn fill(raw: &mut [u8]) {
    if getrandom::fill(raw).is_err() {
        let nanos = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map(|since| since.as_nanos())
            .unwrap_or_default();
        for (at, byte) in raw.iter_mut().enumerate() {
            *byte = nanos.rotate_right(u32::try_from(at).unwrap_or_default() * 7).to_le_bytes()[0];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_are_version_four_and_differ() {
        let (one, two) = (uuid(), uuid());
        assert_ne!(one, two);
        assert_eq!(one.len(), 36);
        assert_eq!(one.as_bytes()[14], b'4');
        assert!(matches!(one.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
        assert_eq!(uuid_of("a"), uuid_of("a"));
        assert_ne!(uuid_of("a"), uuid_of("b"));
    }
}
