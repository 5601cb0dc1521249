//! Bodies about cards, notes and tasks.

use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use super::body::Body;
use super::change::Change;
use crate::datetime;

/// The body for a change of a lead, contact, company or customer; `None` if there is no such entity.
pub(super) fn entity(db: &Connection, action: &str, change: &Change) -> rusqlite::Result<Option<String>> {
    let (name, table) = match change.entity_type.as_str() {
        "lead" => ("leads", "leads"),
        "contact" => ("contacts", "contacts"),
        "company" => ("contacts", "companies"),
        "customer" => ("customers", "customers"),
        _ => return Ok(None),
    };
    let mut body = Body::new(name, action);
    if action == "note" {
        return note(db, body, change).map(Some);
    }
    let id = change.entity_id;
    let sql = format!("SELECT * FROM {table} WHERE id = ?1");
    let found =
        db.prepare_cached(&sql)?.query_row([id], |row| read(row, &mut body, action, change)).optional()?;
    let Some(custom_fields) = found else { return Ok(None) };
    if action == "delete" {
        return body.finish(db).map(Some);
    }
    let tags: Vec<(i64, String)> = db
        .prepare_cached(
            "SELECT t.id, t.name FROM entity_tags e JOIN tags t ON t.id = e.tag_id \
             WHERE e.entity_type = ?1 AND e.entity_id = ?2 ORDER BY t.id",
        )?
        .query_map((table, id), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (at, (tag, name)) in tags.into_iter().enumerate() {
        body.add(&format!("tags[{at}][id]"), tag);
        body.add(&format!("tags[{at}][name]"), name);
    }
    if name == "contacts" {
        linked(db, &mut body, table, id)?;
    }
    fields(db, &mut body, &custom_fields)?;
    let account: i64 = db.prepare_cached("SELECT id FROM account")?.query_row([], |row| row.get(0))?;
    body.add("account_id", account);
    body.finish(db).map(Some)
}

fn read(row: &Row<'_>, body: &mut Body, action: &str, change: &Change) -> rusqlite::Result<String> {
    let is_lead = change.entity_type == "lead";
    body.add("id", change.entity_id);
    if is_lead {
        body.add("status_id", row.get::<_, i64>("status_id")?);
        body.add("pipeline_id", row.get::<_, i64>("pipeline_id")?);
    } else if change.entity_type != "customer" {
        body.add("type", &change.entity_type);
    }
    if action == "delete" {
        return Ok(String::new());
    }
    let old =
        |shape: &str, key: &str| change.before.get(0).and_then(|value| value.get(shape)?.get(key)?.as_i64());
    body.some("name", row.get::<_, Option<String>>("name")?);
    if is_lead {
        body.add("price", row.get::<_, Option<i64>>("price")?.unwrap_or_default());
        if action == "status" {
            body.some("old_status_id", old("lead_status", "id"));
            body.some("old_pipeline_id", old("lead_status", "pipeline_id"));
        }
    }
    body.add("responsible_user_id", row.get::<_, i64>("responsible_user_id")?);
    if action == "responsible" {
        body.some("old_responsible_user_id", old("responsible_user", "id"));
    }
    let (created, updated): (i64, i64) = (row.get("created_at")?, row.get("updated_at")?);
    body.add("last_modified", updated);
    body.add("modified_user_id", row.get::<_, i64>("updated_by")?);
    body.add("created_user_id", row.get::<_, i64>("created_by")?);
    body.add("date_create", created);
    body.add("created_at", created);
    body.add("updated_at", updated);
    row.get("custom_fields")
}

fn linked(db: &Connection, body: &mut Body, table: &str, id: i64) -> rusqlite::Result<()> {
    let leads: Vec<i64> = db
        .prepare_cached(
            "SELECT from_id FROM links WHERE from_type = 'leads' AND to_type = ?1 AND to_id = ?2 ORDER BY 1",
        )?
        .query_map((table, id), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for lead in leads {
        body.add(&format!("linked_leads_id[{lead}][ID]"), lead);
    }
    let company: Option<(i64, String)> = db
        .prepare_cached(
            "SELECT c.id, c.name FROM links k JOIN companies c ON c.id = k.to_id \
             WHERE k.from_type = ?1 AND k.from_id = ?2 AND k.to_type = 'companies'",
        )?
        .query_row((table, id), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((company, name)) = company {
        body.add("linked_company_id", company);
        body.add("company_name", name);
    }
    Ok(())
}

/// Values as each type of field writes them: plain for dates, an object for radio buttons, `dd.mm.yyyy` for birthdays.
pub(super) fn fields(db: &Connection, body: &mut Body, stored: &str) -> rusqlite::Result<()> {
    let stored: serde_json::Map<String, Value> = serde_json::from_str(stored).unwrap_or_default();
    for (at, (id, values)) in stored.iter().enumerate() {
        let base = format!("custom_fields[{at}]");
        let field: Option<(String, String, Option<String>)> = db
            .prepare_cached("SELECT name, type, code FROM custom_fields WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((name, kind, code)) = field else { continue };
        body.add(&format!("{base}[id]"), id);
        body.add(&format!("{base}[name]"), name);
        body.some(&format!("{base}[code]"), code);
        for (at, value) in values.as_array().into_iter().flatten().enumerate() {
            let choice = value.get("enum_id").and_then(Value::as_i64);
            let text = match value.get("value") {
                Some(value) => text(&kind, value),
                None => db
                    .prepare_cached("SELECT value FROM custom_field_enums WHERE id = ?1")?
                    .query_row([choice], |row| row.get(0))
                    .optional()?
                    .unwrap_or_default(),
            };
            match kind.as_str() {
                "date" | "date_time" => body.add(&format!("{base}[values][{at}]"), text),
                "radiobutton" => {
                    body.add(&format!("{base}[values][value]"), text);
                    body.some(&format!("{base}[values][enum]"), choice);
                }
                _ => {
                    body.add(&format!("{base}[values][{at}][value]"), text);
                    body.some(&format!("{base}[values][{at}][enum]"), choice);
                }
            }
        }
    }
    Ok(())
}

fn text(kind: &str, value: &Value) -> String {
    match (kind, value) {
        ("birthday", Value::Number(number)) => datetime::day_text(number.as_i64().unwrap_or_default()),
        (_, Value::Bool(is)) => u8::from(*is).to_string(),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

fn note(db: &Connection, mut body: Body, change: &Change) -> rusqlite::Result<String> {
    let note = change.after.get(0).and_then(|value| value.get("note")?.get("id")?.as_i64());
    let element = match change.entity_type.as_str() {
        "contact" => 1,
        "lead" => 2,
        "company" => 3,
        _ => 12,
    };
    if element == 1 || element == 3 {
        body.add("type", &change.entity_type);
    }
    db.prepare_cached("SELECT * FROM notes WHERE id = ?1")?
        .query_row([note], |row| {
            let (kind, params): (String, String) = (row.get("note_type")?, row.get("params")?);
            let params: Value = serde_json::from_str(&params).unwrap_or_default();
            let number = match kind.as_str() {
                "common" => 4,
                "attachment" => 5,
                "call_in" => 10,
                "call_out" => 11,
                "sms_in" => 102,
                "sms_out" => 103,
                _ => 25,
            };
            let (created, updated): (i64, i64) = (row.get("created_at")?, row.get("updated_at")?);
            body.add("note[id]", row.get::<_, i64>("id")?);
            body.add("note[note_type]", number);
            body.add("note[text]", params.get("text").and_then(Value::as_str).unwrap_or_default());
            body.add("note[attachement]", "");
            body.add("note[element_type]", element);
            body.add("note[element_id]", change.entity_id);
            body.add("note[date_create]", datetime::sql_text(created));
            body.add("note[created_by]", row.get::<_, i64>("created_by")?);
            body.add("note[modified_by]", row.get::<_, i64>("updated_by")?);
            body.add("note[main_user_id]", row.get::<_, i64>("responsible_user_id")?);
            body.add("note[group_id]", row.get::<_, i64>("group_id")?);
            body.add("note[timestamp_x]", datetime::sql_text(updated));
            body.add("note[created_at]", created);
            body.add("note[updated_at]", updated);
            Ok(())
        })
        .optional()?;
    body.finish(db)
}

/// The body for a change of a task.
pub(super) fn task(db: &Connection, action: &str, id: i64) -> rusqlite::Result<Option<String>> {
    let mut body = Body::new("task", action);
    let found = db
        .prepare_cached("SELECT * FROM tasks WHERE id = ?1")?
        .query_row([id], |row| {
            let element = match row.get::<_, Option<String>>("entity_type")?.as_deref() {
                Some("contacts") => Some(1),
                Some("leads") => Some(2),
                Some("companies") => Some(3),
                Some("customers") => Some(12),
                _ => None,
            };
            let (created, till): (i64, i64) = (row.get("created_at")?, row.get("complete_till")?);
            let is_done: bool = row.get("is_completed")?;
            body.add("id", id);
            body.some("element_id", row.get::<_, Option<i64>>("entity_id")?);
            body.some("element_type", element);
            body.add("task_type", row.get::<_, i64>("task_type_id")?);
            body.add("date_create", datetime::sql_text(created));
            body.add("text", row.get::<_, String>("text")?);
            body.add("status", u8::from(is_done));
            body.add("created_user_id", row.get::<_, i64>("created_by")?);
            body.add("last_modified", row.get::<_, i64>("updated_at")?);
            body.add("responsible_user_id", row.get::<_, i64>("responsible_user_id")?);
            body.add("main_user", row.get::<_, i64>("responsible_user_id")?);
            body.add("modified_by", row.get::<_, i64>("updated_by")?);
            body.add("complete_till", datetime::sql_text(till));
            body.add("complete_before", till);
            if action == "update" {
                body.add("action_close", u8::from(is_done));
            }
            body.some("result[text]", row.get::<_, Option<String>>("result")?);
            Ok(())
        })
        .optional()?;
    match found {
        Some(()) => body.finish(db).map(Some),
        None => Ok(None),
    }
}
