//! Tags (<https://developers.kommo.com/reference/tag-colors>): a dictionary per entity type.

mod routes;

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

pub(crate) use routes::router;

use super::body::{Field, Item, Kind, Refusal, field};
use super::call::Call;
use super::entity::Entity;
use super::events::Event;
use super::links::id_list;
use super::problem::FieldError;

/// Colours a lead's tag may have.
const COLORS: &[&str] = &[
    "EBEBEB", "D0D0D0", "F2DDF7", "D1A4DC", "FF8F92", "FFC8C8", "C7DB8C", "DDEBB5", "8699DA", "AABDFF",
    "FFCE5A", "FFE193", "90CDB0", "C6F4DE", "A9A5D7", "D8D5FF", "86C0FC", "832161", "6A0F49", "0C7C59",
    "10599D", "9D2B32", "247BA0",
];

/// A tag named in a write: by id or by name.
pub(crate) const TAG: &[Field] =
    &[field("id", Kind::Int), field("name", Kind::Short(255)), field("color", Kind::Text).nullable()];

/// The members of a card's write that change its tags.
pub(crate) const TAG_LIST: Kind = Kind::List(&Kind::Object(TAG));

/// The tags of these entities, by entity id, each as `_embedded.tags` shows it.
pub(crate) fn of(
    db: &Connection,
    entity: Entity,
    ids: &[i64],
) -> rusqlite::Result<BTreeMap<i64, Vec<Value>>> {
    let mut tags: BTreeMap<i64, Vec<Value>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT e.entity_id, t.id, t.name, t.color FROM entity_tags e JOIN tags t ON t.id = e.tag_id \
         WHERE e.entity_type = ?1 AND e.entity_id IN (SELECT value FROM json_each(?2)) ORDER BY t.id",
    )?;
    let mut rows = statement.query((entity.plural(), id_list(ids)))?;
    while let Some(row) = rows.next()? {
        let (id, name, color): (i64, String, Option<String>) = (row.get(1)?, row.get(2)?, row.get(3)?);
        tags.entry(row.get(0)?).or_default().push(json!({ "id": id, "name": name, "color": color }));
    }
    Ok(tags)
}

/// Changes the tags of an entity as `_embedded.tags` (replace; null removes all), `tags_to_add` and `tags_to_delete` say,
/// and returns whether anything changed.
pub(crate) fn apply(call: &Call<'_>, entity: Entity, id: i64, item: &Item) -> Result<bool, Refusal> {
    let before = ids_of(call.db, entity, id)?;
    let mut wanted = before.clone();
    if let Some(tags) = item.get("_embedded").and_then(|embedded| embedded.get("tags")) {
        wanted = resolve(call, entity, tags, "_embedded.tags", true)?;
    }
    if let Some(tags) = item.get("tags_to_add") {
        wanted.extend(resolve(call, entity, tags, "tags_to_add", true)?);
    }
    if let Some(tags) = item.get("tags_to_delete") {
        let gone = resolve(call, entity, tags, "tags_to_delete", false)?;
        wanted.retain(|id, _| !gone.contains_key(id));
    }
    let names = |of: &BTreeMap<i64, String>, except: &BTreeMap<i64, String>| -> Vec<Value> {
        of.iter()
            .filter(|(id, _)| !except.contains_key(id))
            .map(|(_, name)| json!({ "tag": { "name": name } }))
            .collect()
    };
    let (added, removed) = (names(&wanted, &before), names(&before, &wanted));
    for tag in before.keys().filter(|tag| !wanted.contains_key(tag)) {
        call.db
            .prepare_cached(
                "DELETE FROM entity_tags WHERE entity_type = ?1 AND entity_id = ?2 AND tag_id = ?3",
            )?
            .execute((entity.plural(), id, tag))?;
    }
    for tag in wanted.keys().filter(|tag| !before.contains_key(tag)) {
        call.db
            .prepare_cached("INSERT INTO entity_tags (entity_type, entity_id, tag_id) VALUES (?1, ?2, ?3)")?
            .execute((entity.plural(), id, tag))?;
    }
    let event =
        |kind, before, after| Event { kind, entity_type: entity.singular(), entity_id: id, before, after };
    if !added.is_empty() {
        call.record(&event("entity_tag_added", json!([]), json!(added)))?;
    }
    if !removed.is_empty() {
        call.record(&event("entity_tag_deleted", json!(removed), json!([])))?;
    }
    Ok(!(added.is_empty() && removed.is_empty()))
}

fn ids_of(db: &Connection, entity: Entity, id: i64) -> rusqlite::Result<BTreeMap<i64, String>> {
    db.prepare_cached(
        "SELECT t.id, t.name FROM entity_tags e JOIN tags t ON t.id = e.tag_id \
         WHERE e.entity_type = ?1 AND e.entity_id = ?2",
    )?
    .query_map((entity.plural(), id), |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// Finds the tags that a write names; unknown names become new tags if `create`, and are passed over if not.
fn resolve(
    call: &Call<'_>,
    entity: Entity,
    tags: &Value,
    path: &str,
    create: bool,
) -> Result<BTreeMap<i64, String>, Refusal> {
    let mut found = BTreeMap::new();
    let mut errors = Vec::new();
    for (at, tag) in tags.as_array().into_iter().flatten().enumerate() {
        match (tag.get("id").and_then(Value::as_i64), tag.get("name").and_then(Value::as_str)) {
            (Some(id), _) => match by_id(call.db, entity, id)? {
                Some(name) => {
                    found.insert(id, name);
                }
                None => errors.push(FieldError::choice(format!("{path}.{at}.id"))),
            },
            (None, Some(name)) if create => {
                found.insert(named(call.db, entity, name, None)?, name.to_owned());
            }
            (None, Some(name)) => {
                if let Some(id) = by_name(call.db, entity, name)? {
                    found.insert(id, name.to_owned());
                }
            }
            (None, None) => errors.push(FieldError::missing(format!("{path}.{at}.name"))),
        }
    }
    if errors.is_empty() { Ok(found) } else { Err(Refusal::Fields(errors)) }
}

fn by_id(db: &Connection, entity: Entity, id: i64) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT name FROM tags WHERE entity_type = ?1 AND id = ?2")?
        .query_row((entity.plural(), id), |row| row.get(0))
        .optional()
}

fn by_name(db: &Connection, entity: Entity, name: &str) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM tags WHERE entity_type = ?1 AND name = ?2")?
        .query_row((entity.plural(), name), |row| row.get(0))
        .optional()
}

/// The tag of this name, made if it is not there.
fn named(db: &Connection, entity: Entity, name: &str, color: Option<&str>) -> rusqlite::Result<i64> {
    if let Some(id) = by_name(db, entity, name)? {
        return Ok(id);
    }
    db.prepare_cached("INSERT INTO tags (entity_type, name, color) VALUES (?1, ?2, ?3)")?.execute((
        entity.plural(),
        name,
        color,
    ))?;
    Ok(db.last_insert_rowid())
}
