//! `filter[custom_fields_values][{field id}]`, by the field's type.
//!
//! Options by their id, flags as 1 or 0, texts and numbers as they are; ranges for dates and numbers. A field that does
//! not exist is ignored like any other unknown key.

use rusqlite::types::Value as Sql;

use super::definition::{Definition, Definitions, Owner};
use crate::api::call::Call;
use crate::api::filter::{self, Conditions};
use crate::api::problem::Problem;

const KEY: &str = "custom_fields_values";

pub(crate) fn filter(call: &Call<'_>, owner: Owner, conditions: &mut Conditions) -> Result<(), Problem> {
    let path = ["filter", KEY];
    if !call.query.has(&path) {
        return Ok(());
    }
    let definitions = Definitions::load(call.db, owner)?;
    for key in call.query.keys(&path) {
        if let Some(field) = key.parse().ok().and_then(|id| definitions.get(id)) {
            one(call, field, key, conditions)?;
        }
    }
    Ok(())
}

fn one(call: &Call<'_>, field: &Definition, key: &str, conditions: &mut Conditions) -> Result<(), Problem> {
    let exists = |test: String| {
        format!("EXISTS (SELECT 1 FROM json_each(custom_fields, '$.\"{}\"') v WHERE {test})", field.id)
    };
    let values = call.query.values(&["filter", KEY, key]);
    if !values.is_empty() {
        let (column, wanted) = match field.kind.as_str() {
            "select" | "multiselect" | "radiobutton" | "category" => {
                ("json_extract(v.value, '$.enum_id')", filter::numbers(KEY, &values)?)
            }
            "checkbox" | "date" | "date_time" | "birthday" => {
                ("json_extract(v.value, '$.value')", filter::numbers(KEY, &values)?)
            }
            _ => (
                "json_extract(v.value, '$.value')",
                values.into_iter().map(|value| Sql::Text(value.to_owned())).collect(),
            ),
        };
        let marks = vec!["?"; wanted.len()].join(", ");
        conditions.add(exists(format!("{column} IN ({marks})")), wanted);
    }
    if !matches!(field.kind.as_str(), "date" | "date_time" | "numeric") {
        return Ok(());
    }
    for (bound, operator) in [("from", ">="), ("to", "<=")] {
        let Some(value) = call.query.get_at(&["filter", KEY, key, bound]) else { continue };
        let number: f64 = value.parse().map_err(|_| {
            Problem::bad_request(format!("filter[{KEY}][{key}][{bound}]: `{value}` is not a number"))
        })?;
        let test = format!("CAST(json_extract(v.value, '$.value') AS REAL) {operator} ?");
        conditions.add(exists(test), [Sql::Real(number)]);
    }
    Ok(())
}
