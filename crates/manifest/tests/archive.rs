//! Archives as nobody should make them, and the one this crate makes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "zip")]

use kommo_manifest::FileTree;
use kommo_manifest::archive::{Archive, ArchiveError, Limits};
use kommo_manifest::tree::PathError;

/// An entry written byte by byte, so that it can lie.
#[derive(Clone)]
struct Entry {
    name: Vec<u8>,
    local_name: Option<Vec<u8>>,
    data: Vec<u8>,
    method: u16,
    flags: u16,
    mode: u32,
    extra: Vec<u8>,
    claimed: Option<u32>,
    crc: Option<u32>,
}

fn entry(name: impl AsRef<[u8]>, data: impl Into<Vec<u8>>) -> Entry {
    Entry {
        name: name.as_ref().to_vec(),
        local_name: None,
        data: data.into(),
        method: 0,
        flags: 0,
        mode: 0o100_644,
        extra: Vec::new(),
        claimed: None,
        crc: None,
    }
}

fn manifest() -> Entry {
    entry("manifest.json", "{}")
}

fn deflated(name: &str, data: &[u8]) -> Entry {
    let packed = miniz_oxide::deflate::compress_to_vec(data, 9);
    let (crc, claimed) = (Some(rawzip::crc32(data)), Some(data.len() as u32));
    Entry { method: 8, crc, claimed, ..entry(name, packed) }
}

fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = out.len() as u32;
        let crc = entry.crc.unwrap_or_else(|| rawzip::crc32(&entry.data));
        let size = entry.claimed.unwrap_or(entry.data.len() as u32);
        let fields = |out: &mut Vec<u8>, name: &[u8]| {
            for value in [20, entry.flags, entry.method, 0, 33] {
                out.extend_from_slice(&value.to_le_bytes());
            }
            for value in [crc, entry.data.len() as u32, size] {
                out.extend_from_slice(&value.to_le_bytes());
            }
            out.extend_from_slice(&(name.len() as u16).to_le_bytes());
            out.extend_from_slice(&(entry.extra.len() as u16).to_le_bytes());
        };
        let local_name = entry.local_name.as_ref().unwrap_or(&entry.name);
        out.extend_from_slice(b"PK\x03\x04");
        fields(&mut out, local_name);
        out.extend_from_slice(local_name);
        out.extend_from_slice(&entry.extra);
        out.extend_from_slice(&entry.data);
        directory.extend_from_slice(b"PK\x01\x02\x14\x03");
        fields(&mut directory, &entry.name);
        directory.extend_from_slice(&[0; 6]);
        directory.extend_from_slice(&(entry.mode << 16).to_le_bytes());
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(&entry.name);
        directory.extend_from_slice(&entry.extra);
    }
    let (offset, size, count) = (out.len() as u32, directory.len() as u32, entries.len() as u16);
    out.append(&mut directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(&offset.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

fn refused(entries: &[Entry]) -> ArchiveError {
    Archive::read(&zip(entries)).expect_err("the archive was accepted")
}

#[test]
fn an_ordinary_archive_is_read() {
    let bytes = zip(&[
        entry("i18n/", ""),
        manifest(),
        deflated("i18n/en.json", b"{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}"),
    ]);
    let mut bytes = bytes;
    let archive = Archive::read(&bytes).unwrap();
    assert_eq!(archive.files.paths().collect::<Vec<_>>(), ["i18n/en.json", "manifest.json"]);
    assert_eq!(archive.files.get("i18n/en.json"), Some(b"{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}".as_slice()));
    assert_eq!(archive.packed_size, bytes.len());
    // Folders without the trailing type bits, as some packers write them.
    bytes = zip(&[Entry { mode: 0, ..entry("i18n/", "") }, Entry { mode: 0, ..manifest() }]);
    Archive::read(&bytes).unwrap();
}

#[test]
fn what_is_no_zip_is_named() {
    let error = |bytes: &[u8]| Archive::read(bytes).unwrap_err().to_string();
    assert!(error(b"").contains("an empty file"), "{}", error(b""));
    assert!(error(b"\x89PNG\r\n").contains("a PNG image"));
    assert!(error(b"Rar!\x1a").contains("a RAR archive"));
    assert!(error(b"hello").starts_with("this is not a zip archive;"));
}

#[test]
fn every_cut_of_an_archive_is_refused() {
    let bytes = zip(&[manifest(), deflated("script.js", &[b'x'; 100])]);
    for end in 0..bytes.len() {
        Archive::read(&bytes[..end]).expect_err("cut off");
    }
}

#[test]
fn every_changed_byte_is_refused_or_harmless() {
    let bytes = zip(&[manifest(), deflated("script.js", &[b'x'; 100])]);
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            if let Ok(archive) = Archive::read(&changed) {
                assert_eq!(archive.files.get("script.js").map(<[u8]>::len), Some(100), "byte {at} bit {bit}");
            }
        }
    }
}

#[test]
fn names_that_leave_the_root_are_refused() {
    let path = |name: &str| refused(&[manifest(), entry(name, "x")]);
    assert!(matches!(path("../x"), ArchiveError::Path(PathError::Parent(_))));
    assert!(matches!(path("a/../../x"), ArchiveError::Path(PathError::Parent(_))));
    assert!(matches!(path("..\\x"), ArchiveError::Path(PathError::Parent(_))));
    assert!(matches!(path("/etc/passwd"), ArchiveError::Path(PathError::Absolute(_))));
    assert!(matches!(path("C:\\x"), ArchiveError::Path(PathError::Absolute(_))));
    assert!(matches!(path("i18n\\en.json"), ArchiveError::Path(PathError::Backslash(_))));
    assert!(matches!(path("a//b"), ArchiveError::Path(PathError::OddComponent(_))));
    assert!(matches!(path(""), ArchiveError::Path(PathError::Empty)));
    assert!(matches!(refused(&[manifest(), entry(b"\xff\xfe", "x")]), ArchiveError::NotUtf8(_)));
    assert!(path("i18n\\en.json").to_string().contains("use `/`"));
}

#[test]
fn a_top_level_folder_is_explained() {
    let error = refused(&[
        entry("widget/", ""),
        entry("widget/manifest.json", "{}"),
        entry("__MACOSX/manifest.json", ""),
    ]);
    assert_eq!(error, ArchiveError::NoManifest { nested: Some("widget/".to_owned()) });
    assert!(error.to_string().starts_with("Failed to get object manifest.json"), "{error}");
    assert!(error.to_string().contains("`widget/`"), "{error}");
    assert_eq!(error.upload_reply(), Some("Failed to get object manifest.json"));
    assert_eq!(refused(&[]), ArchiveError::NoManifest { nested: None });
}

#[test]
fn links_passwords_doubles_and_lies_are_refused() {
    let link = Entry { mode: 0o120_777, ..entry("x", "/etc/passwd") };
    assert_eq!(refused(&[manifest(), link]), ArchiveError::NotAFile("x".to_owned()));
    let device = Entry { mode: 0o020_644, ..entry("x", "") };
    assert_eq!(refused(&[manifest(), device]), ArchiveError::NotAFile("x".to_owned()));
    let locked = Entry { flags: 1, ..entry("x", "y") };
    assert_eq!(refused(&[manifest(), locked]), ArchiveError::Encrypted("x".to_owned()));
    assert_eq!(refused(&[manifest(), manifest()]), ArchiveError::Duplicate("manifest.json".to_owned()));
    let other = Entry { local_name: Some(b"y".to_vec()), ..entry("x", "") };
    assert!(matches!(refused(&[manifest(), other]), ArchiveError::Damaged(_)));
    let zip64 = Entry { extra: vec![1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0], ..entry("x", "y") };
    assert_eq!(refused(&[manifest(), zip64]), ArchiveError::Zip64);
    let lzma = Entry { method: 14, ..entry("x", "y") };
    assert!(matches!(refused(&[manifest(), lzma]), ArchiveError::Compression { .. }));
    let crc = Entry { crc: Some(7), ..entry("x", "y") };
    assert!(matches!(refused(&[manifest(), crc]), ArchiveError::Damaged(_)));
    let short = Entry { claimed: Some(3), ..deflated("x", b"yyyyyyyyyyyyyyyyyyyy") };
    assert!(matches!(refused(&[manifest(), short]), ArchiveError::Damaged(_)));
    let empty = Entry { method: 8, ..entry("x", "") };
    assert!(matches!(refused(&[manifest(), empty]), ArchiveError::Damaged(_)));
}

#[test]
fn a_bomb_is_stopped_at_the_limit_whatever_it_claims() {
    let limits = Limits { file_bytes: 1 << 20, total_bytes: 3 << 20, ..Limits::default() };
    let mut bomb = deflated("bomb", &vec![0; 4 << 20]);
    assert!(bomb.data.len() < 8192, "the bomb is small");
    for claimed in [4 << 20, 1] {
        bomb.claimed = Some(claimed);
        let error = Archive::read_within(&zip(&[manifest(), bomb.clone()]), &limits).unwrap_err();
        assert_eq!(error, ArchiveError::FileTooLarge { path: "bomb".to_owned(), limit: 1 << 20 });
        assert!(error.to_string().contains("larger than 1 MB"), "{error}");
    }
    let many: Vec<Entry> = std::iter::once(manifest())
        .chain((0..4).map(|n| deflated(&format!("f{n}"), &vec![0; 1 << 20])))
        .collect();
    let error = Archive::read_within(&zip(&many), &limits).unwrap_err();
    assert_eq!(error, ArchiveError::TotalTooLarge { limit: 3 << 20 });
}

#[test]
fn too_many_entries_are_refused() {
    let many: Vec<Entry> = (0..12).map(|n| entry(format!("f{n}"), "")).collect();
    let limits = Limits { entries: 11, ..Limits::default() };
    let error = Archive::read_within(&zip(&many), &limits).unwrap_err();
    assert_eq!(error, ArchiveError::TooManyEntries { found: 12, limit: 11 });
}

fn sample() -> FileTree {
    let mut files = FileTree::new();
    for (path, bytes) in [
        ("script.js", "define([], function () {});".repeat(50)),
        ("manifest.json", "{}".to_owned()),
        ("images/logo.png", "\u{1}".to_owned()),
        ("i18n/en.json", String::new()),
    ] {
        files.insert(path, bytes).unwrap();
    }
    files
}

#[test]
fn what_is_written_is_read_back() {
    let bytes = Archive::write(&sample()).unwrap();
    assert_eq!(Archive::read(&bytes).unwrap().files, sample());
}

#[test]
fn what_is_written_is_the_plainest_zip_and_always_the_same() {
    let bytes = Archive::write(&sample()).unwrap();
    let archive = rawzip::ZipArchive::from_slice(bytes.as_slice()).unwrap();
    let mut names = Vec::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().unwrap() {
        names.push(String::from_utf8(entry.file_path().as_bytes().to_vec()).unwrap());
        assert_eq!(entry.external_attributes() >> 16, 0o100_664);
        assert_eq!(entry.extra_fields().count(), 0);
        let local = archive.get_entry(entry.wayfinder()).unwrap();
        assert!(!local.local_header().flags().has_data_descriptor(), "sizes stand in front of the data");
        assert_eq!(local.local_header().uncompressed_size_hint(), entry.uncompressed_size_hint());
    }
    assert_eq!(names, ["manifest.json", "i18n/en.json", "images/logo.png", "script.js"]);
    // The same on every system, and from one release to the next unless meant: a change here changes every widget.
    assert_eq!((bytes.len(), rawzip::crc32(&bytes)), (SIZE, CRC));
}

const SIZE: usize = 478;
const CRC: u32 = 2_126_796_907;

#[test]
fn nothing_is_written_without_a_manifest() {
    assert_eq!(Archive::write(&FileTree::new()), Err(ArchiveError::NoManifest { nested: None }));
}
