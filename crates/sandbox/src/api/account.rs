//! The account (`GET /account`).

use axum::Router;
use axum::routing::get;
use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::call::{Call, Endpoint};
use super::filter;
use super::problem::Problem;
use super::reply::{Reply, self_link};
use super::table::{self, As, Column};
use crate::state::State;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("subdomain", "subdomain", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("created_by", "created_by", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("updated_by", "updated_by", As::Plain),
    ("country", "country", As::Plain),
    ("currency", "currency", As::Plain),
    ("currency_symbol", "currency_symbol", As::Plain),
    ("language", "language", As::Plain),
    ("customers_mode", "customers_mode", As::Plain),
    ("is_unsorted_on", "is_unsorted_on", As::Bool),
    ("is_loss_reason_enabled", "is_loss_reason_enabled", As::Bool),
    ("is_helpbot_enabled", "is_helpbot_enabled", As::Bool),
    ("is_technical_account", "is_technical_account", As::Bool),
    ("contact_name_display_order", "contact_name_display_order", As::Plain),
    ("mobile_feature_version", "mobile_feature_version", As::Plain),
];

/// Members that `with` adds straight from columns.
const WITH: &[Column] =
    &[("amojo_id", "amojo_id", As::Plain), ("uuid", "uuid", As::Plain), ("version", "version", As::Plain)];

const GROUPS: &[Column] =
    &[("id", "id", As::Plain), ("name", "name", As::Plain), ("uuid", "uuid", As::Plain)];

const TASK_TYPES: &[Column] = &[
    ("id", "id", As::Plain),
    ("name", "name", As::Plain),
    ("color", "color", As::Plain),
    ("icon_id", "icon_id", As::Plain),
    ("code", "code", As::Plain),
];

pub(crate) fn router() -> Router<State> {
    Router::new().route("/api/v4/account", get(Endpoint(account)))
}

fn account(call: &Call<'_>) -> Result<Reply, Problem> {
    let with = filter::with(&call.query);
    let sql = format!("{} FROM account", table::select(COLUMNS));
    let mut account = table::first(call.db, &sql, &[], COLUMNS)?.unwrap_or_default();
    let mut set = |key: &str, value: Value| account.insert(key.to_owned(), value);
    set("current_user_id", call.user().id.into());
    let wanted: Vec<Column> = WITH.iter().copied().filter(|(name, ..)| with.contains(name)).collect();
    if !wanted.is_empty() {
        let sql = format!("{} FROM account", table::select(&wanted));
        for (key, value) in table::first(call.db, &sql, &[], &wanted)?.unwrap_or_default() {
            set(&key, value);
        }
    }
    if with.contains(&"drive_url") {
        set("drive_url", format!("{}/drive", call.origin).into());
    }
    if with.contains(&"is_api_filter_enabled") {
        set("is_api_filter_enabled", true.into());
    }
    if with.contains(&"entity_names") {
        set("entity_names", entity_names());
    }
    if with.contains(&"invoices_settings") {
        let catalog: Option<i64> = call
            .db
            .prepare_cached("SELECT id FROM catalogs WHERE type = 'invoices'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        set("invoices_settings", json!({ "lang": "en", "invoices_catalog_id": catalog }));
    }
    let mut embedded = serde_json::Map::new();
    let mut embed = |key: &str, value: Value| embedded.insert(key.to_owned(), value);
    if with.contains(&"amojo_rights") {
        embed("amojo_rights", json!({ "can_direct": true, "can_create_groups": true }));
    }
    if with.contains(&"users_groups") {
        embed("users_groups", rows(call, "users_groups", GROUPS)?);
    }
    if with.contains(&"task_types") {
        embed("task_types", rows(call, "task_types", TASK_TYPES)?);
    }
    if with.contains(&"datetime_settings") {
        embed("datetime_settings", datetime_settings(call)?);
    }
    if !embedded.is_empty() {
        set("_embedded", Value::Object(embedded));
    }
    set("_links", self_link(call.href("account")));
    Ok(Reply::ok(account))
}

fn rows(call: &Call<'_>, table: &str, columns: &[Column]) -> Result<Value, Problem> {
    let sql = format!("{} FROM {table} ORDER BY id", table::select(columns));
    Ok(table::all(call.db, &sql, &[], columns)?.into_iter().map(Value::Object).collect())
}

fn datetime_settings(call: &Call<'_>) -> Result<Value, Problem> {
    let (timezone, offset): (String, String) = call
        .db
        .prepare_cached("SELECT timezone, timezone_offset FROM account")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(json!({
        "date_pattern": "m/d/Y H:i",
        "short_date_pattern": "m/d/Y",
        "short_time_pattern": "H:i",
        "date_format": "m/d/Y",
        "date_formant": "m/d/Y",
        "time_format": "H:i:s",
        "timezone": timezone,
        "timezone_offset": offset,
    }))
}

fn entity_names() -> Value {
    let form = |word: &str| json!({ "default": word });
    let names = |gender: &str, one: &str, many: &str| json!({ "gender": gender, "singular_form": form(one), "plural_form": form(many) });
    json!({ "leads": {
        "en": names("m", "Lead", "Leads"),
        "es": names("m", "Lead", "Leads"),
        "pt": names("m", "Lead", "Leads"),
    }})
}
