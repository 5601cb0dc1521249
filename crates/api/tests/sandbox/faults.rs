//! Bad answers, as they come over the wire.

use kommo_api::{Api, Bearer, Cancel, ErrorKind, Id, Limiter, NewLead, Retry};
use kommo_sandbox::{Fault, Harm};
use serde_json::json;

use crate::common::World;

fn hasty(world: &World) -> Api {
    let bearer = Bearer::new(world.sandbox.url(), &world.token).unwrap();
    Api::builder(bearer).limiter(Limiter::per_second(0)).retry(Retry::never()).build()
}

/// What goes wrong, the kind it has, and what the user reads: the whole sentence.
fn harms() -> Vec<(Harm, ErrorKind, &'static str)> {
    use ErrorKind::*;
    let body = |status: u16, detail: &str| {
        Harm::json(status, &json!({ "title": "T", "status": status, "detail": detail }))
    };
    let login = "<html><body><form action=/login></form></body></html>";
    let html =
        |status: u16| Harm::Status { status, body: login.to_owned(), content_type: "text/html".to_owned() };
    vec![
        (
            body(401, "Invalid user name or password"),
            SessionEnded,
            "GET /api/v4/leads: not signed in any more (401): Invalid user name or password. \
             Sign in again, or refresh the access token; see that the integration is enabled.",
        ),
        (
            html(200),
            Html,
            "GET /api/v4/leads: a web page came instead of data (200). \
             Check the account's address, and whether a proxy is in between.",
        ),
        (
            Harm::BrokenBody { keep: 40 },
            Truncated,
            "GET /api/v4/leads: the answer broke off (200). Check what was done, then try again.",
        ),
        (
            body(400, "Filter is not valid"),
            Validation,
            "GET /api/v4/leads: Kommo refused the data (400): Filter is not valid. Correct what is named and send it again.",
        ),
        (Harm::status(418), Status, "GET /api/v4/leads: unexpected answer (418)"),
        (
            body(402, "Payment Required"),
            PaymentRequired,
            "GET /api/v4/leads: the account's plan does not allow this (402): Payment Required. \
             Ask the account's admin to check its subscription.",
        ),
        (
            html(403),
            Blocked,
            "GET /api/v4/leads: Kommo has blocked this account or address (403). \
             Stop sending requests and write to Kommo's support.",
        ),
        (
            body(403, "Invalid scope"),
            Forbidden,
            "GET /api/v4/leads: no right to do this (403): Invalid scope. Ask the account's admin for the right or the scope.",
        ),
        (
            html(429),
            RateLimited,
            "GET /api/v4/leads: too many requests (429). Wait a minute, then try again with fewer at once.",
        ),
        (
            body(404, "x"),
            NotFound,
            "GET /api/v4/leads: not found (404): x. Check that it still exists and that the path is right.",
        ),
        (
            Harm::Status { status: 405, body: String::new(), content_type: String::new() },
            MethodNotAllowed,
            "GET /api/v4/leads: not possible here (405). Kommo does not offer this method for this path.",
        ),
        (
            body(422, "Customers are switched off"),
            Unprocessable,
            "GET /api/v4/leads: not possible now (422): Customers are switched off. \
             Check the limit, mode or state that is named and try again.",
        ),
        (html(500), Server, "GET /api/v4/leads: Kommo failed (500). Try again later."),
        (html(502), Server, "GET /api/v4/leads: Kommo failed (502). Try again later."),
        (
            html(504),
            Server,
            "GET /api/v4/leads: Kommo took too long (504). Send fewer items at once, then try again.",
        ),
        (
            Harm::json(200, &json!({ "unexpected": true })),
            Decode,
            "GET /api/v4/leads: the answer is not of the expected form",
        ),
        (Harm::LostAnswer, Network, "GET /api/v4/leads: no answer"),
        (Harm::Dropped, Network, "GET /api/v4/leads: no answer"),
    ]
}

#[tokio::test]
async fn each_harm_has_its_kind_and_says_what_to_do() {
    let world = World::new().await;
    let api = hasty(&world);
    let faults = world.sandbox.state().faults();
    for (harm, kind, text) in harms() {
        faults.inject(Fault::on("/api/v4/leads", harm.clone()).times(1));
        let error = api.leads().list().await.err().unwrap();
        assert_eq!(error.kind(), kind, "{harm:?}: {error}");
        assert!(error.to_string().starts_with(text), "{error}\n{text}");
        assert!(error.to_string().ends_with('.') && error.body().len() <= 64 * 1024, "{error}");
    }
    assert!(api.leads().list().await.is_ok(), "and then it works again");
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_given_up() {
    let world = World::new().await;
    let api = hasty(&world);
    world.sandbox.state().faults().inject(Fault::on("/api/v4/leads", Harm::Delay { ms: 5_000 }).times(1));
    let error = api.leads().list().call().timeout(100).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(
        error.to_string(),
        "GET /api/v4/leads: no answer in time. Check what was done, then try again."
    );
}

#[tokio::test]
async fn what_the_client_finds_by_itself_says_what_to_do_too() {
    let world = World::new().await;
    let api = hasty(&world);
    let page =
        json!({ "_embedded": { "leads": [{ "id": 1 }] }, "_links": { "next": { "href": "/api/v4/leads" } } });
    world.sandbox.state().faults().inject(Fault::on("/api/v4/leads", Harm::json(200, &page)).times(1));
    let circle = api.leads().list().all().await.err().unwrap();
    assert_eq!(circle.kind(), ErrorKind::PageLoop);
    assert_eq!(
        circle.to_string(),
        "GET /api/v4/leads: the pages repeat themselves. What was read so far is good; the rest is missing."
    );

    let good = || NewLead::new("Good");
    let written = api.leads().create_many([good(), good().status_id(1)]).await;
    let texts: Vec<String> = written.iter().map(|one| one.as_ref().err().unwrap().to_string()).collect();
    assert_eq!(written[0].as_ref().err().unwrap().kind(), ErrorKind::BatchRefused);
    assert!(texts[0].ends_with("Correct the other item and send this one again."), "{texts:?}");
    assert!(
        texts[1].contains("status_id: ") && texts[1].ends_with("Correct what is named and send it again."),
        "{texts:?}"
    );

    let cancel = Cancel::new();
    cancel.cancel();
    let cancelled = cancel.run(api.leads().get(Id::new(1)).call()).await.err().unwrap();
    assert_eq!(cancelled.to_string(), "cancelled. Nothing more was done.");

    let many = api.users().activate(&[Id::new(1); 11]).await.err().unwrap();
    assert_eq!(
        many.to_string(),
        "POST /api/v4/users/activate: cannot be sent: at most 10 at once. Correct what is named; nothing was sent."
    );
}

#[tokio::test]
async fn reads_survive_what_passes() {
    let world = World::new().await;
    let mut retry = Retry::default();
    retry.first_pause = 10;
    let bearer = Bearer::new(world.sandbox.url(), &world.token).unwrap();
    let api = Api::builder(bearer).limiter(Limiter::per_second(0)).retry(retry).build();
    let faults = world.sandbox.state().faults();
    faults.inject(Fault::on("/api/v4/leads", Harm::LostAnswer).times(1));
    faults.inject(Fault::on("/api/v4/leads", Harm::status(502)).times(1));
    faults.inject(Fault::on("/api/v4/leads", Harm::BrokenBody { keep: 10 }).times(1));
    assert!(!api.leads().list().await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_creation_whose_answer_is_lost_is_not_repeated() {
    let world = World::new().await;
    let count = || async { world.api.leads().list().limit(250).await.unwrap().items.len() };
    let before = count().await;
    world
        .sandbox
        .state()
        .faults()
        .inject(Fault::on("/api/v4/leads", Harm::LostAnswer).method("POST").times(1));
    let error = world.api.leads().create(NewLead::new("Once")).await.err().unwrap();
    assert!(error.may_have_arrived());
    assert_eq!(count().await, before + 1);
}

#[tokio::test]
async fn a_token_that_is_no_good() {
    let world = World::new().await;
    let bearer = Bearer::new(world.sandbox.url(), "wrong").unwrap();
    let api = Api::builder(bearer.clone()).limiter(Limiter::per_second(0)).build();
    let error = api.leads().get(Id::new(1)).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::SessionEnded);
    bearer.set_token(&world.token);
    assert!(api.leads().list().await.is_ok(), "the next token works");
    world.sandbox.state().revoke_tokens("tests").unwrap();
    assert_eq!(api.leads().list().await.err().unwrap().kind(), ErrorKind::SessionEnded);
}

#[tokio::test]
async fn nobody_listens() {
    let world = World::new().await;
    let api = hasty(&world);
    world.sandbox.shutdown().await;
    let error = api.leads().list().await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(!error.may_have_arrived());
}

#[test]
fn a_token_is_not_sent_in_the_clear() {
    for host in ["http://acme.kommo.com", "acme.kommo.com", "http://127.0.0.1.evil.example"] {
        assert_eq!(Bearer::new(host, "t").err().unwrap().kind(), ErrorKind::Input, "{host}");
    }
}
