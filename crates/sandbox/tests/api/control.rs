//! The control interface over HTTP.

use kommo_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{Answer, World, client, read};

pub(crate) async fn call(sandbox: &Sandbox, method: &str, path: &str, body: Value) -> Answer {
    let method = method.parse().unwrap();
    let mut request = client().request(method, format!("{}/control/{path}", sandbox.url()));
    if !body.is_null() {
        request = request.body(body.to_string());
    }
    read(request).await
}

#[tokio::test]
async fn everything_a_test_needs_is_a_call() {
    let world = World::new().await;
    let sandbox = &world.sandbox;
    let state = call(sandbox, "GET", "state", Value::Null).await.json();
    assert_eq!(state["base_url"], sandbox.url());
    assert_eq!(state["users"].as_array().unwrap().len(), 3);
    let user = &state["users"][1];

    let cookie = call(sandbox, "POST", "session", json!({ "user_id": user["id"] })).await.json();
    let header = format!("{}={}", cookie["name"].as_str().unwrap(), cookie["value"].as_str().unwrap());
    let me =
        read(client().get(format!("{}/api/v4/account", sandbox.url())).header("Cookie", header)).await.json();
    assert_eq!(me["current_user_id"], user["id"]);

    let token =
        call(sandbox, "POST", "token", json!({ "client_id": "c", "user_id": user["id"] })).await.json();
    let account = client()
        .get(format!("{}/api/v4/account", sandbox.url()))
        .bearer_auth(token["token"].as_str().unwrap());
    assert_eq!(read(account).await.status, 200);

    let now = state["now"].as_i64().unwrap();
    let later =
        call(sandbox, "POST", "clock", json!({ "advance": 3600 })).await.json()["now"].as_i64().unwrap();
    assert!((now + 3600..now + 3610).contains(&later));

    let fault = json!({ "path": "/api/v4/*", "harm": { "kind": "status", "status": 500 } });
    let id = call(sandbox, "POST", "faults", fault).await.json()["id"].clone();
    assert_eq!(world.get("account").await.status, 500);
    assert_eq!(call(sandbox, "DELETE", &format!("faults/{id}"), Value::Null).await.status, 200);
    assert_eq!(world.get("account").await.status, 200);

    let journal = call(sandbox, "GET", "journal?after=0", Value::Null).await.json();
    let statuses: Vec<i64> = journal["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["status"].as_i64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 500, 200], "the controls themselves are not in it");

    call(sandbox, "POST", "limits", json!({ "enforced": true })).await;
    assert!(sandbox.state().limits().are_enforced());
    for wrong in [json!({ "advance": -1 }), json!({ "advance": 1, "x": 1 }), json!({})] {
        assert_eq!(call(sandbox, "POST", "clock", wrong).await.status, 400);
    }
    let page = read(client().get(format!("{}/control", sandbox.url()))).await;
    assert!(page.content_type.starts_with("text/html") && page.text.contains("/control/journal"));
}

#[tokio::test]
async fn the_account_can_be_replaced() {
    let world = World::new().await;
    let sandbox = &world.sandbox;
    let empty: Value = serde_json::from_str(include_str!("../../src/seed/empty.json")).unwrap();
    assert_eq!(call(sandbox, "POST", "seed", empty.clone()).await.status, 200);
    assert_eq!(world.get("account").await.status, 401, "its sessions are gone");
    let mut world = world;
    world.become_user(0);
    assert_eq!(world.get("leads").await.status, 204);
    let mut broken = empty;
    broken["leads"] = json!([{ "id": 1, "responsible": 1, "created": 0, "fields": { "Nope": "x" } }]);
    let answer = call(&world.sandbox, "POST", "seed", broken).await;
    assert_eq!(answer.status, 400);
    assert!(answer.json()["error"].as_str().unwrap().contains("no custom field `Nope`"), "{answer:?}");
    assert_eq!(world.get("account").await.status, 200, "nothing was lost");
    let syntax = client().post(format!("{}/control/seed", world.sandbox.url())).body("{\n\"account\": 5}");
    assert!(read(syntax).await.text.contains("line 2"));
    assert_eq!(call(&world.sandbox, "POST", "seed", Value::Null).await.status, 200);
    world.become_user(0);
    assert_eq!(world.get("leads").await.items("leads").len(), 40);
}

#[tokio::test]
async fn other_sites_cannot_reach_the_controls() {
    let world = World::new().await;
    let url = format!("{}/control/state", world.sandbox.url());
    assert_eq!(read(client().get(&url).header("Host", "evil.example")).await.status, 403);
    assert_eq!(read(client().get(&url).header("Sec-Fetch-Site", "cross-site")).await.status, 403);
    let port = url.split(':').nth(2).unwrap().split('/').next().unwrap();
    assert_eq!(read(client().get(&url).header("Host", format!("localhost:{port}"))).await.status, 200);
}

#[tokio::test]
async fn widgets_stubs_calls_and_messages() {
    let world = World::new().await;
    let sandbox = &world.sandbox;
    let broken = client().post(format!("{}/control/upload", sandbox.url())).body("not a zip");
    let broken = read(broken).await;
    assert_eq!(broken.status, 400);
    assert!(broken.json()["error"].is_string());
    assert!(sandbox.integrations().unwrap().is_empty(), "nothing is left of it");
    let made = sandbox.create_integration(&kommo_sandbox::IntegrationForm::new("Tool")).unwrap();
    let install = call(sandbox, "POST", "install", json!({ "uuid": made.uuid })).await;
    assert_eq!(install.status, 400, "there is no archive yet");
    assert_eq!(call(sandbox, "POST", "disable", json!({ "uuid": made.uuid })).await.status, 400);

    assert_eq!(call(sandbox, "POST", "stubs", json!([{ "url": "https://a.example/*" }])).await.status, 200);
    let wrong = call(sandbox, "POST", "stubs", json!([{ "link": "x" }])).await;
    assert!(wrong.json()["error"].as_str().unwrap().contains("column"), "{wrong:?}");
    assert_eq!(call(sandbox, "GET", "outside", Value::Null).await.json()["calls"], json!([]));

    let ringing = call(sandbox, "POST", "call", json!({ "phone_number": "+1 555 010 0301" })).await.json();
    assert_eq!((&ringing["element_id"], &ringing["element_type"]), (&json!(52_310_015), &json!(1)));
    let message = json!({ "contact_id": 52_310_015, "text": "Hello" });
    let talk = call(sandbox, "POST", "message", message).await.json()["talk_id"].clone();
    assert_eq!(world.get(&format!("talks/{talk}")).await.json()["origin"], "whatsapp");
    assert_eq!(call(sandbox, "POST", "message", json!({ "contact_id": 1, "text": "x" })).await.status, 404);
    assert_eq!(call(sandbox, "GET", "webhooks", Value::Null).await.json()["deliveries"], json!([]));
    let hook = |event: &str| json!({ "destination": "https://a.example/hook", "events": [event] });
    assert_eq!(call(sandbox, "POST", "webhooks", hook("add_cat")).await.status, 400);
    assert_eq!(call(sandbox, "POST", "webhooks", hook("add_unsorted")).await.status, 200);
    assert_eq!(world.get("webhooks").await.items("webhooks")[0]["settings"], json!(["add_unsorted"]));
}
