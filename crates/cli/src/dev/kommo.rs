//! `cargo kommo dev --kommo`: a widget from this computer in a real account.
//!
//! Kommo's own generator has the way: the uploaded `script.js` looks for `localStorage['<code>_is_dev']`, and if there is a
//! port in it, defines itself from `http://localhost:<port>/script.js`. [`with_switch`] puts that into a script for
//! uploading; [`Server`] answers on localhost. A widget for shipping has nothing of it: the marketplace allows no scripts
//! from other hosts.
//!
//! Browsers take localhost for trustworthy, so an https page may load from it. Chrome asks the user once for the permission
//! "local network access"; a page asking before that permission existed sends a preflight, which is answered too.

use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use kommo_manifest::FileTree;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The port that is tried first, so that the switch in the browser stays good.
pub const PORT: u16 = 4781;

/// A script for uploading: the given one, with the switch before it.
#[must_use]
pub fn with_switch(script: &str) -> String {
    include_str!("switch.js").replace("KOMMO_UPLOADED", script)
}

/// The widget's files on localhost. Dropping it ends the serving.
#[derive(Debug)]
pub struct Server {
    port: u16,
    files: Files,
    task: JoinHandle<()>,
}

type Files = Arc<RwLock<(u16, FileTree)>>;

impl Server {
    /// Serves an archive's files on 127.0.0.1. Without a port of its own it takes [`PORT`], or any that is free.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn start(port: Option<u16>, files: FileTree) -> io::Result<Self> {
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match port {
            Some(port) => bind(port).await?,
            None => match bind(PORT).await {
                Ok(listener) => listener,
                Err(_) => bind(0).await?,
            },
        };
        let port = listener.local_addr()?.port();
        let files: Files = Arc::new(RwLock::new((port, files)));
        let router = Router::new().route("/{*path}", any(answer)).with_state(Arc::clone(&files));
        let task = tokio::spawn(async move {
            // Ends with the task.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { port, files, task })
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Serves newer files from now on.
    pub fn replace(&self, files: FileTree) {
        self.files.write().unwrap_or_else(PoisonError::into_inner).1 = files;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(
    State(files): State<Files>,
    Path(path): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).unwrap_or("*");
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, origin),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
        // Asked by Chrome before it had the permission for the local network.
        (HeaderName::from_static("access-control-allow-private-network"), "true"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "Origin"),
    ];
    if method == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, allowed).into_response();
    }
    let (port, bytes) = {
        let files = files.read().unwrap_or_else(PoisonError::into_inner);
        let name = if path == "widget.js" { "script.js" } else { path.as_str() };
        (files.0, files.1.get(name).map(<[u8]>::to_vec))
    };
    let bytes = match path.as_str() {
        "script.js" => Some(
            include_str!("served.js").replace("KOMMO_BASE", &format!("http://localhost:{port}")).into_bytes(),
        ),
        _ => bytes,
    };
    match bytes {
        Some(bytes) => (allowed, [(header::CONTENT_TYPE, kind(&path))], bytes).into_response(),
        None => (StatusCode::NOT_FOUND, allowed, "the widget has no such file").into_response(),
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::*;

    async fn ask(port: u16, request: &str) -> String {
        let mut page = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let head = format!(
            "{request} HTTP/1.1\r\nHost: x\r\nOrigin: https://a.kommo.com\r\nConnection: close\r\n\r\n"
        );
        page.write_all(head.as_bytes()).await.unwrap();
        let mut heard = String::new();
        page.read_to_string(&mut heard).await.unwrap();
        heard
    }

    #[tokio::test]
    async fn a_page_of_another_origin_may_load_what_is_newest() {
        let tree = |script: &str| {
            let mut tree = FileTree::new();
            tree.insert("script.js", script.as_bytes().to_vec()).unwrap();
            tree
        };
        let server = Server::start(Some(0), tree("one")).await.unwrap();
        let heard = ask(server.port(), "OPTIONS /script.js").await;
        assert!(heard.starts_with("HTTP/1.1 204"), "{heard}");
        assert!(heard.contains("access-control-allow-private-network: true"), "{heard}");
        let heard = ask(server.port(), "GET /widget.js").await;
        assert!(heard.contains("access-control-allow-origin: https://a.kommo.com") && heard.ends_with("one"));
        server.replace(tree("two"));
        assert!(ask(server.port(), "GET /widget.js?v=1").await.ends_with("two"));
        assert!(
            ask(server.port(), "GET /script.js")
                .await
                .contains(&format!("localhost:{}/widget.js", server.port()))
        );
        assert!(ask(server.port(), "GET /no.js").await.starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn the_switch_stands_around_the_script() {
        let script = with_switch("define([], function () {});");
        assert_eq!(script.matches("define([], function () {});").count(), 1);
        assert!(!script.contains("KOMMO_"));
    }
}
