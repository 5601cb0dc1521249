//! Segments of customers; 422 outside the segments mode.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::mode;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::cards::Stored;
use crate::api::custom_fields::{self, Definitions, Owner};
use crate::api::links::id_list;
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::{Reply, object, self_link};
use crate::api::table::{self, As, Column, Draft};

const MODE: &str = "segments";
/// Segments an account may have.
const MOST: i64 = 100;

const COLORS: &[&str] = &[
    "10599d", "2176ff", "006acc", "07a0c3", "247ba0", "177e89", "046e8f", "598381", "0c7c59", "495f41",
    "00a44b", "08605f", "bf2600", "06d6a0", "e14945", "79b473", "ae003f", "a2ad59", "cd0f53", "8e936d",
    "832161", "2e5339", "bf126f", "6f7c12", "ff5376", "dd1c1a", "bb304e", "631d76", "9d2b32", "4a001f",
    "b118c8", "6a0f49", "6610f2", "b38a58", "8963ba", "4b3666", "932f6d", "6b2d5c", "6461a0", "4f517d",
];

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("color", "color", As::Plain),
    ("available_products_price_types", "available_products_price_types", As::Json),
    (
        "customers_count",
        "(SELECT COUNT(*) FROM customer_segment_members m WHERE m.segment_id = customer_segments.id)",
        As::Plain,
    ),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("custom_fields", "custom_fields", As::Json),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("color", Kind::Choice(COLORS)),
    field("custom_fields_values", Kind::Any).nullable(),
    field("available_products_price_types", Kind::List(&Kind::Int)).nullable(),
];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    mode::require(call, MODE)?;
    let mut page = Page::of(call, MAX_LIMIT);
    let total: i64 = call.db.query_row("SELECT COUNT(*) FROM customer_segments", [], |row| row.get(0))?;
    let sql = format!("{} FROM customer_segments ORDER BY id{}", table::select(COLUMNS), page.sql());
    let mut rows = table::all(call.db, &sql, &[], COLUMNS)?;
    page.cut(&mut rows);
    let rows = rows.into_iter().map(|row| shown(call, row)).collect::<Result<_, _>>()?;
    Ok(Reply::page_of_total(call, "segments", rows, &page, total))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    mode::require(call, MODE)?;
    let (segment, _) = find(call, call.id("segment")?)?;
    Ok(Reply::ok(segment))
}

/// A segment as the API gives it, and its custom fields as they are stored.
fn find(call: &Call<'_>, id: i64) -> Result<(Value, Map<String, Value>), Problem> {
    let sql = format!("{} FROM customer_segments WHERE id = ?", table::select(COLUMNS));
    let row = table::first(call.db, &sql, &[Sql::Integer(id)], COLUMNS)?;
    let row = row.ok_or_else(|| Problem::not_found("Segment not found"))?;
    let kept = object(row.get("custom_fields").cloned().unwrap_or_default());
    Ok((shown(call, row)?, kept))
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Result<Value, Problem> {
    let definitions = Definitions::load(call.db, Owner::Segments)?;
    let stored = row.remove("custom_fields").unwrap_or_default();
    row.insert("custom_fields_values".to_owned(), custom_fields::shown(&definitions, &stored));
    let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
    row.insert("_links".to_owned(), self_link(call.href(&format!("customers/segments/{id}"))));
    Ok(Value::Object(row))
}

/// One object, not a list.
pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    mode::require(call, MODE)?;
    let count: i64 = call.db.query_row("SELECT COUNT(*) FROM customer_segments", [], |row| row.get(0))?;
    if count >= MOST {
        return Err(Problem::unprocessable(format!("An account has at most {MOST} segments")));
    }
    let item = body::one_item(call)?;
    let made = body::single(&item, |item, request_id| {
        let mut draft = checked(call, item, Map::new(), Mode::Create)?;
        draft.otherwise("color", "10599d".to_owned());
        draft.set("created_at", call.now);
        let id = draft.insert(call.db, "customer_segments")?;
        Ok(body::echo(find(call, id)?.0, request_id))
    })?;
    Ok(Reply::ok(made))
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    mode::require(call, MODE)?;
    let id = call.id("segment")?;
    let (_, kept) = find(call, id)?;
    let item = body::one_item(call)?;
    let changed = body::single(&item, |item, request_id| {
        checked(call, item, kept, Mode::Update)?.update(call.db, "customer_segments", id)?;
        Ok(body::echo(find(call, id)?.0, request_id))
    })?;
    Ok(Reply::ok(changed))
}

fn checked(call: &Call<'_>, item: &Item, mut kept: Map<String, Value>, mode: Mode) -> Result<Draft, Refusal> {
    let mut errors = body::check(call.db, item, FIELDS, mode)?;
    if let Some(sent) = item.get("custom_fields_values") {
        let definitions = Definitions::load(call.db, Owner::Segments)?;
        if let Err(wrong) = custom_fields::apply(&definitions, &mut kept, sent) {
            errors.extend(wrong);
        }
    }
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let mut draft = Draft::default();
    draft.take(item, &["name", "color", "available_products_price_types"]);
    draft.set("custom_fields", Value::Object(kept).to_string());
    draft.set("updated_at", call.now);
    Ok(draft)
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    mode::require(call, MODE)?;
    let gone = call.db.execute("DELETE FROM customer_segments WHERE id = ?1", [call.id("segment")?])?;
    if gone == 0 { Err(Problem::not_found("Segment not found")) } else { Ok(Reply::nothing()) }
}

/// Writes `_embedded.segments` of a customer: what is sent replaces what was there.
pub(super) fn write_members(call: &Call<'_>, id: i64, item: &Item, _: bool) -> Result<(), Refusal> {
    let Some(sent) = item.get("_embedded").and_then(|embedded| embedded.get("segments")) else {
        return Ok(());
    };
    call.db.execute("DELETE FROM customer_segment_members WHERE customer_id = ?1", [id])?;
    for (at, segment) in sent.as_array().into_iter().flatten().enumerate() {
        let segment = segment.get("id").and_then(Value::as_i64).unwrap_or_default();
        if !body::exists(call.db, "customer_segments", segment)? {
            return Err(FieldError::choice(format!("_embedded.segments.{at}.id")).into());
        }
        call.db.execute(
            "INSERT OR IGNORE INTO customer_segment_members (customer_id, segment_id) VALUES (?1, ?2)",
            [id, segment],
        )?;
    }
    Ok(())
}

/// Adds `_embedded.segments` to customers.
pub(super) fn embed(call: &Call<'_>, _: &[&str], customers: &mut [Stored]) -> Result<(), Problem> {
    let id_of = |card: &Stored| card.get("id").and_then(Value::as_i64).unwrap_or_default();
    let ids: Vec<i64> = customers.iter().map(id_of).collect();
    let members: Vec<(i64, i64)> = call
        .db
        .prepare_cached(
            "SELECT customer_id, segment_id FROM customer_segment_members \
             WHERE customer_id IN (SELECT value FROM json_each(?1)) ORDER BY segment_id",
        )?
        .query_map([id_list(&ids)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for customer in customers {
        let id = id_of(customer);
        let segments: Vec<Value> = members
            .iter()
            .filter(|(of, _)| *of == id)
            .map(|(_, segment)| {
                json!({ "id": segment, "_links": self_link(call.href(&format!("customers/segments/{segment}"))) })
            })
            .collect();
        if let Some(embedded) = customer.get_mut("_embedded").and_then(Value::as_object_mut) {
            embedded.insert("segments".to_owned(), Value::Array(segments));
        }
    }
    Ok(())
}
