//! One call from beginning to end over a [`Transport`]: wait for its place, send, classify, perhaps again.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::{Answered, ErrorKind, Fault};
use crate::http::classify::classify;
use crate::http::{
    Carrier, Content, Decision, Failure, Limiter, Options, Request, Retry, Transport, TransportError,
};
use crate::platform::{BoxFuture, Shared};

/// Carries calls over a [`Transport`].
pub(crate) struct Engine {
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) limiter: Limiter,
    pub(crate) retry: Retry,
    pub(crate) timeout: u32,
}

impl Carrier for Shared<Engine> {
    fn carry(&self, request: &Request, options: Options) -> BoxFuture<Result<Content, Fault>> {
        Box::pin(run(self.clone(), request.clone(), options))
    }

    fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
        self.transport.sleep(milliseconds)
    }
}

async fn run(client: Shared<Engine>, request: Request, options: Options) -> Result<Content, Fault> {
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
        let sent = Timed { work: transport.send(request.clone()), timer }.await;
        let fault = match outcome(&request, sent) {
            Ok(content) => return Ok(content),
            Err(fault) => fault,
        };
        wait = pause(&client, &request, options, attempt, &fault);
        if wait == 0 {
            return Err(fault);
        }
        pausing = true;
    }
}

fn outcome(request: &Request, sent: Option<Sent>) -> Result<Content, Fault> {
    match sent {
        Some(Ok(response)) => classify(request.accept, response),
        Some(Err(error)) => Err(error.into()),
        None => {
            Err(Fault { kind: ErrorKind::Timeout, message: String::new(), answered: Answered::default() })
        }
    }
}

/// How long to wait before the next attempt; 0 if there is none.
fn pause(client: &Engine, request: &Request, options: Options, attempt: u32, fault: &Fault) -> u32 {
    let mut retry = client.retry;
    retry.repeat_posts |= options.repeat_posts;
    let decision = retry.decide(&Failure {
        kind: fault.kind,
        idempotent: request.method.is_idempotent(),
        may_have_arrived: fault.may_have_arrived(),
        attempt,
        retry_after: fault.answered.retry_after,
        random: client.transport.random(),
    });
    let Decision::After(pause) = decision else { return 0 };
    if fault.kind == ErrorKind::RateLimited {
        client.limiter.close_until(client.transport.now() + u64::from(pause));
    }
    pause.max(1)
}

type Sent = Result<crate::http::Response, TransportError>;

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
