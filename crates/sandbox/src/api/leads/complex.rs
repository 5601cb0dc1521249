//! `POST /leads/complex` (<https://developers.kommo.com/reference/complex-leads>): a lead with its contact and company at
//! once.
//!
//! Duplicate control is a setting of each pipeline that the API cannot read. Here it works for integrations that ticked it:
//! a contact with the same phone (last ten digits) or e-mail is taken instead of a new one, and its open lead instead of a
//! new lead; what the stored ones hold stays as it is.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use crate::api::body::{self, Item, Refusal};
use crate::api::call::Call;
use crate::api::cards::{create_one, spec};
use crate::api::entity::Entity;
use crate::api::links::{self, Metadata};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::api::unsorted;

/// Leads one call may carry.
const MOST: usize = 50;
/// Custom field values one entity may carry here.
const MOST_VALUES: usize = 40;

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = body::items(call, MOST)?;
    let with_control = has_duplicate_control(call)?;
    // Items are compared with what was stored before the call, not with each other.
    let newest: i64 = call
        .db
        .prepare_cached("SELECT COALESCE(MAX(id), 0) FROM contacts")?
        .query_row([], |row| row.get(0))?;
    let mut answers: Vec<Value> = Vec::new();
    for answer in
        body::each(&items, |item, request_id| one(call, item, request_id, with_control.then_some(newest)))?
    {
        let is_same = |known: &&mut Value| {
            known.get("merged") == Some(&Value::Bool(true)) && known.get("id") == answer.get("id")
        };
        let known = answers.iter_mut().find(is_same).and_then(|known| known.get_mut("request_id"));
        match (known.and_then(Value::as_array_mut), answer.get("request_id").and_then(Value::as_array)) {
            (Some(known), Some(more)) => known.extend(more.iter().cloned()),
            _ => answers.push(answer),
        }
    }
    Ok(Reply::ok(Value::Array(answers)))
}

fn one(
    call: &Call<'_>,
    item: &Item,
    request_id: Value,
    stored_before: Option<i64>,
) -> Result<Value, Refusal> {
    let mut lead = item.clone();
    let mut embedded = match lead.remove("_embedded") {
        Some(Value::Object(embedded)) => embedded,
        Some(Value::Array(list)) if list.is_empty() => Map::new(),
        None => Map::new(),
        Some(_) => return Err(FieldError::wrong_type("_embedded", "array").into()),
    };
    let contact = only_one(embedded.remove("contacts"), "contacts")?;
    let company = only_one(embedded.remove("companies"), "companies")?;
    let metadata = embedded.remove("metadata");
    if !embedded.is_empty() {
        lead.insert("_embedded".to_owned(), Value::Object(embedded));
    }
    for (model, path) in [
        (Some(&lead), ""),
        (contact.as_ref(), "_embedded.contacts.0."),
        (company.as_ref(), "_embedded.companies.0."),
    ] {
        let values = model.and_then(|model| model.get("custom_fields_values")).and_then(Value::as_array);
        if values.is_some_and(|values| values.len() > MOST_VALUES) {
            let why = format!("At most {MOST_VALUES} values are allowed.");
            return Err(FieldError::choice(format!("{path}custom_fields_values")).because(why).into());
        }
    }
    if let (Some(newest), Some(contact)) = (stored_before, &contact)
        && let Some((contact_id, lead_id)) = duplicate(call, contact, newest)?
    {
        let company_id: Option<i64> = links::of(call.db, Entity::Lead, &[lead_id])?
            .iter()
            .find(|link| link.to == Entity::Company)
            .map(|link| link.to_id);
        return Ok(answer(lead_id, Some(contact_id), company_id, request_id, true));
    }
    let contact_id = contact.map(|model| linked(call, Entity::Contact, &model)).transpose()?;
    let company_id = company.map(|model| linked(call, Entity::Company, &model)).transpose()?;
    let id = create_one(call, spec(Entity::Lead), &lead)?;
    for (entity, linked) in [(Entity::Contact, contact_id), (Entity::Company, company_id)] {
        if let Some((linked, _)) = linked {
            links::link(call, (Entity::Lead, id), (entity, linked), Metadata::default())?;
        }
    }
    if let (Some((contact, true)), Some((company, true))) = (contact_id, company_id) {
        links::link(call, (Entity::Contact, contact), (Entity::Company, company), Metadata::default())?;
    }
    let (contact_id, company_id) = (contact_id.map(|(id, _)| id), company_id.map(|(id, _)| id));
    if let Some(metadata) = metadata {
        unsorted::of_complex(call, &metadata, id, contact_id, company_id)?;
    }
    Ok(answer(id, contact_id, company_id, request_id, false))
}

fn answer(id: i64, contact: Option<i64>, company: Option<i64>, request_id: Value, merged: bool) -> Value {
    json!({ "id": id, "contact_id": contact, "company_id": company, "request_id": [request_id], "merged": merged })
}

fn only_one(list: Option<Value>, key: &str) -> Result<Option<Item>, Refusal> {
    let path = format!("_embedded.{key}");
    match list {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(mut list)) => match (list.pop(), list.is_empty()) {
            (None, _) => Ok(None),
            (Some(Value::Object(model)), true) => Ok(Some(model)),
            (Some(_), true) => Err(FieldError::wrong_type(format!("{path}.0"), "array").into()),
            (Some(_), false) => Err(FieldError::choice(path).because("Only one is allowed.").into()),
        },
        Some(_) => Err(FieldError::wrong_type(path, "array").into()),
    }
}

/// The id of a named or new entity, and whether it is new. `is_main` may stand beside either.
fn linked(call: &Call<'_>, entity: Entity, model: &Item) -> Result<(i64, bool), Refusal> {
    let path = format!("_embedded.{}.0", entity.plural());
    let mut model = model.clone();
    model.remove("is_main");
    if let Some(id) = model.get("id") {
        let id = id.as_i64().ok_or_else(|| FieldError::wrong_type(format!("{path}.id"), "int"))?;
        return match entity.exists(call.db, id)? {
            true => Ok((id, false)),
            false => Err(FieldError::choice(format!("{path}.id")).into()),
        };
    }
    match create_one(call, spec(entity), &model) {
        Ok(id) => Ok((id, true)),
        Err(Refusal::Fields(errors)) => {
            Err(Refusal::Fields(errors.into_iter().map(|error| error.below(&path)).collect()))
        }
        Err(other) => Err(other),
    }
}

fn has_duplicate_control(call: &Call<'_>) -> Result<bool, Problem> {
    let Some(client) = &call.caller.client else { return Ok(false) };
    let flag: Option<bool> = call
        .db
        .prepare_cached("SELECT has_duplicate_control FROM integrations WHERE uuid = ?1")?
        .query_row([&client.id], |row| row.get(0))
        .optional()?;
    Ok(flag.unwrap_or_default())
}

/// A stored contact with the same phone or e-mail that is the main one of an open lead.
fn duplicate(call: &Call<'_>, contact: &Item, newest: i64) -> Result<Option<(i64, i64)>, Refusal> {
    for field in contact.get("custom_fields_values").and_then(Value::as_array).into_iter().flatten() {
        for value in field.get("values").and_then(Value::as_array).into_iter().flatten() {
            let Some(text) = value.get("value").and_then(Value::as_str).filter(|text| text.len() > 4) else {
                continue;
            };
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let is_phone = !text.contains('@') && digits.len() >= 10;
            if !(is_phone || text.contains('@')) {
                continue;
            }
            let (column, pattern) = if is_phone {
                let last = digits.get(digits.len() - 10..).unwrap_or_default();
                (
                    "replace(replace(replace(replace(c.custom_fields, ' ', ''), '-', ''), '(', ''), ')', '')",
                    last,
                )
            } else {
                ("lower(c.custom_fields)", text)
            };
            let sql = format!(
                "SELECT c.id, l.id FROM contacts c JOIN links k ON k.to_type = 'contacts' AND k.to_id = c.id \
                 AND k.from_type = 'leads' AND k.is_main JOIN leads l ON l.id = k.from_id \
                 WHERE c.id <= ?1 AND instr({column}, lower(?2)) > 0 AND NOT c.is_deleted AND NOT l.is_deleted \
                 AND l.status_id NOT IN (142, 143) ORDER BY l.id DESC LIMIT 1"
            );
            let found = call
                .db
                .prepare_cached(&sql)?
                .query_row((newest, pattern), |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
    }
    Ok(None)
}
