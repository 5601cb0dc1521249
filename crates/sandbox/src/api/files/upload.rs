//! Uploading in parts: a session, then parts to an address that changes with each.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::{model, require_scope};
use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::Call;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::random;

/// The largest file, and the largest part, in bytes.
const MAX_FILE: i64 = 314_572_800;
const MAX_PART: usize = 524_288;
/// How long a session lives, in seconds.
const LIVES: i64 = 86_400;

const FIELDS: &[Field] = &[
    field("file_name", Kind::Short(255)).required(),
    field("file_size", Kind::Int).required(),
    field("content_type", Kind::Text),
    field("file_uuid", Kind::Text).nullable(),
    field("with_preview", Kind::Bool),
    field("created_by", Kind::Any),
];

fn address(call: &Call<'_>, token: &str) -> String {
    format!("{}/drive/v1.0/sessions/upload/{token}", call.origin)
}

pub(super) fn open(call: &Call<'_>) -> Result<Reply, Problem> {
    require_scope(call, "files")?;
    let item = body::one_item(call)?;
    let opened = body::single(&item, |item, _| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let size = item.get("file_size").and_then(Value::as_i64).unwrap_or_default();
        if !(1..=MAX_FILE).contains(&size) {
            return Err(FieldError::choice("file_size").into());
        }
        let text = |key: &str| item.get(key).and_then(Value::as_str);
        if let Some(uuid) = text("file_uuid") {
            model::find(call, uuid)?;
        }
        let token = random::token(24);
        call.db.execute(
            "INSERT INTO file_sessions (token, file_uuid, name, size, content_type, bytes, user_id, expires_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, x'', ?6, ?7)",
            params![
                token,
                text("file_uuid"),
                text("file_name"),
                size,
                text("content_type").unwrap_or("application/octet-stream"),
                call.user().id,
                call.now + LIVES,
            ],
        )?;
        Ok(json!({
            "session_id": call.db.last_insert_rowid(),
            "upload_url": address(call, &token),
            "max_file_size": MAX_FILE,
            "max_part_size": MAX_PART,
        }))
    })?;
    Ok(Reply::ok(opened))
}

struct Session {
    id: i64,
    file: Option<String>,
    name: String,
    size: i64,
    content_type: String,
    received: i64,
    user: i64,
}

pub(super) fn part(call: &Call<'_>) -> Result<Reply, Problem> {
    let session = call
        .db
        .prepare_cached(
            "SELECT id, file_uuid, name, size, content_type, length(bytes), user_id FROM file_sessions \
             WHERE token = ?1 AND expires_at > ?2",
        )?
        .query_row((call.part("token"), call.now), |row| {
            Ok(Session {
                id: row.get(0)?,
                file: row.get(1)?,
                name: row.get(2)?,
                size: row.get(3)?,
                content_type: row.get(4)?,
                received: row.get(5)?,
                user: row.get(6)?,
            })
        })
        .optional()?;
    let session = session.ok_or_else(|| Problem::not_found("Session not found"))?;
    let bytes = call.body();
    let total = session.received + i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    if bytes.is_empty() || bytes.len() > MAX_PART {
        return Err(Problem::bad_request(format!(
            "A part has 1 to {MAX_PART} bytes, this one {}",
            bytes.len()
        )));
    }
    if total > session.size {
        return Err(Problem::bad_request(format!(
            "The file was announced with {} bytes and has more",
            session.size
        )));
    }
    call.db.execute(
        "UPDATE file_sessions SET bytes = CAST(bytes || ?2 AS BLOB) WHERE id = ?1",
        (session.id, bytes),
    )?;
    if total < session.size {
        let token = random::token(24);
        call.db.execute("UPDATE file_sessions SET token = ?2 WHERE id = ?1", (session.id, &token))?;
        return Ok(Reply::ok(json!({ "next_url": address(call, &token), "session_id": session.id })));
    }
    finish(call, &session).map(Reply::ok)
}

fn finish(call: &Call<'_>, session: &Session) -> Result<Value, Problem> {
    let version = random::uuid();
    let file = match &session.file {
        Some(file) => {
            call.db.execute(
                "UPDATE files SET version_uuid = ?2, updated_at = ?3, updated_by = ?4 WHERE uuid = ?1",
                (file, &version, call.now, session.user),
            )?;
            file.clone()
        }
        None => {
            let file = random::uuid();
            call.db.execute(
                "INSERT INTO files (uuid, number, version_uuid, name, created_at, created_by, updated_at, updated_by) \
                 VALUES (?1, (SELECT COALESCE(MAX(number), 0) + 1 FROM files), ?2, ?3, ?4, ?5, ?4, ?5)",
                (&file, &version, &session.name, call.now, session.user),
            )?;
            file
        }
    };
    call.db.execute(
        "INSERT INTO file_versions (uuid, file_uuid, content_type, bytes, created_at, created_by) \
         SELECT ?2, ?3, ?4, bytes, ?5, ?6 FROM file_sessions WHERE id = ?1",
        params![session.id, version, file, session.content_type, call.now, session.user],
    )?;
    call.db.execute("DELETE FROM file_sessions WHERE id = ?1", [session.id])?;
    let mut answer = model::find(call, &file)?;
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("session_id".to_owned(), session.id.into());
    }
    Ok(answer)
}
