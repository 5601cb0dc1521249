//! Knowledge of the AI agent (<https://developers.kommo.com/reference/ai-api-methods>): v2 addresses and error bodies of
//! their own. The address for file sources is not known, so there is none here.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::{Value, json};

use super::body::{self, Field, Item, Kind, Mode, field};
use super::call::{Call, Endpoint};
use super::problem::Problem;
use super::reply::Reply;
use crate::state::State;

/// Sources an account may have.
const MOST: i64 = 100;
const CODES: Kind = Kind::Choice(&[
    "contact_information",
    "privacy_policy",
    "return_and_refund_policy",
    "shipping_policy",
    "terms_of_service",
]);
const FUNCTIONS: Kind = Kind::List(&Kind::Choice(&["agent", "suggested_reply"]));

const TEXT: &[Field] = &[
    field("name", Kind::Text).required(),
    field("text", Kind::Text).required(),
    field("lang", Kind::Choice(&["en", "es", "pt", "ru"])).required(),
    field("available_functions", FUNCTIONS).required(),
    field("code", CODES),
];

const URL: &[Field] = &[
    field("url", Kind::Text).required(),
    field("with_nested", Kind::Bool),
    field("available_functions", FUNCTIONS).required(),
    field("code", CODES),
];

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/api/v2/sources/text", post(Endpoint(text)))
        .route("/api/v2/sources/url", post(Endpoint(url)))
        .route("/api/v2/agent/knowledges/products/import", post(Endpoint(products)))
}

fn wrong(status: StatusCode, detail: &str, reason: &str) -> Reply {
    let body =
        json!({ "code": status.as_u16(), "status": "error", "detail": detail, "error_reason": reason });
    Reply::Json(status, body)
}

fn done() -> Reply {
    Reply::Json(StatusCode::CREATED, json!({ "code": 201, "status": "success" }))
}

fn text(call: &Call<'_>) -> Result<Reply, Problem> {
    add(call, "text", TEXT, |item| {
        let functions = item.get("available_functions").and_then(Value::as_array).map(Vec::as_slice);
        let is_reply = functions.unwrap_or_default().contains(&json!("suggested_reply"));
        let most = if is_reply { 2000 } else { 5000 };
        let length = item.get("text").and_then(Value::as_str).map_or(0, |text| text.chars().count());
        if (10..=most).contains(&length) { Ok(()) } else { Err(format!("text: 10 to {most} characters")) }
    })
}

fn url(call: &Call<'_>) -> Result<Reply, Problem> {
    add(call, "url", URL, |item| {
        let url = item.get("url").and_then(Value::as_str).unwrap_or_default();
        if url.starts_with("https://") || url.starts_with("http://") {
            Ok(())
        } else {
            Err("url: not a valid URL".to_owned())
        }
    })
}

fn add(
    call: &Call<'_>,
    kind: &str,
    fields: &[Field],
    fits: fn(&Item) -> Result<(), String>,
) -> Result<Reply, Problem> {
    let item = body::one_item(call)?;
    let errors = body::check(call.db, &item, fields, Mode::Create)?;
    if let Some(error) = errors.first() {
        return Ok(wrong(
            StatusCode::BAD_REQUEST,
            &format!("{}: {}", error.path, error.detail),
            "validation",
        ));
    }
    let functions = item.get("available_functions").and_then(Value::as_array).map_or(0, Vec::len);
    if functions != 1 {
        return Ok(wrong(StatusCode::BAD_REQUEST, "available_functions: exactly one", "validation"));
    }
    if let Err(detail) = fits(&item) {
        return Ok(wrong(StatusCode::BAD_REQUEST, &detail, "validation"));
    }
    let count: i64 = call.db.query_row("SELECT COUNT(*) FROM ai_sources", [], |row| row.get(0))?;
    if count >= MOST {
        return Ok(wrong(StatusCode::PAYMENT_REQUIRED, "Limit reached", "limit"));
    }
    call.db.execute(
        "INSERT INTO ai_sources (kind, model) VALUES (?1, ?2)",
        (kind, Value::Object(item).to_string()),
    )?;
    Ok(done())
}

fn products(_: &Call<'_>) -> Result<Reply, Problem> {
    Ok(done())
}
