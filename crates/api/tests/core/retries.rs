//! Pace, retries and timeouts.

use kommo_api::http::{Decision, Failure};
use kommo_api::{Api, ErrorKind, Id, Limiter, NewTask, Retry, Timestamp, TransportErrorKind};

use crate::fake::{Fake, Step, json, nothing, problem};

const LEAD: &str = r#"{"id":1}"#;
const TASK: &str = r#"{"_embedded":{"tasks":[{"id":9,"request_id":"0"}]}}"#;

fn failure(kind: ErrorKind) -> Failure {
    Failure { kind, idempotent: true, may_have_arrived: true, attempt: 1, retry_after: None, random: 0 }
}

#[test]
fn the_decision_is_a_pure_function() {
    let retry = Retry::default();
    assert_eq!(retry.decide(&failure(ErrorKind::Server)), Decision::After(500));
    assert_eq!(retry.decide(&Failure { attempt: 2, ..failure(ErrorKind::Server) }), Decision::After(1000));
    assert_eq!(retry.decide(&Failure { attempt: 4, ..failure(ErrorKind::Server) }), Decision::GiveUp);
    assert_eq!(retry.decide(&failure(ErrorKind::RateLimited)), Decision::After(1000));
    let told = Failure { retry_after: Some(3), ..failure(ErrorKind::RateLimited) };
    assert_eq!(retry.decide(&told), Decision::After(3000));
    let jitter = Failure { random: u32::MAX, ..failure(ErrorKind::Server) };
    let Decision::After(pause) = retry.decide(&jitter) else { panic!("another try") };
    assert!((500..=750).contains(&pause));
    for kind in [ErrorKind::Validation, ErrorKind::SessionEnded, ErrorKind::Blocked, ErrorKind::Forbidden] {
        assert_eq!(retry.decide(&failure(kind)), Decision::GiveUp, "{kind:?}");
    }
}

#[test]
fn a_post_that_may_have_arrived_is_not_repeated() {
    let retry = Retry::default();
    for kind in [ErrorKind::Server, ErrorKind::Network, ErrorKind::Timeout, ErrorKind::Truncated] {
        let post = Failure { idempotent: false, ..failure(kind) };
        assert_eq!(retry.decide(&post), Decision::GiveUp, "{kind:?}");
        let never_left = Failure { may_have_arrived: false, ..post };
        assert_ne!(retry.decide(&never_left), Decision::GiveUp, "{kind:?}");
    }
    let refused = Failure { idempotent: false, may_have_arrived: false, ..failure(ErrorKind::RateLimited) };
    assert_eq!(retry.decide(&refused), Decision::After(1000));
}

#[test]
fn huge_numbers_do_not_overflow() {
    let mut retry = Retry::default();
    retry.attempts = u32::MAX;
    retry.first_pause = u32::MAX;
    retry.longest_pause = u32::MAX;
    let far = Failure { attempt: u32::MAX - 1, random: u32::MAX, ..failure(ErrorKind::Server) };
    assert_eq!(retry.decide(&far), Decision::After(u32::MAX));
}

#[tokio::test]
async fn reads_are_repeated_until_they_succeed() {
    let fake = Fake::new([
        problem(503, ""),
        Step::Fail(TransportErrorKind::Interrupted),
        json(200, r#"{"id":1,"na"#),
        json(200, LEAD),
    ]);
    let lead = fake.api().leads().get(Id::new(1)).await.unwrap().unwrap();
    assert_eq!(lead.id(), Id::new(1));
    assert_eq!(fake.times(), [0, 500, 1500, 3500]);
}

#[tokio::test]
async fn a_broken_post_is_sent_once_unless_told_so() {
    let task = || NewTask::new("Call", Timestamp(1));
    let fake = Fake::new([Step::Fail(TransportErrorKind::Interrupted)]);
    let error = fake.api().tasks().create(task()).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Network);
    assert_eq!(fake.sent().len(), 1);

    let fake = Fake::new([Step::Fail(TransportErrorKind::Interrupted), json(200, TASK)]);
    let saved = fake.api().tasks().create(task()).repeatable().await.unwrap();
    assert_eq!(saved.id(), Id::new(9));

    let fake = Fake::new([Step::Fail(TransportErrorKind::NotSent), problem(429, ""), json(200, TASK)]);
    assert!(fake.api().tasks().create(task()).await.is_ok());
    assert_eq!(fake.sent().len(), 3);
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_given_up() {
    let fake = Fake::new([Step::Hang, Step::Hang]);
    let mut retry = Retry::default();
    retry.attempts = 2;
    let api = Api::builder(fake.clone()).limiter(Limiter::per_second(0)).retry(retry).timeout(1500).build();
    let error = api.leads().get(Id::new(1)).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(fake.times(), [0, 2000]);
    assert_eq!(fake.now(), 3500);
}

#[tokio::test]
async fn a_call_may_have_its_own_timeout() {
    let fake = Fake::new([Step::Hang]);
    let call = fake.api_with(Retry::never()).leads().get(Id::new(1)).call().timeout(10);
    assert_eq!(call.await.err().unwrap().kind(), ErrorKind::Timeout);
    assert_eq!(fake.now(), 10);
}

#[tokio::test]
async fn seven_requests_a_second_and_no_more() {
    let fake = Fake::new((0..30).map(|_| nothing()));
    let api = Api::builder(fake.clone()).limiter(Limiter::per_second(7)).build();
    for _ in 0..30 {
        assert!(api.leads().get(Id::new(1)).await.unwrap().is_none());
    }
    let times = fake.times();
    for window in times.windows(8) {
        assert!(window[7] - window[0] >= 1000, "{times:?}");
    }
    // At least 95 % of what is allowed: 30 requests need four more windows after the first.
    assert!(fake.now() <= 4 * 1000 * 100 / 95, "{}", fake.now());
}

#[tokio::test]
async fn a_429_slows_down_everybody() {
    let fake = Fake::new([problem(429, ""), json(200, LEAD), json(200, LEAD)]);
    let limiter = Limiter::per_second(7);
    let api = Api::builder(fake.clone()).limiter(limiter.clone()).build();
    api.leads().get(Id::new(1)).await.unwrap();
    assert_eq!(fake.times(), [0, 1000]);
    limiter.close_until(5000);
    api.leads().get(Id::new(1)).await.unwrap();
    assert_eq!(fake.times(), [0, 1000, 5000]);
}

#[test]
fn the_shared_limiter_is_one() {
    let (one, other) = (Limiter::shared(), Limiter::shared());
    let far = u64::from(u32::MAX) * 4;
    one.close_until(far + 50);
    assert!(other.reserve(far) >= 50);
}
