//! Calls about widgets and the world outside.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Shared;
use super::calls::{Answer, Wrong, read};
use crate::integrations::{Integration, IntegrationError, UploadError, Uploaded};
use crate::sandbox::Sandbox;

impl From<IntegrationError> for Wrong {
    fn from(error: IntegrationError) -> Self {
        Self(StatusCode::BAD_REQUEST, error.to_string())
    }
}

impl From<UploadError> for Wrong {
    fn from(error: UploadError) -> Self {
        Self(StatusCode::BAD_REQUEST, error.to_string())
    }
}

fn described(integration: &Integration) -> Value {
    json!({
        "uuid": integration.uuid,
        "code": integration.code,
        "name": integration.name,
        "version": integration.version,
        "files": integration.files_path(),
        "status": integration.status.as_str(),
    })
}

fn uploaded(uploaded: &Uploaded) -> Json<Value> {
    Json(json!({ "integration": described(&uploaded.integration), "warnings": uploaded.warnings }))
}

pub(super) async fn upload(Extract(state): Shared, zip: Bytes) -> Answer {
    Ok(uploaded(&Sandbox::within(&state).upload(&zip)?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct As {
    #[serde(default)]
    public: bool,
}

pub(super) async fn upload_next(
    Extract(state): Shared,
    Path(uuid): Path<String>,
    Query(wanted): Query<As>,
    zip: Bytes,
) -> Answer {
    let sandbox = Sandbox::within(&state);
    let done =
        if wanted.public { sandbox.upload_public(&uuid, &zip)? } else { sandbox.upload_to(&uuid, &zip)? };
    sandbox.reload_pages();
    Ok(uploaded(&done))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Install {
    uuid: String,
    #[serde(default)]
    settings: Value,
}

pub(super) async fn install(Extract(state): Shared, body: String) -> Answer {
    let wanted: Install = read(&body)?;
    let installed = Sandbox::within(&state).install(&wanted.uuid, &wanted.settings)?;
    Ok(Json(json!({ "integration": described(&installed) })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Disable {
    uuid: String,
}

pub(super) async fn disable(Extract(state): Shared, body: String) -> Answer {
    let Disable { uuid } = read(&body)?;
    let disabled = Sandbox::within(&state).disable(&uuid)?;
    Ok(Json(json!({ "integration": described(&disabled) })))
}

pub(super) async fn stubs(Extract(state): Shared, body: String) -> Answer {
    let added = Sandbox::within(&state).stubs_from_json(&body);
    added.map_err(|error| Wrong(StatusCode::BAD_REQUEST, format!("the stubs do not fit: {error}")))?;
    Ok(Json(json!({})))
}

pub(super) async fn lifecycle(Extract(state): Shared, Query(since): Query<Since>) -> Answer {
    Ok(Json(json!({ "entries": Sandbox::within(&state).lifecycle(since.after) })))
}

#[derive(Deserialize)]
pub(super) struct Since {
    #[serde(default)]
    after: u64,
}

pub(super) async fn outside(Extract(state): Shared) -> Answer {
    Ok(Json(json!({ "calls": Sandbox::within(&state).external_calls() })))
}
