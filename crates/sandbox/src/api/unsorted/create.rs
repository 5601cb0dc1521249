//! Adding incoming leads from forms and calls. Chats and mail come from the platform alone.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::read;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::cards::{create_one, spec};
use crate::api::entity::Entity;
use crate::api::leads;
use crate::api::links::{self, Metadata};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::{Reply, object, self_link};
use crate::random;

const FORM: &[Field] = &[
    field("form_id", Kind::IntOrText).required(),
    field("form_name", Kind::Text).required(),
    field("form_page", Kind::Text).required(),
    field("form_sent_at", Kind::Int).required(),
    field("ip", Kind::Text).nullable(),
    field("referer", Kind::Text).nullable(),
    field("visitor_uid", Kind::Text).nullable(),
    field("form_type", Kind::IntOrText).nullable(),
];

const CALL: &[Field] = &[
    field("uniq", Kind::Text).required(),
    field("from", Kind::Text).required(),
    field("phone", Kind::IntOrText).required(),
    field("called_at", Kind::Int).required(),
    field("duration", Kind::Int).required(),
    field("link", Kind::Text).required(),
    field("service_code", Kind::Text).required(),
    field("is_call_event_needed", Kind::Bool),
    field("call_responsible", Kind::IntOrText).nullable(),
];

const FIELDS: &[Field] = &[
    field("source_name", Kind::Text).required(),
    field("source_uid", Kind::Text).required(),
    field("metadata", Kind::Any).required(),
    field("pipeline_id", Kind::Int),
    field("created_at", Kind::Int),
    field("_embedded", Kind::Any),
];

pub(super) fn forms(call: &Call<'_>) -> Result<Reply, Problem> {
    create(call, "forms", FORM)
}

pub(super) fn sip(call: &Call<'_>) -> Result<Reply, Problem> {
    create(call, "sip", CALL)
}

fn create(call: &Call<'_>, category: &str, fields: &[Field]) -> Result<Reply, Problem> {
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        let mut errors = body::check(call.db, item, FIELDS, Mode::Create)?;
        let metadata = checked_metadata(call, item, fields, &mut errors)?;
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        let pipeline = match item.get("pipeline_id").and_then(Value::as_i64) {
            Some(pipeline) if body::exists(call.db, "pipelines", pipeline)? => pipeline,
            Some(_) => return Err(FieldError::choice("pipeline_id").into()),
            None => leads::main_pipeline(call.db)?.ok_or_else(|| FieldError::choice("pipeline_id"))?,
        };
        let made = entities(call, item, pipeline)?;
        let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
        let uid = add(
            call,
            &New {
                category,
                source_uid: Some(text("source_uid")),
                source_name: text("source_name"),
                pipeline,
                created_at: item.get("created_at").and_then(Value::as_i64).unwrap_or(call.now),
                metadata: Value::Object(metadata),
                lead: made.0,
                contact: made.1,
                company: made.2,
            },
        )?;
        let item = read::open(call, &uid)?;
        Ok(json!({
            "uid": uid,
            "account_id": item.get("account_id"),
            "request_id": request_id,
            "_links": self_link(call.href(&format!("leads/unsorted/{uid}"))),
            "_embedded": read::embedded(call, &item),
        }))
    })?;
    Ok(Reply::total(call, "unsorted", made))
}

fn checked_metadata(
    call: &Call<'_>,
    item: &Item,
    fields: &[Field],
    errors: &mut Vec<FieldError>,
) -> Result<Item, Problem> {
    let metadata = object(item.get("metadata").cloned().unwrap_or_default());
    let wrong = body::check(call.db, &metadata, fields, Mode::Create)?;
    if item.contains_key("metadata") {
        errors.extend(wrong.into_iter().map(|error| error.below("metadata")));
    }
    Ok(metadata)
}

/// Makes the lead, contact and company of an item, hidden until it is accepted.
fn entities(call: &Call<'_>, item: &Item, pipeline: i64) -> Result<(i64, Option<i64>, Option<i64>), Refusal> {
    let embedded = object(item.get("_embedded").cloned().unwrap_or_default());
    if let Some(key) = embedded.keys().find(|key| !["leads", "contacts", "companies"].contains(&key.as_str()))
    {
        return Err(FieldError::unexpected(format!("_embedded.{key}")).into());
    }
    let make = |entity: Entity| -> Result<Option<i64>, Refusal> {
        let list =
            embedded.get(entity.plural()).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let path = format!("_embedded.{}", entity.plural());
        let model = match list {
            [] if entity == Entity::Lead => Item::new(),
            [] => return Ok(None),
            [model] => object(model.clone()),
            _ => return Err(FieldError::choice(path).because("Only one is allowed.").into()),
        };
        let mut model = model;
        if entity == Entity::Lead {
            model.remove("status_id");
            model.insert("pipeline_id".to_owned(), pipeline.into());
        }
        let made = create_one(call, spec(entity), &model);
        let id = made.map_err(|refusal| match refusal {
            Refusal::Fields(errors) => {
                Refusal::Fields(errors.into_iter().map(|error| error.below(&format!("{path}.0"))).collect())
            }
            other => other,
        })?;
        let sql = format!("UPDATE {} SET is_unsorted = 1 WHERE id = ?1", entity.table());
        call.db.prepare_cached(&sql)?.execute([id])?;
        Ok(Some(id))
    };
    let lead = make(Entity::Lead)?.unwrap_or_default();
    let (contact, company) = (make(Entity::Contact)?, make(Entity::Company)?);
    for (entity, id) in [(Entity::Contact, contact), (Entity::Company, company)] {
        if let Some(id) = id {
            links::link(call, (Entity::Lead, lead), (entity, id), Metadata::default())?;
        }
    }
    if let (Some(contact), Some(company)) = (contact, company) {
        links::link(call, (Entity::Contact, contact), (Entity::Company, company), Metadata::default())?;
    }
    Ok((lead, contact, company))
}

/// An item about to be stored.
struct New<'n> {
    category: &'n str,
    source_uid: Option<&'n str>,
    source_name: &'n str,
    pipeline: i64,
    created_at: i64,
    metadata: Value,
    lead: i64,
    contact: Option<i64>,
    company: Option<i64>,
}

fn add(call: &Call<'_>, new: &New<'_>) -> Result<String, Refusal> {
    let metadata = new.metadata.to_string();
    let is_twice = call
        .db
        .prepare_cached(
            "SELECT 1 FROM unsorted WHERE category = ?1 AND source_uid IS ?2 AND metadata = ?3 AND state = 'open'",
        )?
        .exists((new.category, new.source_uid, &metadata))?;
    if is_twice {
        return Err(FieldError::choice("source_uid").because("This item has been added already.").into());
    }
    let incoming: Option<i64> = call
        .db
        .prepare_cached("SELECT id FROM statuses WHERE pipeline_id = ?1 AND type = 1")?
        .query_row([new.pipeline], |row| row.get(0))
        .optional()?;
    call.db.execute(
        "UPDATE leads SET is_unsorted = 1, status_id = COALESCE(?2, status_id) WHERE id = ?1",
        params![new.lead, incoming],
    )?;
    let uid = random::token(28);
    call.db.execute(
        "INSERT INTO unsorted (uid, source_uid, source_name, category, pipeline_id, created_at, metadata, lead_id, \
         contact_id, company_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            uid,
            new.source_uid,
            new.source_name,
            new.category,
            new.pipeline,
            new.created_at,
            metadata,
            new.lead,
            new.contact,
            new.company
        ],
    )?;
    call.touch_unsorted("add", call.db.last_insert_rowid(), json!({ "user": call.user().id }));
    Ok(uid)
}

/// Makes an incoming lead of a stranger's first message: the contact.
pub(crate) fn of_chat(
    call: &Call<'_>,
    contact: &Item,
    source: (&str, &str),
    metadata: Value,
) -> Result<i64, Refusal> {
    let pipeline = leads::main_pipeline(call.db)?.ok_or_else(|| FieldError::choice("pipeline_id"))?;
    let model = object(json!({ "_embedded": { "contacts": [contact] } }));
    let (lead, contact, company) = entities(call, &model, pipeline)?;
    let (source_uid, source_name) = source;
    add(
        call,
        &New {
            category: "chats",
            source_uid: Some(source_uid),
            source_name,
            pipeline,
            created_at: call.now,
            metadata,
            lead,
            contact,
            company,
        },
    )?;
    Ok(contact.unwrap_or_default())
}

/// Makes an incoming lead of a complex one whose `_embedded.metadata` says so.
pub(crate) fn of_complex(
    call: &Call<'_>,
    metadata: &Value,
    lead: i64,
    contact: Option<i64>,
    company: Option<i64>,
) -> Result<(), Refusal> {
    let mut metadata = object(metadata.clone());
    let category = metadata.remove("category");
    let (category, fields) = match category.as_ref().and_then(Value::as_str) {
        Some("forms") => ("forms", FORM),
        Some("sip") => ("sip", CALL),
        Some(_) => return Err(FieldError::choice("_embedded.metadata.category").into()),
        None => return Err(FieldError::missing("_embedded.metadata.category").into()),
    };
    let errors = body::check(call.db, &metadata, fields, Mode::Create)?;
    if !errors.is_empty() {
        let below = errors.into_iter().map(|error| error.below("_embedded.metadata"));
        return Err(Refusal::Fields(below.collect()));
    }
    let pipeline: i64 = call
        .db
        .prepare_cached("SELECT pipeline_id FROM leads WHERE id = ?1")?
        .query_row([lead], |row| row.get(0))?;
    let name = metadata
        .get("form_name")
        .or_else(|| metadata.get("from"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    let name = name.to_owned();
    add(
        call,
        &New {
            category,
            source_uid: None,
            source_name: &name,
            pipeline,
            created_at: call.now,
            metadata: Value::Object(metadata),
            lead,
            contact,
            company,
        },
    )?;
    Ok(())
}
