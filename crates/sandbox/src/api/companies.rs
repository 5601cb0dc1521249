//! Companies (<https://developers.kommo.com/reference/companies-list>).

use rusqlite::types::Value as Sql;

use super::body::{Field, Item, Kind, Refusal, field};
use super::call::Call;
use super::cards::{Spec, Stored};
use super::contacts;
use super::custom_fields::Owner;
use super::entity::Entity;
use super::table::{As, Column, Draft};
use super::tags::TAG_LIST;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("responsible_user_id", "responsible_user_id", As::Plain),
    ("group_id", "group_id", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("is_deleted", "is_deleted", As::Bool),
    (
        "closest_task_at",
        "(SELECT MIN(t.complete_till) FROM tasks t \
         WHERE t.entity_type = 'companies' AND t.entity_id = companies.id AND NOT t.is_completed)",
        As::Plain,
    ),
    ("custom_fields", "custom_fields", As::Json),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)),
    field("responsible_user_id", Kind::User),
    field("created_by", Kind::Author),
    field("updated_by", Kind::Author),
    field("created_at", Kind::Int),
    field("updated_at", Kind::Int),
    field("custom_fields_values", Kind::Any).nullable(),
    field("tags_to_add", TAG_LIST),
    field("tags_to_delete", TAG_LIST),
    field("_embedded", Kind::Object(contacts::EMBEDDED)),
];

/// What companies are made of.
pub(crate) static SPEC: Spec = Spec {
    entity: Entity::Company,
    owner: Owner::Companies,
    columns: COLUMNS,
    only_with: &[],
    fields: FIELDS,
    plain: &["name", "responsible_user_id", "created_by", "updated_by", "created_at", "updated_at"],
    filters: contacts::FILTERS,
    orders: &["updated_at", "id"],
    always: &[],
    linked: &[Entity::Contact, Entity::Lead, Entity::Customer, Entity::Element],
    answers_name: true,
    settle,
    after: |_, _, _, _| Ok(()),
    tell: |_, _, _, _| Ok(()),
    decorate: |_, _, _| Ok(()),
};

fn settle(_: &Call<'_>, draft: &mut Draft, old: Option<&Stored>, _: &Item) -> Result<(), Refusal> {
    if old.is_none() {
        draft.otherwise("name", Sql::Text(String::new()));
    }
    Ok(())
}
