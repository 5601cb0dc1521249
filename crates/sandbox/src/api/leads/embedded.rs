//! `_embedded` of leads beyond tags and plain links: contacts and companies of a new lead, loss reason, source.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::stage;
use crate::api::body::{Item, Refusal};
use crate::api::call::Call;
use crate::api::cards::Stored;
use crate::api::entity::Entity;
use crate::api::links::{self, Metadata};
use crate::api::loss_reasons;
use crate::api::problem::{FieldError, Problem};
use crate::api::table::Draft;

/// The linked entities a write names: kind, id, whether it is the main one, and the path for an error.
fn named(item: &Item) -> Vec<(Entity, i64, Option<bool>, String)> {
    let mut named = Vec::new();
    for entity in [Entity::Contact, Entity::Company] {
        let list = item
            .get("_embedded")
            .and_then(|embedded| embedded.get(entity.plural()))
            .and_then(Value::as_array);
        for (at, linked) in list.into_iter().flatten().enumerate() {
            let id = linked.get("id").and_then(Value::as_i64).unwrap_or_default();
            let is_main = linked.get("is_main").and_then(Value::as_bool);
            named.push((entity, id, is_main, format!("_embedded.{}.{at}.id", entity.plural())));
        }
    }
    named
}

/// Refuses linked entities that do not exist.
pub(super) fn check(call: &Call<'_>, item: &Item) -> Result<(), Refusal> {
    let mut errors = Vec::new();
    for (entity, id, _, path) in named(item) {
        if !entity.exists(call.db, id)? {
            errors.push(FieldError::choice(path));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Fields(errors)) }
}

/// A source of the caller's integration decides the pipeline if none is named.
pub(super) fn settle_source(call: &Call<'_>, draft: &mut Draft, item: &Item) -> Result<(), Refusal> {
    let Some(external_id) =
        item.get("_embedded").and_then(|embedded| embedded.pointer("/source/external_id"))
    else {
        return Ok(());
    };
    let found: Option<(i64, Option<i64>)> = call
        .db
        .prepare_cached("SELECT id, pipeline_id FROM sources WHERE external_id = ?1 AND client_id IS ?2")?
        .query_row((external_id.as_str(), call.caller.client.as_ref().map(|client| &client.id)), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (source, pipeline) = found.ok_or_else(|| FieldError::choice("_embedded.source.external_id"))?;
    draft.set("source_id", source);
    if let (Some(pipeline), None, None) = (pipeline, draft.int("pipeline_id"), draft.int("status_id")) {
        draft.set("pipeline_id", pipeline);
    }
    Ok(())
}

/// Links a new lead's contacts and company, and names a lead that has no name. Changing a lead takes only tags here.
pub(super) fn write(call: &Call<'_>, id: i64, item: &Item, is_new: bool) -> Result<(), Refusal> {
    let linked = named(item);
    if !is_new {
        return match linked.first() {
            Some((entity, ..)) => {
                Err(FieldError::unexpected(format!("_embedded.{}", entity.plural())).into())
            }
            None => Ok(()),
        };
    }
    for (entity, to_id, is_main, _) in linked {
        let metadata = Metadata { is_main, ..Metadata::default() };
        links::link(call, (Entity::Lead, id), (entity, to_id), metadata)?;
    }
    call.db
        .prepare_cached("UPDATE leads SET name = 'Lead #' || id WHERE id = ?1 AND COALESCE(name, '') = ''")?
        .execute([id])?;
    Ok(())
}

/// Adds `_embedded.loss_reason` and `_embedded.source`.
pub(super) fn read(call: &Call<'_>, with: &[&str], leads: &mut [Stored]) -> Result<(), Problem> {
    let (with_reason, with_source) = (with.contains(&"loss_reason"), with.contains(&"source"));
    if !(with_reason || with_source) {
        return Ok(());
    }
    for lead in leads {
        let number = |key: &str| lead.get(key).and_then(Value::as_i64);
        let reason = number("loss_reason_id").filter(|_| with_reason);
        let source = number("source_id").filter(|_| with_source);
        let is_lost = number("status_id") == Some(stage::LOST);
        let reason = match reason.filter(|_| is_lost) {
            Some(reason) => loss_reasons::find(call, reason)?,
            None => None,
        };
        let source = match source {
            Some(source) => call
                .db
                .prepare_cached("SELECT id, name FROM sources WHERE id = ?1")?
                .query_row([source], |row| {
                    Ok(json!({ "id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)? }))
                })
                .optional()?,
            None => None,
        };
        let Some(embedded) = lead.get_mut("_embedded").and_then(Value::as_object_mut) else { continue };
        if with_reason {
            embedded.insert("loss_reason".to_owned(), reason.into_iter().collect());
        }
        if let Some(source) = source {
            embedded.insert("source".to_owned(), source);
        }
    }
    Ok(())
}
