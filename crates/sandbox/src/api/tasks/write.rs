//! Creating, changing and completing tasks.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::read;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::cards;
use crate::api::entity::Entity;
use crate::api::events::{Event, next_note_id};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::{Reply, object, self_link};
use crate::api::rights::{self, Action};
use crate::api::table::Draft;

const FIELDS: &[Field] = &[
    field("text", Kind::Text).required(),
    field("complete_till", Kind::Int).required(),
    field("task_type_id", Kind::Int),
    field("entity_id", Kind::Int).nullable(),
    field("entity_type", Kind::Choice(&["leads", "contacts", "companies", "customers"])).nullable(),
    field("responsible_user_id", Kind::User),
    field("is_completed", Kind::Bool),
    field("duration", Kind::Int).nullable(),
    field("result", Kind::Object(&[field("text", Kind::Text).required()])).nullable(),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
];

const PLAIN: &[&str] = &[
    "text",
    "complete_till",
    "task_type_id",
    "entity_id",
    "entity_type",
    "responsible_user_id",
    "is_completed",
    "created_by",
    "updated_by",
    "created_at",
    "updated_at",
];

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = body::items(call, body::MAX_ITEMS)?;
    let written = body::each(&items, |item, request_id| {
        let id = create_one(call, item)?;
        Ok(
            json!({ "id": id, "request_id": request_id, "_links": self_link(call.href(&format!("tasks/{id}"))) }),
        )
    })?;
    Ok(Reply::written(call, "tasks", written))
}

fn create_one(call: &Call<'_>, item: &Item) -> Result<i64, Refusal> {
    let mut draft = checked(call, item, Mode::Create)?;
    let author = draft.int("created_by").unwrap_or(call.user().id);
    draft.otherwise("created_by", author);
    draft.otherwise("updated_by", author);
    draft.otherwise("created_at", call.now);
    draft.otherwise("updated_at", call.now);
    draft.otherwise("responsible_user_id", call.user().id);
    let responsible = draft.int("responsible_user_id").unwrap_or_default();
    draft.set("group_id", cards::group_of(call, responsible)?);
    let id = draft.insert(call.db, "tasks")?;
    let about = draft.int("entity_id");
    let on = match draft.get("entity_type") {
        Some(Sql::Text(plural)) => Entity::from_plural(plural).zip(about),
        _ => None,
    };
    call.touch("task", "add", id);
    call.record_by(author, &event("task_added", on, id, json!([]), json!([])))?;
    Ok(id)
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = body::items(call, body::MAX_ITEMS)?;
    let written = body::each(&items, |item, request_id| {
        let mut answer = update_one(call, body::id_of(item)?, item)?;
        answer.insert("request_id".to_owned(), request_id);
        Ok(Value::Object(answer))
    })?;
    Ok(Reply::written(call, "tasks", written))
}

pub(super) fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    let id = call.id("id")?;
    let item = body::one_item(call)?;
    let answer = body::single(&item, |item, _| Ok(Value::Object(update_one(call, id, item)?)))?;
    Ok(Reply::ok(answer))
}

fn update_one(call: &Call<'_>, id: i64, item: &Item) -> Result<Map<String, Value>, Refusal> {
    let Some(old) = read::find(call, id)? else {
        return Err(Refusal::Unknown(id.to_string(), "Task not found".to_owned()));
    };
    let number = |key: &str| old.get(key).and_then(Value::as_i64);
    rights::require(
        call.user(),
        "tasks",
        Action::Edit,
        number("responsible_user_id").unwrap_or_default(),
        number("group_id").unwrap_or_default(),
    )?;
    let item = &body::changeable(item);
    let mut draft = checked(call, item, Mode::Update)?;
    draft.set("updated_at", item.get("updated_at").and_then(Value::as_i64).unwrap_or(call.now));
    draft.set("updated_by", item.get("updated_by").and_then(Value::as_i64).unwrap_or(call.user().id));
    if let Some(user) = draft.int("responsible_user_id") {
        draft.set("group_id", cards::group_of(call, user)?);
    }
    draft.update(call.db, "tasks", id)?;
    if draft.int("responsible_user_id").is_some_and(|user| number("responsible_user_id") != Some(user)) {
        call.touch("task", "responsible", id);
    }
    call.touch("task", "update", id);
    tell(call, id, &old, &draft)?;
    Ok(object(json!({
        "id": id,
        "updated_at": draft.int("updated_at"),
        "_links": self_link(call.href(&format!("tasks/{id}"))),
    })))
}

/// Checks an item and takes over its members.
fn checked(call: &Call<'_>, item: &Item, mode: Mode) -> Result<Draft, Refusal> {
    let mut errors = body::check(call.db, item, FIELDS, mode)?;
    let int = |key: &str| item.get(key).and_then(Value::as_i64);
    if let Some(kind) = int("task_type_id")
        && !body::exists(call.db, "task_types", kind)?
    {
        errors.push(FieldError::choice("task_type_id"));
    }
    if let Some(id) = int("entity_id") {
        match item.get("entity_type").and_then(Value::as_str).and_then(Entity::from_plural) {
            Some(entity) if !entity.exists(call.db, id)? => errors.push(FieldError::choice("entity_id")),
            Some(_) => {}
            None => errors.push(FieldError::missing("entity_type")),
        }
    }
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut draft = Draft::default();
    draft.take(item, PLAIN);
    if let Some(duration) = item.get("duration") {
        draft.set("duration", duration.as_i64().unwrap_or_default());
    }
    if let Some(text) = item.get("result").and_then(|result| result.get("text")).and_then(Value::as_str) {
        draft.set("result", text.to_owned());
    }
    Ok(draft)
}

fn tell(call: &Call<'_>, id: i64, old: &Map<String, Value>, draft: &Draft) -> Result<(), Problem> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let was = |key: &str| old.get(key).cloned().unwrap_or_default();
    let on = old
        .get("entity_type")
        .and_then(Value::as_str)
        .and_then(Entity::from_plural)
        .zip(old.get("entity_id").and_then(Value::as_i64));
    let tell = |kind, before, after| call.record(&event(kind, on, id, before, after));
    if let Some(Sql::Text(now)) = draft.get("text")
        && text(&was("text")).as_ref() != Some(now)
    {
        let shape = |text: Value| json!([{ "task": { "text": text } }]);
        tell("task_text_changed", shape(was("text")), shape(json!(now)))?;
    }
    for (column, kind, outer, inner) in [
        ("task_type_id", "task_type_changed", "task_type", "id"),
        ("complete_till", "task_deadline_changed", "task_deadline", "timestamp"),
    ] {
        if let Some(now) = draft.int(column)
            && was(column).as_i64() != Some(now)
        {
            let shape = |value: Value| json!([{ outer: { inner: value } }]);
            tell(kind, shape(was(column)), shape(now.into()))?;
        }
    }
    if draft.int("is_completed") == Some(1) && was("is_completed") == Value::Bool(false) {
        tell("task_completed", json!([]), json!([]))?;
    }
    if let Some(Sql::Text(now)) = draft.get("result")
        && text(&was("result")).as_ref() != Some(now)
    {
        let note = next_note_id(call.db)?;
        tell("task_result_added", json!([]), json!([{ "note": { "id": note } }]))?;
    }
    Ok(())
}

/// Events of a task on a card are the card's, of any other task its own.
fn event(kind: &str, on: Option<(Entity, i64)>, id: i64, before: Value, after: Value) -> Event<'_> {
    let (entity_type, entity_id) = on.map_or(("task", id), |(entity, id)| (entity.singular(), id));
    Event { kind, entity_type, entity_id, before, after }
}
