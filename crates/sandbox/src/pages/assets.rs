//! Scripts, styles and templates of the host page, and the npm packages it uses.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kommo_manifest::tree::check_path;
use rust_embed::Embed;
use serde_json::{Map, Value};

use super::host_modules;
use crate::upl::mime;

/// Everything under `host/` that a page may ask for. In a debug build it is read from the folder at each request.
#[derive(Embed)]
#[folder = "host"]
#[include = "js/**/*.js"]
#[include = "css/*.css"]
#[include = "tmpl/**/*.twig"]
#[include = "img/*"]
struct Host;

/// The order of the style sheets; each file is one area of the page.
const STYLES: &[&str] = &[
    "tokens",
    "base",
    "shell",
    "controls",
    "selects",
    "modal",
    "card",
    "fields",
    "feed",
    "widgets",
    "lists",
    "board",
    "dashboard",
    "integrations",
    "settings-modal",
    "notifications",
    "login",
    "designers",
    "elsewhere",
    "journal",
    "chat",
    "dialer",
];

/// A file of the host itself.
pub(super) async fn host_file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    if check_path(&path).is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(file) = Host::get(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", crate::random::hex(file.metadata.sha256_hash().get(..8).unwrap_or_default()));
    let mut response = revalidated(&headers, &tag, mime(&path), file.data.into_owned());
    if path == "js/core/outside-worker.js" {
        // It stands between the whole page and the world, not only between this folder and the world.
        response.headers_mut().insert("service-worker-allowed", HeaderValue::from_static("/"));
    }
    response
}

/// All style sheets as one.
pub(super) async fn styles(headers: HeaderMap) -> Response {
    let mut sheet = Vec::new();
    for name in STYLES {
        if let Some(file) = Host::get(&format!("css/{name}.css")) {
            sheet.extend_from_slice(&file.data);
        }
    }
    let tag = format!("\"{:.16}\"", crate::random::digest(&String::from_utf8_lossy(&sheet)));
    revalidated(&headers, &tag, "text/css; charset=utf-8", sheet)
}

/// The Twig templates by the path widgets know them under: `{"/tmpl/controls/button.twig": "…"}`.
pub(super) async fn templates(headers: HeaderMap) -> Response {
    let mut templates = Map::new();
    for path in Host::iter().filter(|path| path.starts_with("tmpl/")) {
        if let Some(file) = Host::get(&path) {
            let text = String::from_utf8_lossy(&file.data).trim_end().to_owned();
            templates.insert(format!("/{path}"), Value::String(text));
        }
    }
    let body = Value::Object(templates).to_string();
    let tag = format!("\"{:.16}\"", crate::random::digest(&body));
    revalidated(&headers, &tag, "application/json", body.into_bytes())
}

/// A file of an npm package. Only names below `node_modules` and only kinds a page loads.
pub(super) async fn npm_file(Path((fingerprint, path)): Path<(String, String)>) -> Response {
    let kind = mime(&path);
    let is_page_file =
        ["text/javascript", "text/css", "application/json", "image/"].iter().any(|k| kind.starts_with(k));
    if check_path(&path).is_err() || !is_page_file || fingerprint != host_modules::fingerprint() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let file = match host_modules::folder().await {
        Ok(folder) => folder.join(&path),
        Err(error) => return (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response(),
    };
    match tokio::task::spawn_blocking(move || std::fs::read(file)).await {
        Ok(Ok(bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, bytes).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// An answer the browser keeps but asks about each time; unchanged content is 304.
fn revalidated(request: &HeaderMap, tag: &str, kind: &'static str, body: Vec<u8>) -> Response {
    let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let headers = [
        (header::ETAG, tag.to_owned()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    if known == Some(tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, body).into_response()
}
