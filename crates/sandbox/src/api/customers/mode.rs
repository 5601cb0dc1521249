//! `PATCH /customers/mode`: how the account works with recurring buyers.

use serde_json::{Value, json};

use super::statuses;
use crate::api::body::{self, Field, Kind, Mode, field};
use crate::api::call::Call;
use crate::api::problem::Problem;
use crate::api::reply::Reply;

const FIELDS: &[Field] = &[
    field("mode", Kind::Choice(&["segments", "periodicity"])).required(),
    field("is_enabled", Kind::Bool).required(),
];

pub(super) fn change(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let item = body::one_item(call)?;
    body::single(&item, |item, _| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let mode = item.get("mode").and_then(Value::as_str).unwrap_or_default();
        let is_enabled = item.get("is_enabled").and_then(Value::as_bool).unwrap_or_default();
        call.db.execute(
            "UPDATE account SET customers_mode = ?1",
            [if is_enabled { mode } else { "disabled" }],
        )?;
        if is_enabled && mode == "periodicity" {
            statuses::found(call)?;
        }
        Ok(json!({ "mode": mode, "is_enabled": is_enabled }))
    })
    .map(Reply::ok)
}

/// The mode in force: `disabled`, `segments`, `periodicity`.
pub(super) fn present(call: &Call<'_>) -> rusqlite::Result<String> {
    call.db.prepare_cached("SELECT customers_mode FROM account")?.query_row([], |row| row.get(0))
}

/// 422 unless the account is in this mode.
pub(super) fn require(call: &Call<'_>, mode: &str) -> Result<(), Problem> {
    if present(call)? == mode {
        Ok(())
    } else {
        Err(Problem::unprocessable(format!("The customers mode is not `{mode}`")))
    }
}
