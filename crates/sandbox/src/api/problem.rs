//! Error answers: `application/problem+json` as Kommo writes it.
//!
//! Shapes: <https://developers.kommo.com/docs/http-codes> and the validation errors seen in practice.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::db::DbError;

/// One field of one item that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    pub(crate) code: Code,
    /// Dotted path within the item: `custom_fields_values.0.field_id`.
    pub(crate) path: String,
    pub(crate) detail: String,
}

/// The validation codes that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    NotSupportedChoice,
    FieldMissing,
    FieldNotExpected,
    InvalidType,
    TooLong,
}

impl Code {
    fn as_str(self) -> &'static str {
        match self {
            Self::NotSupportedChoice => "NotSupportedChoice",
            Self::FieldMissing => "FieldMissing",
            Self::FieldNotExpected => "FieldNotExpected",
            Self::InvalidType => "InvalidType",
            Self::TooLong => "TooLong",
        }
    }
}

impl FieldError {
    pub(crate) fn choice(path: impl Into<String>) -> Self {
        Self::new(Code::NotSupportedChoice, path, "The value you selected is not a valid choice.")
    }

    pub(crate) fn too_long(path: impl Into<String>) -> Self {
        Self::new(Code::TooLong, path, "This value is too long.")
    }

    pub(crate) fn missing(path: impl Into<String>) -> Self {
        Self::new(Code::FieldMissing, path, "This field is missing.")
    }

    pub(crate) fn unexpected(path: impl Into<String>) -> Self {
        Self::new(Code::FieldNotExpected, path, "This field was not expected.")
    }

    pub(crate) fn wrong_type(path: impl Into<String>, expected: &str) -> Self {
        Self::new(Code::InvalidType, path, format!("This value should be of type {expected}."))
    }

    /// The same error with a detail of its own.
    pub(crate) fn because(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same error with its path below `prefix`.
    pub(crate) fn below(mut self, prefix: &str) -> Self {
        self.path = if self.path.is_empty() { prefix.to_owned() } else { format!("{prefix}.{}", self.path) };
        self
    }

    fn new(code: Code, path: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { code, path: path.into(), detail: detail.into() }
    }
}

/// The errors of one item of a batch.
#[derive(Debug, Clone)]
pub(crate) struct ItemErrors {
    pub(crate) request_id: String,
    pub(crate) errors: Vec<FieldError>,
}

/// An error answer.
#[derive(Debug)]
pub struct Problem(Kind);

#[derive(Debug)]
enum Kind {
    Json { status: StatusCode, detail: String, extra: Map<String, Value> },
    Database(DbError),
}

impl Problem {
    /// An answer with this status and detail, and nothing else.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self(Kind::Json { status, detail: detail.into(), extra: Map::new() })
    }

    /// 401: no session, or a token that is unknown, expired or revoked.
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Invalid user name or password")
    }

    /// 403: the user may not do this.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// 404 with a detail.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 400 with a detail.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 422: understood, and cannot be done.
    pub fn unprocessable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// The detail, and what is wrong with which field.
    pub(crate) fn words(&self) -> String {
        match &self.0 {
            Kind::Database(error) => error.to_string(),
            Kind::Json { detail, extra, .. } => {
                let errors = extra.get("validation-errors").and_then(Value::as_array).into_iter().flatten();
                let errors = errors.filter_map(|item| item.get("errors")?.as_array()).flatten();
                let text = |error: &Value, key: &str| {
                    error.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
                };
                errors.fold(detail.clone(), |all, error| {
                    format!("{all}; {}: {}", text(error, "path"), text(error, "detail"))
                })
            }
        }
    }

    /// Adds a member beside title, type, status and detail.
    pub(crate) fn with(mut self, key: &str, value: Value) -> Self {
        if let Kind::Json { extra, .. } = &mut self.0 {
            extra.insert(key.to_owned(), value);
        }
        self
    }

    /// 400 with one entry for each item that was not accepted.
    pub(crate) fn validation(items: &[ItemErrors]) -> Self {
        let items: Vec<Value> = items
            .iter()
            .map(|item| {
                let errors: Vec<Value> = item
                    .errors
                    .iter()
                    .map(|error| json!({"code": error.code.as_str(), "path": error.path, "detail": error.detail}))
                    .collect();
                json!({"request_id": item.request_id, "errors": errors})
            })
            .collect();
        Self::bad_request("Request validation failed").with("validation-errors", Value::Array(items))
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        Self(Kind::Database(error))
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        Self(Kind::Database(DbError::Query(error)))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, detail, mut body) = match self.0 {
            Kind::Json { status, detail, extra } => (status, detail, extra),
            // Never Kommo's doing: the sandbox itself failed, and says so.
            Kind::Database(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string(), Map::new()),
        };
        body.insert("title".to_owned(), status.canonical_reason().unwrap_or("Error").into());
        body.insert("type".to_owned(), format!("https://httpstatus.es/{}", status.as_u16()).into());
        body.insert("status".to_owned(), status.as_u16().into());
        body.insert("detail".to_owned(), detail.into());
        let headers = [(header::CONTENT_TYPE, "application/problem+json")];
        (status, headers, Value::Object(body).to_string()).into_response()
    }
}
