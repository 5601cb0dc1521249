//! Reading the feed, newest first.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::types::TYPES;
use crate::api::call::Call;
use crate::api::entity::Entity;
use crate::api::filter::{self, Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column};

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("type", "type", As::Plain),
    ("entity_id", "entity_id", As::Plain),
    ("entity_type", "entity_type", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("value_after", "value_after", As::Json),
    ("value_before", "value_before", As::Json),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

const FILTERS: &[Filter] = &[("created_at", "created_at", Shape::SinceOrRange)];

/// Users or entities one filter may name.
const MOST: usize = 10;

/// Types whose values `filter[value_…][value]` may be compared with.
const BY_VALUE: [&str; 5] = [
    "nps_rate_added",
    "sale_field_changed",
    "name_field_changed",
    "ltv_field_changed",
    "custom_field_value_changed",
];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.filter(&call.query, FILTERS)?;
    for key in ["id", "entity", "type"] {
        let values = texts(call, key);
        if !values.is_empty() {
            by_text(key, values, &mut conditions)?;
        }
    }
    for key in ["created_by", "entity_id"] {
        let values = filter::numbers(key, &call.query.values(&["filter", key]))?;
        if values.len() > MOST {
            return Err(Problem::bad_request(format!("filter[{key}] takes at most {MOST} values")));
        }
        if !values.is_empty() {
            conditions.one_of(key, values);
        }
    }
    if call.query.has(&["filter", "entity_id"]) && texts(call, "entity").len() != 1 {
        return Err(Problem::bad_request("filter[entity_id] needs exactly one filter[entity]"));
    }
    for side in ["value_after", "value_before"] {
        by_content(call, side, &mut conditions)?;
    }
    let sql = format!(
        "{} FROM events{} ORDER BY created_at DESC, id DESC{}",
        table::select(COLUMNS),
        conditions.sql(),
        page.sql()
    );
    let mut events = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut events);
    let events = events.into_iter().map(|event| shown(call, event)).collect::<Result<_, _>>()?;
    Ok(Reply::page(call, "events", events, &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let sql = format!("{} FROM events WHERE id = ?", table::select(COLUMNS));
    let id = Sql::Text(call.part("id").to_owned());
    match table::first(call.db, &sql, &[id], COLUMNS)? {
        Some(event) => Ok(Reply::ok(shown(call, event)?)),
        None => Ok(Reply::nothing()),
    }
}

/// Values of a filter, written as an array or with commas.
fn texts<'c>(call: &'c Call<'_>, key: &str) -> Vec<&'c str> {
    call.query.values(&["filter", key]).into_iter().flat_map(|value| value.split(',')).collect()
}

fn by_text(key: &str, values: Vec<&str>, conditions: &mut Conditions) -> Result<(), Problem> {
    if key == "type" {
        let is_field = |kind: &str| {
            kind.strip_prefix("custom_field_").and_then(|rest| rest.strip_suffix("_value_changed")).is_some()
        };
        if let Some(unknown) =
            values.iter().find(|kind| !is_field(kind) && !TYPES.iter().any(|(known, _)| known == *kind))
        {
            return Err(Problem::bad_request(format!("filter[type]: `{unknown}` is not a type of event")));
        }
        if values.len() > 1 && values.iter().any(|kind| is_field(kind)) {
            return Err(Problem::bad_request("filter[type]: custom_field_{ID}_value_changed stands alone"));
        }
        // One word for a change of any field.
        if values.contains(&"custom_field_value_changed") {
            conditions.add("type LIKE 'custom_field_%_value_changed'", []);
            return Ok(());
        }
    }
    let column = if key == "entity" { "entity_type" } else { key };
    conditions.one_of(column, values.into_iter().map(|value| Sql::Text(value.to_owned())).collect());
    Ok(())
}

fn by_content(call: &Call<'_>, side: &str, conditions: &mut Conditions) -> Result<(), Problem> {
    let query = &call.query;
    if !query.has(&["filter", side]) {
        return Ok(());
    }
    let any = |test: &str| format!("EXISTS (SELECT 1 FROM json_each({side}) v WHERE {test})");
    for (key, first, second) in [
        ("leads_statuses", "$.lead_status.pipeline_id", "$.lead_status.id"),
        ("customers_statuses", "", "$.customer_status.id"),
    ] {
        let mut tests = Vec::new();
        let mut values = Vec::new();
        for at in query.keys(&["filter", side, key]) {
            let mut both = Vec::new();
            for (name, path) in [("pipeline_id", first), ("status_id", second)] {
                if let Some(value) =
                    query.get_at(&["filter", side, key, at, name]).filter(|_| !path.is_empty())
                {
                    both.push(format!("json_extract(v.value, '{path}') = ?"));
                    values.push(filter::number(key, value)?);
                }
            }
            tests.push(format!("({})", both.join(" AND ")));
        }
        if !values.is_empty() {
            conditions.add(any(&tests.join(" OR ")), values);
        }
    }
    for (key, path) in [
        ("responsible_user_id", "$.responsible_user.id"),
        ("custom_field_values", "$.custom_field_value.enum_id"),
    ] {
        let values = filter::numbers(key, &query.values(&["filter", side, key]))?;
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            conditions.add(any(&format!("json_extract(v.value, '{path}') IN ({marks})")), values);
        }
    }
    if let Some(value) = query.values(&["filter", side, "value"]).last() {
        let kinds = texts(call, "type");
        if !kinds.iter().all(|kind| BY_VALUE.contains(kind)) || kinds.is_empty() {
            return Err(Problem::bad_request(format!(
                "filter[{side}][value] needs a filter[type] out of {}",
                BY_VALUE.join(", ")
            )));
        }
        conditions.add(
            format!("EXISTS (SELECT 1 FROM json_tree({side}) v WHERE v.atom IS NOT NULL AND CAST(v.atom AS TEXT) = ?)"),
            [Sql::Text((*value).to_owned())],
        );
    }
    Ok(())
}

fn shown(call: &Call<'_>, mut event: Map<String, Value>) -> Result<Value, Problem> {
    let id = event.get("entity_id").and_then(Value::as_i64).unwrap_or_default();
    let kind = event.get("entity_type").and_then(Value::as_str).unwrap_or_default().to_owned();
    let entity = Entity::CARDS.into_iter().find(|entity| entity.singular() == kind);
    let path = match (entity, kind.strip_prefix("catalog_")) {
        (Some(entity), _) => format!("{}/{id}", entity.plural()),
        (None, Some(catalog)) => format!("catalogs/{catalog}/elements/{id}"),
        (None, None) => format!("tasks/{id}"),
    };
    let mut about = json!({ "id": id, "_links": self_link(call.href(&path)) });
    let with = filter::with(&call.query);
    let table = match entity {
        Some(entity) if with.contains(&format!("{kind}_name").as_str()) => Some(entity.table()),
        None if kind.starts_with("catalog_") && with.contains(&"catalog_element_name") => {
            Some("catalog_elements")
        }
        _ => None,
    };
    if let (Some(table), Some(about)) = (table, about.as_object_mut()) {
        let name: Option<String> = rusqlite::OptionalExtension::optional(
            call.db
                .prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1"))?
                .query_row([id], |row| row.get(0)),
        )?;
        about.insert("name".to_owned(), name.into());
    }
    event.insert("_embedded".to_owned(), json!({ "entity": about }));
    let id = event.get("id").and_then(Value::as_str).unwrap_or_default();
    event.insert("_links".to_owned(), self_link(call.href(&format!("events/{id}"))));
    Ok(Value::Object(event))
}
