//! Kommo's request limits (<https://developers.kommo.com/docs/limitations>): at most 7 requests a second for one
//! integration, 50 a second for the account; more is answered with 429.
//!
//! A browser session counts like one integration per user. What `/ajax` and the pages ask is not counted. Kommo blocks an
//! account (403, an HTML page) after repeated breaches at a threshold it does not publish, so that is left out here and
//! can be injected as a fault.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Requests a second of one integration or session.
pub const PER_INTEGRATION: usize = 7;
/// Requests a second of the whole account.
pub const PER_ACCOUNT: usize = 50;
const WINDOW_MS: i64 = 1000;

/// Counts requests in a sliding window of one second.
#[derive(Debug)]
pub struct Limits {
    enforced: AtomicBool,
    windows: Mutex<HashMap<String, VecDeque<i64>>>,
}

impl Limits {
    /// Limits that are enforced or, for tests about other things, not.
    pub fn new(enforced: bool) -> Self {
        Self { enforced: AtomicBool::new(enforced), windows: Mutex::default() }
    }

    /// Switches the limits on or off.
    pub fn enforce(&self, enforced: bool) {
        self.enforced.store(enforced, Ordering::Relaxed);
    }

    /// Whether the limits are on.
    pub fn are_enforced(&self) -> bool {
        self.enforced.load(Ordering::Relaxed)
    }

    /// Counts a request of `who` at this time and says whether it may pass. A refused request does not count.
    pub(crate) fn admit(&self, who: &str, now_ms: i64) -> bool {
        if !self.are_enforced() {
            return true;
        }
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let mut has_room = |key: &str, most: usize| {
            let window = windows.entry(key.to_owned()).or_default();
            while window.front().is_some_and(|at| now_ms - at >= WINDOW_MS) {
                window.pop_front();
            }
            window.len() < most
        };
        if !(has_room(who, PER_INTEGRATION) && has_room("", PER_ACCOUNT)) {
            return false;
        }
        for key in [who, ""] {
            windows.entry(key.to_owned()).or_default().push_back(now_ms);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eighth_request_within_a_second_is_refused() {
        let limits = Limits::new(true);
        for at in 0..7 {
            assert!(limits.admit("user:1", 10_000 + at));
        }
        assert!(!limits.admit("user:1", 10_500));
        assert!(limits.admit("user:2", 10_500), "another integration has its own seven");
        assert!(!limits.admit("user:1", 10_999));
        assert!(limits.admit("user:1", 11_000), "the first one is a second old");
        assert!(!limits.admit("user:1", 11_000));
    }

    #[test]
    fn the_account_as_a_whole_has_fifty() {
        let limits = Limits::new(true);
        let passed = (0..100).filter(|at| limits.admit(&format!("client:{}", at / 7), 5_000)).count();
        assert_eq!(passed, PER_ACCOUNT);
    }

    #[test]
    fn limits_can_be_switched_off() {
        let limits = Limits::new(false);
        assert!((0..100).all(|_| limits.admit("user:1", 1)));
    }
}
