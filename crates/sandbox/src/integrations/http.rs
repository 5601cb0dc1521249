//! The requests of Settings → Integrations.
//!
//! `POST /v3/clients/`, `PATCH /v3/clients/{uuid}`, the multipart upload and `/ajax/widgets/edit` are those the real
//! page was seen to send. The rest (keys, deleting, the icon) is the sandbox's own, since theirs is not known.

use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State as Handler};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use kommo_manifest::check::Mode;
use serde_json::{Map, Value, json};

use super::error::{IntegrationError, UploadError};
use super::form::FieldProblem;
use super::{install, keys, request, store, upload, view};
use crate::session::{Session, User};
use crate::state::State;

/// Bytes an uploaded archive may have; Kommo names no limit.
const MAX_ARCHIVE: usize = 64 << 20;
/// Integrations on one page of the list.
const PER_PAGE: usize = 20;

pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/v3/clients/", post(create))
        .route("/v3/clients/{uuid}", patch(update).get(read).delete(delete))
        .route("/v3/clients/{uuid}/code", post(code))
        .route(
            "/ajax/widgets/{uuid}/widget/upload/",
            post(upload_archive).layer(DefaultBodyLimit::max(MAX_ARCHIVE)),
        )
        .route("/ajax/widgets/{uuid}/logo", get(logo))
        .route("/ajax/widgets/edit", post(edit))
        .route("/ajax/widgets/edit/", post(edit))
        .route("/ajax/widgets/list", get(list_widgets))
        .route("/ajax/settings/widgets/category/own_integrations/{page}/", get(own))
        .layer(DefaultBodyLimit::max(4 << 20))
}

type Answer = Result<Response, IntegrationError>;

fn admin(user: &User) -> Result<(), IntegrationError> {
    if user.is_admin { Ok(()) } else { Err(IntegrationError::NotAdmin) }
}

async fn create(Handler(state): Handler<State>, Session(user): Session, Json(body): Json<Value>) -> Answer {
    admin(&user)?;
    let form = request::form(&body, None)?;
    let now = state.clock().now();
    let uuid = state.db(|db| store::insert(db, &form, user.id, now))?;
    Ok((StatusCode::CREATED, Json(describe(&state, &uuid)?)).into_response())
}

async fn update(
    Handler(state): Handler<State>,
    Session(user): Session,
    Path(uuid): Path<String>,
    Json(body): Json<Value>,
) -> Answer {
    admin(&user)?;
    let before = state.db(|db| store::by_uuid(db, &uuid))?;
    let form = request::form(&body, Some(&before.integration))?;
    let now = state.clock().now();
    state.db(|db| store::update(db, &uuid, &form, now))?;
    Ok(Json(describe(&state, &uuid)?).into_response())
}

async fn read(Handler(state): Handler<State>, Session(user): Session, Path(uuid): Path<String>) -> Answer {
    admin(&user)?;
    let mut description = describe(&state, &uuid)?;
    let secret = state.db(|db| store::by_uuid(db, &uuid))?.integration.secret;
    if let Value::Object(description) = &mut description {
        description.insert("secret".to_owned(), secret.into());
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(description)).into_response())
}

async fn delete(Handler(state): Handler<State>, Session(user): Session, Path(uuid): Path<String>) -> Answer {
    admin(&user)?;
    state.db(|db| {
        store::by_uuid(db, &uuid)?;
        store::delete(db, &uuid).map_err(IntegrationError::from)
    })?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn code(Handler(state): Handler<State>, Session(user): Session, Path(uuid): Path<String>) -> Answer {
    admin(&user)?;
    let issued = keys::issue(&state, &uuid, user.id)?;
    let body = json!({"code": issued.code, "expires_at": issued.expires_at});
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}

async fn logo(Handler(state): Handler<State>, Session(_): Session, Path(uuid): Path<String>) -> Answer {
    Ok(match state.db(|db| store::logo(db, &uuid))? {
        Some((bytes, kind)) => {
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (header::CACHE_CONTROL, "no-cache".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    })
}

/// `mode=public` asks for the marketplace's stricter checks. The real page has another form for that.
#[derive(Debug, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    mode: Option<String>,
}

async fn upload_archive(
    Handler(state): Handler<State>,
    Session(user): Session,
    Path(uuid): Path<String>,
    Query(asked): Query<Asked>,
    mut form: Multipart,
) -> Result<Response, UploadError> {
    admin(&user)?;
    let mut archive = None;
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        IntegrationError::Form(vec![FieldProblem::new(
            "widget",
            format!("the upload broke off: {}", error.body_text()),
        )])
    };
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("widget") {
            archive = Some(field.bytes().await.map_err(unreadable)?);
        }
    }
    let Some(archive) = archive else {
        let problem =
            FieldProblem::new("widget", "choose an archive: the request has no file in its field `widget`");
        return Err(IntegrationError::Form(vec![problem]).into());
    };
    let mode = if asked.mode.as_deref() == Some("public") { Mode::Public } else { Mode::Private };
    let work = {
        let state = state.clone();
        move || upload::upload(&state, &uuid, &archive, user.id, mode)
    };
    // Unpacking is work for the processor: other requests go on meanwhile.
    let uploaded = tokio::task::spawn_blocking(work).await.map_err(|_| {
        IntegrationError::Form(vec![FieldProblem::new("widget", "the archive could not be read")])
    })??;
    let langs: Map<String, Value> = uploaded.langs.iter().map(|lang| (lang.clone(), true.into())).collect();
    Ok(Json(json!({
        "response": true,
        "langs": langs,
        "code": uploaded.integration.code,
        "version": uploaded.integration.version,
        "number": uploaded.integration.upload,
        "warnings": uploaded.warnings,
    }))
    .into_response())
}

/// Installs, saves or disables: `{action: "edit", id, code, widget_active: "Y"|"N", settings: {…}}`, as JSON or a form.
async fn edit(
    Handler(state): Handler<State>,
    Session(user): Session,
    headers: axum::http::HeaderMap,
    body: axum::body::Bytes,
) -> Answer {
    admin(&user)?;
    let asked = request::edit(&headers, &body)?;
    let uuid = state.db(|db| store::by_code(db, &asked.code))?.integration.uuid;
    if !asked.is_active {
        install::disable(&state, &uuid)?;
        let widget = describe_widget(&state, &uuid, &user)?;
        return Ok(Json(json!({"response": true, "widget": widget})).into_response());
    }
    let saved = install::save(&state, &uuid, &asked.settings, user.id)?;
    if let Some(catalog) = asked.sdk_catalog_id {
        install::claim_catalog(&state, &uuid, catalog)?;
    }
    let widget = describe_widget(&state, &uuid, &user)?;
    Ok(Json(json!({"response": true, "widget": widget, "not_stored": saved.dropped})).into_response())
}

async fn list_widgets(Handler(state): Handler<State>, Session(user): Session) -> Answer {
    Ok(Json(json!({"widgets": view::widgets(&state, &user)?})).into_response())
}

async fn own(Handler(state): Handler<State>, Session(user): Session, Path(page): Path<usize>) -> Answer {
    admin(&user)?;
    let (tiles, total) = state.db(|db| -> Result<_, IntegrationError> {
        let stored = store::all(db)?;
        let shown = stored.iter().rev().skip(page.saturating_sub(1) * PER_PAGE).take(PER_PAGE);
        let mut tiles = Map::new();
        for one in shown {
            let key = one.integration.code.clone().unwrap_or_else(|| one.integration.uuid.clone());
            tiles.insert(key, view::tile(db, one)?);
        }
        Ok((tiles, stored.len()))
    })?;
    Ok(Json(json!({"widgets": tiles, "total": total, "page": page, "per_page": PER_PAGE})).into_response())
}

fn describe(state: &State, uuid: &str) -> Result<Value, IntegrationError> {
    state.db(|db| {
        let one = store::by_uuid(db, uuid)?;
        view::tile(db, &one).map_err(IntegrationError::from)
    })
}

fn describe_widget(state: &State, uuid: &str, user: &User) -> Result<Value, IntegrationError> {
    state.db(|db| {
        let one = store::by_uuid(db, uuid)?;
        view::widget(db, &one, &user.lang).map_err(IntegrationError::from)
    })
}

impl IntoResponse for IntegrationError {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::NotAdmin => StatusCode::FORBIDDEN,
            Self::Form(_) | Self::NothingUploaded | Self::NotInstalled | Self::NotInstallable => {
                StatusCode::BAD_REQUEST
            }
            Self::Database(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let errors = if let Self::Form(problems) = &self { json!(problems) } else { json!([]) };
        let body = json!({"error": self.to_string(), "status": status.as_u16(), "errors": errors});
        (status, Json(body)).into_response()
    }
}

impl IntoResponse for UploadError {
    fn into_response(self) -> Response {
        if let Self::Integration(error) = self {
            return error.into_response();
        }
        let problems = if let Self::Refused(problems) = &self { json!(problems) } else { json!([]) };
        let body =
            json!({"error": self.reply(), "detail": self.to_string(), "problems": problems, "status": 400});
        (StatusCode::BAD_REQUEST, Json(body)).into_response()
    }
}
