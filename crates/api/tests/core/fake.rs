//! A transport that answers from a script, on a clock that only sleeping moves.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use kommo_api::{
    Api, Body, BoxFuture, Limiter, Request, Response, Retry, Transport, TransportError, TransportErrorKind,
};

/// What a scripted request meets.
pub(crate) enum Step {
    Answer(u16, &'static str, String),
    Fail(TransportErrorKind),
    Redirected(String),
    Hang,
}

pub(crate) fn json(status: u16, body: &str) -> Step {
    Step::Answer(status, "application/hal+json", body.to_owned())
}

pub(crate) fn problem(status: u16, body: &str) -> Step {
    Step::Answer(status, "application/problem+json", body.to_owned())
}

pub(crate) fn nothing() -> Step {
    Step::Answer(204, "", String::new())
}

#[derive(Default)]
struct State {
    script: VecDeque<Step>,
    sent: Vec<(u64, Request)>,
    now: u64,
}

#[derive(Clone, Default)]
pub(crate) struct Fake(Arc<Mutex<State>>);

impl Fake {
    pub(crate) fn new(script: impl IntoIterator<Item = Step>) -> Self {
        let fake = Self::default();
        fake.0.lock().unwrap().script.extend(script);
        fake
    }

    /// A client that is not slowed down.
    pub(crate) fn api(&self) -> Api {
        Api::builder(self.clone()).limiter(Limiter::per_second(0)).build()
    }

    pub(crate) fn api_with(&self, retry: Retry) -> Api {
        Api::builder(self.clone()).limiter(Limiter::per_second(0)).retry(retry).build()
    }

    pub(crate) fn sent(&self) -> Vec<Request> {
        self.0.lock().unwrap().sent.iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn times(&self) -> Vec<u64> {
        self.0.lock().unwrap().sent.iter().map(|(at, _)| *at).collect()
    }

    pub(crate) fn only(&self) -> Request {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "exactly one request");
        sent.into_iter().next().unwrap()
    }

    pub(crate) fn now(&self) -> u64 {
        self.0.lock().unwrap().now
    }
}

impl Transport for Fake {
    fn send(&self, request: Request) -> BoxFuture<Result<Response, TransportError>> {
        let mut state = self.0.lock().unwrap();
        let now = state.now;
        state.sent.push((now, request));
        let step = state.script.pop_front().expect("a request that the script does not expect");
        Box::pin(async move {
            match step {
                Step::Answer(status, content_type, body) => {
                    Ok(Response::new(status, content_type, Body::Bytes(body.into_bytes())))
                }
                Step::Redirected(body) => {
                    let mut response = Response::new(200, "text/html", Body::Text(body));
                    response.redirected = true;
                    Ok(response)
                }
                Step::Fail(kind) => Err(TransportError::new(kind, "the wire said so")),
                Step::Hang => std::future::pending().await,
            }
        })
    }

    fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
        let state = self.0.clone();
        Box::pin(async move {
            state.lock().unwrap().now += u64::from(milliseconds);
        })
    }

    fn now(&self) -> u64 {
        Fake::now(self)
    }

    fn random(&self) -> u32 {
        0
    }
}
