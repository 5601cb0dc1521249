//! Lists and single cards.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::{Spec, Stored, embed, spec_of};
use crate::api::call::Call;
use crate::api::custom_fields::{self, Definitions};
use crate::api::entity::Entity;
use crate::api::filter::{self, Conditions};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::rights::{self, Action};
use crate::api::table;

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let spec = spec_of(call)?;
    let with = filter::with(&call.query);
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    let is_bin = with.contains(&"only_deleted");
    conditions.add("is_deleted = ?", [Sql::Integer(is_bin.into())]);
    conditions.add("NOT is_unsorted", []);
    rights::only_visible(call.user(), spec.entity.plural(), &mut conditions);
    conditions.filter(&call.query, spec.filters)?;
    custom_fields::filter(call, spec.owner, &mut conditions)?;
    if let Some(text) = call.query.get("query").map(str::trim).filter(|text| !text.is_empty()) {
        search(spec.entity, text, &mut conditions);
    }
    let sql = format!(
        "{} FROM {}{}{}{}",
        table::select(spec.columns),
        spec.entity.table(),
        conditions.sql(),
        filter::order(&call.query, spec.orders, "id ASC"),
        page.sql()
    );
    let mut rows = table::all(call.db, &sql, conditions.values(), spec.columns)?;
    page.cut(&mut rows);
    let cards =
        if is_bin { rows.into_iter().map(trashed).collect() } else { shown(call, spec, rows, &with)? };
    Ok(Reply::page(call, spec.entity.plural(), cards, &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    let spec = spec_of(call)?;
    let Some(card) = call.part("id").parse().ok().map(|id| find(call, spec, id)).transpose()?.flatten()
    else {
        return Ok(Reply::nothing());
    };
    rights::require_of(call.user(), spec.entity.plural(), Action::View, &card)?;
    let is_bin = card.get("is_deleted") == Some(&Value::Bool(true));
    let with = filter::with(&call.query);
    if is_bin {
        let wanted = with.contains(&"only_deleted");
        return Ok(if wanted { Reply::ok(trashed(card)) } else { Reply::nothing() });
    }
    let card = shown(call, spec, vec![card], &with)?.pop();
    Ok(card.map_or_else(Reply::nothing, Reply::ok))
}

/// A stored card, also one in the recycle bin.
pub(crate) fn find(call: &Call<'_>, spec: &Spec, id: i64) -> rusqlite::Result<Option<Stored>> {
    let sql = format!("{} FROM {} WHERE id = ?", table::select(spec.columns), spec.entity.table());
    table::first(call.db, &sql, &[Sql::Integer(id)], spec.columns)
}

/// Cards as the API gives them.
pub(crate) fn shown(
    call: &Call<'_>,
    spec: &Spec,
    mut rows: Vec<Stored>,
    with: &[&str],
) -> Result<Vec<Value>, Problem> {
    let definitions = Definitions::load(call.db, spec.owner)?;
    let account_id: i64 =
        call.db.prepare_cached("SELECT id FROM account")?.query_row([], |row| row.get(0))?;
    for card in &mut rows {
        let stored = card.remove("custom_fields").unwrap_or_default();
        card.insert("custom_fields_values".to_owned(), custom_fields::shown(&definitions, &stored));
        card.insert("account_id".to_owned(), account_id.into());
        let id = card.get("id").and_then(Value::as_i64).unwrap_or_default();
        let path = format!("{}/{id}", spec.entity.plural());
        card.insert("_links".to_owned(), self_link(call.href(&path)));
    }
    embed::embed(call, spec, with, &mut rows)?;
    (spec.decorate)(call, with, &mut rows)?;
    for card in &mut rows {
        for column in spec.only_with.iter().filter(|column| !with.contains(column)) {
            card.remove(*column);
        }
    }
    Ok(rows.into_iter().map(Value::Object).collect())
}

/// What is left of a card in the recycle bin.
fn trashed(mut card: Stored) -> Value {
    let mut left = Map::new();
    for key in ["id", "updated_at", "updated_by", "account_id"] {
        left.insert(key.to_owned(), card.remove(key).unwrap_or_default());
    }
    left.insert("is_deleted".to_owned(), json!(true));
    Value::Object(left)
}

/// Full-text search: the name and everything in the custom fields; a phone number by its last seven digits.
fn search(entity: Entity, text: &str, conditions: &mut Conditions) {
    let like = |text: &str| {
        Sql::Text(format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")))
    };
    let mut clause = "name LIKE ? ESCAPE '\\' OR custom_fields LIKE ? ESCAPE '\\'".to_owned();
    let mut values = vec![like(text), like(text)];
    let is_phone = text.chars().all(|part| part.is_ascii_digit() || " +-()".contains(part));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if is_phone && digits.len() >= 7 && matches!(entity, Entity::Contact | Entity::Company) {
        let last = digits.get(digits.len() - 7..).unwrap_or_default();
        clause.push_str(
            " OR replace(replace(replace(replace(custom_fields, ' ', ''), '-', ''), '(', ''), ')', '') LIKE ?",
        );
        values.push(like(last));
    }
    conditions.add(clause, values);
}
