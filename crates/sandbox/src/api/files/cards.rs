//! Files of leads, contacts, companies and customers.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::{list, model};
use crate::api::call::Call;
use crate::api::entity::Entity;
use crate::api::page::MAX_LIMIT;
use crate::api::problem::Problem;
use crate::api::reply::Reply;

fn card(call: &Call<'_>) -> Result<(Entity, i64), Problem> {
    let name = call.path.split('/').nth(3).unwrap_or_default();
    let entity = Entity::from_plural(name).ok_or_else(|| Problem::not_found("Not found"))?;
    let id = call.id("id")?;
    if entity.exists(call.db, id)? { Ok((entity, id)) } else { Err(Problem::not_found("Entity not found")) }
}

/// Newest first; `before_id` goes on from an id of the last page.
pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let (entity, id) = card(call)?;
    let number = |key| call.query.get(key).and_then(|value| value.parse::<i64>().ok());
    let limit = number("limit").unwrap_or(50).clamp(1, MAX_LIMIT);
    let files: Vec<Value> = call
        .db
        .prepare_cached(
            "SELECT e.file_uuid, e.id FROM entity_files e JOIN files f ON f.uuid = e.file_uuid \
             WHERE e.entity_type = ?1 AND e.entity_id = ?2 AND e.id < ?3 AND f.deleted_at IS NULL \
             ORDER BY e.id DESC LIMIT ?4",
        )?
        .query_map((entity.plural(), id, number("before_id").unwrap_or(i64::MAX), limit), |row| {
            Ok(json!({ "file_uuid": row.get::<_, String>(0)?, "id": row.get::<_, i64>(1)? }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    if files.is_empty() {
        return Ok(Reply::nothing());
    }
    Ok(Reply::written(call, "files", files))
}

pub(super) fn link(call: &Call<'_>) -> Result<Reply, Problem> {
    let (entity, id) = card(call)?;
    for uuid in list::uuids(call, "file_uuid")? {
        model::find(call, &uuid)?;
        call.db.execute(
            "INSERT OR IGNORE INTO entity_files (entity_type, entity_id, file_uuid) VALUES (?1, ?2, ?3)",
            (entity.plural(), id, uuid),
        )?;
    }
    Ok(Reply::Empty(axum::http::StatusCode::OK))
}

pub(super) fn unlink(call: &Call<'_>) -> Result<Reply, Problem> {
    let (entity, id) = card(call)?;
    for uuid in list::uuids(call, "file_uuid")? {
        call.db.execute(
            "DELETE FROM entity_files WHERE entity_type = ?1 AND entity_id = ?2 AND file_uuid = ?3",
            (entity.plural(), id, uuid),
        )?;
    }
    Ok(Reply::Empty(axum::http::StatusCode::ACCEPTED))
}

pub(super) fn links(call: &Call<'_>) -> Result<Reply, Problem> {
    let uuid = call.part("uuid");
    model::find(call, uuid)?;
    let linked: Vec<(String, i64)> = call
        .db
        .prepare_cached("SELECT entity_type, entity_id FROM entity_files WHERE file_uuid = ?1 ORDER BY id")?
        .query_map([uuid], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut entities = Vec::new();
    for (kind, id) in linked {
        let Some(entity) = Entity::from_plural(&kind) else { continue };
        let more = if entity == Entity::Lead { "price, pipeline_id, status_id" } else { "NULL, NULL, NULL" };
        let sql = format!(
            "SELECT name, created_by, responsible_user_id, created_at, updated_at, {more} FROM {} WHERE id = ?1",
            entity.table()
        );
        let found = call
            .db
            .prepare_cached(&sql)?
            .query_row([id], |row| {
                Ok(json!({
                    "id": id,
                    "entity_type": kind,
                    "name": row.get::<_, Option<String>>(0)?,
                    "created_by": row.get::<_, i64>(1)?,
                    "main_user_id": row.get::<_, i64>(2)?,
                    "date_create": row.get::<_, i64>(3)?,
                    "date_update": row.get::<_, i64>(4)?,
                    "price": row.get::<_, Option<i64>>(5)?,
                    "pipeline_id": row.get::<_, Option<i64>>(6)?,
                    "status_id": row.get::<_, Option<i64>>(7)?,
                }))
            })
            .optional()?;
        entities.extend(found);
    }
    Ok(Reply::ok(json!({ "file_uuid": uuid, "entities": entities })))
}
