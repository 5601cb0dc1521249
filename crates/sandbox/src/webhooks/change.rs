//! From the feed of changes to webhooks: which hooks a call causes.

use rusqlite::Connection;
use serde_json::Value;

use super::{chats, incoming, payload};

/// A change that a call has made, as the feed of events knows it.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// Type of the event.
    pub(crate) kind: String,
    /// Singular: `lead`, `task`, …
    pub(crate) entity_type: String,
    pub(crate) entity_id: i64,
    pub(crate) before: Value,
    pub(crate) after: Value,
    /// Whoever made it asked for no triggers.
    pub(crate) is_quiet: bool,
}

impl Change {
    /// What no event of the feed tells: a task, a talk, a message, a review, an incoming lead, an element of a list.
    pub(crate) fn touched(entity_type: &str, action: &str, entity_id: i64) -> Self {
        Self {
            kind: action.to_owned(),
            entity_type: entity_type.to_owned(),
            entity_id,
            before: Value::Null,
            after: Value::Null,
            is_quiet: false,
        }
    }
}

/// The code of a hook: what happened, and to what.
fn action(change: &Change) -> Option<&'static str> {
    let kind = change.kind.as_str();
    let own =
        |suffix: &str| kind.strip_prefix(change.entity_type.as_str()).is_some_and(|rest| rest == suffix);
    Some(match kind {
        _ if own("_added") => "add",
        _ if own("_deleted") => "delete",
        _ if own("_restored") => "restore",
        "lead_status_changed" => "status",
        "entity_responsible_changed" => "responsible",
        "name_field_changed" | "sale_field_changed" | "entity_tag_added" | "entity_tag_deleted" => "update",
        "common_note_added"
        | "attachment_note_added"
        | "service_note_added"
        | "geo_note_added"
        | "incoming_call"
        | "outgoing_call"
        | "incoming_sms"
        | "outgoing_sms" => "note",
        _ if kind.starts_with("custom_field_") => "update",
        _ => return None,
    })
}

/// Stores a delivery for every subscribed hook. Several changes of one entity by one call make one update.
pub(crate) fn enqueue(db: &Connection, changes: &[Change], now: i64) -> rusqlite::Result<usize> {
    if changes.is_empty() {
        return Ok(0);
    }
    let hooks: Vec<(i64, Vec<String>)> = db
        .prepare_cached("SELECT id, settings FROM webhooks WHERE NOT is_disabled ORDER BY sort, id")?
        .query_map([], |row| {
            let settings: String = row.get(1)?;
            Ok((row.get(0)?, serde_json::from_str(&settings).unwrap_or_default()))
        })?
        .collect::<rusqlite::Result<_>>()?;
    if hooks.is_empty() {
        return Ok(0);
    }
    let mut done: Vec<(String, i64)> = Vec::new();
    let mut count = 0;
    for change in changes {
        for (code, body) in hooks_of(db, change)? {
            let key = (code.clone(), change.entity_id);
            // What a new entity was made with is no update of it.
            let added =
                code.strip_prefix("update_").map(|entity| (format!("add_{entity}"), change.entity_id));
            if added.is_some_and(|added| done.contains(&key) || done.contains(&added)) {
                continue;
            }
            done.push(key);
            for (hook, settings) in &hooks {
                if settings.contains(&code) {
                    db.prepare_cached(
                        "INSERT INTO webhook_deliveries (webhook_id, event, body, due_at, created_at) \
                         VALUES (?1, ?2, ?3, ?4, ?4)",
                    )?
                    .execute((hook, &code, &body, now))?;
                    count += 1;
                }
            }
        }
    }
    Ok(count)
}

/// The hook of what comes with its action as its kind. A task's events on cards mean no hook.
fn touched(db: &Connection, change: &Change) -> rusqlite::Result<Option<(String, String)>> {
    let (action, id) = (change.kind.as_str(), change.entity_id);
    if !matches!(action, "add" | "update" | "responsible" | "delete") {
        return Ok(None);
    }
    let body = match change.entity_type.as_str() {
        "task" => payload::task(db, action, id)?,
        "talk" => chats::talk(db, action, id)?,
        // The way a message goes decides about the code.
        "message" => return chats::message(db, id),
        "chat_template_review" => chats::template(db, id)?,
        "unsorted" => incoming::unsorted(db, change)?,
        "catalog_element" => incoming::element(db, action, id)?,
        _ => None,
    };
    Ok(body.map(|body| (format!("{action}_{}", change.entity_type), body)))
}

/// The hooks one change makes: its code and its body. Moving a lead is also an update of it.
fn hooks_of(db: &Connection, change: &Change) -> rusqlite::Result<Vec<(String, String)>> {
    if let Some(hook) = touched(db, change)? {
        return Ok(vec![hook]);
    }
    let Some(action) = action(change) else { return Ok(Vec::new()) };
    let mut hooks = Vec::new();
    let actions: &[&str] = match action {
        "status" => &["status", "update"],
        "responsible" => &["responsible", "update"],
        "note" => &["note"],
        "add" => &["add"],
        "delete" => &["delete"],
        "restore" => &["restore"],
        _ => &["update"],
    };
    for action in actions {
        if let Some(body) = payload::entity(db, action, change)? {
            hooks.push((format!("{action}_{}", change.entity_type), body));
        }
    }
    Ok(hooks)
}
