//! Archives for the tests: good ones from a folder, bad ones made by hand.

use std::path::{Path, PathBuf};

use kommo_manifest::{Archive, FileTree};

/// The repository's root.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// The widget of `tests/e2e/widgets/plain`, with the reference widget's logos.
pub(crate) fn plain_files() -> FileTree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/widgets/plain");
    let (mut files, _) = FileTree::from_dir(&folder).unwrap();
    for logo in ["logo", "logo_main", "logo_medium", "logo_min", "logo_small"] {
        let file = repository().join(format!("widget/images/{logo}.png"));
        files.insert(format!("images/{logo}.png"), std::fs::read(file).unwrap()).unwrap();
    }
    files
}

/// [`plain_files`] as a zip.
pub(crate) fn plain() -> Vec<u8> {
    Archive::write(&plain_files()).unwrap()
}

/// [`plain_files`] with another name and greeting in its texts, as a zip.
pub(crate) fn plain_named(name: &str) -> Vec<u8> {
    plain_with("i18n/en.json", |texts| texts.replace("\"Plain\"", &format!("{name:?}")))
}

/// [`plain_files`] with one text changed, as a zip.
pub(crate) fn plain_with(path: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut files = plain_files();
    let text = String::from_utf8(files.remove(path).unwrap()).unwrap();
    files.insert(path, change(text).into_bytes()).unwrap();
    Archive::write(&files).unwrap()
}

/// A zip with entries of any name at all: no tool of good faith writes such ones.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let at = u32::try_from(zip.len()).unwrap();
        let packed = miniz_oxide::deflate::compress_to_vec(content, 6);
        let mut head = Vec::new();
        // Version 2.0, no flags, deflate, 1 January 1980.
        head.extend([20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0]);
        head.extend(crc32fast::hash(content).to_le_bytes());
        head.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        head.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0, 0]);
        zip.extend(b"PK\x03\x04");
        zip.extend(&head);
        zip.extend(name.as_bytes());
        zip.extend(packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let (start, length) = (u32::try_from(zip.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count);
    zip.extend(count);
    zip.extend(length.to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0, 0]);
    zip
}
