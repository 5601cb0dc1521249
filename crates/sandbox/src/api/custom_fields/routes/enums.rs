//! The options of a field: what a write does with them.

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::Value;

use crate::api::body::Refusal;
use crate::api::problem::FieldError;

/// Makes the field's options what a write sent: options with an id keep it, others are new, absent ones are gone. An
/// unknown id is refused at `enums.N.id`.
pub(super) fn replace(db: &Connection, field: i64, sent: &[Value], key: &str) -> Result<(), Refusal> {
    let kept: Vec<i64> = db
        .prepare_cached("SELECT id FROM custom_field_enums WHERE field_id = ?1")?
        .query_map([field], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut errors = Vec::new();
    for (at, option) in sent.iter().enumerate() {
        if let Some(id) = option.get("id").and_then(Value::as_i64)
            && !kept.contains(&id)
        {
            errors.push(FieldError::choice(format!("{key}.{at}.id")));
        }
    }
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let stays = |id: &i64| sent.iter().any(|option| option.get("id").and_then(Value::as_i64) == Some(*id));
    for id in kept.iter().filter(|id| !stays(id)) {
        db.prepare_cached("DELETE FROM custom_field_enums WHERE id = ?1")?.execute([id])?;
    }
    // Nested options name their parent by its id or by the parent's own request_id in the same write.
    let mut by_request: HashMap<String, i64> = HashMap::new();
    for (at, option) in sent.iter().enumerate() {
        let text = |key: &str| option.get(key).and_then(Value::as_str);
        let sort =
            option.get("sort").and_then(Value::as_i64).unwrap_or_else(|| i64::try_from(at).unwrap_or(0));
        let parent = option
            .get("parent_id")
            .and_then(Value::as_i64)
            .or_else(|| by_request.get(text("parent_request_id")?).copied());
        let id = match option.get("id").and_then(Value::as_i64) {
            Some(id) => {
                db.prepare_cached(
                    "UPDATE custom_field_enums SET value = COALESCE(?2, value), sort = ?3, code = COALESCE(?4, code), \
                     parent_id = COALESCE(?5, parent_id) WHERE id = ?1",
                )?
                .execute((id, text("value"), sort, text("code"), parent))?;
                id
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO custom_field_enums (field_id, value, sort, code, parent_id) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((field, text("value").unwrap_or_default(), sort, text("code"), parent))?;
                db.last_insert_rowid()
            }
        };
        if let Some(request) = text("request_id") {
            by_request.insert(request.to_owned(), id);
        }
    }
    Ok(())
}
