//! The account's clock: real time plus an offset that only ever grows.
//!
//! Everything the sandbox stamps or times (entities, tokens, webhooks' retries) reads this clock, so a test can let three
//! months pass in a call.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A simulated clock. It starts at real time, can be advanced and stopped, never turned back.
#[derive(Debug, Default)]
pub struct Clock {
    offset_ms: AtomicI64,
    /// The real time it stopped at; 0 while it runs.
    frozen_ms: AtomicI64,
}

impl Clock {
    /// A clock showing real time.
    pub fn new() -> Self {
        Self::default()
    }

    /// A clock that shows `unix_seconds` now and runs on from there at real speed.
    pub fn starting_at(unix_seconds: i64) -> Self {
        let offset = unix_seconds.saturating_mul(1000).saturating_sub(real_millis());
        Self { offset_ms: AtomicI64::new(offset), frozen_ms: AtomicI64::new(0) }
    }

    /// Unix time in seconds, as the API writes it.
    pub fn now(&self) -> i64 {
        self.now_millis().div_euclid(1000)
    }

    /// Unix time in milliseconds.
    pub fn now_millis(&self) -> i64 {
        let real = match self.frozen_ms.load(Ordering::Relaxed) {
            0 => real_millis(),
            frozen => frozen,
        };
        real.saturating_add(self.offset_ms.load(Ordering::Relaxed))
    }

    /// Stops the clock: from now on it only moves when it is advanced.
    pub fn freeze(&self) {
        self.frozen_ms.store(real_millis(), Ordering::Relaxed);
    }

    /// Moves the clock forward and returns the new time in seconds.
    pub fn advance(&self, by: Duration) -> i64 {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX / 4);
        let _ = self
            .offset_ms
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |old| Some(old.saturating_add(by)));
        self.now()
    }
}

fn real_millis() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advancing_moves_time_by_exactly_that_much() {
        let clock = Clock::starting_at(1_700_000_000);
        let before = clock.now();
        assert!((1_700_000_000..1_700_000_002).contains(&before));
        let after = clock.advance(Duration::from_secs(3600));
        assert!((before + 3600..before + 3602).contains(&after));
    }

    #[test]
    fn a_frozen_clock_waits_to_be_advanced() {
        let clock = Clock::new();
        clock.freeze();
        let before = clock.now_millis();
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(clock.now_millis(), before);
        clock.advance(Duration::from_millis(70));
        assert_eq!(clock.now_millis(), before + 70);
    }
}
