//! Catalogs themselves.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};

use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::filter::{Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column, Draft};

/// Catalogs an account may have.
const MOST: i64 = 10;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("type", "type", As::Plain),
    ("sort", "sort", As::Plain),
    ("can_add_elements", "can_add_elements", As::Bool),
    ("can_show_in_cards", "can_show_in_cards", As::Bool),
    ("can_link_multiple", "can_link_multiple", As::Bool),
    ("can_be_deleted", "can_be_deleted", As::Bool),
    ("sdk_widget_code", "sdk_widget_code", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("type", Kind::Choice(&["regular", "products", "invoices", "suppliers"])),
    field("sort", Kind::Int),
    field("can_add_elements", Kind::Bool),
    field("can_show_in_cards", Kind::Bool),
    field("can_link_multiple", Kind::Bool),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
];

const PLAIN: &[&str] = &[
    "name",
    "type",
    "sort",
    "can_add_elements",
    "can_show_in_cards",
    "can_link_multiple",
    "created_by",
    "updated_by",
    "created_at",
    "updated_at",
];

const FILTERS: &[Filter] = &[("id", "id", Shape::Numbers), ("type", "type", Shape::Texts)];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.filter(&call.query, FILTERS)?;
    let sql = format!(
        "{} FROM catalogs{} ORDER BY sort, id{}",
        table::select(COLUMNS),
        conditions.sql(),
        page.sql()
    );
    let mut rows = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut rows);
    Ok(Reply::page(call, "catalogs", rows.into_iter().map(|row| shown(call, row)).collect(), &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(find(call, call.id("id")?)?.map_or_else(Reply::nothing, Reply::ok))
}

fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM catalogs WHERE id = ?", table::select(COLUMNS));
    Ok(table::first(call.db, &sql, &[Sql::Integer(id)], COLUMNS)?.map(|row| shown(call, row)))
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Value {
    let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
    row.insert("_links".to_owned(), self_link(call.href(&format!("catalogs/{id}"))));
    Value::Object(row)
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        let mut draft = checked(call, item, Mode::Create)?;
        let count: i64 = call.db.query_row("SELECT COUNT(*) FROM catalogs", [], |row| row.get(0))?;
        if count >= MOST {
            return Err(Problem::unprocessable(format!("An account has at most {MOST} lists")).into());
        }
        if let Some(Sql::Text(kind)) =
            draft.get("type").filter(|kind| **kind != Sql::Text("regular".to_owned()))
        {
            let is_there =
                call.db.prepare_cached("SELECT 1 FROM catalogs WHERE type = ?1")?.exists([kind])?;
            if is_there {
                return Err(FieldError::choice("type")
                    .because("There is already a list of this type.")
                    .into());
            }
        }
        draft.otherwise("sort", count + 1);
        for column in ["created_by", "updated_by"] {
            draft.otherwise(column, call.user().id);
        }
        for column in ["created_at", "updated_at"] {
            draft.otherwise(column, call.now);
        }
        answer(call, draft.insert(call.db, "catalogs")?, request_id)
    })?;
    Ok(Reply::written(call, "catalogs", made))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let changed = body::each(&items, |item, _| {
        let id = body::id_of(item)?;
        update_one(call, id, item)
    })?;
    Ok(Reply::written(call, "catalogs", changed))
}

pub(super) fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    let item = body::one_item(call)?;
    Ok(Reply::ok(body::single(&item, |item, _| update_one(call, id, item))?))
}

/// The id is echoed where other resources echo the place in the batch.
fn update_one(call: &Call<'_>, id: i64, item: &Item) -> Result<Value, Refusal> {
    if !body::exists(call.db, "catalogs", id)? {
        return Err(Refusal::Unknown(id.to_string(), "Catalog not found".to_owned()));
    }
    let mut draft = checked(call, item, Mode::Update)?;
    draft.otherwise("updated_by", call.user().id);
    draft.otherwise("updated_at", call.now);
    draft.update(call.db, "catalogs", id)?;
    answer(call, id, item.get("request_id").cloned().unwrap_or_else(|| id.to_string().into()))
}

fn checked(call: &Call<'_>, item: &Item, mode: Mode) -> Result<Draft, Refusal> {
    let errors = body::check(call.db, item, FIELDS, mode)?;
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut draft = Draft::default();
    draft.take(item, PLAIN);
    Ok(draft)
}

fn answer(call: &Call<'_>, id: i64, request_id: Value) -> Result<Value, Refusal> {
    let mut catalog = find(call, id)?.unwrap_or_default();
    if let Some(catalog) = catalog.as_object_mut() {
        catalog.insert("request_id".to_owned(), request_id);
    }
    Ok(catalog)
}
