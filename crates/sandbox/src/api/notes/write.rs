//! Writing notes.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use super::{entity, entity_id, types};
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::cards;
use crate::api::entity::Entity;
use crate::api::events::Event;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::{Reply, object, self_link};
use crate::api::table::Draft;

const FIELDS: &[Field] = &[
    field("entity_id", Kind::Int),
    field("note_type", Kind::Text).required(),
    field("params", Kind::Any).required(),
    field("responsible_user_id", Kind::User),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
    field("is_need_to_trigger_digital_pipeline", Kind::Bool),
];

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let entity = entity(call)?;
    let in_path = entity_id(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let written = body::each(&items, |item, request_id| {
        let errors = body::check(call.db, item, FIELDS, Mode::Create)?;
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        let on = match in_path.or_else(|| item.get("entity_id").and_then(Value::as_i64)) {
            Some(id) => id,
            None => return Err(FieldError::missing("entity_id").into()),
        };
        if !entity.exists(call.db, on)? {
            return Err(no_entity(entity, on, item).into());
        }
        let id = add(call, entity, on, item)?;
        Ok(
            json!({ "id": id, "entity_id": on, "request_id": request_id, "_links": link(call, entity, on, id) }),
        )
    })?;
    Ok(Reply::written(call, "notes", written))
}

fn link(call: &Call<'_>, entity: Entity, on: i64, id: i64) -> Value {
    self_link(call.href(&format!("{}/{on}/notes/{id}", entity.plural())))
}

/// What Kommo answers for a note on something that does not exist: a legacy error with the note in it.
fn no_entity(entity: Entity, id: i64, item: &Item) -> Problem {
    let text = item.get("params").and_then(|params| params.get("text")).cloned().unwrap_or_default();
    let source = json!({ "element_id": id, "element_type": entity.code(), "text": text });
    Problem::bad_request("Request validation failed")
        .with("errors", json!([{ "code": 226, "message": "Error 226.", "source": source }]))
}

/// Adds a note whose members have been checked, apart from its type and params, and returns its id.
pub(crate) fn add(call: &Call<'_>, entity: Entity, on: i64, item: &Item) -> Result<i64, Refusal> {
    let name = item.get("note_type").and_then(Value::as_str).unwrap_or_default();
    let (kind, fields, event) = types::find(name).ok_or_else(|| FieldError::choice("note_type"))?;
    let params = params_of(call, item, fields, Mode::Create)?;
    let author = item.get("created_by").and_then(Value::as_i64).unwrap_or(call.user().id);
    let mut draft = Draft::default();
    draft.take(item, &["responsible_user_id", "created_by", "updated_by", "created_at", "updated_at"]);
    draft.otherwise("created_by", author);
    draft.otherwise("updated_by", author);
    draft.otherwise("created_at", call.now);
    let created = draft.int("created_at").unwrap_or(call.now);
    draft.otherwise("updated_at", created);
    draft.otherwise("responsible_user_id", if author == 0 { call.user().id } else { author });
    let responsible = draft.int("responsible_user_id").unwrap_or_default();
    draft.set("group_id", cards::group_of(call, responsible)?);
    draft.set("entity_type", entity.plural().to_owned());
    draft.set("entity_id", on);
    draft.set("note_type", (*kind).to_owned());
    draft.set("params", Value::Object(params).to_string());
    let id = draft.insert(call.db, "notes")?;
    let event = Event {
        kind: event,
        entity_type: entity.singular(),
        entity_id: on,
        before: json!([]),
        after: json!([{ "note": { "id": id } }]),
    };
    call.record_by(author, &event)?;
    if item.get("is_need_to_trigger_digital_pipeline") == Some(&Value::Bool(false))
        && let Some(change) = call.changes.borrow_mut().last_mut()
    {
        change.is_quiet = true;
    }
    Ok(id)
}

/// The `params` of a note, checked by its type.
fn params_of(
    call: &Call<'_>,
    item: &Item,
    fields: &[Field],
    mode: Mode,
) -> Result<Map<String, Value>, Refusal> {
    let params = match item.get("params") {
        Some(Value::Object(params)) => params.clone(),
        Some(Value::Array(list)) if list.is_empty() => Map::new(),
        Some(_) => return Err(FieldError::wrong_type("params", "array").into()),
        None => Map::new(),
    };
    let errors = body::check(call.db, &params, fields, mode)?;
    if errors.is_empty() {
        return Ok(params);
    }
    Err(Refusal::Fields(errors.into_iter().map(|error| error.below("params")).collect()))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    let entity = entity(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let written = body::each(&items, |item, request_id| {
        let mut answer = update_one(call, entity, body::id_of(item)?, item)?;
        answer.insert("request_id".to_owned(), request_id);
        Ok(Value::Object(answer))
    })?;
    Ok(Reply::written(call, "notes", written))
}

pub(super) fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    let (entity, id) = (entity(call)?, call.id("note")?);
    let item = body::one_item(call)?;
    let answer = body::single(&item, |item, _| Ok(Value::Object(update_one(call, entity, id, item)?)))?;
    Ok(Reply::ok(answer))
}

fn update_one(call: &Call<'_>, entity: Entity, id: i64, item: &Item) -> Result<Map<String, Value>, Refusal> {
    let in_path = entity_id(call)?;
    let found: Option<(i64, String, String)> = call
        .db
        .prepare_cached("SELECT entity_id, note_type, params FROM notes WHERE id = ?1 AND entity_type = ?2")?
        .query_row((id, entity.plural()), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let found = found.filter(|(on, ..)| in_path.is_none_or(|id| id == *on));
    let Some((on, kind, kept)) = found else {
        return Err(Refusal::Unknown(id.to_string(), "Note not found".to_owned()));
    };
    let errors = body::check(call.db, item, FIELDS, Mode::Update)?;
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    if item.get("note_type").and_then(Value::as_str).is_some_and(|wanted| wanted != kind) {
        return Err(FieldError::choice("note_type").into());
    }
    let mut draft = Draft::default();
    draft.take(item, &["responsible_user_id", "updated_by", "updated_at"]);
    draft.otherwise("updated_by", call.user().id);
    draft.otherwise("updated_at", call.now);
    if let Some((_, fields, _)) = types::find(&kind).filter(|_| item.contains_key("params")) {
        let mut params = object(serde_json::from_str(&kept).unwrap_or_default());
        params.extend(params_of(call, item, fields, Mode::Update)?);
        draft.set("params", Value::Object(params).to_string());
    }
    draft.update(call.db, "notes", id)?;
    Ok(object(json!({
        "id": id,
        "entity_id": on,
        "updated_at": draft.int("updated_at"),
        "_links": link(call, entity, on, id),
    })))
}

pub(super) fn pin(call: &Call<'_>) -> Result<Reply, Problem> {
    set_pinned(call, true)
}

pub(super) fn unpin(call: &Call<'_>) -> Result<Reply, Problem> {
    set_pinned(call, false)
}

fn set_pinned(call: &Call<'_>, is_pinned: bool) -> Result<Reply, Problem> {
    let changed = call.db.execute(
        "UPDATE notes SET is_pinned = ?3 WHERE id = ?1 AND entity_type = ?2",
        (call.id("note")?, entity(call)?.plural(), is_pinned),
    )?;
    if changed == 0 { Err(Problem::not_found("Note not found")) } else { Ok(Reply::nothing()) }
}
