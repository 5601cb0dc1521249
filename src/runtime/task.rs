//! The executor: futures that belong to a widget, polled when the page has something for them.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

use wasm_bindgen::JsValue;

use super::registry::{self, Thing};
use crate::sys;

type Work = Pin<Box<dyn Future<Output = JsValue>>>;

pub(super) struct Task {
    /// None while it is polled, and when it is over.
    work: Cell<Option<Work>>,
    /// Whether the host waits for its result.
    promised: bool,
}

/// A waker is its task's id, in the place of a pointer: nothing to count and nothing to free.
static WAKER: RawWakerVTable = RawWakerVTable::new(|id| RawWaker::new(id, &WAKER), wake, wake, |_| {});

fn wake(id: *const ()) {
    sys::wake(id.addr() as u32);
}

fn waker(id: u32) -> Waker {
    #[expect(unsafe_code, reason = "the safe way needs a counted pointer")]
    // SAFETY: the functions of the table take the pointer for the number it is and do not follow it; a module has one
    // thread, so that none of them is called on another.
    unsafe {
        Waker::new(std::ptr::without_provenance(id as usize), &WAKER)
    }
}

/// Polls a task once. A result takes the task out; a task that was cancelled while it was polled ends here.
#[inline(never)]
fn poll(id: u32) -> Option<(bool, JsValue)> {
    let thing = registry::get(id)?;
    let Thing::Task(task) = &*thing else { return None };
    let mut work = task.work.take()?;
    match work.as_mut().poll(&mut Context::from_waker(&waker(id))) {
        Poll::Ready(value) => registry::remove(id).map(|_| (task.promised, value)),
        Poll::Pending => {
            if registry::get(id).is_some() {
                task.work.set(Some(work));
            }
            None
        }
    }
}

/// Runs a future for widget `owner`. If it is done at once, its result is returned as it is; otherwise a promise of it.
pub(crate) fn spawn(owner: u32, work: impl Future<Output = JsValue> + 'static, promised: bool) -> JsValue {
    start(owner, Box::pin(work), promised)
}

#[inline(never)]
fn start(owner: u32, work: Work, promised: bool) -> JsValue {
    if !registry::is_alive(owner) {
        // Nobody would end what starts after the end.
        return JsValue::UNDEFINED;
    }
    let id = registry::next();
    let task = Task { work: Cell::new(Some(work)), promised };
    registry::add(id, owner, Rc::new(Thing::Task(task)));
    match poll(id) {
        Some((_, value)) => value,
        // Gone if the widget was destroyed meanwhile.
        None if promised && registry::get(id).is_some() => sys::promise(id),
        None => JsValue::UNDEFINED,
    }
}

/// The shim says that a task may go on.
pub(super) fn woken(id: u32) {
    if let Some((true, value)) = poll(id) {
        sys::settle(id, &value);
    }
}

/// Ends all that a widget owns. A promise that the host still waits for resolves to undefined, which the host takes as
/// "not shown" or "not saved".
pub(super) fn cancel_all(owner: u32) {
    while let Some(id) = registry::owned(owner) {
        if let Some(thing) = registry::remove(id)
            && let Thing::Task(task) = &*thing
        {
            drop(task.work.take());
            if task.promised {
                sys::settle(id, &JsValue::UNDEFINED);
            }
        } else {
            sys::cancel(id);
        }
    }
}
