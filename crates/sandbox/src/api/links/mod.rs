//! Links between entities (<https://developers.kommo.com/reference/linking-entities>).

mod routes;

use rusqlite::{Connection, OptionalExtension, params};

pub(crate) use routes::{router, whole_if_whole};

use super::call::Call;
use super::entity::Entity;
use super::events::Event;
use serde_json::json;

/// One end of a link as the other end sees it.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// The entity that was asked about.
    pub(crate) of: i64,
    pub(crate) to: Entity,
    pub(crate) to_id: i64,
    pub(crate) is_main: bool,
    pub(crate) catalog_id: Option<i64>,
    pub(crate) quantity: Option<f64>,
    pub(crate) price_id: Option<i64>,
}

/// What a link may carry besides its two ends.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Metadata {
    pub(crate) is_main: Option<bool>,
    pub(crate) catalog_id: Option<i64>,
    pub(crate) quantity: Option<f64>,
    pub(crate) price_id: Option<i64>,
}

/// Whether entities of these kinds can be linked.
pub(crate) fn is_allowed(from: Entity, to: Entity) -> bool {
    use Entity::{Company, Contact, Customer, Element, Lead};
    matches!(
        (from.min(to), from.max(to)),
        (Lead | Customer, Contact | Company | Element) | (Contact, Company | Element) | (Company, Element)
    )
}

/// All links of these entities, main contacts first.
pub(crate) fn of(db: &Connection, entity: Entity, ids: &[i64]) -> rusqlite::Result<Vec<Link>> {
    let mut links: Vec<Link> = db
        .prepare_cached(
            "SELECT from_id, to_type, to_id, is_main, catalog_id, quantity, price_id FROM links \
             WHERE from_type = ?1 AND from_id IN (SELECT value FROM json_each(?2)) \
             UNION ALL \
             SELECT to_id, from_type, from_id, is_main, catalog_id, quantity, price_id FROM links \
             WHERE to_type = ?1 AND to_id IN (SELECT value FROM json_each(?2))",
        )?
        .query_map((entity.plural(), id_list(ids)), |row| {
            let kind: String = row.get(1)?;
            Ok(Entity::from_plural(&kind)
                .map(|to| (to, row.get(0), row.get(2), row.get(3), row.get(4), row.get(5), row.get(6))))
        })?
        .filter_map(Result::transpose)
        .map(|row| {
            let (to, of, to_id, is_main, catalog_id, quantity, price_id) = row?;
            Ok(Link {
                of: of?,
                to,
                to_id: to_id?,
                is_main: is_main?,
                catalog_id: catalog_id?,
                quantity: quantity?,
                price_id: price_id?,
            })
        })
        .collect::<rusqlite::Result<_>>()?;
    links.sort_by_key(|link| (link.of, link.to, !link.is_main, link.to_id));
    Ok(links)
}

/// Ids as the JSON array that `json_each` takes.
pub(crate) fn id_list(ids: &[i64]) -> String {
    serde_json::Value::from(ids.to_vec()).to_string()
}

/// Links two entities, or changes the link's metadata. The first contact becomes the main one; another main contact takes
/// its place; a second company takes the first one's place.
pub(crate) fn link(
    call: &Call<'_>,
    (from, from_id): (Entity, i64),
    (to, to_id): (Entity, i64),
    metadata: Metadata,
) -> rusqlite::Result<()> {
    let ((from, from_id), (to, to_id)) = ordered((from, from_id), (to, to_id));
    let db = call.db;
    if to == Entity::Company {
        let other: Option<i64> = db
            .prepare_cached(
                "SELECT to_id FROM links WHERE from_type = ?1 AND from_id = ?2 AND to_type = ?3 AND to_id <> ?4",
            )?
            .query_row((from.plural(), from_id, to.plural(), to_id), |row| row.get(0))
            .optional()?;
        if let Some(other) = other {
            unlink(call, (from, from_id), (to, other))?;
        }
    }
    let is_new = db
        .prepare_cached(
            "INSERT OR IGNORE INTO links (from_type, from_id, to_type, to_id) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((from.plural(), from_id, to.plural(), to_id))?
        == 1;
    if to == Entity::Contact {
        let has_main: bool = db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM links \
                 WHERE from_type = ?1 AND from_id = ?2 AND to_type = 'contacts' AND is_main)",
            )?
            .query_row((from.plural(), from_id), |row| row.get(0))?;
        if metadata.is_main == Some(true) || !has_main {
            db.prepare_cached(
                "UPDATE links SET is_main = (to_id = ?3) WHERE from_type = ?1 AND from_id = ?2 AND to_type = 'contacts'",
            )?
            .execute((from.plural(), from_id, to_id))?;
        }
    }
    if to == Entity::Element {
        db.prepare_cached(
            "UPDATE links SET catalog_id = COALESCE(?5, catalog_id), quantity = COALESCE(?6, quantity, 1), \
             price_id = COALESCE(?7, price_id) WHERE from_type = ?1 AND from_id = ?2 AND to_type = ?3 AND to_id = ?4",
        )?
        .execute(params![
            from.plural(),
            from_id,
            to.plural(),
            to_id,
            metadata.catalog_id,
            metadata.quantity,
            metadata.price_id
        ])?;
    }
    if is_new { tell(call, "linked", "link", (from, from_id), (to, to_id)) } else { Ok(()) }
}

/// Takes a link away; a link that is not there is no error.
pub(crate) fn unlink(call: &Call<'_>, one: (Entity, i64), other: (Entity, i64)) -> rusqlite::Result<()> {
    let ((from, from_id), (to, to_id)) = ordered(one, other);
    let gone = call
        .db
        .prepare_cached(
            "DELETE FROM links WHERE from_type = ?1 AND from_id = ?2 AND to_type = ?3 AND to_id = ?4",
        )?
        .execute((from.plural(), from_id, to.plural(), to_id))?;
    if gone == 0 {
        return Ok(());
    }
    if to == Entity::Contact {
        // Somebody has to be the main contact while there are contacts.
        call.db
            .prepare_cached(
                "UPDATE links SET is_main = 1 WHERE from_type = ?1 AND from_id = ?2 AND to_type = 'contacts' \
                 AND to_id = (SELECT MIN(to_id) FROM links WHERE from_type = ?1 AND from_id = ?2 AND to_type = 'contacts') \
                 AND NOT EXISTS (SELECT 1 FROM links \
                     WHERE from_type = ?1 AND from_id = ?2 AND to_type = 'contacts' AND is_main)",
            )?
            .execute((from.plural(), from_id))?;
    }
    tell(call, "unlinked", "unlink", (from, from_id), (to, to_id))
}

/// Two ends in the order links are stored.
fn ordered(one: (Entity, i64), other: (Entity, i64)) -> ((Entity, i64), (Entity, i64)) {
    if one.0 <= other.0 { (one, other) } else { (other, one) }
}

/// Events on both ends: `entity_linked`, naming the other one.
fn tell(
    call: &Call<'_>,
    verb: &str,
    key: &str,
    one: (Entity, i64),
    other: (Entity, i64),
) -> rusqlite::Result<()> {
    let kind = format!("entity_{verb}");
    for ((entity, entity_id), (to, to_id)) in [(one, other), (other, one)] {
        if entity == Entity::Element {
            continue;
        }
        call.record(&Event {
            kind: &kind,
            entity_type: entity.singular(),
            entity_id,
            before: json!([]),
            after: json!([{ key: { "entity": { "type": to.singular(), "id": to_id } } }]),
        })?;
    }
    Ok(())
}
