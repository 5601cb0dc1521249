//! One thread: nothing needs `Send`, and sharing costs a counter.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

/// A boxed future. It is `Send` on a server, so that it can be spawned on any thread, and not in the browser.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// `Send + Sync` on a server, nothing in the browser.
pub trait MaybeSend {}

impl<T: ?Sized> MaybeSend for T {}

pub(crate) type Shared<T> = std::rc::Rc<T>;

/// A client's way to its carrier. A page has one client or two, which live as long as it does: nothing to count, nothing
/// to drop wherever a request, a page or an answer has its client along.
pub(crate) type Held<T> = &'static &'static T;

/// State changed through a shared reference.
pub(crate) struct Locked<T>(RefCell<T>);

impl<T> Locked<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(RefCell::new(value))
    }

    pub(crate) fn with<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }
}

/// What only its owner uses.
pub(crate) struct Exclusive<T>(T);

impl<T> Exclusive<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(value)
    }

    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}
