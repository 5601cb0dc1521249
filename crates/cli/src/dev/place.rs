//! A page of the account where a widget shows itself.

use kommo_sandbox::{DbError, Sandbox};
use serde_json::Value;

/// The path of a page for the first location of the manifest that has one, cards before lists before settings.
///
/// # Errors
/// When the account's database cannot be read.
pub fn path(sandbox: &Sandbox, manifest: &Value, code: &str) -> Result<String, DbError> {
    let locations: Vec<&str> = manifest
        .get("locations")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let has = |wanted: &str| locations.iter().any(|location| location.split('-').next() == Some(wanted));
    for (location, table, area) in CARDS {
        if has(location)
            && let Some(id) = first(sandbox, table)?
        {
            return Ok(format!("/{area}/detail/{id}"));
        }
    }
    let page = PAGES.iter().find(|(location, _)| has(location)).map(|(_, path)| *path);
    if page.is_none() && has("advanced_settings") && !code.is_empty() {
        return Ok(format!("/settings/widgets/{code}/"));
    }
    Ok(page.unwrap_or("/settings/widgets/").to_owned())
}

/// Location, the table of its entities, the first part of their addresses.
const CARDS: [(&str, &str, &str); 5] = [
    ("lcard", "leads", "leads"),
    ("card_sdk", "leads", "leads"),
    ("everywhere", "leads", "leads"),
    ("ccard", "contacts", "contacts"),
    ("comcard", "companies", "companies"),
];

const PAGES: [(&str, &str); 4] = [
    ("llist", "/leads/list/"),
    ("clist", "/contacts/list/"),
    ("tlist", "/todo/"),
    ("digital_pipeline", "/leads/"),
];

fn first(sandbox: &Sandbox, table: &str) -> Result<Option<i64>, DbError> {
    let sql = format!("SELECT min(id) FROM {table}");
    Ok(sandbox.state().db(|db| db.query_row(&sql, [], |row| row.get::<_, Option<i64>>(0)))?)
}
