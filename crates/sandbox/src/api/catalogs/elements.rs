//! Elements of a catalog.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::custom_fields::{self, Definitions, Owner};
use crate::api::events::Event;
use crate::api::filter::{self, Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, object, self_link};
use crate::api::table::{self, As, Column, Draft};

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("catalog_id", "catalog_id", As::Plain),
    ("name", "name", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("is_deleted", "is_deleted", As::Bool),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("custom_fields", "custom_fields", As::Json),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("custom_fields_values", Kind::Any).nullable(),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
];

const PLAIN: &[&str] = &["name", "created_by", "updated_by", "created_at", "updated_at"];
const FILTERS: &[Filter] = &[("id", "id", Shape::Numbers)];

fn catalog(call: &Call<'_>) -> Result<i64, Problem> {
    let id = call.id("id")?;
    if body::exists(call.db, "catalogs", id)? { Ok(id) } else { Err(Problem::not_found("Catalog not found")) }
}

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let catalog = catalog(call)?;
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.add("catalog_id = ? AND NOT is_deleted", [Sql::Integer(catalog)]);
    conditions.filter(&call.query, FILTERS)?;
    custom_fields::filter(call, Owner::Catalog(catalog), &mut conditions)?;
    if let Some(text) = call.query.get("query").filter(|text| !text.is_empty()) {
        let like = Sql::Text(format!("%{text}%"));
        conditions.add("name LIKE ? OR custom_fields LIKE ?", [like.clone(), like]);
    }
    let sql = format!(
        "{} FROM catalog_elements{} ORDER BY id{}",
        table::select(COLUMNS),
        conditions.sql(),
        page.sql()
    );
    let mut rows = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut rows);
    let definitions = Definitions::load(call.db, Owner::Catalog(catalog))?;
    let elements = rows.into_iter().map(|row| shown(call, &definitions, row)).collect();
    Ok(Reply::page(call, "elements", elements, &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let catalog = catalog(call)?;
    let definitions = Definitions::load(call.db, Owner::Catalog(catalog))?;
    let found = find(call, catalog, call.id("element")?)?;
    Ok(found.map_or_else(Reply::nothing, |row| Reply::ok(shown(call, &definitions, row))))
}

fn find(call: &Call<'_>, catalog: i64, id: i64) -> rusqlite::Result<Option<Map<String, Value>>> {
    let sql = format!(
        "{} FROM catalog_elements WHERE id = ? AND catalog_id = ? AND NOT is_deleted",
        table::select(COLUMNS)
    );
    table::first(call.db, &sql, &[Sql::Integer(id), Sql::Integer(catalog)], COLUMNS)
}

fn shown(call: &Call<'_>, definitions: &Definitions, mut row: Map<String, Value>) -> Value {
    let stored = row.remove("custom_fields").unwrap_or_default();
    row.insert("custom_fields_values".to_owned(), custom_fields::shown(definitions, &stored));
    if filter::with(&call.query).contains(&"invoice_link") {
        row.insert("invoice_link".to_owned(), Value::Null);
    }
    let number = |key: &str| row.get(key).and_then(Value::as_i64).unwrap_or_default();
    let href = call.href(&format!("catalogs/{}/elements/{}", number("catalog_id"), number("id")));
    row.insert("_links".to_owned(), self_link(href));
    Value::Object(row)
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let catalog = catalog(call)?;
    let definitions = Definitions::load(call.db, Owner::Catalog(catalog))?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        let (mut draft, _) = checked(call, &definitions, item, Mode::Create, Map::new())?;
        draft.set("catalog_id", catalog);
        for column in ["created_by", "updated_by"] {
            draft.otherwise(column, call.user().id);
        }
        for column in ["created_at", "updated_at"] {
            draft.otherwise(column, call.now);
        }
        let id = draft.insert(call.db, "catalog_elements")?;
        let kind = format!("catalog_{catalog}");
        call.record(&Event {
            kind: "catalog_element_added",
            entity_type: &kind,
            entity_id: id,
            before: json!([]),
            after: json!([]),
        })?;
        call.touch("catalog_element", "add", id);
        answer(call, &definitions, catalog, id, request_id)
    })?;
    Ok(Reply::written(call, "elements", made))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    let catalog = catalog(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let changed = body::each(&items, |item, _| update_one(call, catalog, body::id_of(item)?, item))?;
    Ok(Reply::written(call, "elements", changed))
}

pub(super) fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    let (catalog, id) = (catalog(call)?, call.id("element")?);
    let item = body::one_item(call)?;
    Ok(Reply::ok(body::single(&item, |item, _| update_one(call, catalog, id, item))?))
}

fn update_one(call: &Call<'_>, catalog: i64, id: i64, item: &Item) -> Result<Value, Refusal> {
    let definitions = Definitions::load(call.db, Owner::Catalog(catalog))?;
    let Some(old) = find(call, catalog, id)? else {
        return Err(Refusal::Unknown(id.to_string(), "Element not found".to_owned()));
    };
    let kept = object(old.get("custom_fields").cloned().unwrap_or_default());
    let (mut draft, changes) = checked(call, &definitions, item, Mode::Update, kept)?;
    draft.otherwise("updated_by", call.user().id);
    draft.otherwise("updated_at", call.now);
    draft.update(call.db, "catalog_elements", id)?;
    call.record_field_changes(&format!("catalog_{catalog}"), id, &changes)?;
    call.touch("catalog_element", "update", id);
    answer(
        call,
        &definitions,
        catalog,
        id,
        item.get("request_id").cloned().unwrap_or_else(|| id.to_string().into()),
    )
}

fn checked(
    call: &Call<'_>,
    definitions: &Definitions,
    item: &Item,
    mode: Mode,
    mut kept: Map<String, Value>,
) -> Result<(Draft, Vec<custom_fields::Change>), Refusal> {
    let mut errors = body::check(call.db, item, FIELDS, mode)?;
    let mut changes = Vec::new();
    if let Some(sent) = item.get("custom_fields_values") {
        match custom_fields::apply(definitions, &mut kept, sent) {
            Ok(done) => changes = done,
            Err(wrong) => errors.extend(wrong),
        }
    }
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut draft = Draft::default();
    draft.take(item, PLAIN);
    draft.set("custom_fields", Value::Object(kept).to_string());
    Ok((draft, changes))
}

fn answer(
    call: &Call<'_>,
    definitions: &Definitions,
    catalog: i64,
    id: i64,
    request_id: Value,
) -> Result<Value, Refusal> {
    let row = find(call, catalog, id)?.unwrap_or_default();
    let mut element = shown(call, definitions, row);
    if let Some(element) = element.as_object_mut() {
        element.insert("request_id".to_owned(), request_id);
    }
    Ok(element)
}
