//! [`File`], what is known of a file.

use super::FileFilter;
use crate::call::Nothing;
use crate::json::Json;
use crate::timestamp::Timestamp;

names! {
    /// What can be asked for with a file. Seen in Kommo's client, not documented.
    pub enum FileWith {
        /// Deleted ones too.
        Deleted = "deleted",
        /// Ones that are not paid for too.
        Unbilled = "unbilled",
    }
}

open_names! {
    /// The kinds of files.
    pub enum FileType {
        /// A picture.
        Image = "image",
        /// A film.
        Video = "video",
        /// A sound.
        Audio = "audio",
        /// A document.
        Document = "document",
        /// Anything else.
        File = "file",
    }
}

view! {
    /// A file.
    pub struct File => FileRecord {
        /// Its id, a text.
        uuid: String,
        /// Its newest version.
        version_uuid: Option<String>,
        /// Its name.
        name: Option<String>,
        /// Its name without odd characters.
        sanitized_name: Option<String>,
        /// Its size in bytes.
        size: Option<i64>,
        /// Its kind.
        file_type = "type": Option<FileType>,
        /// `extension` and `mime_type`.
        metadata: Option<Json>,
        /// Its source.
        source_id: Option<i64>,
        /// Whether it is in the recycle bin, where it stays 30 days.
        is_trashed: bool,
        /// Whether it has several versions.
        has_multiple_versions: bool,
        /// Small pictures of it.
        previews: Vec<Preview>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// Who made it: `type` and `id`.
        created_by: Option<Json>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// Who changed it: `type` and `id`.
        updated_by: Option<Json>,
        /// When it was deleted.
        deleted_at: Option<Timestamp>,
        /// Who deleted it: `type` and `id`.
        deleted_by: Option<Json>,
    }
}

impl File {
    /// Where it can be had.
    pub fn download_link(&self) -> Option<String> {
        self.0.get("_links")?.get("download")?.get("href")?.as_string()
    }

    /// Where this version can be had.
    pub fn version_link(&self) -> Option<String> {
        self.0.get("_links")?.get("download_version")?.get("href")?.as_string()
    }
}

entity!(File in "files", with FileWith, filter FileFilter, order Nothing);

view! {
    /// A small picture of a file.
    pub struct Preview => PreviewRecord {
        /// Where it can be had.
        download_link: Option<String>,
        /// Its width in pixels.
        width: Option<i64>,
        /// Its height in pixels.
        height: Option<i64>,
    }
}

view! {
    /// A version of a file.
    pub struct FileVersion => FileVersionRecord {
        /// Its file.
        file_uuid: Option<String>,
        /// Its id, a text.
        version_uuid: Option<String>,
        /// Its name.
        name: Option<String>,
        /// Its size in bytes.
        size: Option<i64>,
        /// Whether it is the one that counts.
        is_main: bool,
        /// When it was made.
        created_at: Option<Timestamp>,
    }
}

entity!(FileVersion in "versions", with Nothing, filter Nothing, order Nothing);
