//! Creating, changing and deleting definitions: admins only.

use axum::http::StatusCode;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::{enums, owner, read};
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::custom_fields::Owner;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::api::table::Draft;

const OPTION: &[Field] = &[
    field("id", Kind::Int),
    field("value", Kind::Text).required(),
    field("sort", Kind::Int),
    field("code", Kind::Text).nullable(),
    field("parent_id", Kind::Int).nullable(),
    field("request_id", Kind::Text),
    field("parent_request_id", Kind::Text),
];

const STATUS: &[Field] =
    &[field("status_id", Kind::Int).required(), field("pipeline_id", Kind::Int).required()];

const CHAIN: &[Field] = &[
    field("title", Kind::Text).nullable(),
    field("catalog_id", Kind::Int).required(),
    field("parent_catalog_id", Kind::Int).nullable(),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("type", Kind::Text).required(),
    field("code", Kind::Short(255)).nullable(),
    field("sort", Kind::Int),
    field("group_id", Kind::Text).nullable(),
    field("is_api_only", Kind::Bool),
    field("is_visible", Kind::Bool),
    field("is_required", Kind::Bool),
    field("is_deletable", Kind::Bool),
    field("enums", Kind::List(&Kind::Object(OPTION))).nullable(),
    field("nested", Kind::List(&Kind::Object(OPTION))).nullable(),
    field("required_statuses", Kind::List(&Kind::Object(STATUS))).nullable(),
    field("hidden_statuses", Kind::List(&Kind::Object(STATUS))).nullable(),
    field("chained_lists", Kind::List(&Kind::Object(CHAIN))).nullable(),
    field("currency", Kind::Short(3)).nullable(),
    field("remind", Kind::Choice(&["never", "day", "week", "month"])).nullable(),
    field("tracking_callback", Kind::Text).nullable(),
    field("search_in", Kind::IntOrText).nullable(),
    field("settings", Kind::Any).nullable(),
    field("triggers", Kind::Any).nullable(),
];

const PLAIN: &[&str] = &[
    "name",
    "type",
    "code",
    "sort",
    "group_id",
    "is_api_only",
    "is_visible",
    "is_required",
    "is_deletable",
    "required_statuses",
    "hidden_statuses",
    "chained_lists",
    "currency",
    "remind",
    "tracking_callback",
    "settings",
    "triggers",
];

/// Types every owner can have.
const COMMON: [&str; 11] = [
    "text",
    "numeric",
    "checkbox",
    "select",
    "multiselect",
    "date",
    "url",
    "date_time",
    "textarea",
    "radiobutton",
    "streetaddress",
];

/// Whether fields of this owner may have this type.
fn is_available(owner: Owner, kind: &str) -> bool {
    let special: &[&str] = match owner {
        Owner::Leads => &[
            "smart_address",
            "birthday",
            "legal_entity",
            "monetary",
            "chained_list",
            "tracking_data",
            "file",
        ],
        Owner::Contacts | Owner::Companies => {
            &["multitext", "smart_address", "birthday", "legal_entity", "monetary", "file"]
        }
        Owner::Customers => &["monetary", "chained_list", "file"],
        Owner::Segments => &[],
        Owner::Catalog(_) => &["price", "category", "items", "linked_entity", "payer", "supplier", "file"],
    };
    COMMON.contains(&kind) || special.contains(&kind)
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (owner, base) = owner(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        let mut draft = checked(call, owner, item, Mode::Create)?;
        draft.set("entity_type", owner.entity_type().to_owned());
        draft.set("catalog_id", owner.catalog_id().map_or(Sql::Null, Sql::Integer));
        if draft.get("sort").is_none() {
            let next: i64 = call
                .db
                .prepare_cached(
                    "SELECT COALESCE(MAX(sort), 500) + 1 FROM custom_fields WHERE entity_type = ?1",
                )?
                .query_row([owner.entity_type()], |row| row.get(0))?;
            draft.set("sort", next);
        }
        let id = draft.insert(call.db, "custom_fields")?;
        set_options(call, id, item)?;
        answer(call, owner, &base, id, request_id)
    })?;
    Ok(Reply::total(call, "custom_fields", made).status(StatusCode::CREATED))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (owner, base) = owner(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let changed = body::each(&items, |item, request_id| {
        update_one(call, owner, &base, body::id_of(item)?, item, request_id)
    })?;
    Ok(Reply::total(call, "custom_fields", changed))
}

pub(super) fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (owner, base) = owner(call)?;
    let id = call.id("field")?;
    let item = body::one_item(call)?;
    let changed =
        body::single(&item, |item, request_id| update_one(call, owner, &base, id, item, request_id))?;
    Ok(Reply::ok(changed))
}

fn update_one(
    call: &Call<'_>,
    owner: Owner,
    base: &str,
    id: i64,
    item: &Item,
    request_id: Value,
) -> Result<Value, Refusal> {
    let Some(old) = read::find(call, owner, base, id)? else {
        return Err(Refusal::Unknown(id.to_string(), "Custom field not found".to_owned()));
    };
    let mut item = item.clone();
    // The type may be repeated; it cannot change.
    match item.remove("type") {
        Some(kind) if old.get("type") != Some(&kind) => return Err(FieldError::choice("type").into()),
        _ => {}
    }
    checked(call, owner, &item, Mode::Update)?.update(call.db, "custom_fields", id)?;
    set_options(call, id, &item)?;
    answer(call, owner, base, id, request_id)
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (owner, base) = owner(call)?;
    let id = call.id("field")?;
    let field =
        read::find(call, owner, &base, id)?.ok_or_else(|| Problem::not_found("Custom field not found"))?;
    if field.get("is_deletable") == Some(&Value::Bool(false)) {
        return Err(Problem::unprocessable("This field cannot be deleted"));
    }
    call.db.execute("DELETE FROM custom_fields WHERE id = ?1", [id])?;
    let table = match owner {
        Owner::Segments => "customer_segments",
        Owner::Catalog(_) => "catalog_elements",
        _ => owner.entity_type(),
    };
    let wipe = format!("UPDATE {table} SET custom_fields = json_remove(custom_fields, ?1)");
    call.db.execute(&wipe, [format!("$.\"{id}\"")])?;
    Ok(Reply::nothing())
}

fn checked(call: &Call<'_>, owner: Owner, item: &Item, mode: Mode) -> Result<Draft, Refusal> {
    let mut errors = body::check(call.db, item, FIELDS, mode)?;
    let text = |key: &str| item.get(key).and_then(Value::as_str);
    if let Some(kind) = text("type") {
        if !is_available(owner, kind) {
            errors.push(FieldError::choice("type"));
        }
        if kind == "monetary" && text("currency").is_none() {
            errors.push(FieldError::missing("currency"));
        }
    }
    if let Some(code) = text("code") {
        let is_taken = call
            .db
            .prepare_cached(
                "SELECT 1 FROM custom_fields WHERE entity_type = ?1 AND catalog_id IS ?2 AND code = ?3 AND id IS NOT ?4",
            )?
            .exists((owner.entity_type(), owner.catalog_id(), code, item.get("id").and_then(Value::as_i64)))?;
        if is_taken && mode == Mode::Create {
            errors.push(FieldError::choice("code").because("This code is already used by another field."));
        }
    }
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut draft = Draft::default();
    draft.take(item, PLAIN);
    if let Some(place) = item.get("search_in") {
        draft.set("search_in", place.as_str().map_or_else(|| place.to_string(), str::to_owned));
    }
    Ok(draft)
}

fn set_options(call: &Call<'_>, id: i64, item: &Item) -> Result<(), Refusal> {
    for key in ["enums", "nested"] {
        if let Some(options) = item.get(key).and_then(Value::as_array) {
            enums::replace(call.db, id, options, key)?;
        }
    }
    Ok(())
}

fn answer(call: &Call<'_>, owner: Owner, base: &str, id: i64, request_id: Value) -> Result<Value, Refusal> {
    let mut field = read::find(call, owner, base, id)?.unwrap_or_else(|| json!({}));
    if let Some(field) = field.as_object_mut() {
        field.insert("request_id".to_owned(), request_id);
    }
    Ok(field)
}
