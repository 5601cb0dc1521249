//! A file as the API gives it.

use rusqlite::{OptionalExtension, Row};
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::problem::Problem;
use crate::api::reply::self_link;

const SELECT: &str = "SELECT f.uuid, f.version_uuid, f.name, length(v.bytes) AS size, v.content_type, f.created_at, \
     f.created_by, f.updated_at, f.updated_by, f.deleted_at, f.deleted_by, \
     (SELECT COUNT(*) FROM file_versions o WHERE o.file_uuid = f.uuid) AS versions \
     FROM files f JOIN file_versions v ON v.uuid = f.version_uuid";

/// One file.
pub(super) fn find(call: &Call<'_>, uuid: &str) -> Result<Value, Problem> {
    let found = call
        .db
        .prepare_cached(&format!("{SELECT} WHERE f.uuid = ?1"))?
        .query_row([uuid], |row| shown(call, row))
        .optional()?;
    found.ok_or_else(|| Problem::not_found("File not found"))
}

/// The files that a condition on `f` and `v` picks; `?` are the values.
pub(super) fn all(
    call: &Call<'_>,
    rest: &str,
    values: &[rusqlite::types::Value],
) -> Result<Vec<Value>, Problem> {
    let files = call
        .db
        .prepare_cached(&format!("{SELECT}{rest}"))?
        .query_map(rusqlite::params_from_iter(values), |row| shown(call, row))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(files)
}

fn shown(call: &Call<'_>, row: &Row<'_>) -> rusqlite::Result<Value> {
    let (uuid, version, name): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let content_type: String = row.get(4)?;
    let deleted_at: Option<i64> = row.get(9)?;
    let by = |id: i64| json!({ "type": "internal", "id": id });
    let download = format!("{}/drive/download/{version}", call.origin);
    let mut links = self_link(format!("{}/drive/v1.0/files/{uuid}", call.origin));
    if let Some(links) = links.as_object_mut() {
        links.insert("download".to_owned(), json!({ "href": download }));
        links.insert("download_version".to_owned(), json!({ "href": download }));
    }
    Ok(json!({
        "uuid": uuid,
        "version_uuid": version,
        "name": name,
        "sanitized_name": sanitized(&name),
        "size": row.get::<_, i64>(3)?,
        "type": kind(&content_type),
        "metadata": {
            "extension": name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase(),
            "mime_type": content_type,
        },
        "source_id": Value::Null,
        "is_trashed": deleted_at.is_some(),
        "has_multiple_versions": row.get::<_, i64>(11)? > 1,
        "previews": Value::Null,
        "created_at": row.get::<_, i64>(5)?,
        "created_by": by(row.get(6)?),
        "updated_at": row.get::<_, i64>(7)?,
        "updated_by": by(row.get(8)?),
        "deleted_at": deleted_at,
        "deleted_by": row.get::<_, Option<i64>>(10)?.map(by),
        "_links": links,
    }))
}

fn kind(content_type: &str) -> &'static str {
    match content_type.split('/').next().unwrap_or_default() {
        "image" => "image",
        "video" => "video",
        "audio" => "audio",
        _ if content_type.contains("pdf")
            || content_type.contains("document")
            || content_type.starts_with("text/") =>
        {
            "document"
        }
        _ => "file",
    }
}

fn sanitized(name: &str) -> String {
    let plain =
        |letter: char| if letter.is_ascii_alphanumeric() || ".-_".contains(letter) { letter } else { '_' };
    name.chars().map(plain).collect()
}
