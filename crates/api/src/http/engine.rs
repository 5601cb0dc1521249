//! One call from beginning to end: wait for its place, send, classify, perhaps again.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::client::{Api, Inner};
use crate::error::{Error, ErrorKind, Result};
use crate::http::classify::{Content, classify};
use crate::http::{Decision, Failure, Method, Request, TransportError};
use crate::json::Json;
use crate::platform::BoxFuture;

/// A successful answer.
pub struct Answer {
    pub(crate) api: Api,
    pub(crate) method: Method,
    pub(crate) path: String,
    content: Content,
}

impl Answer {
    /// The document; `None` for an answer without a body.
    pub fn document(&self) -> Option<&Json> {
        match &self.content {
            Content::Document(document) => Some(document),
            _ => None,
        }
    }

    /// The bytes, if [`crate::Accept::Bytes`] was asked for.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// An error about this answer.
    pub(crate) fn unexpected(&self, missing: &str) -> Error {
        Error::unexpected(self.method, &self.path, missing, self.document().cloned())
    }
}

/// What a single call may have different from its client.
#[derive(Clone, Copy, Default)]
pub(crate) struct Options {
    pub(crate) repeat_posts: bool,
    pub(crate) timeout: Option<u32>,
}

pub(crate) fn send(api: Api, request: Request, options: Options) -> BoxFuture<Result<Answer>> {
    Box::pin(run(api, request, options))
}

async fn run(api: Api, request: Request, options: Options) -> Result<Answer> {
    let client = api.inner();
    let transport = &client.transport;
    let mut attempt = 0;
    let mut pausing = false;
    let mut wait = client.limiter.reserve(transport.now());
    // One place to wait and one to send: every further one would be compiled into all widgets.
    loop {
        if wait > 0 {
            transport.sleep(wait).await;
            if pausing {
                pausing = false;
                wait = client.limiter.reserve(transport.now());
                continue;
            }
        }
        attempt += 1;
        let timer = transport.sleep(options.timeout.unwrap_or(client.timeout));
        let sent = Timed { work: transport.send_again(&request), timer }.await;
        let error = match outcome(&request, sent) {
            Ok(content) => {
                let Request { method, path, .. } = request;
                return Ok(Answer { api, method, path, content });
            }
            Err(error) => error,
        };
        wait = pause(client, &request, &options, attempt, &error);
        if wait == 0 {
            return Err(error);
        }
        pausing = true;
    }
}

fn outcome(request: &Request, sent: Option<Sent>) -> Result<Content> {
    match sent {
        Some(Ok(response)) => classify(request, response),
        Some(Err(error)) => Err(Error::from_transport(error, request)),
        None => Err(Error::new(ErrorKind::Timeout, request.method, &request.path, "")),
    }
}

/// How long to wait before the next attempt; 0 if there is none.
fn pause(client: &Inner, request: &Request, options: &Options, attempt: u32, error: &Error) -> u32 {
    let mut retry = client.retry;
    retry.repeat_posts |= options.repeat_posts;
    let decision = retry.decide(&Failure {
        kind: error.kind(),
        idempotent: request.method.is_idempotent(),
        may_have_arrived: error.may_have_arrived(),
        attempt,
        retry_after: error.retry_after(),
        random: client.transport.random(),
    });
    let Decision::After(pause) = decision else { return 0 };
    if error.kind() == ErrorKind::RateLimited {
        client.limiter.close_until(client.transport.now() + u64::from(pause));
    }
    pause.max(1)
}

type Sent = std::result::Result<crate::http::Response, TransportError>;

/// `work` or nothing, whichever is first.
pub(crate) struct Timed<T> {
    pub(crate) work: BoxFuture<T>,
    pub(crate) timer: BoxFuture<()>,
}

impl<T> Future for Timed<T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(sent) = self.work.as_mut().poll(cx) {
            return Poll::Ready(Some(sent));
        }
        self.timer.as_mut().poll(cx).map(|()| None)
    }
}
