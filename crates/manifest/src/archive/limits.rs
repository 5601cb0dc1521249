//! How much an archive may cost to read.

/// Upper bounds for reading an archive. They hold for what is really inflated, not for what the archive claims.
///
/// Kommo documents no maximum. The defaults are several times the largest public widget known (about 4 MB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Entries, folders included.
    pub entries: usize,
    /// Bytes of one file, uncompressed.
    pub file_bytes: usize,
    /// Bytes of all files together, uncompressed.
    pub total_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 4096, file_bytes: 32 << 20, total_bytes: 64 << 20 }
    }
}
