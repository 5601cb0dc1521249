//! `widget_request` and `continue`, with a service on this machine.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use kommo_sandbox::{Bot, BotBlock, IntegrationForm, Params, Service, Stub, TokenGrant};
use serde_json::{Value, json};
use sha2::Sha512;

use super::bot_world::{Stage, goto, show};
use super::{client, error, read};

type Seen = Arc<Mutex<Vec<(String, String)>>>;

/// A service that answers after a while with a status, and keeps what it was sent: content type and body.
async fn service(status: u16, delay: Duration) -> (u16, Seen) {
    let seen = Seen::default();
    let take = move |State(seen): State<Seen>, headers: HeaderMap, body: String| async move {
        let kind = headers["content-type"].to_str().unwrap().to_owned();
        seen.lock().unwrap().push((kind, body));
        tokio::time::sleep(delay).await;
        (StatusCode::from_u16(status).unwrap(), r#"{"colour":"green"}"#)
    };
    let app = Router::new().route("/step", post(take)).with_state(seen.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (port, seen)
}

fn program() -> Value {
    json!([
        { "question": [
            { "handler": "widget_request", "params": { "url": "https://ai.example/step", "data": { "name": "{{contact.name}}", "deep": { "lead": "{{lead.id}}" } } } },
            show("{{json.answer}}"), goto("question", 1),
        ] },
        { "question": [show("one")] },
        { "question": [show("two {{json.deep.er}}")] },
    ])
}

/// A stage whose bot's only block belongs to a widget, with its service at `https://ai.example`.
async fn stage(status: u16, delay: Duration) -> (Stage, i64, Seen, String, String) {
    let stage = Stage::new().await;
    let (port, seen) = service(status, delay).await;
    stage.world.sandbox.stub(Stub::forward("https://ai.example", Service::on_port(port)));
    let integration = stage.world.sandbox.create_integration(&IntegrationForm::new("AI answers")).unwrap();
    let state = stage.world.sandbox.state();
    state
        .db(|db| {
            db.execute("UPDATE integrations SET code = 'ai_widget' WHERE uuid = ?1", [&integration.uuid])
        })
        .unwrap();
    let bot = stage.save(Bot::new("AI").block(BotBlock::new("ai_widget", "ask", program().to_string())));
    (stage, bot, seen, integration.secret, integration.uuid)
}

impl Stage {
    async fn go_on(&self, url: &str, body: Value) -> super::Answer {
        let path = url.split("/api/v4/").nth(1).unwrap().to_owned();
        self.world.post(&path, body).await
    }
}

fn return_url(seen: &Seen) -> String {
    Params::parse(seen.lock().unwrap().last().unwrap().1.as_bytes()).get("return_url").unwrap().to_owned()
}

#[tokio::test]
async fn a_service_is_asked_with_a_token_and_continues_the_bot() {
    let (stage, bot, seen, secret, uuid) = stage(200, Duration::ZERO).await;
    let run = stage.start(bot).await;
    assert_eq!(run.state, "paused");
    let (kind, body) = seen.lock().unwrap()[0].clone();
    assert_eq!(kind, "application/x-www-form-urlencoded");
    let form = Params::parse(body.as_bytes());
    assert_eq!(form.get_at(&["data", "name"]), Some("Ada Byron"));
    assert_eq!(form.get_at(&["data", "deep", "lead"]), Some(stage.lead.to_string().as_str()));
    let url = form.get("return_url").unwrap();
    assert!(
        url.starts_with(&format!("{}/api/v4/salesbot/{bot}/continue/", stage.world.sandbox.url())),
        "{url}"
    );

    let token = form.get("token").unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let mac = Hmac::<Sha512>::new_from_slice(secret.as_bytes()).unwrap().chain_update(signed);
    assert!(mac.verify_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).is_ok());
    let part = |at: usize| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(signed.split('.').nth(at).unwrap()).unwrap()).unwrap()
    };
    assert_eq!(part(0), json!({ "typ": "JWT", "alg": "HS512" }));
    let claims = part(1);
    assert_eq!(
        [
            &claims["iss"],
            &claims["aud"],
            &claims["account_id"],
            &claims["subdomain"],
            &claims["client_uuid"],
            &claims["entity_type"],
            &claims["entity_id"],
            &claims["bot_type"]
        ],
        [
            &json!(stage.world.sandbox.url()),
            &json!("https://ai.example"),
            &json!(31_872_045),
            &json!("harboroak"),
            &json!(uuid),
            &json!("2"),
            &json!(stage.lead),
            &json!("salesbot")
        ]
    );
    assert!(
        claims["exp"].as_f64() > claims["iat"].as_f64() && claims["nbf"].is_f64(),
        "times arrive as floats"
    );

    let body = json!({ "data": { "answer": "Yes, Ada", "deep": { "er": "still" } }, "execute_handlers": [show("first this"), goto("question", 2)] });
    assert_eq!(stage.go_on(url, body.clone()).await.status, 202);
    stage.until(run.id, |run| run.state == "finished").await;
    assert_eq!(stage.said(), ["first this", "two still"]);
    assert_eq!(stage.go_on(url, body).await.status, 404, "a continue serves once");
    let step = stage.trace(run.id).into_iter().find(|step| step.handler == "widget_request").unwrap();
    assert_eq!(step.outcome, "answered 200, waits for continue");
    assert_eq!(step.read["contact.name"], "Ada Byron");
}

#[tokio::test]
async fn without_a_goto_the_bot_goes_on_behind_its_request() {
    let (stage, bot, seen, ..) = stage(200, Duration::ZERO).await;
    let run = stage.start(bot).await;
    assert_eq!(stage.go_on(&return_url(&seen), json!({ "data": { "answer": "Yes" } })).await.status, 202);
    stage.until(run.id, |run| run.state == "finished").await;
    assert_eq!(stage.said(), ["Yes", "one"]);
}

#[tokio::test]
async fn late_and_failing_answers_stop_the_bot() {
    for (status, delay, reason) in [
        (200, Duration::from_millis(2300), "https://ai.example/step: no answer within 2 seconds"),
        (500, Duration::ZERO, "https://ai.example/step: the answer was 500, and 200 is expected"),
        (202, Duration::ZERO, "https://ai.example/step: the answer was 202, and 200 is expected"),
    ] {
        let (stage, bot, seen, ..) = stage(status, delay).await;
        let run = stage.start(bot).await;
        assert_eq!((run.state.as_str(), run.reason.as_deref()), ("stopped", Some(reason)));
        assert_eq!(stage.go_on(&return_url(&seen), json!({})).await.status, 404);
        assert!(stage.said().is_empty());
    }
    let stage = Stage::new().await;
    let run = stage
        .ask(json!([{ "handler": "widget_request", "params": { "url": "https://nowhere.example/" } }]))
        .await;
    assert!(run.reason.unwrap().contains("no stub answers"));
}

#[tokio::test]
async fn a_service_may_continue_before_it_answers() {
    let (stage, bot, seen, ..) = stage(200, Duration::from_millis(300)).await;
    let id = stage.world.sandbox.run_bot(bot, "leads", stage.lead).unwrap().unwrap();
    while seen.lock().unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(stage.go_on(&return_url(&seen), json!({ "data": { "answer": "Early" } })).await.status, 202);
    stage.until(id, |run| run.state == "finished").await;
    assert_eq!(stage.said(), ["Early", "one"]);
}

#[tokio::test]
async fn continue_has_limits_and_wants_an_admins_token() {
    let (mut stage, bot, seen, ..) = stage(200, Duration::ZERO).await;
    let run = stage.start(bot).await;
    let url = return_url(&seen);
    let handlers = |list: Value| json!({ "execute_handlers": list });
    let buttons = |count: usize| json!({ "handler": "show", "params": { "type": "buttons", "value": "?", "buttons": vec!["a"; count] } });
    for (body, code, path) in [
        (handlers(json!(vec![show("x"); 11])), "NotSupportedChoice", "execute_handlers"),
        (handlers(json!([show("x"), show(&"é".repeat(81))])), "TooLong", "execute_handlers.1.params.value"),
        (handlers(json!([buttons(26)])), "NotSupportedChoice", "execute_handlers.0.params.buttons"),
        (
            handlers(json!([{ "handler": "action", "params": {} }])),
            "NotSupportedChoice",
            "execute_handlers.0.handler",
        ),
        (json!({ "data": "text" }), "InvalidType", "data"),
    ] {
        assert_eq!(stage.go_on(&url, body).await.errors(), error(code, path));
    }
    let bare = client().post(&url).json(&json!({}));
    assert_eq!(read(bare).await.status, 401);
    let token = |user: i64, lives: i64| {
        stage
            .world
            .sandbox
            .state()
            .issue_token(&TokenGrant { client_id: "x", user_id: user, scopes: &["crm"], lives })
            .unwrap()
    };
    let with = |token: String| {
        read(client().post(&url).header("Authorization", format!("Bearer {token}")).json(&json!({})))
    };
    assert_eq!(with("forged".to_owned()).await.status, 401);
    assert_eq!(with(token(stage.world.user_id(0), -1)).await.status, 401, "expired");
    assert_eq!(with(token(stage.world.user_id(1), 60)).await.status, 403, "not an admin's");
    assert_eq!(stage.world.post(&format!("salesbot/{}/continue/1", bot + 1), json!({})).await.status, 404);
    assert_eq!(stage.rest(run.id).await.state, "paused", "none of these let it go on");
    let good = handlers(json!([show(&"é".repeat(80)), buttons(25)]));
    assert_eq!(stage.go_on(&url, good).await.status, 202);
    stage.until(run.id, |run| run.state == "finished").await;

    stage.start(bot).await;
    let old = return_url(&seen);
    stage.start(bot).await;
    assert_eq!(stage.go_on(&old, json!({})).await.status, 404, "another bot has started for the lead");
    stage.world.become_user(1);
    assert_eq!(stage.go_on(&return_url(&seen), json!({})).await.status, 403);
}

#[tokio::test]
async fn a_code_block_asks_without_a_token_and_the_older_request_reads_the_answer() {
    let stage = Stage::new().await;
    let (port, seen) = service(200, Duration::ZERO).await;
    let url = format!("http://127.0.0.1:{port}/step");
    let run = stage.ask(json!([
        { "handler": "request", "params": { "url": url, "method": "POST", "json": true, "data": { "q": "{{lead.id}}" } } },
        show("{{json.colour}}"),
        { "handler": "widget_request", "params": { "url": url, "data": {} } },
    ]));
    assert_eq!(run.await.state, "paused");
    assert_eq!(stage.said(), ["green"]);
    let seen = seen.lock().unwrap().clone();
    assert_eq!(seen[0], ("application/json".to_owned(), format!(r#"{{"q":"{}"}}"#, stage.lead)));
    assert!(seen[1].1.starts_with("return_url="), "{}", seen[1].1);
}
