//! Companies, contacts, leads, catalogs, and the links between them.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::super::SeedError;
use super::super::model::{Card, Model};
use super::{entry, fields};
use crate::api::custom_fields::{Definitions, Owner};
use crate::api::events::{self, Event};

pub(super) fn catalogs(db: &Connection, model: &Model, now: i64) -> Result<(), SeedError> {
    let created = model.account.created.unix(now);
    let by = model.users.first().map_or(0, |user| user.id);
    for (sort, catalog) in (1_i64..).zip(&model.catalogs) {
        let done = db.execute(
            "INSERT INTO catalogs (id, name, type, sort, can_show_in_cards, can_be_deleted, created_by, updated_by, \
             created_at, updated_at) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?6, ?7, ?7)",
            params![catalog.id, catalog.name, catalog.kind, sort, catalog.kind == "regular", by, created],
        );
        entry("catalogs", catalog.id, done)?;
        for (place, field) in (0_i64..).zip(&catalog.custom_fields) {
            let done = fields::plant_field(db, "catalogs", Some(catalog.id), field, 500 + place);
            entry("custom_fields", field.id, done)?;
        }
        let definitions = Definitions::load(db, Owner::Catalog(catalog.id))?;
        for element in &catalog.elements {
            let of = format!("catalogs/{}/elements/{}", catalog.id, element.id);
            let values = fields::values(&definitions, &element.fields, &of, now)?;
            let done = db.execute(
                "INSERT INTO catalog_elements (id, catalog_id, name, custom_fields, created_by, updated_by, created_at, \
                 updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?6)",
                params![element.id, catalog.id, element.name, values, by, created],
            );
            entry("elements", element.id, done)?;
        }
    }
    Ok(())
}

pub(super) fn plant(db: &Connection, model: &Model, now: i64) -> Result<(), SeedError> {
    let group = |user: i64| model.users.iter().find(|known| known.id == user).map_or(0, |user| user.group);
    for (kind, owner, cards) in [
        ("companies", Owner::Companies, &model.companies),
        ("contacts", Owner::Contacts, &model.contacts),
        ("leads", Owner::Leads, &model.leads),
    ] {
        let definitions = Definitions::load(db, owner)?;
        for card in cards {
            let values = fields::values(&definitions, &card.fields, &format!("{kind}/{}", card.id), now)?;
            let created = card.created.unix(now);
            let updated = card.moved.map_or(created, |moved| moved.unix(now));
            let done = match kind {
                "leads" => lead(db, card, group(card.responsible), created, updated, &values),
                "contacts" => contact(db, card, group(card.responsible), created, &values),
                _ => company(db, card, group(card.responsible), created, &values),
            };
            entry(kind, card.id, done)?;
            entry(kind, card.id, linked(db, kind, card))?;
            entry(kind, card.id, tagged(db, kind, card))?;
            entry(kind, card.id, told(db, model, kind, card, created, updated))?;
        }
    }
    for link in &model.lead_elements {
        let done = db.execute(
            "INSERT INTO links (from_type, from_id, to_type, to_id, catalog_id, quantity) \
             VALUES ('leads', ?1, 'catalog_elements', ?2, ?3, ?4)",
            params![link.lead, link.element, link.catalog, link.quantity],
        );
        entry("lead_elements", link.lead, done)?;
    }
    Ok(())
}

fn lead(
    db: &Connection,
    card: &Card,
    group: i64,
    created: i64,
    updated: i64,
    values: &str,
) -> rusqlite::Result<()> {
    let closed = matches!(card.status, Some(142 | 143)).then_some(updated);
    db.prepare_cached(
        "INSERT INTO leads (id, name, price, price_with_minor_units, pipeline_id, status_id, loss_reason_id, \
         responsible_user_id, group_id, created_by, updated_by, created_at, updated_at, closed_at, custom_fields) \
         VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?7, ?7, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        card.id,
        card.name,
        card.price,
        card.pipeline,
        card.status,
        card.loss_reason,
        card.responsible,
        group,
        created,
        updated,
        closed,
        values
    ])?;
    Ok(())
}

fn contact(db: &Connection, card: &Card, group: i64, created: i64, values: &str) -> rusqlite::Result<()> {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let (first, last) = (part(&card.first_name), part(&card.last_name));
    let name = card.name.clone().unwrap_or_else(|| format!("{first} {last}").trim().to_owned());
    db.prepare_cached(
        "INSERT INTO contacts (id, name, first_name, last_name, responsible_user_id, group_id, created_by, updated_by, \
         created_at, updated_at, custom_fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5, ?5, ?7, ?7, ?8)",
    )?
    .execute(params![card.id, name, first, last, card.responsible, group, created, values])?;
    Ok(())
}

fn company(db: &Connection, card: &Card, group: i64, created: i64, values: &str) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO companies (id, name, responsible_user_id, group_id, created_by, updated_by, created_at, updated_at, \
         custom_fields) VALUES (?1, ?2, ?3, ?4, ?3, ?3, ?5, ?5, ?6)",
    )?
    .execute(params![card.id, card.name, card.responsible, group, created, values])?;
    Ok(())
}

fn linked(db: &Connection, kind: &str, card: &Card) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO links (from_type, from_id, to_type, to_id, is_main) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    if let Some(company) = card.company {
        insert.execute(params![kind, card.id, "companies", company, false])?;
    }
    for (place, contact) in card.contacts.iter().enumerate() {
        insert.execute(params![kind, card.id, "contacts", contact, place == 0])?;
    }
    Ok(())
}

fn tagged(db: &Connection, kind: &str, card: &Card) -> rusqlite::Result<()> {
    for tag in &card.tags {
        let id: Option<i64> = db
            .prepare_cached("SELECT id FROM tags WHERE entity_type = ?1 AND name = ?2")?
            .query_row((kind, tag), |row| row.get(0))
            .optional()?;
        let id = match id {
            Some(id) => id,
            None => {
                db.prepare_cached("INSERT INTO tags (entity_type, name) VALUES (?1, ?2)")?
                    .execute((kind, tag))?;
                db.last_insert_rowid()
            }
        };
        db.prepare_cached("INSERT INTO entity_tags (entity_type, entity_id, tag_id) VALUES (?1, ?2, ?3)")?
            .execute((kind, card.id, id))?;
    }
    Ok(())
}

/// The feed knows when a card was made and when a lead came into its stage.
fn told(
    db: &Connection,
    model: &Model,
    kind: &str,
    card: &Card,
    created: i64,
    updated: i64,
) -> rusqlite::Result<()> {
    let singular = match kind {
        "leads" => "lead",
        "contacts" => "contact",
        _ => "company",
    };
    let event = |kind, before: Value, after: Value| Event {
        kind,
        entity_type: singular,
        entity_id: card.id,
        before,
        after,
    };
    let note = events::next_note_id(db)?;
    let added = format!("{singular}_added");
    let made = event(&added, json!([]), json!([{ "note": { "id": note } }]));
    events::record(db, created * 1000, card.responsible, &made)?;
    let (Some(pipeline), Some(status), true) = (card.pipeline, card.status, created != updated) else {
        return Ok(());
    };
    let first = model
        .pipelines
        .iter()
        .find(|known| known.id == pipeline)
        .and_then(|pipeline| pipeline.stages.first())
        .map(|stage| stage.id);
    if first == Some(status) {
        return Ok(());
    }
    let shape = |status: Option<i64>| json!([{ "lead_status": { "id": status, "pipeline_id": pipeline } }]);
    let moved = event("lead_status_changed", shape(first), shape(Some(status)));
    events::record(db, updated * 1000, card.responsible, &moved)
}
