//! Telling open pages that there is a newer widget, or that it does not compile.
//!
//! A server-sent event stream on a port of its own, which the development script listens to. The script is appended
//! to `script.js` by [`script`]; a widget for shipping has nothing of it.

use std::net::Ipv4Addr;

use serde_json::json;
use tokio::io::{self, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

const CLIENT: &str = include_str!("live.js");

/// The stream. Dropping it closes it.
#[derive(Debug)]
pub struct Live {
    port: u16,
    events: broadcast::Sender<String>,
    server: JoinHandle<()>,
}

impl Live {
    /// Opens the stream on any free port.
    ///
    /// # Errors
    /// When there is no port to be had.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let (events, _) = broadcast::channel(16);
        let sender = events.clone();
        let server = tokio::spawn(async move {
            while let Ok((page, _)) = listener.accept().await {
                let events = sender.subscribe();
                tokio::spawn(async move {
                    // A page that went away ends its own stream; nobody else cares.
                    let _ = serve(page, events).await;
                });
            }
        });
        Ok(Self { port, events, server })
    }

    /// Where pages listen.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Makes open pages load the newest widget.
    pub fn reload(&self) {
        self.send("reload", "");
    }

    /// Shows what went wrong in open pages.
    pub fn problem(&self, text: &str) {
        self.send("problem", text);
    }

    fn send(&self, kind: &str, text: &str) {
        // There may be no page that listens.
        let _ = self.events.send(format!("data: {}\n\n", json!({ "kind": kind, "text": text })));
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The script to append to `script.js`, for pages that listen at `url`.
#[must_use]
pub fn script(url: &str) -> String {
    CLIENT.replace("KOMMO_LIVE", &json!(url).to_string())
}

async fn serve(mut page: TcpStream, mut events: broadcast::Receiver<String>) -> io::Result<()> {
    // The request says nothing of interest; read what fits so that the browser is content.
    let mut request = [0; 4096];
    let _ = page.read(&mut request).await?;
    page.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
          Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\nretry: 1000\n\n",
    )
    .await?;
    loop {
        match events.recv().await {
            Ok(event) => page.write_all(event.as_bytes()).await?,
            Err(broadcast::error::RecvError::Lagged(_)) => {}
            Err(broadcast::error::RecvError::Closed) => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_hears_of_a_reload_and_of_a_problem() {
        let live = Live::start().await.unwrap();
        let mut page = TcpStream::connect((Ipv4Addr::LOCALHOST, live.port)).await.unwrap();
        page.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
        let mut heard = String::new();
        while !heard.contains("retry") {
            read(&mut page, &mut heard).await;
        }
        live.reload();
        live.problem("error: \"no\"\nline two");
        while !heard.contains("line two") {
            read(&mut page, &mut heard).await;
        }
        assert!(heard.contains("Access-Control-Allow-Origin: *"));
        assert!(heard.contains("data: {\"kind\":\"reload\",\"text\":\"\"}\n\n"), "{heard}");
        assert!(heard.contains("\\\"no\\\"\\nline two"), "{heard}");
    }

    async fn read(page: &mut TcpStream, heard: &mut String) {
        let mut piece = [0; 512];
        let count = page.read(&mut piece).await.unwrap();
        assert!(count > 0, "closed after {heard}");
        heard.push_str(std::str::from_utf8(&piece[..count]).unwrap());
    }

    #[test]
    fn the_script_names_the_address_once() {
        let script = script("http://127.0.0.1:5/");
        assert_eq!(script.matches("\"http://127.0.0.1:5/\"").count(), 1);
        assert!(!script.contains("KOMMO_LIVE"));
    }
}
