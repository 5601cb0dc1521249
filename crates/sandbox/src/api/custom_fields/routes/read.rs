//! Definitions as the API gives them; which members a field has depends on its owner and type.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::owner;
use crate::api::call::Call;
use crate::api::custom_fields::Owner;
use crate::api::filter::{self, Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column};

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("type", "type", As::Plain),
    ("code", "code", As::Plain),
    ("sort", "sort", As::Plain),
    ("entity_type", "entity_type", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("is_deletable", "is_deletable", As::Bool),
    ("is_api_only", "is_api_only", As::Bool),
    ("is_predefined", "is_predefined", As::Bool),
    ("is_visible", "is_visible", As::Bool),
    ("is_required", "is_required", As::Bool),
    ("catalog_id", "catalog_id", As::Plain),
    ("group_id", "group_id", As::Plain),
    ("currency", "currency", As::Plain),
    ("remind", "remind", As::Plain),
    ("tracking_callback", "tracking_callback", As::Plain),
    ("search_in", "search_in", As::Plain),
    ("required_statuses", "required_statuses", As::Json),
    ("hidden_statuses", "hidden_statuses", As::Json),
    ("chained_lists", "chained_lists", As::Json),
    ("settings", "settings", As::Json),
    ("triggers", "triggers", As::Json),
];

const FILTERS: &[Filter] = &[("id", "id", Shape::Numbers), ("type", "type", Shape::Texts)];

/// Types whose values are chosen from `enums`.
pub(super) const WITH_ENUMS: [&str; 4] = ["select", "multiselect", "radiobutton", "multitext"];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let (owner, base) = owner(call)?;
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.add("entity_type = ?", [Sql::Text(owner.entity_type().to_owned())]);
    conditions.add("catalog_id IS ?", [owner.catalog_id().map_or(Sql::Null, Sql::Integer)]);
    conditions.filter(&call.query, FILTERS)?;
    let count = format!("SELECT COUNT(*) FROM custom_fields{}", conditions.sql());
    let total: i64 = call
        .db
        .prepare_cached(&count)?
        .query_row(rusqlite::params_from_iter(conditions.values()), |row| row.get(0))?;
    let sql = format!(
        "{} FROM custom_fields{}{}{}",
        table::select(COLUMNS),
        conditions.sql(),
        filter::order(&call.query, &["sort", "id"], "sort ASC, id ASC"),
        page.sql()
    );
    let mut fields = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut fields);
    let fields =
        fields.into_iter().map(|field| shown(call, owner, &base, field)).collect::<Result<_, _>>()?;
    Ok(Reply::page_of_total(call, "custom_fields", fields, &page, total))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let (owner, base) = owner(call)?;
    let field = find(call, owner, &base, call.id("field")?)?;
    field.map(Reply::ok).ok_or_else(|| Problem::not_found("Custom field not found"))
}

/// One field of this owner.
pub(super) fn find(call: &Call<'_>, owner: Owner, base: &str, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!(
        "{} FROM custom_fields WHERE id = ? AND entity_type = ? AND catalog_id IS ?",
        table::select(COLUMNS)
    );
    let values = [
        Sql::Integer(id),
        Sql::Text(owner.entity_type().to_owned()),
        owner.catalog_id().map_or(Sql::Null, Sql::Integer),
    ];
    table::first(call.db, &sql, &values, COLUMNS)?.map(|field| shown(call, owner, base, field)).transpose()
}

fn shown(call: &Call<'_>, owner: Owner, base: &str, mut field: Map<String, Value>) -> Result<Value, Problem> {
    let id = field.get("id").and_then(Value::as_i64).unwrap_or_default();
    let kind = field.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    for absent in absent(owner, &kind) {
        field.remove(*absent);
    }
    if owner == Owner::Leads {
        field.insert("is_computed".to_owned(), json!(false));
    }
    let enums = enums(call, id)?;
    if WITH_ENUMS.contains(&kind.as_str()) {
        field.insert(
            "enums".to_owned(),
            enums.into_iter().map(|choice| without(choice, "parent_id")).collect(),
        );
    } else {
        field.insert("enums".to_owned(), Value::Null);
        if kind == "category" {
            field.insert(
                "nested".to_owned(),
                enums.into_iter().map(|choice| without(choice, "code")).collect(),
            );
        }
    }
    field.insert("_links".to_owned(), self_link(call.href(&format!("{base}/custom_fields/{id}"))));
    Ok(Value::Object(field))
}

/// Members that fields of this owner and type do not have.
fn absent(owner: Owner, kind: &str) -> Vec<&'static &'static str> {
    let catalog = ["is_visible", "is_required", "catalog_id", "settings", "triggers"].iter();
    let cards = ["is_api_only", "group_id", "required_statuses", "hidden_statuses"].iter();
    let by_type = [
        ("monetary", "currency"),
        ("birthday", "remind"),
        ("tracking_data", "tracking_callback"),
        ("linked_entity", "search_in"),
        ("chained_list", "chained_lists"),
    ]
    .iter()
    .filter(|(only, _)| *only != kind)
    .map(|(_, member)| member);
    let mut absent: Vec<&'static &'static str> = by_type.collect();
    match owner {
        Owner::Catalog(_) => absent.extend(cards),
        Owner::Segments => absent.extend(catalog.chain(["group_id", "is_api_only"].iter())),
        _ => absent.extend(catalog),
    }
    if !matches!(owner, Owner::Contacts | Owner::Companies) {
        absent.push(&"is_predefined");
    }
    absent
}

fn enums(call: &Call<'_>, field: i64) -> rusqlite::Result<Vec<Value>> {
    call.db
        .prepare_cached("SELECT id, value, sort, code, parent_id FROM custom_field_enums WHERE field_id = ?1 ORDER BY sort, id")?
        .query_map([field], |row| {
            Ok(json!({
                "id": row.get::<_, i64>(0)?,
                "value": row.get::<_, String>(1)?,
                "sort": row.get::<_, i64>(2)?,
                "code": row.get::<_, Option<String>>(3)?,
                "parent_id": row.get::<_, Option<i64>>(4)?,
            }))
        })?
        .collect()
}

fn without(mut choice: Value, key: &str) -> Value {
    if let Some(choice) = choice.as_object_mut() {
        choice.remove(key);
    }
    choice
}
