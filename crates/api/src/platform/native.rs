//! Many threads: everything that is shared or awaited is `Send`.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

/// A boxed future. It is `Send` on a server, so that it can be spawned on any thread, and not in the browser.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// `Send + Sync` on a server, nothing in the browser.
pub trait MaybeSend: Send + Sync {}

impl<T: Send + Sync + ?Sized> MaybeSend for T {}

pub(crate) type Shared<T> = std::sync::Arc<T>;

/// A client's way to its carrier.
pub(crate) type Held<T> = Shared<T>;

/// State changed through a shared reference.
pub(crate) struct Locked<T>(Mutex<T>);

impl<T> Locked<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    /// A panic inside an earlier `change` does not lock everybody else out.
    pub(crate) fn with<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What only its owner uses: `Sync` even if it is not itself.
pub(crate) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    pub(crate) fn into_inner(self) -> T {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
