//! Writing the feed of changes.

use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::custom_fields;
use crate::random;
use crate::webhooks::Change;

/// A change worth telling.
#[derive(Debug)]
pub(crate) struct Event<'e> {
    /// The type's key: `lead_status_changed`.
    pub(crate) kind: &'e str,
    /// Singular: `lead`, `task`, `catalog_12`.
    pub(crate) entity_type: &'e str,
    pub(crate) entity_id: i64,
    pub(crate) before: Value,
    pub(crate) after: Value,
}

impl Call<'_> {
    /// Adds an event to the feed, made by `by` (0 is the robot).
    pub(crate) fn record_by(&self, by: i64, event: &Event<'_>) -> rusqlite::Result<()> {
        self.changes.borrow_mut().push(Change {
            kind: event.kind.to_owned(),
            entity_type: event.entity_type.to_owned(),
            entity_id: event.entity_id,
            before: event.before.clone(),
            after: event.after.clone(),
            is_quiet: false,
        });
        record(self.db, self.state.clock().now_millis(), by, event)
    }

    /// Tells webhooks of something that was added (`add`), changed (`update`) or given to somebody else (`responsible`).
    pub(crate) fn touch(&self, entity_type: &str, action: &str, id: i64) {
        self.changes.borrow_mut().push(Change::touched(entity_type, action, id));
    }

    /// Tells webhooks of an incoming lead, by its row: that came, or what became of it.
    pub(crate) fn touch_unsorted(&self, action: &str, row: i64, after: Value) {
        self.changes.borrow_mut().push(Change { after, ..Change::touched("unsorted", action, row) });
    }

    /// Tells triggers that a customer has moved from a stage.
    pub(crate) fn touch_customer(&self, id: i64, from: i64) {
        let change = Change::touched("customer", "customer_period_changed", id);
        self.changes.borrow_mut().push(Change { before: from.into(), ..change });
    }

    /// Adds an event made by the caller.
    pub(crate) fn record(&self, event: &Event<'_>) -> rusqlite::Result<()> {
        self.record_by(self.user().id, event)
    }

    /// One `custom_field_{id}_value_changed` for each changed field.
    pub(crate) fn record_field_changes(
        &self,
        entity_type: &str,
        entity_id: i64,
        changes: &[custom_fields::Change],
    ) -> rusqlite::Result<()> {
        for change in changes {
            let values = |values: &[Value]| -> Value {
                let item = |value: &Value| {
                    json!({ "custom_field_value": {
                        "field_id": change.field_id,
                        "field_type": change.type_number,
                        "enum_id": value.get("enum_id"),
                        "text": text_of(value),
                    }})
                };
                values.iter().map(item).collect()
            };
            self.record(&Event {
                kind: &format!("custom_field_{}_value_changed", change.field_id),
                entity_type,
                entity_id,
                before: values(&change.before),
                after: values(&change.after),
            })?;
        }
        Ok(())
    }
}

fn text_of(value: &Value) -> Value {
    match value.get("value") {
        None | Some(Value::Null) => Value::Null,
        Some(Value::String(text)) => text.clone().into(),
        Some(other) => other.to_string().into(),
    }
}

/// Adds an event to the feed.
pub(crate) fn record(db: &Connection, now_ms: i64, by: i64, event: &Event<'_>) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO events (id, type, entity_type, entity_id, created_by, created_at, value_before, value_after) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        event_id(now_ms),
        event.kind,
        event.entity_type,
        event.entity_id,
        by,
        now_ms.div_euclid(1000),
        event.before.to_string(),
        event.after.to_string(),
    ))?;
    Ok(())
}

/// Takes a number out of the notes' sequence: events about new entities name a note that the API does not list.
pub(crate) fn next_note_id(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'notes', 0 \
         WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'notes')",
    )?
    .execute([])?;
    db.prepare_cached("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'notes' RETURNING seq")?
        .query_row([], |row| row.get(0))
}

/// 26 characters: ten for the time and four that count up, so that ids sort as the changes happened, twelve at random.
fn event_id(now_ms: i64) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let digit = |number: u64| {
        char::from(usize::try_from(number & 31).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or(b'0'))
    };
    let number = |value: u64, digits: u32| (0..digits).rev().map(move |at| digit(value >> (5 * at)));
    let noise = random::token(12);
    number(now_ms.unsigned_abs(), 10)
        .chain(number(NEXT.fetch_add(1, Ordering::Relaxed), 4))
        .chain(noise.bytes().take(12).map(|byte| digit(u64::from(byte))))
        .collect()
}
