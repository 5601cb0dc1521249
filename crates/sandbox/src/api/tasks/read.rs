//! Reading tasks.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use crate::api::call::Call;
use crate::api::filter::{self, Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column};

pub(super) const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("responsible_user_id", "responsible_user_id", As::Plain),
    ("group_id", "group_id", As::Plain),
    ("entity_id", "entity_id", As::Plain),
    ("entity_type", "entity_type", As::Plain),
    ("duration", "duration", As::Plain),
    ("is_completed", "is_completed", As::Bool),
    ("task_type_id", "task_type_id", As::Plain),
    ("text", "text", As::Plain),
    ("result", "result", As::Plain),
    ("complete_till", "complete_till", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
];

const FILTERS: &[Filter] = &[
    ("id", "id", Shape::Numbers),
    ("responsible_user_id", "responsible_user_id", Shape::Numbers),
    ("is_completed", "is_completed", Shape::Flag),
    ("task_type", "task_type_id", Shape::Numbers),
    ("task_type_id", "task_type_id", Shape::Numbers),
    ("entity_type", "entity_type", Shape::Texts),
    ("entity_id", "entity_id", Shape::Numbers),
    ("created_by", "created_by", Shape::Numbers),
    ("updated_at", "updated_at", Shape::SinceOrRange),
];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.filter(&call.query, FILTERS)?;
    // Kommo's page asks for `filter[entity_type]` beside `filter[entity_id]`; in use it goes without (`docs/judges.md`).
    let sql = format!(
        "{} FROM tasks{}{}{}",
        table::select(COLUMNS),
        conditions.sql(),
        filter::order(&call.query, &["created_at", "complete_till", "id"], "id ASC"),
        page.sql()
    );
    let mut tasks = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut tasks);
    Ok(Reply::page(call, "tasks", tasks.into_iter().map(|task| shown(call, task)).collect(), &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let task = find(call, call.id("id")?)?;
    Ok(task.map_or_else(Reply::nothing, |task| Reply::ok(shown(call, task))))
}

/// A stored task.
pub(super) fn find(call: &Call<'_>, id: i64) -> rusqlite::Result<Option<Map<String, Value>>> {
    let sql = format!("{} FROM tasks WHERE id = ?", table::select(COLUMNS));
    table::first(call.db, &sql, &[Sql::Integer(id)], COLUMNS)
}

/// `result` is an empty array until there is one.
fn shown(call: &Call<'_>, mut task: Map<String, Value>) -> Value {
    let result = match task.remove("result") {
        Some(Value::String(text)) => json!({ "text": text }),
        _ => json!([]),
    };
    task.insert("result".to_owned(), result);
    let id = task.get("id").and_then(Value::as_i64).unwrap_or_default();
    task.insert("_links".to_owned(), self_link(call.href(&format!("tasks/{id}"))));
    Value::Object(task)
}
