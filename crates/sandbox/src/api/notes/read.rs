//! Reading notes.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};

use super::{entity, entity_id};
use crate::api::call::Call;
use crate::api::entity::Entity;
use crate::api::filter::{self, Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::rights;
use crate::api::table::{self, As, Column};

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("entity_id", "entity_id", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("responsible_user_id", "responsible_user_id", As::Plain),
    ("group_id", "group_id", As::Plain),
    ("note_type", "note_type", As::Plain),
    ("params", "params", As::Json),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("is_pinned", "is_pinned", As::Bool),
];

const FILTERS: &[Filter] = &[
    ("id", "id", Shape::Numbers),
    ("note_type", "note_type", Shape::Texts),
    ("entity_id", "entity_id", Shape::Numbers),
    ("updated_at", "updated_at", Shape::SinceOrRange),
];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let entity = entity(call)?;
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.add("entity_type = ?", [Sql::Text(entity.plural().to_owned())]);
    if let Some(id) = entity_id(call)? {
        conditions.add("entity_id = ?", [Sql::Integer(id)]);
    }
    visible(call, entity, &mut conditions);
    conditions.filter(&call.query, FILTERS)?;
    let sql = format!(
        "{} FROM notes{}{}{}",
        table::select(COLUMNS),
        conditions.sql(),
        filter::order(&call.query, &["updated_at", "id"], "id ASC"),
        page.sql()
    );
    let mut notes = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut notes);
    let notes = notes.into_iter().map(|note| shown(call, entity, note)).collect();
    Ok(Reply::page(call, "notes", notes, &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let entity = entity(call)?;
    let mut conditions = Conditions::default();
    conditions.add(
        "entity_type = ? AND id = ?",
        [Sql::Text(entity.plural().to_owned()), Sql::Integer(call.id("note")?)],
    );
    if let Some(id) = entity_id(call)? {
        conditions.add("entity_id = ?", [Sql::Integer(id)]);
    }
    visible(call, entity, &mut conditions);
    let sql = format!("{} FROM notes{}", table::select(COLUMNS), conditions.sql());
    let note = table::first(call.db, &sql, conditions.values(), COLUMNS)?;
    Ok(note.map_or_else(Reply::nothing, |note| Reply::ok(shown(call, entity, note))))
}

/// Notes are seen by those who may see the card.
fn visible(call: &Call<'_>, entity: Entity, conditions: &mut Conditions) {
    let mut of_card = Conditions::default();
    rights::only_visible(call.user(), entity.plural(), &mut of_card);
    let clause = of_card.sql();
    if !clause.is_empty() {
        let values = of_card.values().to_vec();
        conditions.add(format!("entity_id IN (SELECT id FROM {}{clause})", entity.table()), values);
    }
}

fn shown(call: &Call<'_>, entity: Entity, mut note: Map<String, Value>) -> Value {
    if !filter::with(&call.query).contains(&"is_pinned") {
        note.remove("is_pinned");
    }
    let number = |key: &str| note.get(key).and_then(Value::as_i64).unwrap_or_default();
    let href = call.href(&format!("{}/{}/notes/{}", entity.plural(), number("entity_id"), number("id")));
    note.insert("_links".to_owned(), self_link(href));
    Value::Object(note)
}
