//! Cancelling, deadlines, dropping.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use kommo_api::{
    Api, BoxFuture, Cancel, ErrorKind, Id, Limiter, Request, Response, Transport, TransportError,
};

use crate::fake::{Fake, json};

#[tokio::test]
async fn a_cancelled_call_ends_with_its_own_kind() {
    let fake = Fake::new([json(200, r#"{"id":1}"#)]);
    let cancel = Cancel::new();
    assert!(cancel.run(fake.api().leads().get(Id::new(1)).call()).await.is_ok());
    cancel.clone().cancel();
    assert!(cancel.is_cancelled());
    let error = cancel.run(fake.api().leads().get(Id::new(1)).call()).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Cancelled);
    assert_eq!(fake.sent().len(), 1, "nothing more was sent");
}

#[tokio::test]
async fn a_deadline_counts_the_waiting_too() {
    // Every attempt fails at once, and the pauses between them take longer than the deadline.
    let api = Api::builder(Failing).limiter(Limiter::per_second(0)).build();
    let call = api.leads().get(Id::new(1)).call().deadline(50);
    assert_eq!(call.await.err().unwrap().kind(), ErrorKind::Timeout);

    let fake = Fake::new([json(200, r#"{"id":1}"#)]);
    assert!(fake.api().leads().get(Id::new(1)).call().deadline(700).await.is_ok());
}

/// Fails at once, on the real clock.
struct Failing;

impl Transport for Failing {
    fn send(&self, _: Request) -> BoxFuture<Result<Response, TransportError>> {
        Box::pin(async { Err(TransportError::new(kommo_api::TransportErrorKind::NotSent, "no")) })
    }

    fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(std::time::Duration::from_millis(milliseconds.into())))
    }

    fn now(&self) -> u64 {
        0
    }

    fn random(&self) -> u32 {
        0
    }
}

/// Tells when a request's future is dropped.
struct Watched(Arc<AtomicBool>);

struct Dropped(Arc<AtomicBool>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Future for Dropped {
    type Output = Result<Response, TransportError>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Pending
    }
}

impl Transport for Watched {
    fn send(&self, _: Request) -> BoxFuture<Result<Response, TransportError>> {
        Box::pin(Dropped(self.0.clone()))
    }

    fn sleep(&self, _: u32) -> BoxFuture<()> {
        Box::pin(std::future::pending())
    }

    fn now(&self) -> u64 {
        0
    }

    fn random(&self) -> u32 {
        0
    }
}

#[tokio::test]
async fn dropping_or_cancelling_a_call_drops_its_request() {
    let dropped = Arc::new(AtomicBool::new(false));
    let api = Api::builder(Watched(dropped.clone())).limiter(Limiter::per_second(0)).build();
    let task = tokio::spawn(api.leads().get(Id::new(1)).call());
    tokio::task::yield_now().await;
    assert!(!dropped.load(Ordering::SeqCst));
    task.abort();
    assert!(task.await.err().unwrap().is_cancelled());
    assert!(dropped.load(Ordering::SeqCst));

    dropped.store(false, Ordering::SeqCst);
    let cancel = Cancel::new();
    let task = tokio::spawn(cancel.run(api.leads().get(Id::new(1)).call()));
    tokio::task::yield_now().await;
    cancel.cancel();
    assert_eq!(task.await.unwrap().err().unwrap().kind(), ErrorKind::Cancelled);
    assert!(dropped.load(Ordering::SeqCst));
}
