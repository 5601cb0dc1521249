//! Reading incoming leads.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use crate::api::call::Call;
use crate::api::filter::{Conditions, Filter, Shape};
use crate::api::page::{MAX_LIMIT, Page};
use crate::api::problem::Problem;
use crate::api::reply::{Reply, self_link};
use crate::api::table::{self, As, Column};

const COLUMNS: &[Column] = &[
    ("uid", "uid", As::Plain),
    ("source_uid", "source_uid", As::Plain),
    ("source_name", "source_name", As::Plain),
    ("category", "category", As::Plain),
    ("pipeline_id", "pipeline_id", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("metadata", "metadata", As::Json),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("lead_id", "lead_id", As::Plain),
    ("contact_id", "contact_id", As::Plain),
    ("company_id", "company_id", As::Plain),
    ("state", "state", As::Plain),
];

const FILTERS: &[Filter] = &[
    ("uid", "uid", Shape::Texts),
    ("category", "category", Shape::Texts),
    ("pipeline_id", "pipeline_id", Shape::Numbers),
];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let mut conditions = Conditions::default();
    conditions.add("state = 'open'", []);
    conditions.filter(&call.query, FILTERS)?;
    let way = |field: &str| {
        call.query
            .get_at(&["order", field])
            .map(|way| if way.eq_ignore_ascii_case("desc") { "DESC" } else { "ASC" })
    };
    let way = way("created_at").or_else(|| way("updated_at")).unwrap_or("DESC");
    let sql = format!(
        "{} FROM unsorted{} ORDER BY created_at {way}, uid{}",
        table::select(COLUMNS),
        conditions.sql(),
        page.sql()
    );
    let mut rows = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut rows);
    Ok(Reply::page(call, "unsorted", rows.into_iter().map(|row| shown(call, row)).collect(), &page))
}

pub(super) fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(Reply::ok(shown(call, open(call, call.part("uid"))?)))
}

/// An item that waits for a decision; any other uid is unknown.
pub(super) fn open(call: &Call<'_>, uid: &str) -> Result<Map<String, Value>, Problem> {
    let sql = format!("{} FROM unsorted WHERE uid = ? AND state = 'open'", table::select(COLUMNS));
    let found = table::first(call.db, &sql, &[Sql::Text(uid.to_owned())], COLUMNS)?;
    found.ok_or_else(|| Problem::not_found("Unsorted not found"))
}

/// The entities of an item as `_embedded` holds them.
pub(super) fn embedded(call: &Call<'_>, item: &Map<String, Value>) -> Value {
    let list = |key: &str, plural: &str| -> Value {
        let id = item.get(key).and_then(Value::as_i64);
        id.map(|id| json!({ "id": id, "_links": self_link(call.href(&format!("{plural}/{id}"))) }))
            .into_iter()
            .collect()
    };
    json!({
        "leads": list("lead_id", "leads"),
        "contacts": list("contact_id", "contacts"),
        "companies": list("company_id", "companies"),
    })
}

fn shown(call: &Call<'_>, mut item: Map<String, Value>) -> Value {
    let embedded = embedded(call, &item);
    for key in ["lead_id", "contact_id", "company_id", "state"] {
        item.remove(key);
    }
    let uid = item.get("uid").and_then(Value::as_str).unwrap_or_default();
    let link = self_link(call.href(&format!("leads/unsorted/{uid}")));
    item.insert("_links".to_owned(), link);
    item.insert("_embedded".to_owned(), embedded);
    Value::Object(item)
}

pub(super) fn summary(call: &Call<'_>) -> Result<Reply, Problem> {
    let filters: &[Filter] = &[
        ("uid", "uid", Shape::Texts),
        ("created_at", "created_at", Shape::SinceOrRange),
        ("pipeline_id", "pipeline_id", Shape::Numbers),
    ];
    let mut conditions = Conditions::default();
    conditions.filter(&call.query, filters)?;
    let sql = format!(
        "SELECT COUNT(*), COALESCE(SUM(state IN ('accepted', 'linked')), 0), COALESCE(SUM(state = 'declined'), 0), \
         CAST(COALESCE(AVG(closed_at - created_at), 0) AS INTEGER), COALESCE(SUM(category = 'sip'), 0), \
         COALESCE(SUM(category = 'mail'), 0), COALESCE(SUM(category = 'forms'), 0), \
         COALESCE(SUM(category = 'chats'), 0) FROM unsorted{}",
        conditions.sql()
    );
    let summary =
        call.db.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(conditions.values()), |row| {
            let number = |at: usize| row.get::<_, i64>(at);
            Ok(json!({
                "total": number(0)?,
                "accepted": number(1)?,
                "declined": number(2)?,
                "average_sort_time": number(3)?,
                "categories": {
                    "sip": { "total": number(4)? },
                    "mail": { "total": number(5)? },
                    "forms": { "total": number(6)? },
                    "chats": { "total": number(7)? },
                },
            }))
        })?;
    Ok(Reply::ok(summary))
}
