//! Waiting for the page. A slot is an id that the shim signals; it waits for one answer ([`Signal`]) or hears many events
//! ([`Subscription`]). Dropping either cancels it on the page as well.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsValue;

use super::registry::{self, Thing};
use crate::sys;
use crate::value::Value;

type Answer = Result<JsValue, JsValue>;

/// A slot that waits for one answer.
#[derive(Default)]
pub(super) struct Once {
    answer: Cell<Option<Answer>>,
    waker: Cell<Option<Waker>>,
}

/// A slot that hears many events.
pub(super) struct Each(Box<dyn Fn(JsValue)>);

/// The shim has something for a slot.
pub(super) fn signalled(id: u32, answer: Answer) {
    let Some(thing) = registry::get(id) else { return };
    match (&*thing, answer) {
        (Thing::Once(once), answer) => {
            registry::remove(id);
            once.answer.set(Some(answer));
            if let Some(waker) = once.waker.take() {
                waker.wake();
            }
        }
        (Thing::Each(each), Ok(event)) => (each.0)(event),
        _ => {}
    }
}

fn close(id: u32) {
    if registry::remove(id).is_some() {
        sys::cancel(id);
    }
}

/// One answer of the page, to be awaited. Dropping it cancels what it waits for: the request is aborted, the timer
/// cleared.
#[must_use = "a signal does nothing unless it is awaited, and dropping it cancels what it waits for"]
pub(crate) struct Signal {
    id: u32,
    /// A [`Thing::Once`].
    once: Rc<Thing>,
}

impl Signal {
    /// Takes a slot and has `start` ask the page for something under its number.
    pub(crate) fn new(start: impl FnOnce(u32)) -> Self {
        let this = Self::open();
        start(this.id);
        this
    }

    /// A slot for which the page is to be asked for something.
    #[inline(never)]
    pub(crate) fn open() -> Self {
        let this = Self { id: registry::next(), once: Rc::new(Thing::Once(Once::default())) };
        registry::add(this.id, 0, this.once.clone());
        this
    }

    /// The slot's number.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    pub(crate) fn id(&self) -> u32 {
        self.id
    }
}

impl Future for Signal {
    type Output = Answer;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        let Thing::Once(once) = &*self.once else { return Poll::Pending };
        match once.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                once.waker.set(Some(context.waker().clone()));
                Poll::Pending
            }
        }
    }
}

impl Drop for Signal {
    fn drop(&mut self) {
        close(self.id);
    }
}

/// Something the page keeps until it is told otherwise: an overlay, a window. Dropping it calls the method that ends it;
/// after a crash the shim does.
pub(crate) struct Hold(u32);

impl Hold {
    /// Ends it by the method at a dotted path of `target`.
    pub(crate) fn new(target: &Value, path: &str, args: &[Value]) -> Self {
        let id = registry::next();
        sys::hold(id, target.js(), path, Value::list(args).js());
        Self(id)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        sys::cancel(self.0);
    }
}

/// Many events of the page. Dropping it ends them.
pub(crate) struct Subscription(u32);

impl Subscription {
    /// Takes a slot, has `start` subscribe under its number, and calls `hear` for each event.
    pub(crate) fn new<E>(
        hear: impl Fn(JsValue) + 'static,
        start: impl FnOnce(u32) -> Result<(), E>,
    ) -> Result<Self, E> {
        let this = Self::boxed(Box::new(hear));
        start(this.0)?;
        Ok(this)
    }

    #[inline(never)]
    fn boxed(hear: Box<dyn Fn(JsValue)>) -> Self {
        let id = registry::next();
        registry::add(id, 0, Rc::new(Thing::Each(Each(hear))));
        Self(id)
    }
}

impl Subscription {
    /// Lets it end with a widget; at once if that has ended.
    pub(crate) fn keep(self, widget: u32) {
        if registry::adopt(self.0, widget) {
            std::mem::forget(self);
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        close(self.0);
    }
}
