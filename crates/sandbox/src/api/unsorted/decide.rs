//! Accepting, declining and linking incoming leads.

use rusqlite::params;
use serde_json::{Map, Value, json};

use super::read;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::cards::group_of;
use crate::api::entity::Entity;
use crate::api::events::Event;
use crate::api::leads;
use crate::api::links::{self, Metadata};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;

const ACCEPT: &[Field] = &[field("user_id", Kind::User), field("status_id", Kind::Int)];
const DECLINE: &[Field] = &[field("user_id", Kind::Author)];

const LINK: &[Field] = &[
    field("user_id", Kind::Author),
    field(
        "link",
        Kind::Object(&[
            field("entity_id", Kind::Int).required(),
            field("entity_type", Kind::Choice(&["leads", "customers"])).required(),
            field("metadata", Kind::Object(&[field("contact_id", Kind::Int)])),
        ]),
    )
    .required(),
];

/// The entities of an item that exist.
fn entities(item: &Map<String, Value>) -> impl Iterator<Item = (Entity, i64)> {
    [(Entity::Lead, "lead_id"), (Entity::Contact, "contact_id"), (Entity::Company, "company_id")]
        .into_iter()
        .filter_map(|(entity, key)| Some((entity, item.get(key)?.as_i64()?)))
}

/// Closes the item. `told` is what webhooks say of it: the action, who did it, and the lead it was linked to.
fn decided(call: &Call<'_>, item: &Map<String, Value>, state: &str, told: Value) -> Result<Value, Problem> {
    let uid = item.get("uid").and_then(Value::as_str).unwrap_or_default();
    let row: i64 = call.db.query_row(
        "UPDATE unsorted SET state = ?2, closed_at = ?3 WHERE uid = ?1 RETURNING rowid",
        (uid, state, call.now),
        |row| row.get(0),
    )?;
    call.touch_unsorted("delete", row, told);
    Ok(json!({
        "uid": uid,
        "pipeline_id": item.get("pipeline_id"),
        "category": item.get("category"),
        "created_at": item.get("created_at"),
        "_embedded": read::embedded(call, item),
    }))
}

fn checked(call: &Call<'_>, fields: &[Field]) -> Result<(Map<String, Value>, Item), Problem> {
    let item = read::open(call, call.part("uid"))?;
    let sent = body::one_item(call)?;
    body::single(&sent, |sent, _| {
        let errors = body::check(call.db, sent, fields, Mode::Create)?;
        if errors.is_empty() { Ok(Value::Null) } else { Err(Refusal::Fields(errors)) }
    })?;
    Ok((item, sent))
}

pub(crate) fn accept(call: &Call<'_>) -> Result<Reply, Problem> {
    let (item, sent) = checked(call, ACCEPT)?;
    let pipeline = item.get("pipeline_id").and_then(Value::as_i64).unwrap_or_default();
    let status = sent.get("status_id").and_then(Value::as_i64);
    let found: Option<(i64, i64)> = match status {
        Some(status) => rusqlite::OptionalExtension::optional(
            call.db
                .prepare_cached(
                    "SELECT pipeline_id, id FROM statuses WHERE id = ?1 AND type = 0 \
                     ORDER BY pipeline_id <> ?2 LIMIT 1",
                )?
                .query_row([status, pipeline], |row| Ok((row.get(0)?, row.get(1)?))),
        )?,
        None => leads::first_stage(call.db, pipeline)?.map(|status| (pipeline, status)),
    };
    let Some((pipeline, status)) = found else {
        let refused = body::single(&sent, |_, _| Err(FieldError::choice("status_id").into()));
        return refused.map(Reply::ok);
    };
    let user = sent.get("user_id").and_then(Value::as_i64).unwrap_or(call.user().id);
    let group = group_of(call, user)?;
    for (entity, id) in entities(&item) {
        let sql = format!(
            "UPDATE {} SET is_unsorted = 0, responsible_user_id = ?2, group_id = ?3, updated_at = ?4, updated_by = ?2 \
             WHERE id = ?1",
            entity.table()
        );
        call.db.execute(&sql, params![id, user, group, call.now])?;
        if entity == Entity::Lead {
            let shape = |status| json!([{ "lead_status": { "id": status, "pipeline_id": pipeline } }]);
            let incoming: i64 =
                call.db.query_row("SELECT status_id FROM leads WHERE id = ?1", [id], |row| row.get(0))?;
            call.db.execute(
                "UPDATE leads SET pipeline_id = ?2, status_id = ?3 WHERE id = ?1",
                [id, pipeline, status],
            )?;
            call.record_by(
                user,
                &Event {
                    kind: "lead_status_changed",
                    entity_type: "lead",
                    entity_id: id,
                    before: shape(incoming),
                    after: shape(status),
                },
            )?;
        }
    }
    Ok(Reply::ok(decided(call, &item, "accepted", json!({ "action": "accept", "user": user }))?))
}

pub(crate) fn decline(call: &Call<'_>) -> Result<Reply, Problem> {
    let (item, sent) = checked(call, DECLINE)?;
    let user = sent.get("user_id").and_then(Value::as_i64).unwrap_or(call.user().id);
    for (entity, id) in entities(&item) {
        // Entities that were there before the item stay.
        let sql = format!(
            "UPDATE {} SET is_deleted = 1, is_unsorted = 0, updated_at = ?2, updated_by = ?3 WHERE id = ?1 AND is_unsorted",
            entity.table()
        );
        if call.db.execute(&sql, params![id, call.now, user])? == 1 {
            call.record_by(
                user,
                &Event {
                    kind: &format!("{}_deleted", entity.singular()),
                    entity_type: entity.singular(),
                    entity_id: id,
                    before: json!([]),
                    after: json!([]),
                },
            )?;
        }
    }
    Ok(Reply::ok(decided(call, &item, "declined", json!({ "action": "decline", "user": user }))?))
}

pub(crate) fn link(call: &Call<'_>) -> Result<Reply, Problem> {
    let (item, sent) = checked(call, LINK)?;
    let category = item.get("category").and_then(Value::as_str).unwrap_or_default();
    if !matches!(category, "chats" | "mail") {
        return Err(Problem::unprocessable(
            "Only incoming leads of the categories chats and mail can be linked",
        ));
    }
    let link = sent.get("link").cloned().unwrap_or_default();
    let entity = link.get("entity_type").and_then(Value::as_str).and_then(Entity::from_plural);
    let id = link.get("entity_id").and_then(Value::as_i64).unwrap_or_default();
    let entity = match entity {
        Some(entity) if entity.exists(call.db, id)? => entity,
        _ => {
            let refused = body::single(&sent, |_, _| Err(FieldError::choice("link.entity_id").into()));
            return refused.map(Reply::ok);
        }
    };
    let contact = link.pointer("/metadata/contact_id").and_then(Value::as_i64);
    let contact = contact.or_else(|| item.get("contact_id").and_then(Value::as_i64));
    if let Some(contact) = contact {
        links::link(call, (entity, id), (Entity::Contact, contact), Metadata::default())?;
        call.db.execute("UPDATE contacts SET is_unsorted = 0 WHERE id = ?1", [contact])?;
    }
    call.db.execute(
        "UPDATE leads SET is_deleted = 1 WHERE id = ?1",
        [item.get("lead_id").and_then(Value::as_i64)],
    )?;
    // Kommo's page has two actions; what is linked is taken, not thrown away.
    let user = sent.get("user_id").and_then(Value::as_i64).unwrap_or(call.user().id);
    let lead = (entity == Entity::Lead).then_some(id);
    let told = json!({ "action": "accept", "user": user, "lead": lead });
    let answer = decided(call, &item, "linked", told)?;
    Ok(Reply::ok(json!({ "uid": answer.get("uid"), "_embedded": { entity.plural(): [{ "id": id }] } })))
}
