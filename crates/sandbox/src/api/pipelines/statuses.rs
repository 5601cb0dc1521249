//! Stages: reading for everybody, writing for admins.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::read;
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::Call;
use crate::api::filter;
use crate::api::leads;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;

/// Stages a pipeline may have, the system's included.
const MOST: i64 = 100;

/// Colours a stage may have.
pub(crate) const COLORS: &[&str] = &[
    "#fffeb2", "#fffd7f", "#fff000", "#ffeab2", "#ffdc7f", "#ffce5a", "#ffdbdb", "#ffc8c8", "#ff8f92",
    "#d6eaff", "#c1e0ff", "#98cbff", "#ebffb1", "#deff81", "#87f2c0", "#f9deff", "#f3beff", "#ccc8f9",
    "#eb93ff", "#f2f3f4", "#e6e8ea",
];

const DESCRIPTIONS: Kind = Kind::List(&Kind::Object(&[
    field("id", Kind::Int),
    field("level", Kind::Choice(&["newbie", "candidate", "master"])).required(),
    field("description", Kind::Short(1000)),
]));

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("sort", Kind::Int).required(),
    field("color", Kind::Choice(COLORS)),
    field("descriptions", DESCRIPTIONS),
];

fn pipeline(call: &Call<'_>) -> Result<i64, Problem> {
    let id = call.id("id")?;
    if body::exists(call.db, "pipelines", id)? {
        Ok(id)
    } else {
        Err(Problem::not_found("Pipeline not found"))
    }
}

fn with_descriptions(call: &Call<'_>) -> bool {
    filter::with(&call.query).contains(&"descriptions")
}

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let stages = read::stages(call, pipeline(call)?, with_descriptions(call))?;
    Ok(Reply::total(call, "statuses", stages))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let stage = read::find_stage(call, pipeline(call)?, call.id("status")?, with_descriptions(call))?;
    Ok(stage.map_or_else(Reply::nothing, Reply::ok))
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let pipeline = pipeline(call)?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        let errors = body::check(call.db, item, FIELDS, Mode::Create)?;
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        let count: i64 =
            call.db.query_row("SELECT COUNT(*) FROM statuses WHERE pipeline_id = ?1", [pipeline], |row| {
                row.get(0)
            })?;
        if count >= MOST {
            return Err(Problem::unprocessable(format!("A pipeline has at most {MOST} stages")).into());
        }
        let id = add(call, pipeline, item)?;
        describe(call, pipeline, id, item)?;
        Ok((id, request_id).into_value())
    })?;
    renumber(call, pipeline)?;
    let made = made
        .iter()
        .map(|made| {
            let id = made.get("id").and_then(Value::as_i64).unwrap_or_default();
            let mut stage = read::find_stage(call, pipeline, id, true)?.unwrap_or_default();
            if let (Some(stage), Some(request_id)) = (stage.as_object_mut(), made.get("request_id")) {
                stage.insert("request_id".to_owned(), request_id.clone());
            }
            Ok(stage)
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    Ok(Reply::total(call, "statuses", made))
}

trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for (i64, Value) {
    fn into_value(self) -> Value {
        json!({ "id": self.0, "request_id": self.1 })
    }
}

pub(super) fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (pipeline, id) = (pipeline(call)?, call.id("status")?);
    let item = body::one_item(call)?;
    let answer = body::single(&item, |item, request_id| {
        let kind: Option<i64> = call
            .db
            .prepare_cached("SELECT type FROM statuses WHERE pipeline_id = ?1 AND id = ?2")?
            .query_row([pipeline, id], |row| row.get(0))
            .optional()?;
        let kind = kind.ok_or_else(|| Problem::not_found("Status not found"))?;
        let mut errors = body::check(call.db, item, FIELDS, Mode::Update)?;
        let is_system = kind == 1 || matches!(id, leads::WON | leads::LOST);
        if is_system {
            // Only the name of a system stage is the account's own.
            errors.extend(
                ["sort", "color"]
                    .into_iter()
                    .filter(|key| item.contains_key(*key))
                    .map(FieldError::unexpected),
            );
        }
        if !errors.is_empty() {
            return Err(Refusal::Fields(errors));
        }
        call.db
            .prepare_cached(
                "UPDATE statuses SET name = COALESCE(?3, name), sort = COALESCE(?4, sort), color = COALESCE(?5, color) \
                 WHERE pipeline_id = ?1 AND id = ?2",
            )?
            .execute((
                pipeline,
                id,
                item.get("name").and_then(Value::as_str),
                item.get("sort").and_then(Value::as_i64),
                item.get("color").and_then(Value::as_str),
            ))?;
        describe(call, pipeline, id, item)?;
        renumber(call, pipeline)?;
        let mut stage = read::find_stage(call, pipeline, id, true)?.unwrap_or_default();
        if let Some(stage) = stage.as_object_mut() {
            stage.insert("request_id".to_owned(), request_id);
        }
        Ok(stage)
    })?;
    Ok(Reply::ok(answer))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (pipeline, id) = (pipeline(call)?, call.id("status")?);
    let stage =
        read::find_stage(call, pipeline, id, false)?.ok_or_else(|| Problem::not_found("Status not found"))?;
    if stage.get("type").and_then(Value::as_i64) == Some(1) || matches!(id, leads::WON | leads::LOST) {
        return Err(Problem::unprocessable("A system stage cannot be deleted"));
    }
    let first: Option<i64> = call
        .db
        .prepare_cached(
            "SELECT id FROM statuses WHERE pipeline_id = ?1 AND type = 0 AND id <> ?2 ORDER BY sort, id LIMIT 1",
        )?
        .query_row([pipeline, id], |row| row.get(0))
        .optional()?;
    call.db.execute(
        "UPDATE leads SET status_id = ?3 WHERE pipeline_id = ?1 AND status_id = ?2",
        (pipeline, id, first.unwrap_or(leads::LOST)),
    )?;
    call.db.execute("DELETE FROM statuses WHERE pipeline_id = ?1 AND id = ?2", [pipeline, id])?;
    renumber(call, pipeline)?;
    Ok(Reply::nothing())
}

/// The stages of a new pipeline: the system's three, the ones sent, and the system's names where 142 or 143 is sent.
pub(super) fn found(call: &Call<'_>, pipeline: i64, sent: Option<&Value>) -> Result<(), Refusal> {
    let sent: Vec<&Item> =
        sent.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect();
    let id_of = |item: &&Item| item.get("id").and_then(Value::as_i64);
    let named = |id: i64, default: &'static str| {
        let found = sent.iter().find(|item| id_of(item) == Some(id)).and_then(|item| item.get("name"));
        found.and_then(Value::as_str).unwrap_or(default).to_owned()
    };
    let incoming = next_id(call)?;
    for (id, name, sort, color, is_editable, kind) in [
        (incoming, "Incoming leads".to_owned(), 10, "#c1c1c1", false, 1),
        (leads::WON, named(leads::WON, "Closed - won"), 10_000, "#CCFF66", false, 0),
        (leads::LOST, named(leads::LOST, "Closed - lost"), 11_000, "#D5D8DB", false, 0),
    ] {
        call.db.execute(
            "INSERT INTO statuses (pipeline_id, id, name, sort, color, is_editable, type) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (pipeline, id, name, sort, color, is_editable, kind),
        )?;
    }
    for item in sent.iter().filter(|item| !matches!(id_of(item), Some(leads::WON | leads::LOST))) {
        add(call, pipeline, item)?;
    }
    renumber(call, pipeline)?;
    Ok(())
}

fn add(call: &Call<'_>, pipeline: i64, item: &Item) -> Result<i64, Refusal> {
    let id = next_id(call)?;
    call.db
        .prepare_cached(
            "INSERT INTO statuses (pipeline_id, id, name, sort, color) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            pipeline,
            id,
            item.get("name").and_then(Value::as_str).unwrap_or_default(),
            item.get("sort").and_then(Value::as_i64).unwrap_or(20),
            item.get("color").and_then(Value::as_str).unwrap_or("#fffeb2"),
        ))?;
    Ok(id)
}

/// Stages have ids of their own across pipelines, well above the system's.
fn next_id(call: &Call<'_>) -> rusqlite::Result<i64> {
    call.db
        .prepare_cached("SELECT MAX(1000, COALESCE(MAX(id), 0)) + 1 FROM statuses")?
        .query_row([], |row| row.get(0))
}

/// The server's own numbers: incoming first, ordinary stages 20, 30, …, won 10000, lost 11000.
fn renumber(call: &Call<'_>, pipeline: i64) -> rusqlite::Result<()> {
    call.db.execute(
        "UPDATE statuses SET sort = 10 + 10 * n FROM (SELECT id AS of, ROW_NUMBER() OVER (ORDER BY sort, id) AS n \
         FROM statuses WHERE pipeline_id = ?1 AND type = 0 AND id NOT IN (142, 143)) WHERE pipeline_id = ?1 AND id = of",
        [pipeline],
    )?;
    Ok(())
}

/// Adds, changes and removes descriptions: one for each level.
fn describe(call: &Call<'_>, pipeline: i64, status: i64, item: &Item) -> Result<(), Refusal> {
    for sent in item.get("descriptions").and_then(Value::as_array).into_iter().flatten() {
        let level = sent.get("level").and_then(Value::as_str).unwrap_or_default();
        let text = sent.get("description").and_then(Value::as_str).unwrap_or_default();
        if text.is_empty() {
            call.db.execute(
                "DELETE FROM status_descriptions WHERE pipeline_id = ?1 AND status_id = ?2 AND level = ?3",
                (pipeline, status, level),
            )?;
            continue;
        }
        call.db.execute(
            "INSERT INTO status_descriptions \
             (pipeline_id, status_id, level, description, created_at, updated_at, created_by) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6) ON CONFLICT (pipeline_id, status_id, level) \
             DO UPDATE SET description = ?4, updated_at = ?5, updated_by = ?6",
            (pipeline, status, level, text, call.now, call.user().id),
        )?;
    }
    Ok(())
}
