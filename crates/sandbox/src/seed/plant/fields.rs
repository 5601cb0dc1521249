//! Custom fields and their groups.

use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::super::SeedError;
use super::super::model::{Field, Fields, Model};
use super::super::time::parse_offset;
use super::entry;
use crate::api::custom_fields::{Definitions, apply};

pub(super) fn plant(db: &Connection, model: &Model) -> Result<(), SeedError> {
    for entity in ["leads", "contacts", "companies", "customers"] {
        for (id, name, sort) in [("default", "Main", 1), ("statistic", "Statistics", 2)] {
            if id == "default" || entity == "leads" {
                db.execute(
                    "INSERT INTO custom_field_groups (id, entity_type, name, sort, is_predefined) \
                     VALUES (?1, ?2, ?3, ?4, 1)",
                    params![id, entity, name, sort],
                )?;
            }
        }
    }
    for (entity, fields) in &model.custom_fields {
        for (place, field) in (0_i64..).zip(fields) {
            entry("custom_fields", field.id, plant_field(db, entity, None, field, 500 + place))?;
        }
    }
    Ok(())
}

pub(super) fn plant_field(
    db: &Connection,
    entity: &str,
    catalog: Option<i64>,
    field: &Field,
    sort: i64,
) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO custom_fields (id, entity_type, catalog_id, name, type, code, sort, group_id, is_predefined, \
         is_deletable, remind) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            field.id,
            entity,
            catalog,
            field.name,
            field.kind,
            field.code,
            sort,
            field.group,
            field.predefined,
            field.deletable,
            field.remind,
        ],
    )?;
    for (sort, choice) in (0_i64..).zip(&field.enums) {
        db.execute(
            "INSERT INTO custom_field_enums (id, field_id, value, sort, code) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![choice.id, field.id, choice.value, sort * 10, choice.code],
        )?;
    }
    Ok(())
}

/// Values as they are stored, checked like a write through the API.
pub(super) fn values(
    definitions: &Definitions,
    fields: &Fields,
    of: &str,
    now: i64,
) -> Result<String, SeedError> {
    let wrong = |reason: String| SeedError::Entry { entry: of.to_owned(), reason };
    let mut sent = Vec::new();
    for (key, value) in fields {
        let definition = key
            .parse()
            .ok()
            .and_then(|id| definitions.get(id))
            .or_else(|| definitions.by_code(key))
            .ok_or_else(|| wrong(format!("there is no custom field `{key}`")))?;
        let is_date = matches!(definition.kind.as_str(), "date" | "date_time");
        let list = match value {
            Value::Array(list) => list.clone(),
            one => vec![one.clone()],
        };
        let items: Vec<Value> = list.into_iter().map(|value| item(value, is_date, now)).collect();
        sent.push(json!({ "field_id": definition.id, "values": items }));
    }
    let mut stored = Map::new();
    apply(definitions, &mut stored, &Value::Array(sent)).map_err(|errors| {
        let list: Vec<String> =
            errors.iter().map(|error| format!("{}: {}", error.path, error.detail)).collect();
        wrong(list.join("; "))
    })?;
    Ok(Value::Object(stored).to_string())
}

/// A value on its own stands for `{"value": …}`; dates may be relative.
fn item(value: Value, is_date: bool, now: i64) -> Value {
    let relative = value.as_str().filter(|_| is_date).and_then(parse_offset);
    match (relative, value) {
        (Some(seconds), _) => json!({ "value": now + seconds }),
        (None, value @ Value::Object(_)) => value,
        (None, value) => json!({ "value": value }),
    }
}
