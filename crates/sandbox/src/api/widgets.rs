//! Widgets: what is uploaded and what is installed.

use axum::Router;
use axum::routing::get;
use rusqlite::OptionalExtension;
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use super::body;
use super::call::{Call, Endpoint};
use super::page::{MAX_LIMIT, Page};
use super::problem::{FieldError, Problem};
use super::reply::{Reply, object, self_link};
use super::table::{self, As, Column};
use crate::integrations::hooks;
use crate::state::State;

const COLUMNS: &[Column] = &[
    ("id", "i.id", As::Plain),
    ("code", "i.code", As::Plain),
    ("version", "w.version", As::Plain),
    ("client_uuid", "i.uuid", As::Plain),
    ("is_active_in_account", "s.integration_id IS NOT NULL", As::Bool),
    ("manifest", "w.manifest", As::Json),
    ("settings", "s.settings", As::Json),
];

const FROM: &str = "FROM integrations i JOIN widget_uploads w ON w.integration_id = i.id \
     AND w.number = (SELECT MAX(number) FROM widget_uploads n WHERE n.integration_id = i.id) \
     LEFT JOIN widget_installs s ON s.integration_id = i.id";

pub(crate) fn router() -> Router<State> {
    Router::new().route("/api/v4/widgets", get(Endpoint(list))).route(
        "/api/v4/widgets/{code}",
        get(Endpoint(one)).post(Endpoint(install)).delete(Endpoint(uninstall)),
    )
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let mut page = Page::of(call, MAX_LIMIT);
    let sql = format!("{} {FROM} ORDER BY i.id{}", table::select(COLUMNS), page.sql());
    let mut rows = table::all(call.db, &sql, &[], COLUMNS)?;
    page.cut(&mut rows);
    Ok(Reply::page(call, "widgets", rows.into_iter().map(|row| shown(call, row)).collect(), &page))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(Reply::ok(shown(call, find(call)?)))
}

fn find(call: &Call<'_>) -> Result<Map<String, Value>, Problem> {
    let sql = format!("{} {FROM} WHERE i.code = ?", table::select(COLUMNS));
    let found = table::first(call.db, &sql, &[Sql::Text(call.part("code").to_owned())], COLUMNS)?;
    found.ok_or_else(|| Problem::not_found("Widget not found"))
}

/// The fields of the manifest's settings, with their types and whether they are required.
fn template(manifest: &Value) -> Vec<(String, String, bool)> {
    let fields = manifest.get("settings").and_then(Value::as_object).into_iter().flatten();
    fields
        .map(|(key, field)| {
            let kind = field.get("type").and_then(Value::as_str).unwrap_or("text").to_owned();
            (key.clone(), kind, field.get("required") == Some(&Value::Bool(true)))
        })
        .collect()
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Value {
    let manifest = row.remove("manifest").unwrap_or_default();
    let settings = row.remove("settings").unwrap_or_default();
    let locations = manifest.get("locations").cloned().unwrap_or_default();
    let has = |location: &str| {
        let list = locations.as_array().into_iter().flatten();
        list.filter_map(Value::as_str).any(|known| known == location)
    };
    let template: Vec<Value> = template(&manifest)
        .into_iter()
        .map(|(key, kind, is_required)| json!({ "key": key, "name": key, "type": kind, "is_required": is_required }))
        .collect();
    row.insert("rating".to_owned(), json!("0,0"));
    row.insert("settings_template".to_owned(), template.into());
    row.insert("is_lead_source".to_owned(), has("lead_sources").into());
    row.insert("is_work_with_dp".to_owned(), has("digital_pipeline").into());
    row.insert("is_crm_template".to_owned(), json!(false));
    row.insert("pipeline_id".to_owned(), Value::Null);
    // Settings are for the widget's own integration alone.
    let is_own =
        call.caller.client.as_ref().is_some_and(|client| row.get("client_uuid") == Some(&json!(client.id)));
    if is_own {
        row.insert("settings".to_owned(), Value::Object(object(settings)));
    }
    let code = row.get("code").and_then(Value::as_str).unwrap_or_default();
    row.insert("_links".to_owned(), self_link(call.href(&format!("widgets/{code}"))));
    Value::Object(row)
}

fn install(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let widget = find(call)?;
    let is_fresh = !call
        .db
        .prepare_cached("SELECT 1 FROM widget_installs WHERE integration_id = ?1")?
        .exists([widget.get("id").and_then(Value::as_i64)])?;
    let sent = body::one_item(call)?;
    let fields = template(widget.get("manifest").unwrap_or(&Value::Null));
    body::single(&sent, |sent, _| {
        let mut errors = Vec::new();
        errors.extend(
            sent.keys()
                .filter(|key| !fields.iter().any(|(known, ..)| known == *key))
                .map(FieldError::unexpected),
        );
        let missing = fields.iter().filter(|(key, _, is_required)| *is_required && !sent.contains_key(key));
        errors.extend(missing.map(|(key, ..)| FieldError::missing(key)));
        if !errors.is_empty() {
            return Err(body::Refusal::Fields(errors));
        }
        call.db.execute(
            "INSERT INTO widget_installs (integration_id, settings, installed_by, installed_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (integration_id) DO UPDATE SET settings = ?2, updated_at = ?4",
            (
                widget.get("id").and_then(Value::as_i64),
                Value::Object(sent.clone()).to_string(),
                call.user().id,
                call.now,
            ),
        )?;
        Ok(Value::Null)
    })?;
    if let (true, Some(uuid)) = (is_fresh, widget.get("client_uuid").and_then(Value::as_str)) {
        hooks::installed(call.state, uuid, call.user().id);
    }
    one(call)
}

fn uninstall(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = find(call)?.get("id").and_then(Value::as_i64);
    let installed: Option<i64> = call
        .db
        .prepare_cached("SELECT integration_id FROM widget_installs WHERE integration_id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let installed = installed.ok_or_else(|| Problem::not_found("Widget is not installed"))?;
    call.db.execute("DELETE FROM widget_installs WHERE integration_id = ?1", [installed])?;
    let uuid: String =
        call.db.query_row("SELECT uuid FROM integrations WHERE id = ?1", [installed], |row| row.get(0))?;
    crate::api::auth::revoke(call.db, &uuid)?;
    hooks::disabled(call.state, &uuid);
    Ok(Reply::nothing())
}
