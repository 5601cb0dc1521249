//! [`Once`], against requests that are sent again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Keys it remembers at most.
const MOST: usize = 100_000;

/// Remembers what was used, so that a request which somebody recorded does nothing when it is sent again: use
/// [`Continuation::key`](crate::Continuation::key) or a one-time token's `jti`.
///
/// It lives in this process. A service of several processes needs a table with a unique key instead.
#[derive(Debug, Default)]
pub struct Once(Mutex<HashMap<String, i64>>);

/// Something that may be used once is used again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Replayed {
    /// It was used before.
    #[error("this request was answered before: somebody has sent it again")]
    Used,
    /// Too many at a time to remember.
    #[error(
        "more than {MOST} requests wait at a time: this one is refused, because it could not be told from a second one"
    )]
    Full,
}

impl Once {
    /// Nothing was used yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses `key`, which is remembered until `until`, the token's `exp`: after that the token itself is refused. Both
    /// times are in seconds since 1970; a minute is added for clocks that differ.
    ///
    /// # Errors
    /// [`Replayed`]
    pub fn use_up(&self, key: &str, until: i64, now: i64) -> Result<(), Replayed> {
        let mut used = self.lock();
        if used.len() >= MOST {
            used.retain(|_, until| *until >= now);
        }
        if used.get(key).is_some_and(|until| *until >= now) {
            return Err(Replayed::Used);
        }
        if used.len() >= MOST {
            return Err(Replayed::Full);
        }
        used.insert(key.to_owned(), until.saturating_add(60).max(now.saturating_add(60)));
        Ok(())
    }

    /// Lets `key` be used again: continuing the bot failed, and Kommo repeats the request.
    pub fn release(&self, key: &str) {
        self.lock().remove(key);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
