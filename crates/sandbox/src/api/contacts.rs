//! Contacts (<https://developers.kommo.com/reference/contacts-list>).

use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::body::{Field, Item, Kind, Refusal, field};
use super::call::Call;
use super::cards::{Spec, Stored};
use super::custom_fields::Owner;
use super::entity::Entity;
use super::filter::{Filter, Shape};
use super::table::{As, Column, Draft};
use super::tags::TAG_LIST;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("first_name", "first_name", As::Plain),
    ("last_name", "last_name", As::Plain),
    ("responsible_user_id", "responsible_user_id", As::Plain),
    ("group_id", "group_id", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("is_deleted", "is_deleted", As::Bool),
    ("is_unsorted", "is_unsorted", As::Bool),
    (
        "closest_task_at",
        "(SELECT MIN(t.complete_till) FROM tasks t \
         WHERE t.entity_type = 'contacts' AND t.entity_id = contacts.id AND NOT t.is_completed)",
        As::Plain,
    ),
    ("custom_fields", "custom_fields", As::Json),
];

/// What `_embedded` of a contact's or company's write may hold.
pub(crate) const EMBEDDED: &[Field] = &[field("tags", TAG_LIST).nullable()];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)),
    field("first_name", Kind::Short(255)).nullable(),
    field("last_name", Kind::Short(255)).nullable(),
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

/// Filters of contacts and of companies.
pub(crate) const FILTERS: &[Filter] = &[
    ("id", "id", Shape::Numbers),
    ("name", "name", Shape::Texts),
    ("created_by", "created_by", Shape::Numbers),
    ("updated_by", "updated_by", Shape::Numbers),
    ("responsible_user_id", "responsible_user_id", Shape::Numbers),
    ("created_at", "created_at", Shape::Range),
    ("updated_at", "updated_at", Shape::Range),
    ("closest_task_at", "closest_task_at", Shape::Range),
];

/// What contacts are made of.
pub(crate) static SPEC: Spec = Spec {
    entity: Entity::Contact,
    owner: Owner::Contacts,
    columns: COLUMNS,
    only_with: &[],
    fields: FIELDS,
    plain: &["name", "responsible_user_id", "created_by", "updated_by", "created_at", "updated_at"],
    filters: FILTERS,
    orders: &["updated_at", "id"],
    always: &[Entity::Company],
    linked: &[Entity::Company, Entity::Lead, Entity::Customer, Entity::Element],
    answers_name: true,
    settle,
    after: |_, _, _, _| Ok(()),
    tell: |_, _, _, _| Ok(()),
    decorate: |_, _, _| Ok(()),
};

/// First and last name make the name in the account's order, unless a name is sent with them.
fn settle(call: &Call<'_>, draft: &mut Draft, old: Option<&Stored>, item: &Item) -> Result<(), Refusal> {
    let sent = |key: &str| item.get(key).map(|name| name.as_str().unwrap_or_default().to_owned());
    let kept =
        |key: &str| old.and_then(|old| old.get(key)).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (first, last) = (sent("first_name"), sent("last_name"));
    if first.is_some() || last.is_some() {
        let first = first.unwrap_or_else(|| kept("first_name"));
        let last = last.unwrap_or_else(|| kept("last_name"));
        if !item.contains_key("name") {
            let order: i64 = call
                .db
                .prepare_cached("SELECT contact_name_display_order FROM account")?
                .query_row([], |row| row.get(0))?;
            let name = if order == 2 { format!("{last} {first}") } else { format!("{first} {last}") };
            draft.set("name", Sql::Text(name.trim().to_owned()));
        }
        draft.set("first_name", first);
        draft.set("last_name", last);
    }
    if old.is_none() {
        draft.otherwise("name", Sql::Text(String::new()));
    }
    Ok(())
}
