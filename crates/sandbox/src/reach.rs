//! Requests the account's server makes: to this machine for real, elsewhere to what a stub says.
//!
//! Nothing leaves the machine. A stub may forward a foreign host to a service on a port of this machine, so that what an
//! integration would run at `https://ai.example` can be tested with its real address in the manifest.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header};
use http_body_util::{BodyExt as _, Limited};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::ajax::{ExternalCall, Stub};
use crate::state::State;

/// Bytes an answer may have.
const MOST: usize = 16 << 20;
/// Headers of a request worth keeping: those a widget may have set itself.
const KEPT: &[&str] = &["content-type", "x-auth-token", "authorization", "x-requested-with", "accept"];
/// Headers that belong to one connection and are not passed on.
const HOPS: &[&str] =
    &["connection", "keep-alive", "transfer-encoding", "content-length", "host", "cookie", "upgrade"];

/// A request about to be made.
#[derive(Debug)]
pub(crate) struct Outgoing {
    /// Who asks, as [`ExternalCall::via`] names it.
    pub(crate) via: &'static str,
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Outgoing {
    /// A form-encoded POST.
    pub(crate) fn form(via: &'static str, url: &str, body: String) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        Self { via, method: Method::POST, url: url.to_owned(), headers, body: body.into() }
    }

    pub(crate) fn described(&self, status: Option<u16>) -> ExternalCall {
        let kept =
            |name: &&str| Some(((*name).to_owned(), self.headers.get(*name)?.to_str().ok()?.to_owned()));
        ExternalCall {
            via: self.via,
            method: self.method.to_string(),
            url: self.url.clone(),
            headers: KEPT.iter().filter_map(kept).collect(),
            body: String::from_utf8_lossy(&self.body).into_owned(),
            status,
            refused: None,
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreached {
    /// The page must fail as if there were no network.
    #[error("the host is not on this machine and no stub answers for it")]
    NoStub,
    #[error("not an address: {0}")]
    Address(String),
    #[error("{0}")]
    Broken(String),
}

/// Asks an address on this machine for real, any other through its stub.
pub(crate) async fn reach(state: &State, outgoing: Outgoing) -> Result<Answered, Unreached> {
    let uri: Uri = outgoing.url.parse().map_err(|error| Unreached::Address(format!("{error}")))?;
    if is_loopback(&uri) {
        return send(&uri, uri.authority().map_or("", |name| name.as_str()), outgoing).await;
    }
    foreign(state, outgoing).await
}

/// Asks the stub of an address, wherever that is.
pub(crate) async fn foreign(state: &State, outgoing: Outgoing) -> Result<Answered, Unreached> {
    let stub = state.outside().find(outgoing.method.as_str(), &outgoing.url);
    let known = stub.as_ref().filter(|stub| stub.forward.is_none()).map(|stub| stub.status);
    let entry = state.outside().record(outgoing.described(known));
    let stub = stub.ok_or(Unreached::NoStub)?;
    tokio::time::sleep(stub.delay()).await;
    let Some(service) = &stub.forward else { return Ok(canned(&stub, outgoing.via)) };
    let uri: Uri = outgoing.url.parse().map_err(|error| Unreached::Address(format!("{error}")))?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let to = format!("{}{path}", service.as_str());
    let to: Uri = to.parse().map_err(|error| Unreached::Address(format!("{error}")))?;
    let host = uri.authority().map_or("", |name| name.as_str()).to_owned();
    let answered = send(&to, &host, outgoing).await?;
    state.outside().answered(entry, answered.status);
    Ok(answered)
}

/// Whether an address is served by this machine, without encryption.
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    uri.scheme_str() == Some("http") && matches!(uri.host(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

fn canned(stub: &Stub, via: &str) -> Answered {
    let (body, kind) = stub.content(via);
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    for (name, value) in &stub.headers {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&text)) {
            headers.insert(name, value);
        }
    }
    Answered { status: stub.status, headers, body: body.into() }
}

async fn send(to: &Uri, host: &str, outgoing: Outgoing) -> Result<Answered, Unreached> {
    let broken = |error: &dyn std::fmt::Display| Unreached::Broken(error.to_string());
    let name = to.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let stream =
        TcpStream::connect((name, to.port_u16().unwrap_or(80))).await.map_err(|error| broken(&error))?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|error| broken(&error))?;
    // Dropped with this future: a request that is given up must not go on behind it.
    let mut driver = tokio::task::JoinSet::new();
    driver.spawn(connection);
    let mut request = Request::builder()
        .method(outgoing.method)
        .uri(to.path_and_query().map_or("/", |path| path.as_str()))
        .header(header::HOST, host);
    for (name, value) in outgoing.headers.iter().filter(|(name, _)| !HOPS.contains(&name.as_str())) {
        request = request.header(name, value);
    }
    let request = request.body(Body::from(outgoing.body)).map_err(|error| broken(&error))?;
    let (parts, body) = sender.send_request(request).await.map_err(|error| broken(&error))?.into_parts();
    let body = Limited::new(body, MOST).collect().await.map_err(|error| broken(&error))?.to_bytes();
    let mut headers = parts.headers;
    for name in HOPS {
        headers.remove(*name);
    }
    Ok(Answered { status: parts.status.as_u16(), headers, body })
}
