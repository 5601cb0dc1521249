//! Reading an archive that anybody may have made.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ErrorKind, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::{Archive, ArchiveError, Limits};
use crate::tree::{FileTree, check_path};

/// General-purpose bit 0: encrypted; bit 6: strong encryption.
const ENCRYPTED: u16 = 0x0041;
/// Header id of the ZIP64 extra field.
const ZIP64_EXTRA: u16 = 0x0001;

impl Archive {
    /// Reads a `widget.zip` with the default [`Limits`].
    ///
    /// # Errors
    /// [`ArchiveError`] for anything that is not a plain, sound archive with `manifest.json` at its root.
    pub fn read(bytes: &[u8]) -> Result<Self, ArchiveError> {
        Self::read_within(bytes, &Limits::default())
    }

    /// Reads a `widget.zip` within the given limits. Memory stays below about twice `total_bytes`,
    /// whatever sizes the archive claims.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub fn read_within(bytes: &[u8], limits: &Limits) -> Result<Self, ArchiveError> {
        if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
            return Err(ArchiveError::NotAZip(guess(bytes)));
        }
        let zip = ZipArchive::from_slice(bytes).map_err(|error| damaged(&error))?;
        let claimed = zip.entries_hint();
        let too_many = |found| ArchiveError::TooManyEntries { found, limit: limits.entries };
        if claimed > limits.entries as u64 {
            return Err(too_many(claimed));
        }
        if zip64(bytes, zip.eocd_offset()) {
            return Err(ArchiveError::Zip64);
        }

        let mut files = FileTree::new();
        let mut seen = 0_u64;
        let mut left = limits.total_bytes;
        let mut entries = zip.entries();
        while let Some(entry) = entries.next_entry().map_err(|error| damaged(&error))? {
            seen += 1;
            if seen > limits.entries as u64 {
                return Err(too_many(seen));
            }
            let Some(path) = safe_path(&entry)? else { continue };
            let data = inflate(&zip, &entry, &path, limits, left)?;
            left -= data.len();
            if files.insert(path.clone(), data)?.is_some() {
                return Err(ArchiveError::Duplicate(path));
            }
        }
        if seen != claimed {
            return Err(ArchiveError::Damaged(format!("it claims {claimed} entries but has {seen}")));
        }
        if !files.contains("manifest.json") {
            return Err(ArchiveError::NoManifest { nested: nested_manifest(&files) });
        }
        Ok(Self { files, packed_size: bytes.len() })
    }
}

/// The checked path of an entry; `None` for a folder.
fn safe_path(entry: &ZipFileHeaderRecord<'_>) -> Result<Option<String>, ArchiveError> {
    let raw = entry.file_path();
    let raw = raw.as_bytes();
    let path = std::str::from_utf8(raw).map_err(|_| ArchiveError::NotUtf8(raw.escape_ascii().to_string()))?;
    let folder = path.ends_with('/');
    check_path(if folder { path.strip_suffix('/').unwrap_or(path) } else { path })?;
    let path = path.to_owned();

    if entry.flags().bits() & ENCRYPTED != 0 {
        return Err(ArchiveError::Encrypted(path));
    }
    for (id, _) in entry.extra_fields() {
        if id.as_u16() == ZIP64_EXTRA {
            return Err(ArchiveError::Zip64);
        }
    }
    // The Unix type sits in the upper half of the attributes; 0 means that the packer wrote none.
    match (entry.external_attributes() >> 16) & 0o170_000 {
        0 | 0o100_000 => {}
        0o040_000 if folder => {}
        _ => return Err(ArchiveError::NotAFile(path)),
    }
    Ok((!folder).then_some(path))
}

/// The unpacked bytes of an entry, verified against its size and CRC.
fn inflate(
    zip: &ZipSliceArchive<&[u8]>,
    entry: &ZipFileHeaderRecord<'_>,
    path: &str,
    limits: &Limits,
    left: usize,
) -> Result<Vec<u8>, ArchiveError> {
    let broken = |what: &str| ArchiveError::Damaged(format!("`{path}` {what}"));
    let local = zip.get_entry(entry.wayfinder()).map_err(|error| damaged(&error))?;
    if local.local_header().file_path().as_bytes() != path.as_bytes() {
        return Err(broken("has another name in its own header than in the directory"));
    }
    let limit = limits.file_bytes.min(left);
    let too_large = || {
        if limits.file_bytes <= left {
            ArchiveError::FileTooLarge { path: path.to_owned(), limit: limits.file_bytes }
        } else {
            ArchiveError::TotalTooLarge { limit: limits.total_bytes }
        }
    };
    let packed = local.data();
    let data = match entry.compression_method() {
        CompressionMethod::STORE if packed.len() > limit => return Err(too_large()),
        CompressionMethod::STORE => packed.to_vec(),
        CompressionMethod::DEFLATE => match decompress_to_vec_with_limit(packed, limit) {
            Ok(data) => data,
            Err(error) if error.status == TINFLStatus::HasMoreOutput => return Err(too_large()),
            Err(_) => return Err(broken("cannot be unpacked")),
        },
        other => {
            return Err(ArchiveError::Compression { path: path.to_owned(), method: format!("{other:?}") });
        }
    };
    if data.len() as u64 != entry.uncompressed_size_hint() {
        return Err(broken("unpacks to another size than the archive says"));
    }
    if rawzip::crc32(&data) != entry.crc32() {
        return Err(broken("does not match its checksum"));
    }
    Ok(data)
}

/// Whether a ZIP64 end-of-directory locator stands before the ordinary end record.
fn zip64(bytes: &[u8], eocd_offset: u64) -> bool {
    let Ok(end) = usize::try_from(eocd_offset) else { return true };
    let before = bytes.get(..end).unwrap_or_default();
    before.get(before.len().saturating_sub(20)..).is_some_and(|locator| locator.starts_with(b"PK\x06\x07"))
        || bytes.get(end..).is_some_and(|record| record.starts_with(b"PK\x06\x06"))
}

fn damaged(error: &rawzip::Error) -> ArchiveError {
    match error.kind() {
        ErrorKind::MissingEndOfCentralDirectory => {
            ArchiveError::Damaged("its end is missing; the upload or copy was cut off".to_owned())
        }
        _ => ArchiveError::Damaged(error.to_string()),
    }
}

/// The only folder holding a manifest, if the files were packed one level too deep.
fn nested_manifest(files: &FileTree) -> Option<String> {
    let mut folders = files
        .paths()
        .filter(|path| !path.starts_with("__MACOSX/"))
        .filter_map(|path| path.strip_suffix("/manifest.json"));
    folders.next().map(|folder| format!("{folder}/"))
}

/// What a file that is not a zip seems to be.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &'static str); 7] = [
        (b"Rar!", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\x89PNG", "a PNG image"),
        (b"\0asm", "a WebAssembly module"),
        (b"{", "a JSON file"),
        (b"<", "an HTML or XML page"),
    ];
    if bytes.is_empty() {
        return Some("an empty file");
    }
    kinds.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}
