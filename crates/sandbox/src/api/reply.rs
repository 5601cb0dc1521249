//! Good answers: HAL documents, thin write answers, and nothing at all.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::call::Call;
use super::page::Page;

/// A good answer.
#[derive(Debug)]
pub(crate) enum Reply {
    /// A JSON document as `application/hal+json`.
    Json(StatusCode, Value),
    /// A status without a body.
    Empty(StatusCode),
    /// Plain text, where Kommo answers so.
    Text(StatusCode, &'static str),
}

impl Reply {
    /// 200 with a document.
    pub(crate) fn ok(body: impl Into<Value>) -> Self {
        Self::Json(StatusCode::OK, body.into())
    }

    /// 204: an empty list, a missing entity, something deleted.
    pub(crate) fn nothing() -> Self {
        Self::Empty(StatusCode::NO_CONTENT)
    }

    /// The same answer with another status.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        match self {
            Self::Json(_, body) => Self::Json(status, body),
            Self::Empty(_) => Self::Empty(status),
            Self::Text(_, text) => Self::Text(status, text),
        }
    }

    /// A page of a list; 204 if it has no items.
    pub(crate) fn page(call: &Call<'_>, collection: &str, items: Vec<Value>, page: &Page) -> Self {
        if items.is_empty() {
            return Self::nothing();
        }
        let body = json!({
            "_page": page.page,
            "_links": page.links(call),
            "_embedded": { collection: items },
        });
        Self::ok(body)
    }

    /// A whole list with its total, for the few resources that give one. An empty list is a document here.
    pub(crate) fn total(call: &Call<'_>, collection: &str, items: Vec<Value>) -> Self {
        Self::ok(json!({
            "_total_items": items.len(),
            "_links": { "self": { "href": format!("{}{}", call.origin, call.path) } },
            "_embedded": { collection: items },
        }))
    }

    /// A page of a list that gives its total.
    pub(crate) fn page_of_total(
        call: &Call<'_>,
        collection: &str,
        items: Vec<Value>,
        page: &Page,
        total: i64,
    ) -> Self {
        if items.is_empty() {
            return Self::nothing();
        }
        Self::ok(json!({
            "_total_items": total,
            "_page": page.page,
            "_page_count": total.div_euclid(page.limit) + i64::from(total.rem_euclid(page.limit) > 0),
            "_links": page.links(call),
            "_embedded": { collection: items },
        }))
    }

    /// What a write of several items answers with.
    pub(crate) fn written(call: &Call<'_>, collection: &str, items: Vec<Value>) -> Self {
        Self::ok(json!({
            "_links": { "self": { "href": format!("{}{}", call.origin, call.path) } },
            "_embedded": { collection: items },
        }))
    }
}

/// `{"self": {"href": …}}` of an entity.
pub(crate) fn self_link(href: String) -> Value {
    json!({ "self": { "href": href } })
}

/// Takes the members of a `json!({…})` literal.
pub(crate) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        match self {
            Self::Json(status, body) => {
                // A tenth quicker than `to_string`, which goes through a formatter.
                let body = serde_json::to_vec(&body).unwrap_or_default();
                (status, [(header::CONTENT_TYPE, "application/hal+json")], body).into_response()
            }
            Self::Empty(status) => status.into_response(),
            Self::Text(status, text) => (status, text).into_response(),
        }
    }
}
