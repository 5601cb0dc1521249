//! Website buttons of the CRM plugin: admins and integrations only.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::body::{self, Field, Kind, Mode, field};
use super::call::{Call, Endpoint};
use super::filter;
use super::page::{MAX_LIMIT, Page};
use super::problem::{FieldError, Problem};
use super::reply::Reply;
use crate::state::State;

/// Domains a button may trust.
const MOST_DOMAINS: usize = 10;

const CREATE: &[Field] = &[
    field("pipeline_id", Kind::Int).required(),
    field("trusted_websites", Kind::List(&Kind::Text)),
    field("is_used_in_app", Kind::Bool),
    field("name", Kind::Short(255)),
];

const UPDATE: &[Field] = &[
    field("trusted_websites", Kind::Object(&[field("add", Kind::List(&Kind::Text)).required()])),
    field("name", Kind::Short(255)),
];

pub(crate) fn router() -> Router<State> {
    let base = "/api/v4/website_buttons";
    Router::new()
        .route(base, get(Endpoint(list)).post(Endpoint(create)))
        .route(&format!("{base}/{{id}}"), get(Endpoint(one)).patch(Endpoint(update)))
        .route(&format!("{base}/{{id}}/online_chat"), post(Endpoint(chat)))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let mut page = Page::with_default(call, MAX_LIMIT, MAX_LIMIT);
    let with_deleted = filter::with(&call.query).contains(&"deleted");
    let mut ids: Vec<i64> = call
        .db
        .prepare_cached(&format!(
            "SELECT source_id FROM website_buttons WHERE ?1 OR NOT is_deleted ORDER BY source_id{}",
            page.sql()
        ))?
        .query_map([with_deleted], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    page.cut(&mut ids);
    let buttons = ids.into_iter().filter_map(|id| find(call, id).transpose()).collect::<Result<_, _>>()?;
    Ok(Reply::page(call, "website_buttons", buttons, &page))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    find(call, call.id("id")?)?.map(Reply::ok).ok_or_else(|| Problem::not_found("Website button not found"))
}

fn find(call: &Call<'_>, id: i64) -> Result<Option<Value>, Problem> {
    let with = filter::with(&call.query);
    let found = call
        .db
        .prepare_cached(
            "SELECT (SELECT id FROM account), source_id, button_id, name, pipeline_id, is_deleted FROM website_buttons \
             WHERE source_id = ?1",
        )?
        .query_row([id], |row| {
            let button: i64 = row.get(2)?;
            Ok((
                json!({
                    "account_id": row.get::<_, i64>(0)?,
                    "source_id": row.get::<_, i64>(1)?,
                    "button_id": button,
                    "is_duplication_control_enabled": false,
                    "name": row.get::<_, String>(3)?,
                    "creation_status": "created",
                    "pipeline_id": row.get::<_, Option<i64>>(4)?,
                }),
                button,
                row.get::<_, bool>(5)?,
            ))
        })
        .optional()?;
    Ok(found.map(|(mut button, number, is_deleted)| {
        if let Some(button) = button.as_object_mut() {
            if with.contains(&"scripts") {
                let script =
                    format!("<script>(function(b){{b.crm_plugin={{id:{number}}}}})(window)</script>");
                button.insert("script".to_owned(), script.into());
            }
            if with.contains(&"deleted") {
                button.insert("is_deleted".to_owned(), is_deleted.into());
            }
        }
        button
    }))
}

fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let item = body::one_item(call)?;
    let made = body::single(&item, |item, _| {
        body::require(call.db, item, CREATE, Mode::Create)?;
        let pipeline = item.get("pipeline_id").and_then(Value::as_i64).unwrap_or_default();
        if !body::exists(call.db, "pipelines", pipeline)? {
            return Err(FieldError::choice("pipeline_id").into());
        }
        let sites = item.get("trusted_websites").cloned().unwrap_or_else(|| json!([]));
        let count = sites.as_array().map_or(0, Vec::len);
        let is_in_app = item.get("is_used_in_app").and_then(Value::as_bool).unwrap_or_default();
        if count > MOST_DOMAINS || (count == 0 && !is_in_app) {
            return Err(FieldError::choice("trusted_websites").into());
        }
        let name = item.get("name").and_then(Value::as_str).unwrap_or("Website button");
        call.db.execute(
            "INSERT INTO website_buttons (button_id, name, pipeline_id, trusted_websites, is_used_in_app) \
             VALUES ((SELECT COALESCE(MAX(button_id), 500000) + 1 FROM website_buttons), ?1, ?2, ?3, ?4)",
            (name, pipeline, sites.to_string(), is_in_app),
        )?;
        Ok(json!({ "source_id": call.db.last_insert_rowid(), "trusted_websites": sites }))
    })?;
    Ok(Reply::ok(made).status(StatusCode::ACCEPTED))
}

/// Domains are only ever added, and only to a button that has one already.
fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    let kept: Option<String> = call
        .db
        .prepare_cached(
            "SELECT trusted_websites FROM website_buttons WHERE source_id = ?1 AND NOT is_deleted",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let kept = kept.ok_or_else(|| Problem::not_found("Website button not found"))?;
    let item = body::one_item(call)?;
    let changed = body::single(&item, |item, _| {
        body::require(call.db, item, UPDATE, Mode::Update)?;
        let mut sites: Vec<Value> = serde_json::from_str(&kept).unwrap_or_default();
        let more = item.get("trusted_websites").and_then(|sites| sites.get("add")).and_then(Value::as_array);
        for site in more.into_iter().flatten() {
            if !sites.is_empty() && !sites.contains(site) {
                sites.push(site.clone());
            }
        }
        if sites.len() > MOST_DOMAINS {
            return Err(FieldError::choice("trusted_websites.add").into());
        }
        call.db.execute(
            "UPDATE website_buttons SET trusted_websites = ?2, name = COALESCE(?3, name) WHERE source_id = ?1",
            (id, Value::from(sites.clone()).to_string(), item.get("name").and_then(Value::as_str)),
        )?;
        Ok(json!({ "source_id": id, "trusted_websites": sites }))
    })?;
    Ok(Reply::ok(changed))
}

/// One online chat for each pipeline.
fn chat(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    let pipeline: Option<Option<i64>> = call
        .db
        .prepare_cached("SELECT pipeline_id FROM website_buttons WHERE source_id = ?1 AND NOT is_deleted")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let pipeline = pipeline.ok_or_else(|| Problem::not_found("Website button not found"))?;
    let is_taken = call
        .db
        .prepare_cached("SELECT 1 FROM website_buttons WHERE pipeline_id IS ?1 AND has_online_chat")?
        .exists([pipeline])?;
    if is_taken {
        return Err(Problem::bad_request("The pipeline already has an online chat"));
    }
    call.db.execute("UPDATE website_buttons SET has_online_chat = 1 WHERE source_id = ?1", [id])?;
    Ok(Reply::Empty(StatusCode::ACCEPTED))
}
