//! Customers (<https://developers.kommo.com/reference/customers-list>).

mod bonus;
mod mode;
mod segments;
mod statuses;
mod transactions;

use axum::Router;
use axum::routing::{get, patch, post};
use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::body::{Field, Item, Kind, Refusal, field};
use super::call::{Call, Endpoint};
use super::cards::{Spec, Stored};
use super::custom_fields::Owner;
use super::entity::Entity;
use super::filter::{Filter, Shape};
use super::problem::FieldError;
use super::table::{As, Column, Draft};
use super::tags::TAG_LIST;
use crate::state::State;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("next_price", "next_price", As::Plain),
    ("next_date", "next_date", As::Plain),
    ("responsible_user_id", "responsible_user_id", As::Plain),
    ("group_id", "group_id", As::Plain),
    ("status_id", "status_id", As::Plain),
    ("periodicity", "periodicity", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    (
        "closest_task_at",
        "(SELECT MIN(t.complete_till) FROM tasks t \
         WHERE t.entity_type = 'customers' AND t.entity_id = customers.id AND NOT t.is_completed)",
        As::Plain,
    ),
    ("is_deleted", "is_deleted", As::Bool),
    ("ltv", "ltv", As::Plain),
    ("purchases_count", "purchases_count", As::Plain),
    ("average_check", "average_check", As::Plain),
    ("custom_fields", "custom_fields", As::Json),
];

const SEGMENT: &[Field] = &[field("id", Kind::Int).required()];
const EMBEDDED: &[Field] =
    &[field("tags", TAG_LIST).nullable(), field("segments", Kind::List(&Kind::Object(SEGMENT))).nullable()];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("next_price", Kind::Int).nullable(),
    field("next_date", Kind::Int).nullable(),
    field("status_id", Kind::Int),
    field("periodicity", Kind::Int),
    field("responsible_user_id", Kind::User),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
    field("custom_fields_values", Kind::Any).nullable(),
    field("tags_to_add", TAG_LIST),
    field("tags_to_delete", TAG_LIST),
    field("_embedded", Kind::Object(EMBEDDED)),
];

const FILTERS: &[Filter] = &[
    ("id", "id", Shape::Numbers),
    ("name", "name", Shape::Texts),
    ("next_price", "next_price", Shape::Range),
    ("next_date", "next_date", Shape::Range),
    ("status_id", "status_id", Shape::Numbers),
    ("created_by", "created_by", Shape::Numbers),
    ("updated_by", "updated_by", Shape::Numbers),
    ("responsible_user_id", "responsible_user_id", Shape::Numbers),
    ("created_at", "created_at", Shape::Range),
    ("updated_at", "updated_at", Shape::Range),
    ("closest_task_at", "closest_task_at", Shape::Range),
];

/// What customers are made of.
pub(crate) static SPEC: Spec = Spec {
    entity: Entity::Customer,
    owner: Owner::Customers,
    columns: COLUMNS,
    only_with: &[],
    fields: FIELDS,
    plain: &[
        "name",
        "next_price",
        "next_date",
        "status_id",
        "periodicity",
        "responsible_user_id",
        "created_by",
        "updated_by",
        "created_at",
        "updated_at",
    ],
    filters: FILTERS,
    orders: &["updated_at", "id"],
    always: &[],
    linked: &[Entity::Contact, Entity::Company, Entity::Element],
    answers_name: false,
    settle,
    after: segments::write_members,
    tell,
    decorate: segments::embed,
};

pub(crate) fn router() -> Router<State> {
    let base = "/api/v4/customers";
    let of = |path: &str| format!("{base}/{path}");
    Router::new()
        .route(&of("mode"), patch(Endpoint(mode::change)))
        .route(&of("{id}/bonus_points"), post(Endpoint(bonus::change)))
        .route(&of("transactions"), get(Endpoint(transactions::list)))
        .route(
            &of("transactions/{transaction}"),
            get(Endpoint(transactions::one)).delete(Endpoint(transactions::delete)),
        )
        .route(
            &of("{id}/transactions"),
            get(Endpoint(transactions::list)).post(Endpoint(transactions::create)),
        )
        .route(
            &of("{id}/transactions/{transaction}"),
            get(Endpoint(transactions::one)).delete(Endpoint(transactions::delete)),
        )
        .route(&of("statuses"), get(Endpoint(statuses::list)).post(Endpoint(statuses::create)))
        .route(
            &of("statuses/{status}"),
            get(Endpoint(statuses::one)).patch(Endpoint(statuses::update)).delete(Endpoint(statuses::delete)),
        )
        .route(&of("segments"), get(Endpoint(segments::list)).post(Endpoint(segments::create)))
        .route(
            &of("segments/{segment}"),
            get(Endpoint(segments::one)).patch(Endpoint(segments::update)).delete(Endpoint(segments::delete)),
        )
}

/// Other changes of customers make no event of their own.
fn tell(call: &Call<'_>, id: i64, old: &Stored, draft: &Draft) -> rusqlite::Result<()> {
    let was = old.get("status_id").and_then(Value::as_i64).unwrap_or_default();
    if draft.int("status_id").is_some_and(|is| is != was) {
        call.touch_customer(id, was);
    }
    Ok(())
}

fn settle(call: &Call<'_>, draft: &mut Draft, old: Option<&Stored>, item: &Item) -> Result<(), Refusal> {
    let is_periodic = mode::present(call)? == "periodicity";
    if let Some(status) = draft.int("status_id")
        && !super::body::exists(call.db, "customer_statuses", status)?
    {
        return Err(FieldError::choice("status_id").into());
    }
    if old.is_some() {
        return Ok(());
    }
    if is_periodic && item.get("next_date").and_then(Value::as_i64).is_none() {
        return Err(FieldError::missing("next_date").into());
    }
    if is_periodic && draft.int("status_id").is_none() {
        draft.set("status_id", statuses::first(call)?.map_or(Sql::Null, Sql::Integer));
    }
    Ok(())
}
