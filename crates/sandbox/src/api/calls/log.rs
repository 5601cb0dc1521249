//! Logging calls that are over, in v4 and in the legacy v2 form. A call becomes a note on the card of its number; one whose
//! number nobody has is listed among the errors. The shape of those entries in v4 is not documented: title, status, detail
//! and request_id here.

use serde_json::{Map, Value, json};

use super::placement;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::entity::Entity;
use crate::api::notes;
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};

/// Digits of a number that count.
const DIGITS: usize = 10;

const FIELDS: &[Field] = &[
    field("direction", Kind::Choice(&["inbound", "outbound"])).required(),
    field("phone", Kind::Text).required(),
    field("duration", Kind::Int).required(),
    field("source", Kind::Text).required(),
    field("uniq", Kind::Text),
    field("link", Kind::Text).nullable(),
    field("call_result", Kind::Text).nullable(),
    field("call_status", Kind::IntChoice(&[1, 2, 3, 4, 5, 6, 7])).nullable(),
    field("call_responsible", Kind::IntOrText).nullable(),
    field("responsible_user_id", Kind::User),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
];

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = body::items(call, body::MAX_ITEMS)?;
    let mut errors = Vec::new();
    let account: i64 = call.db.query_row("SELECT id FROM account", [], |row| row.get(0))?;
    let calls = body::each(&items, |item, request_id| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let Some((entity, id, note)) = log(call, item)? else {
            errors.push(json!({
                "title": "Bad Request",
                "status": 400,
                "detail": "Entity not found",
                "request_id": request_id,
            }));
            return Ok(Value::Null);
        };
        let link = self_link(call.href(&format!("{}/{id}", entity.plural())));
        Ok(json!({
            "id": note,
            "entity_id": id,
            "entity_type": entity.singular(),
            "account_id": account,
            "request_id": request_id,
            "_embedded": { "entity": { "id": id, "_links": link } },
        }))
    })?;
    let calls: Vec<Value> = calls.into_iter().filter(|call| !call.is_null()).collect();
    Ok(Reply::ok(json!({ "_total_items": calls.len(), "errors": errors, "_embedded": { "calls": calls } })))
}

/// Writes the note and says on which card.
fn log(call: &Call<'_>, item: &Item) -> Result<Option<(Entity, i64, i64)>, Refusal> {
    let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
    let Some((entity, id)) = placement::find(call.db, text("phone"), DIGITS)? else { return Ok(None) };
    let mut params = Map::new();
    for key in
        ["uniq", "duration", "source", "link", "phone", "call_result", "call_status", "call_responsible"]
    {
        if let Some(value) = item.get(key).filter(|value| !value.is_null()) {
            params.insert(key.to_owned(), value.clone());
        }
    }
    for key in ["uniq", "link"] {
        params.entry(key).or_insert_with(|| json!(""));
    }
    let mut note = Map::new();
    let kind = if text("direction") == "inbound" { "call_in" } else { "call_out" };
    note.insert("note_type".to_owned(), json!(kind));
    note.insert("params".to_owned(), Value::Object(params));
    for key in ["responsible_user_id", "created_by", "updated_by", "created_at", "updated_at"] {
        if let Some(value) = item.get(key) {
            note.insert(key.to_owned(), value.clone());
        }
    }
    // A user named as responsible wins over created_by.
    if let Some(user) = item.get("call_responsible").and_then(Value::as_i64)
        && body::exists(call.db, "users", user)?
    {
        note.insert("created_by".to_owned(), user.into());
    }
    let note = notes::add(call, entity, id, &note)?;
    Ok(Some((entity, id, note)))
}

pub(super) fn create_v2(call: &Call<'_>) -> Result<Reply, Problem> {
    let sent = call.json()?;
    let list = sent.get("add").and_then(Value::as_array).cloned().unwrap_or_default();
    if list.is_empty() {
        return Err(Problem::bad_request("`add` must be a list of calls"));
    }
    let (mut items, mut errors) = (Vec::new(), Vec::new());
    for sent in list {
        let mut item = sent.as_object().cloned().unwrap_or_default();
        if let Some(phone) = item.remove("phone_number") {
            item.insert("phone".to_owned(), phone);
        }
        let fits = body::check(call.db, &item, FIELDS, Mode::Create)?.is_empty();
        let logged = if fits {
            body::single(&item, |item, _| {
                Ok(log(call, item)?.map_or(Value::Null, |(entity, id, note)| {
                    let phone = item.get("phone").cloned();
                    json!({ "id": note, "element_id": id, "element_type": entity.code(), "phone_number": phone })
                }))
            })?
        } else {
            Value::Null
        };
        match logged {
            Value::Null => errors.push(json!({ "msg": "Entity not found", "code": 263, "item": sent })),
            item => items.push(item),
        }
    }
    Ok(Reply::ok(json!({
        "_links": { "self": { "href": format!("{}{}", call.origin, call.path), "method": "post" } },
        "_embedded": { "items": items, "errors": errors },
    })))
}
