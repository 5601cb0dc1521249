//! The pace: at most so many requests in a second.

use crate::platform::{Locked, Shared};

/// Kommo allows an integration 7 requests a second.
pub const REQUESTS_PER_SECOND: u32 = 7;

/// Requests may reach Kommo closer together than they were sent; this much is added to the second to be safe.
const MARGIN_MS: u64 = 20;

/// Spaces requests so that Kommo's limit is not reached: 7 in any second for each integration (page "Limitations").
///
/// Clones share one count. [`Limiter::shared`], the default of every client, is one for the whole page or process; give
/// an integration of its own its own limiter.
#[derive(Clone)]
pub struct Limiter(Shared<Locked<State>>);

struct State {
    requests: usize,
    window: u64,
    /// When the latest requests start, on the transport's clock; at most `requests` of them, earliest first.
    starts: Vec<u64>,
    closed_until: u64,
}

impl Limiter {
    /// At most `requests` in any second. 0 means no limit.
    pub fn per_second(requests: u32) -> Self {
        Self(Shared::new(Locked::new(State {
            requests: requests as usize,
            window: 1000 + MARGIN_MS,
            starts: Vec::new(),
            closed_until: 0,
        })))
    }

    /// The limiter that all clients of this page or process share unless they are given another: 7 a second.
    pub fn shared() -> Self {
        #[cfg(all(target_family = "wasm", target_os = "unknown"))]
        {
            thread_local! {
                static SHARED: Limiter = Limiter::per_second(REQUESTS_PER_SECOND);
            }
            SHARED.with(Limiter::clone)
        }
        #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
        {
            static SHARED: std::sync::LazyLock<Limiter> =
                std::sync::LazyLock::new(|| Limiter::per_second(REQUESTS_PER_SECOND));
            SHARED.clone()
        }
    }

    /// Takes the next free place and says how many milliseconds it is away. `now` is the transport's clock.
    pub fn reserve(&self, now: u64) -> u32 {
        self.0.with(|state| {
            if state.requests == 0 {
                return 0;
            }
            let mut start = now.max(state.closed_until);
            if state.starts.len() >= state.requests {
                // A handful: moving them up is less code than a ring.
                start = start.max(state.starts.remove(0) + state.window);
            }
            state.starts.push(start);
            u32::try_from(start - now).unwrap_or(u32::MAX)
        })
    }

    /// Starts nothing new before `until`: Kommo has answered 429, and would block the account if it went on.
    pub fn close_until(&self, until: u64) {
        self.0.with(|state| state.closed_until = state.closed_until.max(until));
    }
}
