//! Bodies about incoming leads and elements of lists: hooks that Kommo sends and its API does not take subscriptions for.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::body::Body;
use super::change::Change;
use super::payload::fields;

struct Incoming {
    uid: String,
    source_uid: Option<String>,
    source_name: String,
    category: String,
    pipeline: i64,
    created: i64,
    metadata: Value,
    lead: i64,
    contact: Option<i64>,
}

/// An incoming lead, by its row: that came (`add`) or was decided (`delete`, with the action and who decided in `after`).
pub(super) fn unsorted(db: &Connection, change: &Change) -> rusqlite::Result<Option<String>> {
    let found = db
        .prepare_cached("SELECT * FROM unsorted WHERE rowid = ?1")?
        .query_row([change.entity_id], |row| {
            let metadata: String = row.get("metadata")?;
            Ok(Incoming {
                uid: row.get("uid")?,
                source_uid: row.get("source_uid")?,
                source_name: row.get("source_name")?,
                category: row.get("category")?,
                pipeline: row.get("pipeline_id")?,
                created: row.get("created_at")?,
                metadata: serde_json::from_str(&metadata).unwrap_or_default(),
                lead: row.get("lead_id")?,
                contact: row.get("contact_id")?,
            })
        })
        .optional()?;
    let Some(item) = found else { return Ok(None) };
    let mut body = Body::new("unsorted", &change.kind);
    let part = |key: &str| change.after.get(key).unwrap_or(&Value::Null);
    body.add("uid", &item.uid);
    body.add("category", &item.category);
    body.add("created_at", item.created);
    let contacts: Vec<i64> = item.contact.into_iter().collect();
    if change.kind == "delete" {
        body.tree("action", part("action"));
        body.tree("modified_user_id", part("user"));
        let result = match part("action").as_str() {
            Some("decline") => ("decline_result", json!({ "leads": [item.lead] })),
            _ => {
                let lead = part("lead").as_i64().unwrap_or(item.lead);
                ("accept_result", json!({ "leads": [lead], "contacts": contacts }))
            }
        };
        body.tree(result.0, &result.1);
        return body.finish(db).map(Some);
    }
    body.add("account_id", db.query_row("SELECT id FROM account", [], |row| row.get::<_, i64>(0))?);
    body.tree("user_id", part("user"));
    body.some(
        "source",
        item.source_uid.as_deref().filter(|source| !source.is_empty()).or(Some(&item.source_name)),
    );
    body.add("pipeline_id", item.pipeline);
    body.tree("source_data", &source_data(&item.metadata));
    let named = |table: &str, id: i64| -> rusqlite::Result<Value> {
        let name: Option<String> = db
            .query_row(&format!("SELECT name FROM {table} WHERE id = ?1"), [id], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(json!({ "id": id, "name": name }))
    };
    let contacts: Vec<Value> =
        contacts.into_iter().map(|id| named("contacts", id)).collect::<rusqlite::Result<_>>()?;
    body.tree("data", &json!({ "leads": [named("leads", item.lead)?], "contacts": contacts }));
    body.finish(db).map(Some)
}

/// What a source told, in the words the hook has for it; a call's words are the same in both.
fn source_data(metadata: &Value) -> Value {
    let mut data = metadata.as_object().cloned().unwrap_or_default();
    if let Some(sent) = data.remove("form_sent_at") {
        data.insert("date".to_owned(), sent);
    }
    if let Some(page) = data.remove("form_page") {
        data.insert("from".to_owned(), page);
    }
    let mut origin = serde_json::Map::new();
    for key in ["ip", "referer", "visitor_uid"] {
        origin.extend(data.remove(key).map(|value| (key.to_owned(), value)));
    }
    if !origin.is_empty() {
        data.insert("origin".to_owned(), Value::Object(origin));
    }
    Value::Object(data)
}

/// An element of a list that was added or changed.
pub(super) fn element(db: &Connection, action: &str, id: i64) -> rusqlite::Result<Option<String>> {
    let mut body = Body::new("catalogs", action);
    let found: Option<String> = db
        .prepare_cached("SELECT * FROM catalog_elements WHERE id = ?1")?
        .query_row([id], |row| {
            body.add("id", id);
            body.add("catalog_id", row.get::<_, i64>("catalog_id")?);
            body.add("name", row.get::<_, String>("name")?);
            body.add("date_create", row.get::<_, i64>("created_at")?);
            body.add("date_modify", row.get::<_, i64>("updated_at")?);
            body.add("created_by", row.get::<_, i64>("created_by")?);
            body.add("modified_by", row.get::<_, i64>("updated_by")?);
            body.add("deleted", u8::from(row.get::<_, bool>("is_deleted")?));
            body.add("type", "catalog");
            row.get("custom_fields")
        })
        .optional()?;
    let Some(custom_fields) = found else { return Ok(None) };
    fields(db, &mut body, &custom_fields)?;
    body.finish(db).map(Some)
}
