//! Files of the drive: listing, renaming, versions, the recycle bin, downloads.
//!
//! Of the list's filters those by uuid, name, term, extension, size, date range, author and "deleted" are served; the date
//! presets are not.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rusqlite::OptionalExtension;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::{model, require_scope};
use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::Call;
use crate::api::filter::{self, Conditions};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::state::State;

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    require_scope(call, "files")?;
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    let query = &call.query;
    let is_bin = query.has(&["filter", "deleted"]);
    conditions.add(if is_bin { "f.deleted_at IS NOT NULL" } else { "f.deleted_at IS NULL" }, []);
    let texts = |key: &str| -> Vec<String> {
        query
            .values(&["filter", key])
            .into_iter()
            .flat_map(|value| value.split(','))
            .map(str::to_owned)
            .collect()
    };
    let uuids = texts("uuid");
    if !uuids.is_empty() {
        conditions.one_of("f.uuid", uuids.into_iter().map(Sql::Text).collect());
    }
    for (key, pattern) in [("name", "f.name LIKE ?"), ("term", "f.name LIKE '%' || ? || '%'")] {
        if let Some(text) = query.get_at(&["filter", key]) {
            conditions.add(pattern, [Sql::Text(text.to_owned())]);
        }
    }
    let extensions = texts("extensions");
    if !extensions.is_empty() {
        let test = vec!["f.name LIKE '%.' || ?"; extensions.len()].join(" OR ");
        conditions.add(test, extensions.into_iter().map(Sql::Text));
    }
    for key in ["created_by", "updated_by"] {
        let users = filter::numbers(key, &query.values(&["filter", key]))?;
        if !users.is_empty() {
            conditions.one_of(&format!("f.{key}"), users);
        }
    }
    let column = match query.get_at(&["filter", "date", "type"]) {
        Some("updated_at") => "f.updated_at",
        _ => "f.created_at",
    };
    for (key, column) in [("date", column), ("size", "length(v.bytes)")] {
        for (bound, operator) in [("from", ">="), ("to", "<=")] {
            if let Some(value) = query.get_at(&["filter", key, bound]) {
                conditions.add(format!("{column} {operator} ?"), [filter::number(key, value)?]);
            }
        }
    }
    let rest = format!("{} ORDER BY f.number DESC{}", conditions.sql(), page.sql());
    let mut files = model::all(call, &rest, conditions.values())?;
    page.cut(&mut files);
    if files.is_empty() {
        return Ok(Reply::nothing());
    }
    Ok(Reply::ok(json!({
        "_count": files.len(),
        "_links": page.links(call),
        "_embedded": { "files": files },
    })))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    require_scope(call, "files")?;
    model::find(call, call.part("uuid")).map(Reply::ok)
}

const CHANGE: &[Field] = &[field("name", Kind::Short(255)), field("version_uuid", Kind::Text)];

/// A new name or another version, one of the two.
pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    require_scope(call, "files")?;
    let uuid = call.part("uuid").to_owned();
    model::find(call, &uuid)?;
    let item = body::one_item(call)?;
    body::single(&item, |item, _| {
        body::require(call.db, item, CHANGE, Mode::Update)?;
        let text = |key: &str| item.get(key).and_then(Value::as_str);
        let (column, value) = match (text("name"), text("version_uuid")) {
            (Some(name), None) => ("name", name),
            (None, Some(version)) => {
                let is_own = call
                    .db
                    .prepare_cached("SELECT 1 FROM file_versions WHERE uuid = ?1 AND file_uuid = ?2")?
                    .exists((version, &uuid))?;
                if !is_own {
                    return Err(FieldError::choice("version_uuid").into());
                }
                ("version_uuid", version)
            }
            (Some(_), Some(_)) => return Err(FieldError::unexpected("version_uuid").into()),
            (None, None) => return Err(FieldError::missing("name").into()),
        };
        let sql = format!("UPDATE files SET {column} = ?2, updated_at = ?3, updated_by = ?4 WHERE uuid = ?1");
        call.db.execute(&sql, (&uuid, value, call.now, call.user().id))?;
        Ok(Value::Null)
    })?;
    model::find(call, &uuid).map(Reply::ok)
}

pub(super) fn versions(call: &Call<'_>) -> Result<Reply, Problem> {
    require_scope(call, "files")?;
    let file = model::find(call, call.part("uuid"))?;
    let versions: Vec<Value> = call
        .db
        .prepare_cached(
            "SELECT v.uuid, length(v.bytes), v.created_at, v.created_by, v.uuid = f.version_uuid FROM file_versions v \
             JOIN files f ON f.uuid = v.file_uuid WHERE f.uuid = ?1 ORDER BY v.created_at, v.rowid",
        )?
        .query_map([call.part("uuid")], |row| {
            let version: String = row.get(0)?;
            let mut shown = file.clone();
            if let Some(shown) = shown.as_object_mut() {
                let href = format!("{}/drive/download/{version}", call.origin);
                shown.remove("uuid");
                shown.insert("file_uuid".to_owned(), file.get("uuid").cloned().unwrap_or_default());
                shown.insert("version_uuid".to_owned(), version.into());
                shown.insert("size".to_owned(), row.get::<_, i64>(1)?.into());
                shown.insert("created_at".to_owned(), row.get::<_, i64>(2)?.into());
                shown.insert("created_by".to_owned(), json!({ "type": "internal", "id": row.get::<_, i64>(3)? }));
                shown.insert("is_main".to_owned(), row.get::<_, bool>(4)?.into());
                shown.insert("_links".to_owned(), json!({ "download": { "href": href } }));
            }
            Ok(shown)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Reply::ok(json!({ "_count": versions.len(), "_embedded": { "versions": versions } })))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    require_scope(call, "files_delete")?;
    for uuid in uuids(call, "uuid")? {
        model::find(call, &uuid)?;
        call.db.execute(
            "UPDATE files SET deleted_at = ?2, deleted_by = ?3 WHERE uuid = ?1",
            (&uuid, call.now, call.user().id),
        )?;
    }
    Ok(Reply::nothing())
}

pub(super) fn restore(call: &Call<'_>) -> Result<Reply, Problem> {
    require_scope(call, "files")?;
    let mut restored = Vec::new();
    for uuid in uuids(call, "uuid")? {
        model::find(call, &uuid)?;
        call.db.execute("UPDATE files SET deleted_at = NULL, deleted_by = NULL WHERE uuid = ?1", [&uuid])?;
        restored.push(model::find(call, &uuid)?);
    }
    Ok(Reply::ok(json!({ "_count": restored.len(), "_embedded": { "files": restored } })))
}

/// The uuids of a body `[{uuid}]`.
pub(super) fn uuids(call: &Call<'_>, key: &str) -> Result<Vec<String>, Problem> {
    let mut uuids = Vec::new();
    body::each(&body::items(call, body::MAX_ITEMS)?, |item, _| {
        let uuid = item.get(key).and_then(Value::as_str).ok_or_else(|| FieldError::missing(key))?;
        uuids.push(uuid.to_owned());
        Ok(Value::Null)
    })?;
    Ok(uuids)
}

/// The bytes of a version. Its address cannot be guessed, and is open to whoever holds it.
pub(super) async fn download(Extract(state): Extract<State>, Path(uuid): Path<String>) -> Response {
    let found = state.db(|db| {
        db.prepare_cached("SELECT content_type, bytes FROM file_versions WHERE uuid = ?1")?
            .query_row([uuid], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()
    });
    match found {
        Ok(Some((content_type, bytes))) => {
            // Whatever was uploaded must not run as a page of the account.
            let headers = [
                (header::CONTENT_TYPE, content_type),
                (header::CONTENT_DISPOSITION, "attachment".to_owned()),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => Problem::from(error).into_response(),
    }
}
