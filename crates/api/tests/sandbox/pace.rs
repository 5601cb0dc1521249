//! Kommo's limit, enforced: nobody sees a 429, and little of what is allowed is wasted.
//!
//! The client takes its clock from its transport. Here that is the account's own clock, which a wait moves on: the tests
//! take no time, and measure none of the machine's.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kommo_api::{
    Api, Bearer, BoxFuture, Limiter, NewLead, Request, Response, Retry, Transport, TransportError,
};
use kommo_sandbox::State;

use crate::common::World;

/// Requests a second that Kommo allows.
const ALLOWED: u32 = 7;

/// A Bearer transport on the account's clock: waiting moves the clock, and every request takes `latency`.
struct OnTheAccountsClock {
    bearer: Bearer,
    account: State,
    latency: Duration,
    sent: AtomicU64,
}

impl Transport for OnTheAccountsClock {
    fn send(&self, request: Request) -> BoxFuture<Result<Response, TransportError>> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        let (sent, account, latency) = (self.bearer.send(request), self.account.clone(), self.latency);
        Box::pin(async move {
            let answer = sent.await;
            account.clock().advance(latency);
            answer
        })
    }

    fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
        // A request's time limit never passes here; all else is waiting for a place.
        if milliseconds >= 20_000 {
            return Box::pin(std::future::pending());
        }
        let account = self.account.clone();
        Box::pin(async move {
            account.clock().advance(Duration::from_millis(u64::from(milliseconds)));
        })
    }

    fn now(&self) -> u64 {
        u64::try_from(self.account.clock().now_millis()).unwrap()
    }

    fn random(&self) -> u32 {
        0
    }
}

struct Paced {
    world: World,
    api: Api,
    before: u64,
}

impl Paced {
    /// Answers take 60 ms of the account's time, about what Kommo's take.
    async fn new() -> Self {
        let world = World::with(true, Limiter::per_second(0)).await;
        let bearer = Bearer::new(world.sandbox.url(), &world.token).unwrap();
        let account = world.sandbox.state().clone();
        account.clock().freeze();
        let (latency, sent) = (Duration::from_millis(60), AtomicU64::new(0));
        let clocked = OnTheAccountsClock { bearer, account, latency, sent };
        // Without retries a single 429 would be seen.
        let api = Api::builder(clocked).limiter(Limiter::per_second(ALLOWED)).retry(Retry::never()).build();
        let mut paced = Self { world, api, before: 0 };
        paced.start();
        paced
    }

    fn start(&mut self) {
        self.before = self.world.sandbox.state().journal().last_id();
    }

    /// The share of the allowed rate that was used since the start, and how many requests there were. Counted from the
    /// first request to the first one of the last second: seven may go at the same moment, so what comes between is whole
    /// seconds, and the free seven of the first moment do not flatter.
    fn used(&self) -> (f64, usize) {
        let journal = self.world.sandbox.state().journal().since(self.before);
        assert!(journal.iter().all(|entry| entry.status != 429), "no request was one too many");
        let seconds = (journal.len() - 1) / ALLOWED as usize;
        let took = journal[seconds * ALLOWED as usize].at_ms - journal[0].at_ms;
        let took = took as f64 / 1000.0;
        assert!(took >= seconds as f64, "faster than allowed: the limit was not there");
        (seconds as f64 / took, journal.len())
    }
}

#[tokio::test]
async fn ten_thousand_leads_are_read_and_two_thousand_written_at_the_allowed_rate() {
    let mut paced = Paced::new().await;
    let there = paced.api.leads().list().limit(250).all().await.unwrap().len();
    paced.world.sandbox.state().limits().enforce(false);
    let many = |count: usize| (0..count).map(|index| NewLead::new("Lead").price(index as i64));
    let free = &paced.world.api;
    for result in free.leads().create_many(many(8_000 - there)).size(250).await {
        result.unwrap();
    }
    paced.world.sandbox.state().limits().enforce(true);

    paced.start();
    let results = paced.api.leads().create_many(many(2_000)).await;
    assert!(results.len() == 2_000 && results.iter().all(Result::is_ok));
    let (written, requests) = paced.used();
    assert_eq!(requests, 40);
    assert!(written >= 0.95, "{written} of the allowed rate");

    // A new second begins: the window is empty again.
    paced.world.sandbox.state().clock().advance(Duration::from_secs(2));
    paced.start();
    let leads = paced.api.leads().list().limit(250).all().await.unwrap();
    assert_eq!(leads.len(), 10_000);
    let (read, requests) = paced.used();
    assert_eq!(requests, 40);
    assert!(read >= 0.95, "{read} of the allowed rate");
    println!("written at {written:.3}, read at {read:.3} of the allowed rate");
}

/// In real time, and with several calls at once, as a page's widgets make them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_stay_within_the_limit() {
    const CALLS: usize = 42;
    let world = World::with(true, Limiter::per_second(ALLOWED)).await;
    let bearer = Bearer::new(world.sandbox.url(), &world.token).unwrap();
    let api = Api::builder(bearer).limiter(Limiter::per_second(ALLOWED)).build();
    let calls: Vec<_> = (0..CALLS).map(|_| tokio::spawn(api.leads().list().limit(1).call())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let journal = world.sandbox.state().journal().since(0);
    let took = (journal.last().unwrap().at_ms - journal.first().unwrap().at_ms) as f64;
    // The first seven go at once, each further seven a second later.
    let least = (CALLS / ALLOWED as usize - 1) as f64 * 1000.0;
    assert!(took >= least, "{took} ms");
    // A busy machine may bunch requests that were sent in time; then they were sent again, and no caller saw it.
    let is_bunched = journal.iter().any(|entry| entry.status == 429);
    assert!(is_bunched || took <= least / 0.95 + 200.0, "{took} ms for {CALLS} calls");
}
