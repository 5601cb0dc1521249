//! Leads (<https://developers.kommo.com/reference/leads-list>).

mod complex;
mod embedded;
mod stage;

pub(crate) use stage::{LOST, WON, first_stage, main_pipeline};

use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::body::{Field, Item, Kind, Refusal, field};
use super::call::Call;
use super::cards::{Spec, Stored};
use super::custom_fields::Owner;
use super::entity::Entity;
use super::events::Event;
use super::filter::{Filter, Shape};
use super::problem::FieldError;
use super::table::{As, Column, Draft};
use super::tags::TAG_LIST;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("price", "price", As::Plain),
    ("price_with_minor_units", "price_with_minor_units", As::Plain),
    ("responsible_user_id", "responsible_user_id", As::Plain),
    ("group_id", "group_id", As::Plain),
    ("status_id", "status_id", As::Plain),
    ("pipeline_id", "pipeline_id", As::Plain),
    ("loss_reason_id", "loss_reason_id", As::Plain),
    ("source_id", "source_id", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("closed_at", "closed_at", As::Plain),
    ("closest_task_at", CLOSEST_TASK, As::Plain),
    ("is_deleted", "is_deleted", As::Bool),
    ("score", "score", As::Plain),
    ("labor_cost", "labor_cost", As::Plain),
    ("is_price_computed", "0", As::Bool),
    ("is_price_modified_by_robot", "is_price_modified_by_robot", As::Bool),
    ("custom_fields", "custom_fields", As::Json),
];

const CLOSEST_TASK: &str = "(SELECT MIN(t.complete_till) FROM tasks t \
     WHERE t.entity_type = 'leads' AND t.entity_id = leads.id AND NOT t.is_completed)";

/// Linked entities as a new lead may name them.
const LINKED: &[Field] = &[field("id", Kind::Int).required(), field("is_main", Kind::Bool)];
const SOURCE: &[Field] =
    &[field("type", Kind::Choice(&["widget"])), field("external_id", Kind::Text).required()];
pub(crate) const EMBEDDED: &[Field] = &[
    field("tags", TAG_LIST).nullable(),
    field("contacts", Kind::List(&Kind::Object(LINKED))),
    field("companies", Kind::List(&Kind::Object(LINKED))),
    field("source", Kind::Object(SOURCE)),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).nullable(),
    field("price", Kind::Amount).nullable(),
    field("responsible_user_id", Kind::User),
    field("status_id", Kind::Int),
    field("pipeline_id", Kind::Int),
    field("loss_reason_id", Kind::Int).nullable(),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
    field("closed_at", Kind::Int).nullable(),
    field("custom_fields_values", Kind::Any).nullable(),
    field("visitor_uid", Kind::Text).nullable(),
    field("tags_to_add", TAG_LIST),
    field("tags_to_delete", TAG_LIST),
    field("_embedded", Kind::Object(EMBEDDED)),
];

const FILTERS: &[Filter] = &[
    ("id", "id", Shape::Numbers),
    ("name", "name", Shape::Texts),
    ("price", "price", Shape::NumbersOrRange),
    ("pipeline_id", "pipeline_id", Shape::Numbers),
    ("created_by", "created_by", Shape::Numbers),
    ("updated_by", "updated_by", Shape::Numbers),
    ("responsible_user_id", "responsible_user_id", Shape::Numbers),
    ("created_at", "created_at", Shape::Range),
    ("updated_at", "updated_at", Shape::Range),
    ("closed_at", "closed_at", Shape::Range),
    ("closest_task_at", "closest_task_at", Shape::Range),
    ("statuses", "pipeline_id || ':' || status_id", Shape::Statuses),
];

/// What leads are made of.
pub(crate) static SPEC: Spec = Spec {
    entity: Entity::Lead,
    owner: Owner::Leads,
    columns: COLUMNS,
    only_with: &["source_id", "is_price_modified_by_robot"],
    fields: FIELDS,
    plain: &[
        "name",
        "price",
        "responsible_user_id",
        "status_id",
        "pipeline_id",
        "loss_reason_id",
        "created_by",
        "updated_by",
        "created_at",
        "updated_at",
        "closed_at",
        "visitor_uid",
    ],
    filters: FILTERS,
    orders: &["created_at", "updated_at", "id"],
    always: &[Entity::Company],
    linked: &[Entity::Company, Entity::Contact, Entity::Element],
    answers_name: false,
    settle,
    after: embedded::write,
    tell,
    decorate: embedded::read,
};

fn settle(call: &Call<'_>, draft: &mut Draft, old: Option<&Stored>, item: &Item) -> Result<(), Refusal> {
    if let Some(reason) = draft.int("loss_reason_id")
        && !super::body::exists(call.db, "loss_reasons", reason)?
    {
        return Err(FieldError::choice("loss_reason_id").into());
    }
    match draft.get("price").cloned() {
        Some(Sql::Integer(price)) => draft.set("price_with_minor_units", price as f64),
        Some(Sql::Real(price)) => {
            draft.set("price", price.round() as i64);
            draft.set("price_with_minor_units", price);
        }
        Some(_) => draft.set("price_with_minor_units", Sql::Null),
        None => {}
    }
    if old.is_none() {
        embedded::check(call, item)?;
        embedded::settle_source(call, draft, item)?;
    }
    stage::settle(call, draft, old)
}

fn tell(call: &Call<'_>, id: i64, old: &Stored, draft: &Draft) -> rusqlite::Result<()> {
    let was = |key: &str| old.get(key).and_then(Value::as_i64);
    let is = |key: &str| draft.int(key).or_else(|| was(key));
    let event = |kind, before, after| Event { kind, entity_type: "lead", entity_id: id, before, after };
    if (was("status_id"), was("pipeline_id")) != (is("status_id"), is("pipeline_id")) {
        let shape = |status, pipeline| json!([{ "lead_status": { "id": status, "pipeline_id": pipeline } }]);
        call.record(&event(
            "lead_status_changed",
            shape(was("status_id"), was("pipeline_id")),
            shape(is("status_id"), is("pipeline_id")),
        ))?;
    }
    if draft.get("price").is_some() && was("price") != draft.int("price") {
        let shape = |price: Option<i64>| json!([{ "sale_field_value": { "sale": price } }]);
        call.record(&event("sale_field_changed", shape(was("price")), shape(draft.int("price"))))?;
    }
    Ok(())
}

/// A number or NULL as SQL.
fn sql(number: Option<i64>) -> Sql {
    number.map_or(Sql::Null, Sql::Integer)
}

/// The route that only leads have.
pub(crate) fn router() -> axum::Router<crate::state::State> {
    axum::Router::new()
        .route("/api/v4/leads/complex", axum::routing::post(super::call::Endpoint(complex::create)))
}
