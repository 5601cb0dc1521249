//! `POST /customers/{id}/bonus_points`: earn or redeem, one of the two.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::Call;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;

const FIELDS: &[Field] = &[field("earn", Kind::Int), field("redeem", Kind::Int)];

pub(super) fn change(call: &Call<'_>) -> Result<Reply, Problem> {
    let id = call.id("id")?;
    let kept: Option<i64> = call
        .db
        .prepare_cached("SELECT bonus_points FROM customers WHERE id = ?1 AND NOT is_deleted")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let kept = kept.ok_or_else(|| Problem::not_found("Customer not found"))?;
    let item = body::one_item(call)?;
    body::single(&item, |item, _| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let number = |key: &str| item.get(key).and_then(Value::as_i64);
        let points = match (number("earn"), number("redeem")) {
            (Some(earn), None) if earn >= 0 => kept + earn,
            (None, Some(redeem)) if (0..=kept).contains(&redeem) => kept - redeem,
            (Some(_), None) => return Err(FieldError::choice("earn").into()),
            (None, Some(_)) => return Err(FieldError::choice("redeem").into()),
            (Some(_), Some(_)) => return Err(FieldError::unexpected("redeem").into()),
            (None, None) => return Err(FieldError::missing("earn").into()),
        };
        call.db.execute("UPDATE customers SET bonus_points = ?2 WHERE id = ?1", [id, points])?;
        Ok(json!({ "bonus_points": points }))
    })
    .map(Reply::ok)
}
