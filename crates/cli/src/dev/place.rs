//! Pages of the account where a widget shows itself.

use kommo_sandbox::{DbError, Sandbox};
use serde_json::{Map, Value};

/// Where to look first: cards before lists before designers before settings.
const ORDER: [&str; 18] = [
    "lcard",
    "card_sdk",
    "everywhere",
    "ccard",
    "comcard",
    "llist",
    "clist",
    "tlist",
    "advanced_settings",
    "widget_page",
    "digital_pipeline",
    "lead_sources",
    "salesbot_designer",
    "catalogs",
    "mobile_card",
    "sms",
    "ai_agent",
    "website_chat_button",
];

/// The path of a page for the first location of the manifest that has one in this account.
///
/// # Errors
/// When the account's database cannot be read.
pub fn path(sandbox: &Sandbox, manifest: &Value, code: &str) -> Result<String, DbError> {
    let known = pages(sandbox, manifest, code)?;
    let plain = |location: &str| location.trim_end_matches("-0").trim_end_matches("-1").to_owned();
    let first = ORDER.iter().find_map(|wanted| known.iter().find(|(location, _)| plain(location) == *wanted));
    Ok(first.map_or("/settings/widgets/", |(_, path)| path).to_owned())
}

/// The path of a page for each location of the manifest that has one in this account.
///
/// # Errors
/// When the account's database cannot be read.
pub fn pages(sandbox: &Sandbox, manifest: &Value, code: &str) -> Result<Vec<(String, String)>, DbError> {
    let locations = manifest.get("locations").and_then(Value::as_array);
    let mut pages = Vec::new();
    for location in locations.into_iter().flatten().filter_map(Value::as_str) {
        if let Some(path) = page(sandbox, manifest, code, location)? {
            pages.push((location.to_owned(), path));
        }
    }
    Ok(pages)
}

fn page(sandbox: &Sandbox, manifest: &Value, code: &str, location: &str) -> Result<Option<String>, DbError> {
    let fixed = |path: &str| Ok(Some(path.to_owned()));
    let of = |table: &str, before: &str| {
        Ok::<_, DbError>(first(sandbox, table)?.map(|id| format!("{before}{id}")))
    };
    match location.trim_end_matches("-0").trim_end_matches("-1") {
        "lcard" | "card_sdk" | "everywhere" => of("leads", "/leads/detail/"),
        "ccard" => of("contacts", "/contacts/detail/"),
        "comcard" => of("companies", "/companies/detail/"),
        "llist" => fixed("/leads/list/"),
        "clist" => fixed("/contacts/list/contacts/"),
        "tlist" => fixed("/todo/"),
        "catalogs" => fixed("/catalogs/"),
        "settings" => fixed("/settings/widgets/"),
        "advanced_settings" => Ok(Some(format!("/settings/widgets/{code}/"))),
        "digital_pipeline" | "lead_sources" => of("pipelines", "/settings/pipeline/leads/"),
        "salesbot_designer" => fixed("/settings/salesbot/0"),
        "sms" | "ai_agent" | "website_chat_button" => fixed("/settings/communications/"),
        "mobile_card" => of("leads", "/widget/mobile/leads/"),
        "widget_page" => Ok(menu(manifest, code)),
        _ => Ok(None),
    }
}

/// The first item of the widget's own in the left menu; else one that it adds below Settings or Analytics.
fn menu(manifest: &Value, code: &str) -> Option<String> {
    let items = manifest.get("left_menu")?.as_object()?;
    let inner = |item: &Value| {
        item.get("submenu").and_then(Value::as_object).and_then(|all: &Map<_, _>| all.keys().next().cloned())
    };
    let own = items.iter().find(|(name, _)| !SYSTEM.contains(&name.as_str()));
    let path = match own {
        Some((name, item)) => {
            let sub = inner(item).map(|sub| format!("/{sub}")).unwrap_or_default();
            format!("item/{name}{sub}")
        }
        None => items.iter().find_map(|(name, item)| Some(format!("{name}/{}", inner(item)?)))?,
    };
    Some(format!("/widget/{code}/{path}"))
}

/// Items that the left menu has by itself.
const SYSTEM: [&str; 8] =
    ["dashboard", "leads", "customers", "tasks", "catalogs", "mail", "stats", "settings"];

/// The smallest id of a table, if it has rows.
pub(super) fn first(sandbox: &Sandbox, table: &str) -> Result<Option<i64>, DbError> {
    let sql = format!("SELECT min(id) FROM {table}");
    Ok(sandbox.state().db(|db| db.query_row(&sql, [], |row| row.get::<_, Option<i64>>(0)))?)
}
