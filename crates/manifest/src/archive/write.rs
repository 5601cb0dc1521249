//! Writing an archive: the same files give the same bytes, on every system.
//!
//! The records are written here rather than by a zip library because everything about them must be ours: libraries
//! put the system they run on into the header, or sizes behind the data (Kommo is known to refuse archives of tools
//! that do so). What is written is the plainest zip there is: deflate, sizes in front, no extra fields, no ZIP64.

use miniz_oxide::deflate::compress_to_vec;
use rawzip::crc32;

use super::{Archive, ArchiveError};
use crate::tree::FileTree;

/// Version 2.0: deflate.
const NEEDED: u16 = 20;
/// Made by: Unix, version 2.0.
const MADE_BY: u16 = (3 << 8) | NEEDED;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1980-01-01 00:00, the first moment a zip can name.
const DATE: u16 = (1 << 5) | 1;
const TIME: u16 = 0;
/// An ordinary file, `rw-rw-r--`, as Kommo's own build sets it.
const MODE: u32 = 0o100_664 << 16;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const BEST: u8 = 10;

impl Archive {
    /// Packs the files: `manifest.json` first, the others in path order.
    ///
    /// # Errors
    /// [`ArchiveError::NoManifest`] without a manifest at the root, [`ArchiveError::Zip64`] when the archive would
    /// need ZIP64.
    pub fn write(files: &FileTree) -> Result<Vec<u8>, ArchiveError> {
        let manifest = files.get("manifest.json").ok_or(ArchiveError::NoManifest { nested: None })?;
        let mut out = Vec::new();
        let mut directory = Vec::new();
        let others = files.iter().filter(|(path, _)| *path != "manifest.json");
        for (path, bytes) in std::iter::once(("manifest.json", manifest)).chain(others) {
            let offset = small(out.len())?;
            let entry = Entry::new(path, bytes)?;
            out.extend_from_slice(b"PK\x03\x04");
            entry.common(&mut out);
            out.extend_from_slice(path.as_bytes());
            out.extend_from_slice(&entry.data);

            directory.extend_from_slice(b"PK\x01\x02");
            u16s(&mut directory, &[MADE_BY]);
            entry.common(&mut directory);
            u16s(&mut directory, &[0, 0, 0]); // comment length, disk, internal attributes
            u32s(&mut directory, &[MODE, offset]);
            directory.extend_from_slice(path.as_bytes());
        }
        let count = u16::try_from(files.len()).ok().filter(|n| *n < u16::MAX).ok_or(ArchiveError::Zip64)?;
        let (offset, size) = (small(out.len())?, small(directory.len())?);
        out.append(&mut directory);
        out.extend_from_slice(b"PK\x05\x06");
        u16s(&mut out, &[0, 0, count, count]);
        u32s(&mut out, &[size, offset]);
        u16s(&mut out, &[0]);
        Ok(out)
    }
}

struct Entry {
    method: u16,
    crc: u32,
    packed: u32,
    unpacked: u32,
    name: u16,
    data: Vec<u8>,
}

impl Entry {
    fn new(path: &str, bytes: &[u8]) -> Result<Self, ArchiveError> {
        let deflated = compress_to_vec(bytes, BEST);
        let (method, data) =
            if deflated.len() < bytes.len() { (DEFLATED, deflated) } else { (STORED, bytes.to_vec()) };
        Ok(Self {
            method,
            crc: crc32(bytes),
            packed: small(data.len())?,
            unpacked: small(bytes.len())?,
            name: u16::try_from(path.len()).map_err(|_| ArchiveError::Zip64)?,
            data,
        })
    }

    /// The fields that stand alike in the file's own header and in the directory.
    fn common(&self, out: &mut Vec<u8>) {
        u16s(out, &[NEEDED, FLAGS, self.method, TIME, DATE]);
        u32s(out, &[self.crc, self.packed, self.unpacked]);
        u16s(out, &[self.name, 0]);
    }
}

fn small(size: usize) -> Result<u32, ArchiveError> {
    u32::try_from(size).ok().filter(|size| *size < u32::MAX).ok_or(ArchiveError::Zip64)
}

fn u16s(out: &mut Vec<u8>, values: &[u16]) {
    values.iter().for_each(|value| out.extend_from_slice(&value.to_le_bytes()));
}

fn u32s(out: &mut Vec<u8>, values: &[u32]) {
    values.iter().for_each(|value| out.extend_from_slice(&value.to_le_bytes()));
}
