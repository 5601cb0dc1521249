//! Templates of messages (<https://developers.kommo.com/reference/add-templates>): admins only, each integration its own.

use axum::Router;
use axum::routing::{get, post};
use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};

use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::{Call, Endpoint};
use crate::api::filter::{self, Conditions, Filter, Shape};
use crate::api::page::Page;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::{Reply, object, self_link};
use crate::api::table::{self, As, Column, Draft};
use crate::state::State;

/// Templates a page holds.
const PAGE: i64 = 50;

const COLUMNS: &[Column] = &[
    ("id", "id", As::Plain),
    ("account_id", "(SELECT id FROM account)", As::Plain),
    ("created_at", "created_at", As::Plain),
    ("updated_at", "updated_at", As::Plain),
    ("external_id", "external_id", As::Plain),
    ("model", "model", As::Json),
];

const BUTTON: &[Field] = &[
    field("type", Kind::Choice(&["inline", "url"])).required(),
    field("text", Kind::Text).required(),
    field("url", Kind::Text),
];

const ATTACHMENT: &[Field] = &[
    field("id", Kind::Text).required(),
    field("name", Kind::Text),
    field("type", Kind::Choice(&["picture", "file", "document", "video"])),
];

const FIELDS: &[Field] = &[
    field("name", Kind::Short(255)).required(),
    field("content", Kind::Text).required(),
    field("is_editable", Kind::Bool),
    field("type", Kind::Choice(&["amocrm", "waba"])),
    field("buttons", Kind::List(&Kind::Object(BUTTON))),
    field("attachment", Kind::Object(ATTACHMENT)).nullable(),
    field("external_id", Kind::Text).nullable(),
    field("waba_header", Kind::Short(60)).nullable(),
    field("waba_header_type", Kind::Choice(&["text", "media"])).nullable(),
    field("waba_footer", Kind::Short(60)).nullable(),
    field("waba_category", Kind::Choice(&["UTILITY", "AUTHENTICATION", "MARKETING"])).nullable(),
    field("waba_language", Kind::Text).nullable(),
    field("waba_examples", Kind::Any).nullable(),
];

const FILTERS: &[Filter] = &[("external_id", "external_id", Shape::Texts)];

pub(super) fn router() -> Router<State> {
    let base = "/api/v4/chats/templates";
    Router::new()
        .route(
            base,
            get(Endpoint(list)).post(Endpoint(create)).patch(Endpoint(update)).delete(Endpoint(delete_many)),
        )
        .route(
            &format!("{base}/{{id}}"),
            get(Endpoint(one)).patch(Endpoint(update_by_path)).delete(Endpoint(delete_one)),
        )
        .route(&format!("{base}/{{id}}/review"), post(Endpoint(review)))
        .route(&format!("{base}/{{id}}/review/{{review}}"), post(Endpoint(decide)))
}

fn owner(call: &Call<'_>) -> Sql {
    call.caller.client.as_ref().map_or(Sql::Null, |client| Sql::Text(client.id.clone()))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let mut page = Page::of(call, PAGE);
    let mut conditions = Conditions::default();
    conditions.add("client_id IS ?", [owner(call)]);
    conditions.filter(&call.query, FILTERS)?;
    let sql = format!(
        "{} FROM chat_templates{} ORDER BY id{}",
        table::select(COLUMNS),
        conditions.sql(),
        page.sql()
    );
    let mut rows = table::all(call.db, &sql, conditions.values(), COLUMNS)?;
    page.cut(&mut rows);
    let rows = rows.into_iter().map(|row| shown(call, row)).collect::<Result<_, _>>()?;
    Ok(Reply::page(call, "chat_templates", rows, &page))
}

fn one(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    Ok(Reply::ok(shown(call, required(call, call.id("id")?)?)?))
}

fn find(call: &Call<'_>, id: i64) -> Result<Option<Map<String, Value>>, Problem> {
    let sql = format!("{} FROM chat_templates WHERE id = ? AND client_id IS ?", table::select(COLUMNS));
    Ok(table::first(call.db, &sql, &[Sql::Integer(id), owner(call)], COLUMNS)?)
}

fn required(call: &Call<'_>, id: i64) -> Result<Map<String, Value>, Problem> {
    find(call, id)?.ok_or_else(|| Problem::not_found("Chat template not found"))
}

fn shown(call: &Call<'_>, mut row: Map<String, Value>) -> Result<Value, Problem> {
    let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
    let model = object(row.remove("model").unwrap_or_default());
    let defaults = json!({
        "is_editable": false, "type": "amocrm", "buttons": [], "attachment": null, "waba_header": null,
        "waba_header_type": null, "waba_footer": null, "waba_category": null, "waba_language": null, "waba_examples": [],
    });
    let mut template = object(defaults);
    template.extend(model);
    template.extend(row);
    if filter::with(&call.query).contains(&"reviews") {
        let reviews = reviews(call, id)?;
        let statuses: Vec<&str> = reviews.iter().filter_map(|one| one.get("status")?.as_str()).collect();
        let status =
            ["approved", "rejected", "paused", "review"].into_iter().find(|one| statuses.contains(one));
        template.insert("is_on_review".to_owned(), json!(statuses.contains(&"review")));
        template.insert("review_status".to_owned(), json!(status));
        template.insert("_embedded".to_owned(), json!({ "reviews": reviews }));
    }
    template.insert("_links".to_owned(), self_link(call.href(&format!("chats/templates/{id}"))));
    Ok(Value::Object(template))
}

fn reviews(call: &Call<'_>, template: i64) -> Result<Vec<Value>, Problem> {
    let list = call
        .db
        .prepare_cached(
            "SELECT id, source_id, status, reject_reason FROM chat_template_reviews WHERE template_id = ?1 ORDER BY id",
        )?
        .query_map([template], |row| {
            let (id, source): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            let (status, reason): (String, String) = (row.get(2)?, row.get(3)?);
            Ok(json!({ "id": id, "source_id": source, "status": status, "reject_reason": reason }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(list)
}

fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let made = body::each(&items, |item, request_id| {
        body::require(call.db, item, FIELDS, Mode::Create)?;
        let mut draft = drafted(item, Map::new());
        draft.set("client_id", owner(call));
        draft.set("created_at", call.now);
        draft.set("updated_at", call.now);
        let id = draft.insert(call.db, "chat_templates")?;
        Ok(body::echo(shown(call, required(call, id)?)?, request_id))
    })?;
    Ok(Reply::total(call, "chat_templates", made))
}

/// The columns of a template: everything but the `external_id` goes into the model.
fn drafted(item: &Item, mut model: Map<String, Value>) -> Draft {
    let mut draft = Draft::default();
    draft.take(item, &["external_id"]);
    let own = item.iter().filter(|(key, _)| !matches!(key.as_str(), "external_id" | "request_id" | "id"));
    model.extend(own.map(|(key, value)| (key.clone(), value.clone())));
    draft.set("model", Value::Object(model).to_string());
    draft
}

fn update(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let items = body::items(call, body::MAX_ITEMS)?;
    let changed = body::each(&items, |item, request_id| {
        Ok(body::echo(update_one(call, body::id_of(item)?, item)?, request_id))
    })?;
    Ok(Reply::total(call, "chat_templates", changed))
}

fn update_by_path(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    required(call, id)?;
    let item = body::one_item(call)?;
    Ok(Reply::ok(body::single(&item, |item, _| update_one(call, id, item))?))
}

fn update_one(call: &Call<'_>, id: i64, item: &Item) -> Result<Value, Refusal> {
    let Some(old) = find(call, id)? else {
        return Err(Refusal::Unknown(id.to_string(), "Chat template not found".to_owned()));
    };
    body::require(call.db, item, FIELDS, Mode::Update)?;
    let model = object(old.get("model").cloned().unwrap_or_default());
    let is_waba = model.get("type").and_then(Value::as_str) == Some("waba");
    if is_waba && !reviews(call, id)?.is_empty() {
        return Err(
            Problem::bad_request("A WhatsApp template can be changed only while it is a draft").into()
        );
    }
    let mut draft = drafted(item, model);
    draft.set("updated_at", call.now);
    draft.update(call.db, "chat_templates", id)?;
    Ok(shown(call, required(call, id)?)?)
}

fn delete_one(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    required(call, id)?;
    call.db.execute("DELETE FROM chat_templates WHERE id = ?1", [id])?;
    Ok(Reply::nothing())
}

fn delete_many(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    for item in body::items(call, body::MAX_ITEMS)? {
        let id = item.get("id").and_then(Value::as_i64).unwrap_or_default();
        required(call, id)?;
        call.db.execute("DELETE FROM chat_templates WHERE id = ?1", [id])?;
    }
    Ok(Reply::nothing())
}

/// Sends a template to review with every WhatsApp source of the integration, or with none in particular.
fn review(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let id = call.id("id")?;
    required(call, id)?;
    let sources: Vec<i64> = call
        .db
        .prepare_cached(
            "SELECT id FROM sources WHERE client_id IS ?1 AND services LIKE '%whatsapp%' ORDER BY id",
        )?
        .query_map([owner(call)], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sources = if sources.is_empty() { vec![None] } else { sources.into_iter().map(Some).collect() };
    for source in sources {
        call.db.execute(
            "INSERT INTO chat_template_reviews (template_id, source_id, status) VALUES (?1, ?2, 'review')",
            (id, source),
        )?;
    }
    call.touch("chat_template_review", "add", id);
    Ok(Reply::total(call, "reviews", reviews(call, id)?))
}

const DECISION: &[Field] = &[
    field("status", Kind::Choice(&["approved", "paused", "rejected"])).required(),
    field("reject_reason", Kind::Short(65_535)),
];

fn decide(call: &Call<'_>) -> Result<Reply, Problem> {
    call.require_admin()?;
    let (id, review) = (call.id("id")?, call.id("review")?);
    required(call, id)?;
    let item = body::one_item(call)?;
    let decided = body::single(&item, |item, _| {
        body::require(call.db, item, DECISION, Mode::Create)?;
        let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
        if text("status") == "rejected" && text("reject_reason").is_empty() {
            return Err(FieldError::missing("reject_reason").into());
        }
        let changed = call.db.execute(
            "UPDATE chat_template_reviews SET status = ?3, reject_reason = ?4 WHERE id = ?1 AND template_id = ?2",
            (review, id, text("status"), text("reject_reason")),
        )?;
        if changed == 0 {
            return Err(Problem::not_found("Review not found").into());
        }
        let list = reviews(call, id)?;
        let found = list.into_iter().find(|one| one.get("id").and_then(Value::as_i64) == Some(review));
        Ok(found.unwrap_or_default())
    })?;
    Ok(Reply::ok(decided))
}
