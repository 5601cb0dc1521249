//! Purchases of customers.

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value, json};

use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::Call;
use crate::api::entity::Entity;
use crate::api::events::Event;
use crate::api::filter::{Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column, Draft};

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("price", "price", As::Plain),
    ("comment", "comment", As::Plain),
    ("completed_at", "completed_at", As::Plain),
    ("customer_id", "customer_id", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("is_deleted", "0", As::Bool),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("catalog_elements", "catalog_elements", As::Json),
];

const ELEMENT: &[Field] = &[
    field("id", Kind::Int).required(),
    field(
        "metadata",
        Kind::Object(&[field("catalog_id", Kind::Int).required(), field("quantity", Kind::Number)]),
    )
    .required(),
];

const FIELDS: &[Field] = &[
    field("price", Kind::Int).required(),
    field("comment", Kind::Text).nullable(),
    field("completed_at", Kind::Int),
    field("created_by", Kind::Author),
    field("next_price", Kind::Int),
    field("next_date", Kind::Int),
    field(
        "metadata",
        Kind::Object(&[
            field("receipt_link", Kind::Text).nullable(),
            field("external_id", Kind::Text).nullable(),
        ]),
    ),
    field("_embedded", Kind::Object(&[field("catalog_elements", Kind::List(&Kind::Object(ELEMENT)))])),
];

const FILTERS: &[Filter] = &[("id", "id", Shape::Numbers)];

fn customer(call: &Call<'_>) -> Result<Option<i64>, Problem> {
    if call.part("id").is_empty() {
        return Ok(None);
    }
    let id = call.id("id")?;
    if Entity::Customer.exists(call.db, id)? {
        Ok(Some(id))
    } else {
        Err(Problem::not_found("Customer not found"))
    }
}

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    if let Some(customer) = customer(call)? {
        conditions.add("customer_id = ?", [Sql::Integer(customer)]);
    }
    conditions.filter(&call.query, FILTERS)?;
    let sql = format!(
        "{} FROM customer_transactions{} ORDER BY id{}",
        table::select(COLUMNS),
        conditions.sql(),
        page.sql()
    );
    let mut rows = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut rows);
    Ok(Reply::page(call, "transactions", rows.into_iter().map(|row| shown(call, row)).collect(), &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(find(call, call.id("transaction")?)?.map_or_else(Reply::nothing, Reply::ok))
}

fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let mut conditions = Conditions::default();
    conditions.add("id = ?", [Sql::Integer(id)]);
    if let Some(customer) = customer(call)? {
        conditions.add("customer_id = ?", [Sql::Integer(customer)]);
    }
    let sql = format!("{} FROM customer_transactions{}", table::select(COLUMNS), conditions.sql());
    Ok(table::first(call.db, &sql, conditions.values(), COLUMNS)?.map(|row| shown(call, row)))
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Value {
    let number = |key: &str| row.get(key).and_then(Value::as_i64).unwrap_or_default();
    let (id, customer) = (number("id"), number("customer_id"));
    let elements = row.remove("catalog_elements").unwrap_or_default();
    row.insert("_links".to_owned(), self_link(call.href(&format!("customers/transactions/{id}"))));
    let customer =
        json!({ "id": customer, "_links": self_link(call.href(&format!("customers/{customer}"))) });
    row.insert("_embedded".to_owned(), json!({ "customer": customer, "catalog_elements": elements }));
    Value::Object(row)
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let customer = customer(call)?.unwrap_or_default();
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let mut draft = Draft::default();
        draft.take(item, &["price", "comment", "completed_at", "created_by"]);
        draft.set("customer_id", customer);
        draft.otherwise("completed_at", call.now);
        draft.otherwise("created_by", call.user().id);
        draft.set("updated_by", call.user().id);
        draft.set("created_at", call.now);
        draft.set("updated_at", call.now);
        let elements = item.get("_embedded").and_then(|embedded| embedded.get("catalog_elements"));
        draft.set("catalog_elements", elements.map_or_else(|| "[]".to_owned(), Value::to_string));
        let id = draft.insert(call.db, "customer_transactions")?;
        for key in ["next_price", "next_date"] {
            if let Some(value) = item.get(key).and_then(Value::as_i64) {
                let sql = format!("UPDATE customers SET {key} = ?2 WHERE id = ?1");
                call.db.execute(&sql, [customer, value])?;
            }
        }
        count(call, customer)?;
        call.record(&Event {
            kind: "transaction_added",
            entity_type: "customer",
            entity_id: customer,
            before: json!([]),
            after: json!([{ "transaction": { "id": id } }]),
        })?;
        Ok(body::echo(find(call, id)?.unwrap_or_default(), request_id))
    })?;
    Ok(Reply::written(call, "transactions", made))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    let id = call.id("transaction")?;
    let customer: Option<i64> = call
        .db
        .prepare_cached("SELECT customer_id FROM customer_transactions WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let customer = customer.ok_or_else(|| Problem::not_found("Transaction not found"))?;
    call.db.execute("DELETE FROM customer_transactions WHERE id = ?1", [id])?;
    count(call, customer)?;
    Ok(Reply::nothing())
}

/// Lifetime value, number of purchases and their average follow from the purchases.
fn count(call: &Call<'_>, customer: i64) -> rusqlite::Result<()> {
    call.db.execute(
        "UPDATE customers SET ltv = total, purchases_count = number, updated_at = ?2, \
         average_check = CASE number WHEN 0 THEN 0 ELSE total / number END \
         FROM (SELECT COALESCE(SUM(price), 0) AS total, COUNT(*) AS number FROM customer_transactions \
         WHERE customer_id = ?1) WHERE id = ?1",
        params![customer, call.now],
    )?;
    Ok(())
}
