//! Ending a call before its end: [`Cancel`] and deadlines.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::call::Call;
use crate::error::{Error, ErrorKind, Result};
use crate::http::{Method, Timed};
use crate::platform::{BoxFuture, Locked, MaybeSend, Shared};

/// Cancels calls from outside. Dropping a call's future cancels it too; this is for those that others await.
///
/// ```
/// use kommo_api::{Api, Cancel, Result};
///
/// async fn export(api: Api, cancel: Cancel) -> Result<usize> {
///     let page = cancel.run(api.leads().list().call()).await?;
///     Ok(page.items.len())
/// }
/// ```
#[derive(Clone)]
pub struct Cancel(Shared<Locked<State>>);

#[derive(Default)]
struct State {
    cancelled: bool,
    waiting: Vec<Waker>,
}

impl Default for Cancel {
    fn default() -> Self {
        Self::new()
    }
}

impl Cancel {
    /// Nothing is cancelled yet. Clones cancel the same calls.
    pub fn new() -> Self {
        Self(Shared::new(Locked::new(State::default())))
    }

    /// Cancels all calls that are run by this, now and later.
    pub fn cancel(&self) {
        let waiting = self.0.with(|state| {
            state.cancelled = true;
            std::mem::take(&mut state.waiting)
        });
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Whether [`Cancel::cancel`] was called.
    pub fn is_cancelled(&self) -> bool {
        self.0.with(|state| state.cancelled)
    }

    /// Runs a call until it ends or is cancelled; it is dropped then, which aborts its request, and the result is an
    /// error of the kind [`ErrorKind::Cancelled`]. What had arrived by then is carried out all the same.
    pub fn run<T, F: Future<Output = Result<T>>>(&self, call: F) -> Cancellable<F> {
        Cancellable { call: Some(Box::pin(call)), cancel: self.clone() }
    }
}

/// A call that can be cancelled; from [`Cancel::run`].
pub struct Cancellable<F> {
    call: Option<Pin<Box<F>>>,
    cancel: Cancel,
}

impl<T, F: Future<Output = Result<T>>> Future for Cancellable<F> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let cancelled = self.cancel.0.with(|state| {
            if !state.cancelled && !state.waiting.iter().any(|waker| waker.will_wake(cx.waker())) {
                state.waiting.push(cx.waker().clone());
            }
            state.cancelled
        });
        if cancelled {
            self.call = None;
            return Poll::Ready(Err(Error::new(ErrorKind::Cancelled, Method::Get, "", "")));
        }
        match &mut self.call {
            Some(call) => call.as_mut().poll(cx),
            None => Poll::Pending,
        }
    }
}

/// `work`, or an error when `timer` is first.
pub(crate) fn until<T: 'static>(
    work: BoxFuture<Result<T>>,
    timer: BoxFuture<()>,
    method: Method,
    path: String,
) -> BoxFuture<Result<T>> {
    Box::pin(async move {
        let done = Timed { work, timer }.await;
        done.unwrap_or_else(|| Err(Error::new(ErrorKind::Timeout, method, &path, "the deadline passed")))
    })
}

impl<T: MaybeSend + 'static> Call<T> {
    /// Gives up when the call, with all its waiting and attempts, has not ended after so many milliseconds: an error of
    /// the kind [`ErrorKind::Timeout`]. There is no deadline by default.
    pub fn deadline(self, milliseconds: u32) -> BoxFuture<Result<T>> {
        let Some((timer, method, path)) = self.timer(milliseconds) else { return Box::pin(self) };
        until(Box::pin(self), timer, method, path)
    }
}
