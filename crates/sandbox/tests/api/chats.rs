//! Conversations, bindings of chats, templates.

use kommo_sandbox::{IncomingMessage, TokenGrant};
use serde_json::{Value, json};

use super::{World, client, error, read};

const ROSA: i64 = 52_310_039;

#[tokio::test]
async fn a_message_opens_a_talk_that_can_be_answered_and_closed() {
    let world = World::new().await;
    let state = world.sandbox.state();
    assert_eq!(world.get("talks").await.status, 204);
    let write = |text: &str| IncomingMessage {
        contact_id: ROSA,
        text: text.to_owned(),
        origin: "telegram".to_owned(),
    };
    let talk = state.receive_message(&write("Is it ready?")).unwrap().unwrap();
    assert_eq!(state.receive_message(&write("Hello?")).unwrap(), Some(talk), "the same talk");
    assert_eq!(state.receive_message(&IncomingMessage { contact_id: 5, ..write("x") }).unwrap(), None);
    let read_talk = world.get(&format!("talks/{talk}")).await.json();
    assert_eq!(
        (&read_talk["origin"], &read_talk["entity_type"], &read_talk["is_in_work"]),
        (&json!("telegram"), &json!("lead"), &json!(true))
    );
    assert_eq!(read_talk["_embedded"]["contacts"][0]["id"], ROSA);
    assert_eq!(
        world
            .get(&format!("talks?filter[contact_id]={ROSA}&filter[only_in_work]=1"))
            .await
            .items("talks")
            .len(),
        1
    );

    let sent = world.post(&format!("talks/{talk}/send_message"), json!({ "text": "Tomorrow" })).await;
    assert_eq!((sent.status.as_u16(), sent.json()["id"].is_string()), (202, true));
    let messages = world.get(&format!("talks/{talk}/messages")).await.items("messages");
    let texts: Vec<&str> = messages.iter().map(|message| message["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Is it ready?", "Hello?", "Tomorrow"]);
    assert_eq!(
        (&messages[0]["type"], &messages[2]["author"]["type"]),
        (&json!("incoming"), &json!("internal"))
    );

    assert_eq!(world.post(&format!("talks/{talk}/close"), json!({ "force_close": true })).await.status, 202);
    assert_eq!(world.post(&format!("talks/{talk}/close"), json!({})).await.status, 422);
    assert_eq!(
        world.post(&format!("talks/{talk}/send_message"), json!({ "text": "x" })).await.json()["detail"],
        "Talk is closed"
    );
    assert_eq!(world.get("talks/99").await.status, 404);
    let lead = read_talk["entity_id"].as_i64().unwrap();
    let events = world.get(&format!("events?filter[entity]=lead&filter[entity_id]={lead}&filter[type]=incoming_chat_message,outgoing_chat_message,talk_created,talk_closed")).await;
    assert_eq!(events.items("events").len(), 5);
}

#[tokio::test]
async fn chats_are_bound_with_a_token_only() {
    let world = World::new().await;
    let body = json!([{ "contact_id": ROSA, "chat_id": "c0ffee00-0000-4000-8000-000000000000" }]);
    assert_eq!(world.post("contacts/chats", body.clone()).await.status, 403);
    let grant = TokenGrant { client_id: "c", user_id: world.user_id(0), scopes: &["crm"], lives: 100 };
    let token = world.sandbox.state().issue_token(&grant).unwrap();
    let bind = client()
        .post(format!("{}/api/v4/contacts/chats", world.sandbox.url()))
        .bearer_auth(token)
        .json(&body);
    assert_eq!(read(bind).await.items("chats")[0]["contact_id"], ROSA);
    assert_eq!(world.get(&format!("contacts/chats?contact_id={ROSA}")).await.items("chats").len(), 1);
    assert_eq!(world.get("contacts/chats?chat_id=none").await.status, 204);
}

#[tokio::test]
async fn templates_are_written_reviewed_and_deleted() {
    let world = World::new().await;
    let body = json!([{ "name": "Ready", "content": "Your order is ready, {{contact.name}}", "type": "waba", "external_id": "t1" }]);
    let made = world.post("chats/templates", body).await;
    assert_eq!(made.json()["_total_items"], 1);
    let template = made.items("chat_templates")[0].clone();
    assert_eq!((&template["is_editable"], &template["waba_examples"]), (&json!(false), &json!([])));
    let path = format!("chats/templates/{}", template["id"]);
    assert_eq!(world.patch(&path, json!({ "name": "All ready" })).await.json()["name"], "All ready");
    assert_eq!(world.get("chats/templates?filter[external_id][]=t1").await.items("chat_templates").len(), 1);
    let review = world.post(&format!("{path}/review"), json!({})).await.items("reviews")[0].clone();
    assert_eq!(review["status"], "review");
    assert_eq!(world.patch(&path, json!({ "name": "x" })).await.status, 400, "no longer a draft");
    let decide = format!("{path}/review/{}", review["id"]);
    assert_eq!(
        world.post(&decide, json!({ "status": "rejected" })).await.errors(),
        error("FieldMissing", "reject_reason")
    );
    assert_eq!(world.post(&decide, json!({ "status": "approved" })).await.json()["status"], "approved");
    let shown = world.get(&format!("{path}?with=reviews")).await.json();
    assert_eq!((&shown["review_status"], &shown["is_on_review"]), (&json!("approved"), &json!(false)));
    assert_eq!(world.get(&path).await.json().get("review_status"), None::<&Value>);
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(world.get(&path).await.status, 404);
}
