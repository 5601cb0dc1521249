//! Serves a page that a test wrote.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use kommo_testing::{Browser, Page, Result};

/// Serves `html` on a port of its own and gives its address.
pub(crate) async fn serve(html: &str) -> String {
    serve_all(&[("/", html)]).await
}

/// Serves several pages by path.
pub(crate) async fn serve_all(pages: &[(&str, &str)]) -> String {
    let mut router = Router::new();
    for (path, html) in pages {
        let html = format!(
            "<!doctype html><meta charset=utf-8><title>Test</title><link rel=icon href=data:,>{html}"
        );
        router = router.route(path, get(move || async move { Html(html) }));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

/// A fresh page that shows `html`.
pub(crate) async fn show(html: &str) -> Result<Page> {
    let page = blank().await?;
    page.goto(&serve(html).await).await?;
    Ok(page)
}

/// A fresh, empty page.
pub(crate) async fn blank() -> Result<Page> {
    Browser::shared().await?.new_context().await?.new_page().await
}
