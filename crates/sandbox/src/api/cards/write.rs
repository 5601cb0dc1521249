//! Creating and changing cards.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::{Spec, Stored, read, spec_of};
use crate::api::body::{self, Item, Mode, Refusal};
use crate::api::call::Call;
use crate::api::custom_fields::{self, Change, Definitions};
use crate::api::events::{Event, next_note_id};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, object, self_link};
use crate::api::rights::{self, Action};
use crate::api::table::Draft;
use crate::api::tags;
use crate::session::User;

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let spec = spec_of(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let written = body::each(&items, |item, request_id| {
        let id = create_one(call, spec, item)?;
        let mut answer = object(json!({
            "id": id,
            "request_id": request_id,
            "_links": self_link(call.href(&format!("{}/{id}", spec.entity.plural()))),
        }));
        if spec.answers_name {
            answer.insert("is_deleted".to_owned(), json!(false));
            answer.insert("is_unsorted".to_owned(), json!(false));
        }
        Ok(Value::Object(answer))
    })?;
    Ok(Reply::written(call, spec.entity.plural(), written))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    let spec = spec_of(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let written = body::each(&items, |item, request_id| {
        let id = body::id_of(item)?;
        let mut answer = update_one(call, spec, id, item)?;
        answer.insert("request_id".to_owned(), request_id);
        Ok(Value::Object(answer))
    })?;
    Ok(Reply::written(call, spec.entity.plural(), written))
}

pub(super) fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    let spec = spec_of(call)?;
    let id = call.id("id")?;
    let item = body::one_item(call)?;
    let answer = body::single(&item, |item, _| Ok(Value::Object(update_one(call, spec, id, item)?)))?;
    Ok(Reply::ok(answer))
}

/// Makes one card and returns its id.
pub(crate) fn create_one(call: &Call<'_>, spec: &Spec, item: &Item) -> Result<i64, Refusal> {
    let mut errors = body::check(call.db, item, spec.fields, Mode::Create)?;
    let mut stored = Map::new();
    apply_fields(call, spec, item, &mut stored).unwrap_or_else(|wrong| {
        errors.extend(wrong);
        Vec::new()
    });
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut draft = Draft::default();
    draft.take(item, spec.plain);
    defaults(call, &mut draft)?;
    let number = |column| draft.int(column).unwrap_or_default();
    let (responsible, group) = (number("responsible_user_id"), number("group_id"));
    rights::require(call.user(), spec.entity.plural(), Action::Add, responsible, group)?;
    draft.set("custom_fields", Value::Object(stored).to_string());
    (spec.settle)(call, &mut draft, None, item)?;
    let id = draft.insert(call.db, spec.entity.table())?;
    (spec.after)(call, id, item, true)?;
    let by = draft.int("created_by").unwrap_or_default();
    call.record_by(
        by,
        &Event {
            kind: &format!("{}_added", spec.entity.singular()),
            entity_type: spec.entity.singular(),
            entity_id: id,
            before: json!([]),
            after: json!([{ "note": { "id": next_note_id(call.db)? } }]),
        },
    )?;
    tags::apply(call, spec.entity, id, item)?;
    Ok(id)
}

/// Changes one card and returns the thin answer without its `request_id`.
pub(crate) fn update_one(
    call: &Call<'_>,
    spec: &Spec,
    id: i64,
    item: &Item,
) -> Result<Map<String, Value>, Refusal> {
    let old = read::find(call, spec, id)?.filter(|card| card.get("is_deleted") != Some(&Value::Bool(true)));
    let Some(old) = old else {
        return Err(Refusal::Unknown(id.to_string(), format!("{} not found", spec.entity.title())));
    };
    rights::require_of(call.user(), spec.entity.plural(), Action::Edit, &old)?;

    let item = &body::changeable(item);
    let mut errors = body::check(call.db, item, spec.fields, Mode::Update)?;
    let mut stored = object(old.get("custom_fields").cloned().unwrap_or_default());
    let changes = apply_fields(call, spec, item, &mut stored).unwrap_or_else(|wrong| {
        errors.extend(wrong);
        Vec::new()
    });
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut draft = Draft::default();
    draft.take(item, spec.plain);
    draft.set("updated_at", item.get("updated_at").and_then(Value::as_i64).unwrap_or(call.now));
    draft.set("updated_by", item.get("updated_by").and_then(Value::as_i64).unwrap_or(call.user().id));
    if let Some(user) = draft.int("responsible_user_id") {
        draft.set("group_id", group_of(call, user)?);
    }
    if !changes.is_empty() {
        draft.set("custom_fields", Value::Object(stored).to_string());
    }
    (spec.settle)(call, &mut draft, Some(&old), item)?;
    draft.update(call.db, spec.entity.table(), id)?;
    (spec.after)(call, id, item, false)?;
    tell(call, spec, id, &old, &draft, &changes)?;
    tags::apply(call, spec.entity, id, item)?;

    let mut answer = object(json!({
        "id": id,
        "updated_at": draft.int("updated_at"),
        "_links": self_link(call.href(&format!("{}/{id}", spec.entity.plural()))),
    }));
    if spec.answers_name {
        let name = match draft.get("name") {
            Some(Sql::Text(name)) => json!(name),
            _ => old.get("name").cloned().unwrap_or_default(),
        };
        answer.insert("name".to_owned(), name);
    }
    Ok(answer)
}

fn apply_fields(
    call: &Call<'_>,
    spec: &Spec,
    item: &Item,
    stored: &mut Map<String, Value>,
) -> Result<Vec<Change>, Vec<crate::api::problem::FieldError>> {
    let Some(sent) = item.get("custom_fields_values") else { return Ok(Vec::new()) };
    // A failing read here would fail the next statement too, and be reported there.
    let definitions = Definitions::load(call.db, spec.owner).unwrap_or_default();
    custom_fields::apply(&definitions, stored, sent)
}

fn defaults(call: &Call<'_>, draft: &mut Draft) -> Result<(), Problem> {
    let author = draft.int("created_by").unwrap_or(call.user().id);
    draft.otherwise("created_by", author);
    draft.otherwise("updated_by", author);
    draft.otherwise("created_at", call.now);
    let created = draft.int("created_at").unwrap_or(call.now);
    draft.otherwise("updated_at", created.max(call.now));
    draft.otherwise("responsible_user_id", call.user().id);
    let responsible = draft.int("responsible_user_id").unwrap_or_default();
    draft.set("group_id", group_of(call, responsible)?);
    Ok(())
}

/// The group of a user; 0 for the robot and for users who have gone.
pub(crate) fn group_of(call: &Call<'_>, user_id: i64) -> Result<i64, Problem> {
    Ok(User::load(call.db, user_id)?.map_or(0, |user| user.group_id))
}

fn tell(
    call: &Call<'_>,
    spec: &Spec,
    id: i64,
    old: &Stored,
    draft: &Draft,
    changes: &[Change],
) -> rusqlite::Result<()> {
    let entity_type = spec.entity.singular();
    if let Some(user) = draft.int("responsible_user_id")
        && old.get("responsible_user_id").and_then(Value::as_i64) != Some(user)
    {
        let shape = |id: Value| json!([{ "responsible_user": { "id": id } }]);
        call.record(&Event {
            kind: "entity_responsible_changed",
            entity_type,
            entity_id: id,
            before: shape(old.get("responsible_user_id").cloned().unwrap_or_default()),
            after: shape(user.into()),
        })?;
    }
    if let Some(Sql::Text(name)) = draft.get("name")
        && old.get("name").and_then(Value::as_str) != Some(name)
    {
        let shape = |name: Value| json!([{ "name_field_value": { "name": name } }]);
        call.record(&Event {
            kind: "name_field_changed",
            entity_type,
            entity_id: id,
            before: shape(old.get("name").cloned().unwrap_or_default()),
            after: shape(json!(name)),
        })?;
    }
    (spec.tell)(call, id, old, draft)?;
    call.record_field_changes(entity_type, id, changes)
}
