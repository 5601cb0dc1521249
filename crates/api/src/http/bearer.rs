//! [`Bearer`], the transport of a server: HTTPS with an access token.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::error::{Error, ErrorKind, Result};
use crate::http::{Body, Method, Request, Response, Transport, TransportError, TransportErrorKind};
use crate::platform::BoxFuture;

/// How long to wait for a connection, as in Kommo's own client.
const CONNECT: Duration = Duration::from_secs(5);

/// Carries requests of a server with an access token (OAuth or long-lived). Needs tokio.
///
/// Clones share the connections and the token: keep one to give it the next token when this one expires, after a day.
///
/// ```no_run
/// use kommo_api::{Api, Bearer, Result};
///
/// # async fn example(token: &str, next: &str) -> Result<()> {
/// let bearer = Bearer::new("https://acme.kommo.com", token)?;
/// let api = Api::new(bearer.clone());
/// println!("{:?}", api.account().await?.name());
/// bearer.set_token(next);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Bearer {
    client: reqwest::Client,
    host: Arc<str>,
    token: Arc<RwLock<String>>,
}

impl Bearer {
    /// A transport for the account at `host`, such as `https://acme.kommo.com`. Plain `http://` is for tests on this
    /// machine only.
    pub fn new(host: &str, token: &str) -> Result<Self> {
        let refuse = |why: String| Error::new(ErrorKind::Input, Method::Get, host, why);
        let host = host.strip_suffix('/').unwrap_or(host);
        let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
        let is_local = local.iter().any(|start| {
            host.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        });
        if !host.starts_with("https://") && !is_local {
            return Err(refuse(String::from("the account's address must begin with https://")));
        }
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            // A redirect would carry the token to another host.
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("kommo-api/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| refuse(error.to_string()))?;
        Ok(Self { client, host: host.into(), token: Arc::new(RwLock::new(String::from(token))) })
    }

    /// The same without a token, for the calls of OAuth that give one; see `kommo_api::oauth`.
    pub fn without_token(host: &str) -> Result<Self> {
        Self::new(host, "")
    }

    /// The token from now on.
    pub fn set_token(&self, token: &str) {
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = String::from(token);
    }

    fn prepare(&self, request: Request) -> reqwest::RequestBuilder {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Patch => reqwest::Method::PATCH,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        // The files service has a host of its own.
        let address = match request.path.starts_with('/') {
            true => format!("{}{}", self.host, request.path),
            false => request.path,
        };
        let token = self.token.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut builder = self.client.request(method, address).header("Accept", "application/json");
        if !token.is_empty() {
            builder = builder.bearer_auth(token);
        }
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        match (request.body, request.upload) {
            (Some(body), _) => builder.header("Content-Type", "application/json").body(body),
            (None, Some(bytes)) => builder.header("Content-Type", "application/octet-stream").body(bytes),
            (None, None) => builder,
        }
    }
}

impl Transport for Bearer {
    fn send(&self, request: Request) -> BoxFuture<std::result::Result<Response, TransportError>> {
        let request = self.prepare(request);
        Box::pin(async move {
            let answer = request.send().await.map_err(|error| failed(&error))?;
            let header = |name| {
                let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
                value.map(String::from)
            };
            let mut response = Response::new(
                answer.status().as_u16(),
                header("content-type").unwrap_or_default(),
                Body::Empty,
            );
            response.request_id = header("x-request-id");
            response.retry_after = header("retry-after").and_then(|seconds| seconds.trim().parse().ok());
            let bytes = answer.bytes().await.map_err(|error| {
                let mut failed = failed(&error);
                failed.kind = TransportErrorKind::Truncated;
                failed
            })?;
            if !bytes.is_empty() {
                response.body = Body::Bytes(bytes.into());
            }
            Ok(response)
        })
    }

    fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(Duration::from_millis(milliseconds.into())))
    }

    fn now(&self) -> u64 {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        u64::try_from(START.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn random(&self) -> u32 {
        // Without chance all come back at the same moment: no reason to fail.
        getrandom::u32().unwrap_or_default()
    }
}

fn failed(error: &reqwest::Error) -> TransportError {
    let kind = match error.is_connect() || error.is_builder() {
        true => TransportErrorKind::NotSent,
        false => TransportErrorKind::Interrupted,
    };
    // The innermost cause says what happened: the outer ones only that something did.
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    TransportError::new(kind, cause.to_string())
}
