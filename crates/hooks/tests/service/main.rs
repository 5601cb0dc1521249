//! The routes for axum, and continuing a bot, over a real connection.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

#[path = "../support/mod.rs"]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::routing::post;
use kommo_hooks::axum::{Bots, channel, disabled, receive};
use kommo_hooks::{Account, Answer, ChannelHook, CrmHook, DisableHook, PipelineHook, Secret, Verifier};
use kommo_salesbot::handlers::Show;
use serde_json::{Value, json};
use support::{NOW, SECRET, SERVICE, bot_token, token, with};
use tokio::sync::mpsc;
use tower::ServiceExt as _;

/// An account that takes `continue` and says what came, and with which token.
async fn account(status: u16) -> (String, mpsc::UnboundedReceiver<(String, Value)>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let taken = post(move |request: Request<Body>| async move {
        let bearer = request.headers()["authorization"].to_str().unwrap().to_owned();
        let body = to_bytes(request.into_body(), 1 << 20).await.unwrap();
        sender.send((bearer, serde_json::from_slice(&body).unwrap())).unwrap();
        StatusCode::from_u16(status).unwrap()
    });
    let app = Router::new().route("/api/v4/salesbot/{bot}/continue/{id}", taken);
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    (origin, receiver)
}

fn service(origin: &str) -> (Router, Arc<AtomicUsize>) {
    let runs = Arc::new(AtomicUsize::new(0));
    let verifier = Verifier::new(Secret::new(SECRET).unwrap(), SERVICE).account(origin);
    let bots = Arc::new(Bots::new(verifier).limit(4096).clock(|| NOW).on_failure(|_| {}));
    let account = Account::new(origin, "admin").unwrap();
    let counted = Arc::clone(&runs);
    let route = bots.route(move |request| {
        counted.fetch_add(1, Ordering::SeqCst);
        let account = account.clone();
        async move {
            let question = request.text("question").unwrap_or_default();
            let answer =
                Answer::new().data("answer", question.to_uppercase()).handler(Show::text("One moment."));
            account.continue_bot(&request.continuation, &answer).await
        }
    });
    (Router::new().route("/ask", route), runs)
}

fn asked(origin: &str, claims: &Value, id: u32) -> String {
    form(&bot_token(claims), &format!("{origin}/api/v4/salesbot/1/continue/{id}"))
}

fn form(token: &str, return_url: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("token", token), ("data[question]", "when?"), ("return_url", return_url)])
        .finish()
}

async fn send(app: &Router, request: Request<Body>) -> (StatusCode, String) {
    let answer = app.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn ask(app: &Router, body: String) -> (StatusCode, String) {
    let request = Request::post("/ask").header("content-type", "application/x-www-form-urlencoded");
    send(app, request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn a_bot_is_answered_at_once_and_continued_afterwards() {
    let (origin, mut continued) = account(202).await;
    let (app, _) = service(&origin);
    let claims = with(json!({"iss": origin}));
    assert_eq!(ask(&app, asked(&origin, &claims, 1)).await, (StatusCode::OK, String::new()));
    let (bearer, body) =
        tokio::time::timeout(Duration::from_secs(5), continued.recv()).await.unwrap().unwrap();
    assert_eq!(bearer, "Bearer admin");
    let handlers = json!([{"handler": "show", "params": {"type": "text", "value": "One moment."}}]);
    assert_eq!(body, json!({"data": {"answer": "WHEN?"}, "execute_handlers": handlers}));

    // The same request once more: recorded by somebody, and sent again.
    let (status, why) = ask(&app, asked(&origin, &claims, 1)).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(why.contains("answered before"), "{why}");
    assert_eq!(ask(&app, asked(&origin, &claims, 2)).await.0, StatusCode::OK);
    assert!(tokio::time::timeout(Duration::from_secs(5), continued.recv()).await.unwrap().is_some());
}

#[tokio::test]
async fn what_is_not_believed_runs_nothing() {
    let (origin, mut continued) = account(202).await;
    let (app, runs) = service(&origin);
    let claims = with(json!({"iss": origin}));
    let url = format!("{origin}/api/v4/salesbot/1/continue/1");
    let hs = |alg: &str, secret: &str| token(alg, &json!({"typ": "JWT", "alg": alg}), &claims, secret);
    let refusals = [
        (form("", &url), StatusCode::UNAUTHORIZED, "no token"),
        (form(&hs("HS512", "guessed"), &url), StatusCode::UNAUTHORIZED, "forged"),
        (form(&hs("HS256", SECRET), &url), StatusCode::UNAUTHORIZED, "\"HS256\""),
        (form(&hs("none", SECRET), &url), StatusCode::UNAUTHORIZED, "\"none\""),
        (
            asked(&origin, &with(json!({"iss": origin, "exp": NOW - 60})), 1),
            StatusCode::UNAUTHORIZED,
            "expired",
        ),
        (asked("http://127.0.0.1:1", &claims, 1), StatusCode::UNAUTHORIZED, "the request was forged"),
        (
            asked("https://evil.example", &claims, 1),
            StatusCode::UNAUTHORIZED,
            "return_url is at https://evil.example",
        ),
        (format!("x={}", "y".repeat(5000)), StatusCode::PAYLOAD_TOO_LARGE, "more than 4096 bytes"),
        ("x=y".to_owned(), StatusCode::BAD_REQUEST, "missing field `return_url`"),
    ];
    for (body, status, words) in refusals {
        let (found, why) = ask(&app, body).await;
        assert!(found == status && why.contains(words), "{found}: {why}, not {words}");
    }
    assert_eq!(runs.load(Ordering::SeqCst), 0);
    assert!(continued.try_recv().is_err());
}

#[tokio::test]
async fn a_bot_that_could_not_be_continued_may_ask_again() {
    let (origin, mut continued) = account(401).await;
    let (app, runs) = service(&origin);
    let claims = with(json!({"iss": origin}));
    for round in 1..=2 {
        // The first round's failure is noticed a moment later.
        for _ in 0..100 {
            if ask(&app, asked(&origin, &claims, 1)).await.0 == StatusCode::OK {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(tokio::time::timeout(Duration::from_secs(5), continued.recv()).await.unwrap().is_some());
        assert_eq!(runs.load(Ordering::SeqCst), round);
    }
}

#[tokio::test]
async fn the_token_goes_to_its_own_account_only() {
    let (origin, mut continued) = account(202).await;
    let other = Account::new("https://other.kommo.com", "admin").unwrap();
    let bot =
        kommo_hooks::Continuation::parse(&format!("{origin}/api/v4/salesbot/1/continue/1"), &origin).unwrap();
    let error = other.continue_bot(&bot, &Answer::new()).await.unwrap_err();
    assert!(error.to_string().contains("this token is for https://other.kommo.com"), "{error}");
    assert!(continued.try_recv().is_err());
}

#[tokio::test]
async fn hooks_are_routed() {
    let (sender, mut receiver) = mpsc::unbounded_channel::<String>();
    let (crm, pipeline, off, chats) = (sender.clone(), sender.clone(), sender.clone(), sender);
    let app = Router::new()
        .route(
            "/crm",
            receive(move |hook: CrmHook| {
                let crm = crm.clone();
                async move { crm.send(format!("crm {}", hook.events.len())).unwrap() }
            }),
        )
        .route(
            "/pipeline",
            receive(move |hook: PipelineHook| {
                let pipeline = pipeline.clone();
                async move { pipeline.send(format!("pipeline {}", hook.event.data.id)).unwrap() }
            }),
        )
        .route(
            "/off",
            disabled(Secret::new(SECRET).unwrap(), move |hook: DisableHook| {
                let off = off.clone();
                async move { off.send(format!("off {}", hook.account_id)).unwrap() }
            }),
        )
        .route(
            "/chats",
            channel(Secret::new(SECRET).unwrap(), move |hook: ChannelHook| {
                let chats = chats.clone();
                async move { chats.send(format!("chats {:?}", hook.time)).unwrap() }
            }),
        );
    let posted = |path: &str, body: &str| Request::post(path).body(Body::from(body.to_owned())).unwrap();
    assert_eq!(send(&app, posted("/crm", "leads[add][0][id]=1")).await.0, StatusCode::OK);
    assert_eq!(receiver.recv().await.unwrap(), "crm 1");
    assert_eq!(send(&app, posted("/pipeline", "event[data][id]=7")).await.0, StatusCode::OK);
    assert_eq!(receiver.recv().await.unwrap(), "pipeline 7");
    assert_eq!(send(&app, posted("/pipeline", "x=y")).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(send(&app, posted("/crm", &"x".repeat(2 << 20))).await.0, StatusCode::PAYLOAD_TOO_LARGE);

    let signature = "e9fdbe5a2e16170ff91608ba76da1a126b04bbe4531409d9f6bbed1e6531ac58";
    let off = |account: u32| {
        let path = format!("/off?account_id={account}&client_uuid=0a1b&signature={signature}");
        Request::get(path).body(Body::empty()).unwrap()
    };
    assert_eq!(send(&app, off(31)).await.0, StatusCode::OK);
    assert_eq!(receiver.recv().await.unwrap(), "off 31");
    assert_eq!(send(&app, off(32)).await.0, StatusCode::UNAUTHORIZED);

    let chats = |body: &str| {
        let signed =
            Request::post("/chats").header("X-Signature", "24fba4b887d05a01a89fdedf35dc2e8363dc3e84");
        signed.body(Body::from(body.to_owned())).unwrap()
    };
    assert_eq!(send(&app, chats(r#"{"time":7}"#)).await.0, StatusCode::OK);
    assert_eq!(receiver.recv().await.unwrap(), "chats Some(7)");
    assert_eq!(send(&app, chats(r#"{"time":8}"#)).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(send(&app, chats(&"x".repeat(2 << 20))).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(receiver.try_recv().is_err());
}
