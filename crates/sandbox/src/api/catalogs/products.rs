//! The switch of the products list, in v4 and in the v2 form that is still in use.

use rusqlite::OptionalExtension;
use serde_json::json;

use crate::api::body::{self, Field, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::problem::Problem;
use crate::api::reply::Reply;

const FIELDS: &[Field] = &[field("is_enabled", Kind::Bool).required()];

pub(super) fn read(call: &Call<'_>) -> Result<Reply, Problem> {
    let catalog: Option<i64> = call
        .db
        .prepare_cached("SELECT id FROM catalogs WHERE type = 'products'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let is_enabled: bool =
        call.db.prepare_cached("SELECT is_products_on FROM account")?.query_row([], |row| row.get(0))?;
    let mut answer = json!({ "is_enabled": is_enabled && catalog.is_some() });
    if let (true, Some(answer)) = (call.path.starts_with("/api/v2/"), answer.as_object_mut()) {
        answer.insert("catalog_id".to_owned(), catalog.into());
    }
    Ok(Reply::ok(answer))
}

pub(super) fn write(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let item = body::one_item(call)?;
    body::single(&item, |item, _| {
        let errors = body::check(call.db, item, FIELDS, Mode::Create)?;
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        let is_enabled = item.get("is_enabled").and_then(serde_json::Value::as_bool).unwrap_or_default();
        call.db.execute("UPDATE account SET is_products_on = ?1", [is_enabled])?;
        Ok(serde_json::Value::Null)
    })?;
    read(call)
}
