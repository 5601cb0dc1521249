//! Whose card a phone number leads to.
//!
//! With exactly one open lead and no customer it is the lead; with exactly one customer and no open lead the customer;
//! otherwise the contact or company itself.

use rusqlite::{Connection, OptionalExtension};

use crate::api::entity::Entity;

/// The card for a number, compared by its last `digits` digits.
pub(super) fn find(db: &Connection, phone: &str, digits: usize) -> rusqlite::Result<Option<(Entity, i64)>> {
    owner(db, phone, digits)?.map(|(entity, id)| place(db, entity, id)).transpose()
}

/// The contact or company whose number it is.
pub(super) fn owner(db: &Connection, phone: &str, digits: usize) -> rusqlite::Result<Option<(Entity, i64)>> {
    let number: String = phone.chars().filter(char::is_ascii_digit).collect();
    let Some(last) = number.len().checked_sub(digits).and_then(|from| number.get(from..)) else {
        return Ok(None);
    };
    for entity in [Entity::Contact, Entity::Company] {
        let sql = format!(
            "SELECT e.id FROM {} e, json_each(e.custom_fields) f, json_each(f.value) v \
             WHERE NOT e.is_deleted AND NOT e.is_unsorted AND f.key IN \
             (SELECT CAST(id AS TEXT) FROM custom_fields WHERE entity_type = ?1 AND code = 'PHONE') \
             AND replace(replace(replace(replace(json_extract(v.value, '$.value'), ' ', ''), '-', ''), '(', ''), ')', '') \
             LIKE '%' || ?2 ORDER BY e.id LIMIT 1",
            entity.table()
        );
        let found: Option<i64> =
            db.prepare_cached(&sql)?.query_row((entity.plural(), last), |row| row.get(0)).optional()?;
        if let Some(id) = found {
            return Ok(Some((entity, id)));
        }
    }
    Ok(None)
}

fn place(db: &Connection, entity: Entity, id: i64) -> rusqlite::Result<(Entity, i64)> {
    let leads = linked(db, "leads", "t.status_id NOT IN (142, 143)", entity, id)?;
    let customers = linked(db, "customers", "1", entity, id)?;
    Ok(match (leads.as_slice(), customers.as_slice()) {
        ([lead], []) => (Entity::Lead, *lead),
        ([], [customer]) => (Entity::Customer, *customer),
        _ => (entity, id),
    })
}

fn linked(
    db: &Connection,
    table: &str,
    condition: &str,
    entity: Entity,
    id: i64,
) -> rusqlite::Result<Vec<i64>> {
    let sql = format!(
        "SELECT t.id FROM links k JOIN {table} t ON t.id = k.from_id WHERE k.from_type = '{table}' AND k.to_type = ?1 \
         AND k.to_id = ?2 AND NOT t.is_deleted AND {condition} LIMIT 2"
    );
    db.prepare_cached(&sql)?.query_map((entity.plural(), id), |row| row.get(0))?.collect()
}
