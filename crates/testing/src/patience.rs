//! Waiting: try, pause, try again, and say at the end what was seen last.

use std::future::Future;
use std::panic::Location;
use std::time::Duration;

use tokio::time::Instant;

use crate::{Error, Result};

/// How long an action or expectation waits unless told otherwise: 10 s, or `KOMMO_TEST_TIMEOUT` seconds.
#[must_use]
pub fn default_timeout() -> Duration {
    let asked = std::env::var("KOMMO_TEST_TIMEOUT").ok().and_then(|text| text.trim().parse::<f64>().ok());
    asked.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).unwrap_or(Duration::from_secs(10))
}

tokio::task_local! {
    /// The line of the test, while a step made of several actions runs.
    static STEP: &'static Location<'static>;
}

/// Runs a step that is made of several actions: what fails in it is said to have failed at `at`, the line of the test, not
/// somewhere in this crate.
pub(crate) fn step<T>(
    at: &'static Location<'static>,
    actions: impl Future<Output = T>,
) -> impl Future<Output = T> {
    // A step inside a step belongs to the outer one.
    let at = STEP.try_with(|outer| *outer).unwrap_or(at);
    STEP.scope(at, actions)
}

/// One wait: what for, until when, and why not yet.
pub(crate) struct Patience {
    what: String,
    limit: Duration,
    started: Instant,
    rounds: u32,
    at: Option<&'static Location<'static>>,
}

impl Patience {
    pub(crate) fn new(
        what: impl Into<String>,
        limit: Duration,
        at: Option<&'static Location<'static>>,
    ) -> Self {
        let at = STEP.try_with(|step| *step).ok().or(at);
        Self { what: what.into(), limit, started: Instant::now(), rounds: 0, at }
    }

    /// Pauses before the next try; fails with `reason` once the time is up.
    pub(crate) async fn pause(&mut self, reason: &str) -> Result {
        let left = self.limit.saturating_sub(self.started.elapsed());
        if left.is_zero() {
            let (what, at) = (self.what.clone(), self.at);
            return Err(Error::Timeout { what, after: self.limit, last: reason.to_owned(), at });
        }
        // Quick at first, when most waits end; then gently, so that waiting tests leave the machine to working ones.
        let pause = Duration::from_millis(match self.rounds {
            0..3 => 15,
            3..8 => 40,
            _ => 100,
        });
        self.rounds += 1;
        tokio::time::sleep(pause.min(left)).await;
        Ok(())
    }

    /// What can never succeed fails at once.
    pub(crate) fn never(&self, reason: impl Into<String>) -> Error {
        Error::Step { what: self.what.clone(), reason: reason.into(), at: self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tries_until_the_time_is_up_and_keeps_the_last_reason() {
        let mut patience = Patience::new("see it", Duration::from_millis(120), None);
        let mut tries = 0;
        let error = loop {
            tries += 1;
            if let Err(error) = patience.pause("too dark").await {
                break error;
            }
        };
        assert!(tries >= 4, "{tries}");
        assert_eq!(error.to_string(), "see it: not within 120 ms. too dark");
    }
}
