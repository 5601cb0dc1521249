//! Bodies about messages, talks and the review of templates.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::body::Body;
use crate::datetime;

/// What a talk is about, as the numbers of older APIs have it.
fn element_type(entity_type: &str) -> Option<i64> {
    match entity_type {
        "contact" => Some(1),
        "lead" => Some(2),
        "company" => Some(3),
        "customer" => Some(12),
        _ => None,
    }
}

/// A message, by its row, and the code of its hook.
pub(super) fn message(db: &Connection, row: i64) -> rusqlite::Result<Option<(String, String)>> {
    let mut body = Body::new("message", "add");
    let way: Option<String> = db
        .prepare_cached(
            "SELECT m.id, t.chat_id, t.id AS talk, t.contact_id, m.text, m.created_at, t.entity_type, t.entity_id, \
             m.type, m.author, t.origin FROM talk_messages m JOIN talks t ON t.id = m.talk_id WHERE m.rowid = ?1",
        )?
        .query_row([row], |row| {
            let about: Option<String> = row.get("entity_type")?;
            let entity: Option<i64> = row.get("entity_id")?;
            let way: String = row.get("type")?;
            let author: String = row.get("author")?;
            body.add("id", row.get::<_, String>("id")?);
            body.add("chat_id", row.get::<_, String>("chat_id")?);
            body.add("talk_id", row.get::<_, i64>("talk")?);
            body.add("contact_id", row.get::<_, i64>("contact_id")?);
            body.add("text", row.get::<_, String>("text")?);
            body.add("created_at", row.get::<_, i64>("created_at")?);
            body.some("element_type", about.as_deref().and_then(element_type));
            body.some("entity_type", about);
            body.some("element_id", entity);
            body.some("entity_id", entity);
            body.add("type", &way);
            body.tree("author", &serde_json::from_str(&author).unwrap_or_default());
            body.add("origin", row.get::<_, String>("origin")?);
            body.add("message_type", "text");
            Ok(way)
        })
        .optional()?;
    let Some(way) = way else { return Ok(None) };
    let code = if way == "incoming" { "add_message" } else { "add_outgoing_message" };
    Ok(Some((code.to_owned(), body.finish(db)?)))
}

/// A talk that was opened or has changed.
pub(super) fn talk(db: &Connection, action: &str, id: i64) -> rusqlite::Result<Option<String>> {
    let mut body = Body::new("talk", action);
    let found = db
        .prepare_cached("SELECT * FROM talks WHERE id = ?1")?
        .query_row([id], |row| {
            body.add("talk_id", id);
            body.add("created_at", row.get::<_, i64>("created_at")?);
            body.add("updated_at", row.get::<_, i64>("updated_at")?);
            body.add("rate", row.get::<_, i64>("rate")?);
            body.add("contact_id", row.get::<_, i64>("contact_id")?);
            body.add("chat_id", row.get::<_, String>("chat_id")?);
            body.some("entity_id", row.get::<_, Option<i64>>("entity_id")?);
            body.some("entity_type", row.get::<_, Option<String>>("entity_type")?);
            body.add("is_in_work", u8::from(row.get::<_, String>("status")? == "in_work"));
            body.add("is_read", u8::from(row.get::<_, bool>("is_read")?));
            body.add("origin", row.get::<_, String>("origin")?);
            Ok(())
        })
        .optional()?;
    found.map(|()| body.finish(db)).transpose()
}

/// A template that was sent to review.
pub(super) fn template(db: &Connection, id: i64) -> rusqlite::Result<Option<String>> {
    let found: Option<(String, i64, i64)> = db
        .prepare_cached("SELECT model, created_at, updated_at FROM chat_templates WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((model, created, updated)) = found else { return Ok(None) };
    let model: Value = serde_json::from_str(&model).unwrap_or_default();
    let reviews: Vec<Value> = db
        .prepare_cached(
            "SELECT id, source_id, status, reject_reason FROM chat_template_reviews WHERE template_id = ?1 ORDER BY id",
        )?
        .query_map([id], |row| {
            Ok(json!({
                "id": row.get::<_, i64>(0)?,
                "source_id": row.get::<_, Option<i64>>(1)?,
                "status": row.get::<_, String>(2)?,
                "reject_reason": row.get::<_, String>(3)?,
            }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut body = Body::plain("add");
    body.add("id", id);
    body.add("account_id", db.query_row("SELECT id FROM account", [], |row| row.get::<_, i64>(0))?);
    for key in ["type", "name", "content", "is_editable", "waba_footer", "waba_category", "waba_language"] {
        body.tree(key, model.get(key).unwrap_or(&Value::Null));
    }
    body.add("created_at", datetime::sql_text(created));
    body.add("updated_at", datetime::sql_text(updated));
    body.add(
        "is_on_review",
        u8::from(reviews.iter().any(|review| review.get("status").is_some_and(|status| status == "review"))),
    );
    body.tree("reviews", &Value::Array(reviews));
    body.finish(db).map(Some)
}
