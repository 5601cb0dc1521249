//! Pipelines and stages as the API gives them.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use crate::api::call::Call;
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column};

const PIPELINE: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("sort", "sort", As::Plain),
    ("is_main", "is_main", As::Bool),
    ("is_unsorted_on", "is_unsorted_on", As::Bool),
    ("is_archive", "is_archive", As::Bool),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

const STATUS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("sort", "sort", As::Plain),
    ("is_editable", "is_editable", As::Bool),
    ("pipeline_id", "pipeline_id", As::Plain),
    ("color", "color", As::Plain),
    ("type", "type", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

const DESCRIPTION: &[Column] = &[
    ("id", "id", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("created_at", "datetime(created_at, 'unixepoch')", As::Plain),
    ("updated_at", "datetime(updated_at, 'unixepoch')", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("pipeline_id", "pipeline_id", As::Plain),
    ("status_id", "status_id", As::Plain),
    ("level", "level", As::Plain),
    ("description", "description", As::Plain),
];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let sql = format!("{} FROM pipelines WHERE NOT is_archive ORDER BY sort, id", table::select(PIPELINE));
    let pipelines = table::all(call.db, &sql, &[], PIPELINE)?
        .into_iter()
        .map(|pipeline| linked(call, pipeline))
        .collect::<Result<_, _>>()?;
    Ok(Reply::total(call, "pipelines", pipelines))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(find(call, call.id("id")?)?.map_or_else(Reply::nothing, Reply::ok))
}

/// One pipeline with its stages.
pub(super) fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM pipelines WHERE id = ?", table::select(PIPELINE));
    table::first(call.db, &sql, &[Sql::Integer(id)], PIPELINE)?
        .map(|pipeline| linked(call, pipeline))
        .transpose()
}

fn linked(call: &Call<'_>, mut pipeline: Map<String, Value>) -> Result<Value, Problem> {
    let id = pipeline.get("id").and_then(Value::as_i64).unwrap_or_default();
    pipeline.insert("_links".to_owned(), self_link(call.href(&format!("leads/pipelines/{id}"))));
    pipeline.insert("_embedded".to_owned(), json!({ "statuses": stages(call, id, false)? }));
    Ok(Value::Object(pipeline))
}

/// The stages of a pipeline in their order.
pub(super) fn stages(call: &Call<'_>, pipeline: i64, descriptions: bool) -> Result<Vec<Value>, Problem> {
    let sql = format!("{} FROM statuses WHERE pipeline_id = ? ORDER BY sort, id", table::select(STATUS));
    table::all(call.db, &sql, &[Sql::Integer(pipeline)], STATUS)?
        .into_iter()
        .map(|status| stage(call, status, descriptions))
        .collect()
}

/// One stage.
pub(super) fn find_stage(
    call: &Call<'_>,
    pipeline: i64,
    id: i64,
    descriptions: bool,
) -> Result<Option<Value>, Problem> {
    let sql = format!("{} FROM statuses WHERE pipeline_id = ? AND id = ?", table::select(STATUS));
    table::first(call.db, &sql, &[Sql::Integer(pipeline), Sql::Integer(id)], STATUS)?
        .map(|status| stage(call, status, descriptions))
        .transpose()
}

fn stage(call: &Call<'_>, mut status: Map<String, Value>, descriptions: bool) -> Result<Value, Problem> {
    let number = |key: &str| status.get(key).and_then(Value::as_i64).unwrap_or_default();
    let (pipeline, id) = (number("pipeline_id"), number("id"));
    if descriptions {
        let sql = format!(
            "{} FROM status_descriptions WHERE pipeline_id = ? AND status_id = ? ORDER BY id",
            table::select(DESCRIPTION)
        );
        let values = [Sql::Integer(pipeline), Sql::Integer(id)];
        let list: Vec<Value> =
            table::all(call.db, &sql, &values, DESCRIPTION)?.into_iter().map(Value::Object).collect();
        status.insert("descriptions".to_owned(), list.into());
    }
    let href = call.href(&format!("leads/pipelines/{pipeline}/statuses/{id}"));
    status.insert("_links".to_owned(), self_link(href));
    Ok(Value::Object(status))
}
