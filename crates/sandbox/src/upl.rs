//! The files of uploaded widgets: `/upl/<code>/<N>/widget/<path>`, and without the number those of the newest upload.
//!
//! Kommo serves them to anybody who knows the address, from an origin that allows cross-origin reading; so does this.
//! A script asked for with `?v=` may be kept by the browser for a year, as in Kommo: raise `widget.version`, or upload
//! again, which gives the next number.

use axum::Router;
use axum::extract::{Path, State as Handler};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rusqlite::OptionalExtension;

use crate::api::Problem;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/upl/{code}/{number}/widget/{*path}", get(numbered))
        .route("/upl/{code}/widget/{*path}", get(newest))
        .route("/widgets/{code}/{*path}", get(newest))
}

async fn numbered(
    Handler(state): Handler<State>,
    Path((code, number, path)): Path<(String, u32, String)>,
) -> Result<Response, Problem> {
    file(&state, &code, Some(number), &path)
}

async fn newest(
    Handler(state): Handler<State>,
    Path((code, path)): Path<(String, String)>,
) -> Result<Response, Problem> {
    file(&state, &code, None, &path)
}

/// Paths are only compared with those of the archive, which were checked when it was read: nothing is opened by name.
fn file(state: &State, code: &str, number: Option<u32>, path: &str) -> Result<Response, Problem> {
    let bytes: Option<Vec<u8>> = state.db(|db| {
        db.prepare_cached(
            "SELECT f.bytes FROM widget_files f JOIN integrations i ON i.id = f.integration_id \
             WHERE i.code = ?1 AND f.path = ?3 AND f.number = coalesce(?2, \
             (SELECT max(number) FROM widget_uploads u WHERE u.integration_id = i.id))",
        )?
        .query_row((code, number, path), |row| row.get(0))
        .optional()
    })?;
    let Some(bytes) = bytes else {
        return Ok((StatusCode::NOT_FOUND, "no such file in this widget's archive").into_response());
    };
    let keep = if number.is_some() { "public, max-age=31536000" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, mime(path)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, keep),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        // A page of the archive opened on its own may not act for the signed-in user.
        (header::CONTENT_SECURITY_POLICY, "sandbox allow-scripts"),
    ];
    Ok((headers, bytes).into_response())
}

/// The MIME type of a file by its extension; what is unknown is only ever downloaded.
pub(crate) fn mime(path: &str) -> &'static str {
    let extension =
        path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "html" | "htm" => "text/html; charset=utf-8",
        "twig" | "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "wasm" => "application/wasm",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
