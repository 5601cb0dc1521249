//! Whether and when to send again: one pure function.

use crate::error::ErrorKind;

/// How often and how long to try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Retry {
    /// How many times a request is sent at most, the first time included.
    pub attempts: u32,
    /// The first pause in milliseconds; it doubles each time.
    pub first_pause: u32,
    /// The longest pause in milliseconds.
    pub longest_pause: u32,
    /// Whether a POST that may have arrived is sent again. It may then be carried out twice.
    pub repeat_posts: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 4, first_pause: 500, longest_pause: 20_000, repeat_posts: false }
    }
}

/// What is known about a request that failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What sort of failure.
    pub kind: ErrorKind,
    /// Whether sending it twice does the same as sending it once.
    pub idempotent: bool,
    /// Whether it may have been carried out.
    pub may_have_arrived: bool,
    /// How many times it was sent.
    pub attempt: u32,
    /// What the answer's `Retry-After` said, in seconds.
    pub retry_after: Option<u32>,
    /// A random number, for the jitter.
    pub random: u32,
}

/// What to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Report the failure.
    GiveUp,
    /// Send again after so many milliseconds.
    After(u32),
}

impl Retry {
    /// Never sends again.
    pub const fn never() -> Self {
        Self { attempts: 1, first_pause: 0, longest_pause: 0, repeat_posts: false }
    }

    /// Decides. A 429 was not carried out and is always worth another try; a server's failure, a broken connection, a
    /// cut-off answer and a timeout are, if the request cannot have arrived or may safely arrive twice. All else would
    /// only fail again.
    pub const fn decide(&self, failure: &Failure) -> Decision {
        let passing = matches!(
            failure.kind,
            ErrorKind::RateLimited
                | ErrorKind::Server
                | ErrorKind::Network
                | ErrorKind::Truncated
                | ErrorKind::Timeout
        );
        let safe = failure.idempotent || !failure.may_have_arrived || self.repeat_posts;
        if !passing || !safe || failure.attempt >= self.attempts {
            return Decision::GiveUp;
        }
        let doubled = self.first_pause.saturating_mul(1 << shift(failure.attempt));
        let mut pause = if doubled < self.longest_pause { doubled } else { self.longest_pause };
        if let Some(seconds) = failure.retry_after {
            // The server knows better, within reason.
            pause = seconds.saturating_mul(1000);
            if pause > 600_000 {
                return Decision::GiveUp;
            }
        } else if matches!(failure.kind, ErrorKind::RateLimited) && pause < 1000 {
            // Kommo counts in seconds.
            pause = 1000;
        }
        // Up to a half more, so that many clients do not come back at the same moment.
        Decision::After(pause.saturating_add(failure.random % (pause / 2 + 1)))
    }
}

const fn shift(attempt: u32) -> u32 {
    let shift = attempt.saturating_sub(1);
    if shift < 16 { shift } else { 16 }
}
