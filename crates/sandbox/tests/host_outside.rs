//! Ways out of the page: the relay, stubs, one-time tokens; and what the server tells open pages.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod host;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use host::{Desk, json, probe};
use kommo_manifest::Archive;
use kommo_sandbox::{IncomingCall, Stub};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::Sha256;

async fn relay(desk: &Desk, url: &str, body: &'static str) -> reqwest::Response {
    let encoded = url.replace(':', "%3A").replace('/', "%2F");
    desk.http
        .post(desk.url(&format!("/ajax/widgets/relay?code=x&url={encoded}")))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_relay_answers_from_stubs_and_keeps_what_was_sent() {
    let desk = Desk::admin().await;
    assert_eq!(relay(&desk, "http://backend.example/hook", "a=1").await.status(), StatusCode::BAD_GATEWAY);
    desk.sandbox.stub(Stub::new("http://backend.example/*", json!({"ok": true})).status(201));
    let answer = relay(&desk, "http://backend.example/hook", "a=1&b[c]=2").await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(json(answer).await, json!({"ok": true}));
    let calls = desk.sandbox.external_calls();
    assert_eq!((calls[0].status, calls[1].status), (None, Some(201)));
    assert_eq!(
        (calls[1].via, calls[1].method.as_str(), calls[1].body.as_str()),
        ("relay", "POST", "a=1&b[c]=2")
    );
}

#[tokio::test]
async fn a_foreign_host_can_be_a_service_on_this_machine() {
    let echo = |request: axum::extract::Request| async move {
        let host = request.headers()["host"].to_str().unwrap().to_owned();
        let has_cookie = request.headers().contains_key("cookie");
        let (uri, body) =
            (request.uri().to_string(), axum::body::to_bytes(request.into_body(), 1000).await.unwrap());
        let said = format!("{host} {uri} {has_cookie} {}", String::from_utf8_lossy(&body));
        (axum::http::StatusCode::ACCEPTED, [("x-mine", "1"), ("set-cookie", "a=b")], said)
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(echo)).await });
    let desk = Desk::admin().await;
    desk.sandbox.stub(Stub::forward("https://ai.example", kommo_sandbox::Service::on_port(port)));
    let answer =
        desk.post("/ajax/sandbox/external?url=https%3A%2F%2Fai.example%2Fv1%3Fq%3D1", &json!({"a": 1})).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    assert_eq!(answer.headers()["x-mine"], "1");
    assert!(!answer.headers().contains_key("set-cookie"), "it must not act on the account's page");
    assert_eq!(
        answer.text().await.unwrap(),
        r#"ai.example /v1?q=1 false {"a":1}"#,
        "the user's cookie stays here"
    );
    assert_eq!(desk.sandbox.external_calls()[0].status, Some(202));
    let far = desk.sandbox.stubs_from_json(r#"[{"url": "https://a/*", "forward": "https://real.example"}]"#);
    assert!(far.unwrap_err().to_string().contains("is not a service on this machine"));
}

#[tokio::test]
async fn stubs_are_read_from_a_file_and_the_last_one_wins() {
    let desk = Desk::admin().await;
    desk.sandbox
        .stubs_from_json(
            r#"[{"url": "https://a.example/*", "body": "first"},
                {"method": "GET", "url": "https://a.example/x", "status": 418, "headers": {"X-Kind": "tea"}, "body": "second"}]"#,
        )
        .unwrap();
    let external = |method: reqwest::Method, path: &str| {
        desk.http
            .request(
                method,
                desk.url(&format!("/ajax/sandbox/external?url=https%3A%2F%2Fa.example%2F{path}")),
            )
            .send()
    };
    let tea = external(reqwest::Method::GET, "x").await.unwrap();
    assert_eq!((tea.status().as_u16(), tea.headers()["x-kind"].to_str().unwrap()), (418, "tea"));
    assert_eq!(external(reqwest::Method::POST, "x").await.unwrap().text().await.unwrap(), "first");
    let error = desk.sandbox.stubs_from_json("[{\"adress\": 1}]").unwrap_err();
    assert!(error.to_string().contains("adress") && error.line() == 1, "{error}");
    let stranger =
        host::browser().get(desk.url("/ajax/sandbox/external?url=https%3A%2F%2Fa.example%2Fx")).send().await;
    assert_eq!(stranger.unwrap().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn one_time_tokens_are_signed_with_the_secret_and_end_after_half_an_hour() {
    let desk = Desk::manager().await;
    let widget = desk.sandbox.upload(&Archive::write(&probe()).unwrap()).unwrap().integration;
    let path = format!("/ajax/v2/integrations/{}/disposable_token", widget.uuid);
    let token = json(desk.get(&path).await).await["token"].as_str().unwrap().to_owned();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let mac = Hmac::<Sha256>::new_from_slice(widget.secret.as_bytes()).unwrap().chain_update(signed);
    mac.verify_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    let part = |at: usize| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(signed.split('.').nth(at).unwrap()).unwrap()).unwrap()
    };
    assert_eq!(part(0)["alg"], "HS256");
    let claims = part(1);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 1800);
    assert_eq!(claims["client_uuid"], widget.uuid.as_str());
    let manager = desk.sandbox.users().unwrap().into_iter().find(|user| !user.is_admin).unwrap();
    assert_eq!(claims["user_id"].as_i64(), Some(manager.id));
    let again = json(desk.get(&path).await).await;
    assert_ne!(again["token"], token.as_str(), "each is good for once");
}

#[tokio::test]
async fn open_pages_hear_of_calls() {
    let desk = Desk::admin().await;
    let call = IncomingCall { phone_number: "+15550100".to_owned(), ..IncomingCall::default() };
    assert_eq!(desk.sandbox.incoming_call(&call), 0, "nobody listens yet");
    let mut page = desk.get("/ajax/sandbox/stream").await;
    assert_eq!(page.headers()["content-type"], "text/event-stream");
    assert_eq!(desk.sandbox.incoming_call(&call), 1);
    let heard = String::from_utf8(page.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(heard.starts_with("data:") && heard.contains("+15550100"), "{heard}");
}

#[tokio::test]
async fn the_lifecycle_of_widgets_is_kept() {
    let desk = Desk::admin().await;
    let entry = json!([{"at": 1700000000000_i64, "code": "c", "name": "n", "area": "lcard", "event": "render",
                        "outcome": "threw", "value": "Error: boom"}]);
    assert_eq!(desk.post("/ajax/sandbox/lifecycle", &entry).await.status(), StatusCode::NO_CONTENT);
    let kept = desk.sandbox.lifecycle(0);
    assert_eq!((kept[0].id, kept[0].outcome.as_str()), (1, "threw"));
    assert!(desk.sandbox.lifecycle(1).is_empty());
}

#[tokio::test]
async fn open_pages_hear_of_what_is_written() {
    let desk = Desk::admin().await;
    let mut page = desk.get("/ajax/sandbox/stream").await;
    desk.get("/ajax/v4/leads?limit=1").await;
    assert_eq!(desk.post("/ajax/v4/leads", &json!([{"name": "Fresh"}])).await.status(), StatusCode::OK);
    let heard = String::from_utf8(page.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(heard.contains("changed") && heard.contains("/api/v4/leads"), "{heard}");
}

#[tokio::test]
async fn chat_templates_are_added_as_the_sample_widget_adds_them() {
    let desk = Desk::admin().await;
    let body = json!({"request": {"name": "Greeting", "reply_name": "Greeting", "content": "Happy birthday!", "reply_text": "x",
                                  "is_editable": true, "type": "amocrm", "attachments": [], "buttons": []}});
    let answer = desk.post("/ajax/v1/chats/templates/add", &body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let id = json(answer).await["response"]["chats"]["templates"]["added"].as_i64().unwrap();
    let listed = json(desk.get("/ajax/v4/chats/templates?with=integration,reviews&limit=50").await).await;
    let templates = listed["_embedded"]["chat_templates"].as_array().unwrap();
    let mine = templates.iter().find(|template| template["id"].as_i64() == Some(id)).unwrap();
    assert_eq!(
        (mine["name"].as_str(), mine["content"].as_str()),
        (Some("Greeting"), Some("Happy birthday!"))
    );
}
