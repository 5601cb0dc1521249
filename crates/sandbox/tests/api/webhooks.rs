//! Webhooks: subscriptions, bodies, retries.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use kommo_sandbox::{Delivery, Params, Stub};
use serde_json::{Value, json};

use super::{World, error};

#[derive(Clone, Default)]
struct Receiver {
    status: Arc<AtomicU16>,
    bodies: Arc<Mutex<Vec<String>>>,
}

/// A receiver that answers with a status that can be changed.
async fn receiver(status: u16) -> (String, Receiver) {
    let receiver = Receiver::default();
    receiver.status.store(status, Ordering::Relaxed);
    let take = |State(receiver): State<Receiver>, body: String| async move {
        receiver.bodies.lock().unwrap().push(body);
        StatusCode::from_u16(receiver.status.load(Ordering::Relaxed)).unwrap()
    };
    let app = Router::new().route("/hook", post(take)).with_state(receiver.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, receiver)
}

async fn subscribe(world: &World, url: &str, events: Value) -> Value {
    let answer = world.post("webhooks", json!({ "destination": url, "settings": events })).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()
}

/// Waits until the deliveries look as they should.
async fn until(world: &World, fits: impl Fn(&[Delivery]) -> bool) -> Vec<Delivery> {
    for _ in 0..200 {
        let deliveries = world.sandbox.state().webhook_deliveries().unwrap();
        if fits(&deliveries) {
            return deliveries;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never: {:?}", world.sandbox.state().webhook_deliveries().unwrap());
}

#[tokio::test]
async fn subscriptions_are_made_changed_and_ended() {
    let mut world = World::new().await;
    assert_eq!(world.get("webhooks").await.json()["_total_items"], 0);
    let hook = subscribe(&world, "https://a.example/hook", json!(["add_lead"])).await;
    assert_eq!((&hook["settings"], &hook["disabled"]), (&json!(["add_lead"]), &json!(false)));
    let same = subscribe(&world, "https://a.example/hook", json!(["update_lead"])).await;
    assert_eq!((&same["id"], &same["settings"]), (&hook["id"], &json!(["update_lead"])));
    assert_eq!(
        world.get("webhooks?filter[destination]=https://a.example/hook").await.items("webhooks").len(),
        1
    );
    let wrong =
        world.post("webhooks", json!({ "destination": "https://a.example", "settings": ["add_cat"] })).await;
    assert_eq!(wrong.errors(), error("NotSupportedChoice", "settings.0"));
    let gone = world
        .call(reqwest::Method::DELETE, "webhooks", Some(json!({ "destination": "https://a.example/hook" })))
        .await;
    assert_eq!(gone.status, 204);
    let again = world
        .call(reqwest::Method::DELETE, "webhooks", Some(json!({ "destination": "https://a.example/hook" })))
        .await;
    assert_eq!(again.status, 404);
    world.become_user(1);
    assert_eq!(world.get("webhooks").await.status, 403);
}

#[tokio::test]
async fn changes_are_sent_as_bracketed_forms() {
    let world = World::new().await;
    let (url, receiver) = receiver(200).await;
    subscribe(
        &world,
        &url,
        json!(["add_lead", "status_lead", "update_lead", "note_lead", "add_task", "add_contact"]),
    )
    .await;
    let id = world
        .create("leads", json!({ "name": "Hooked & more", "price": 5, "custom_fields_values": [
            { "field_id": 810_211, "values": [{ "value": true }] }, { "field_id": 810_207, "values": [{ "value": 86_400 }] },
            { "field_id": 810_213, "values": [{ "value": "Showroom" }] } ], "_embedded": { "tags": [{ "name": "a" }] } }))
        .await;
    until(&world, |list| list.len() == 1 && list[0].due_at.is_none()).await;
    let body = Params::parse(receiver.bodies.lock().unwrap()[0].as_bytes());
    let at = |path: &[&str]| body.get_at(&[&["leads", "add", "0"], path].concat()).map(str::to_owned);
    assert_eq!(at(&["id"]), Some(id.to_string()));
    assert_eq!(at(&["name"]).as_deref(), Some("Hooked & more"));
    assert_eq!(at(&["tags", "0", "name"]).as_deref(), Some("a"));
    assert_eq!(at(&["custom_fields", "0", "values", "0"]).as_deref(), Some("86400"), "dates are plain");
    assert_eq!(at(&["custom_fields", "1", "values", "0", "value"]).as_deref(), Some("1"));
    assert_eq!(
        at(&["custom_fields", "2", "values", "value"]).as_deref(),
        Some("Showroom"),
        "an object for radio buttons"
    );
    assert_eq!(body.get_at(&["account", "subdomain"]), Some("harboroak"));

    world.patch(&format!("leads/{id}"), json!({ "status_id": 142, "price": 6, "name": "New" })).await;
    world
        .post(&format!("leads/{id}/notes"), json!([{ "note_type": "common", "params": { "text": "hi" } }]))
        .await;
    world
        .create(
            "tasks",
            json!({ "text": "t", "complete_till": 86_400, "entity_id": id, "entity_type": "leads" }),
        )
        .await;
    let list = until(&world, |list| list.len() == 5 && list.iter().all(|one| one.due_at.is_none())).await;
    let events: Vec<&str> = list.iter().map(|one| one.event.as_str()).collect();
    assert_eq!(events, ["add_lead", "update_lead", "status_lead", "note_lead", "add_task"]);
    let body = |at: usize| Params::parse(list[at].body.as_bytes());
    assert_eq!(body(2).get_at(&["leads", "status", "0", "old_status_id"]), Some("61220414"));
    assert_eq!(body(3).get_at(&["leads", "note", "0", "note", "text"]), Some("hi"));
    assert_eq!(body(4).get_at(&["task", "add", "0", "complete_till"]), Some("1970-01-02 00:00:00"));
    assert_eq!(list[0].last_status, Some(200));
}

#[tokio::test]
async fn failed_ones_come_again_on_the_accounts_clock() {
    let world = World::new().await;
    let (url, receiver) = receiver(500).await;
    subscribe(&world, &url, json!(["add_lead"])).await;
    let clock = world.sandbox.state().clock();
    world.create("leads", json!({})).await;
    for (tries, minutes) in (1..).zip([5, 15, 15, 60]) {
        let list = until(&world, |list| list[0].attempts == tries).await;
        assert_eq!((list[0].last_status, list[0].due_at.is_some()), (Some(500), true));
        clock.advance(Duration::from_secs(minutes * 60 - 5));
        tokio::time::sleep(Duration::from_millis(120)).await;
        assert_eq!(receiver.bodies.lock().unwrap().len() as i64, tries, "not before its time");
        clock.advance(Duration::from_secs(6));
    }
    let list = until(&world, |list| list[0].attempts == 5).await;
    assert_eq!(list[0].due_at, None, "given up");

    receiver.status.store(404, Ordering::Relaxed);
    world.create("leads", json!({})).await;
    for (attempts, minutes) in [(1, 5), (2, 15)] {
        until(&world, |list| list.len() == 2 && list[1].attempts == attempts).await;
        clock.advance(Duration::from_secs(minutes * 60 + 1));
    }
    let list = until(&world, |list| list[1].attempts == 3).await;
    assert_eq!(list[1].due_at, None, "a refusal is tried three times");
}

#[tokio::test]
async fn more_than_a_hundred_bad_answers_switch_a_hook_off() {
    let world = World::new().await;
    let (url, _receiver) = receiver(403).await;
    subscribe(&world, &url, json!(["add_lead"])).await;
    let many: Vec<Value> = (0..101).map(|_| json!({})).collect();
    world.post("leads", json!(many)).await;
    until(&world, |list| list.len() == 101 && list.iter().all(|one| one.due_at.is_none())).await;
    assert_eq!(world.get("webhooks").await.items("webhooks")[0]["disabled"], true);
    subscribe(&world, &url, json!(["add_lead"])).await;
    assert_eq!(world.get("webhooks").await.items("webhooks")[0]["disabled"], false);
}

#[tokio::test]
async fn hosts_elsewhere_are_stubs_or_silence() {
    let world = World::new().await;
    subscribe(&world, "https://a.example/hook", json!(["add_contact"])).await;
    world.create("contacts", json!({ "name": "x" })).await;
    let list = until(&world, |list| list.len() == 1 && list[0].attempts == 1).await;
    assert_eq!(list[0].last_status, None);
    assert!(list[0].last_error.as_ref().unwrap().contains("no stub"));
    world.sandbox.stub(Stub::new("https://a.example/*", json!({})));
    world.sandbox.state().clock().advance(Duration::from_secs(301));
    let list = until(&world, |list| list[0].attempts == 2).await;
    assert_eq!((list[0].last_status, list[0].due_at), (Some(200), None));
    let sent = world.sandbox.external_calls();
    assert!(sent[1].body.starts_with("contacts%5Badd%5D%5B0%5D%5Bid%5D="));
}

/// The body of the one delivery of this event.
fn body_of(list: &[Delivery], event: &str) -> Params {
    let found: Vec<&Delivery> = list.iter().filter(|one| one.event == event).collect();
    assert_eq!(found.len(), 1, "{event}: {list:?}");
    Params::parse(found[0].body.as_bytes())
}

#[tokio::test]
async fn talks_and_messages_are_told_both_ways() {
    let world = World::new().await;
    let (url, _receiver) = receiver(200).await;
    let events = ["add_talk", "update_talk", "add_message", "add_outgoing_message"];
    subscribe(&world, &url, json!(events)).await;
    let contact = world.create("contacts", json!({ "name": "Ann" })).await;
    let message = |text: &str| kommo_sandbox::IncomingMessage {
        contact_id: contact,
        text: text.to_owned(),
        origin: "telegram".to_owned(),
    };
    let talk = world.sandbox.state().receive_message(&message("Is it ready & packed?")).unwrap().unwrap();
    let list = until(&world, |list| list.len() == 2 && list.iter().all(|one| one.due_at.is_none())).await;
    let body = body_of(&list, "add_talk");
    let at = |key: &str| body.get_at(&["talk", "add", "0", key]);
    assert_eq!((at("talk_id"), at("is_in_work")), (Some(talk.to_string().as_str()), Some("1")));
    assert_eq!(at("origin"), Some("telegram"));
    let body = body_of(&list, "add_message");
    let at = |path: &[&str]| body.get_at(&[&["message", "add", "0"], path].concat());
    assert_eq!(at(&["text"]), Some("Is it ready & packed?"));
    assert_eq!((at(&["type"]), at(&["author", "type"])), (Some("incoming"), Some("external")));
    assert_eq!(
        (at(&["contact_id"]), at(&["author", "name"])),
        (Some(contact.to_string().as_str()), Some("Ann"))
    );

    world.post(&format!("talks/{talk}/send_message"), json!({ "text": "Tomorrow" })).await;
    let list = until(&world, |list| list.len() == 4 && list.iter().all(|one| one.due_at.is_none())).await;
    let body = body_of(&list, "add_outgoing_message");
    assert_eq!(body.get_at(&["message", "add", "0", "type"]), Some("outgoing"));
    assert_eq!(body_of(&list, "update_talk").get_at(&["talk", "update", "0", "is_read"]), Some("1"));
    world.post(&format!("talks/{talk}/close"), json!({ "force_close": true })).await;
    let list = until(&world, |list| list.len() == 5 && list.iter().all(|one| one.due_at.is_none())).await;
    let body = Params::parse(list[4].body.as_bytes());
    assert_eq!(body.get_at(&["talk", "update", "0", "is_in_work"]), Some("0"));
}

#[tokio::test]
async fn a_template_sent_to_review_is_told_without_an_entity() {
    let world = World::new().await;
    let (url, _receiver) = receiver(200).await;
    subscribe(&world, &url, json!(["add_chat_template_review"])).await;
    let new =
        json!([{ "name": "Ready", "content": "Your order", "type": "waba", "waba_category": "UTILITY" }]);
    let template =
        world.post("chats/templates", new).await.items("chat_templates")[0]["id"].as_i64().unwrap();
    world.post(&format!("chats/templates/{template}/review"), json!({})).await;
    let list = until(&world, |list| list.len() == 1 && list[0].due_at.is_none()).await;
    let body = body_of(&list, "add_chat_template_review");
    let at = |path: &[&str]| body.get_at(&[&["add", "0"], path].concat());
    assert_eq!((at(&["id"]), at(&["type"])), (Some(template.to_string().as_str()), Some("waba")));
    assert_eq!((at(&["reviews", "0", "status"]), at(&["is_on_review"])), (Some("review"), Some("1")));
    assert_eq!((at(&["waba_category"]), at(&["content"])), (Some("UTILITY"), Some("Your order")));
}

#[tokio::test]
async fn what_only_the_settings_offer_is_told_too() {
    let world = World::new().await;
    let (url, _receiver) = receiver(200).await;
    let events = ["add_unsorted", "delete_unsorted", "add_catalog_element", "update_catalog_element"];
    let refused = world.post("webhooks", json!({ "destination": url, "settings": events })).await;
    assert_eq!(refused.errors()[0], error("NotSupportedChoice", "settings.0")[0], "not over the API");
    assert_eq!(world.sandbox.state().add_webhook(&url, &["add_cat"]).unwrap(), Some("add_cat"));
    assert_eq!(world.sandbox.state().add_webhook(&url, &events).unwrap(), None);

    let form = |page: &str| {
        json!([{ "source_name": "Site", "source_uid": "site-1",
            "metadata": { "form_id": 7, "form_name": "Order", "form_page": page, "form_sent_at": 86_400, "ip": "10.0.0.1" },
            "_embedded": { "leads": [{ "name": "From the form" }], "contacts": [{ "name": "Ann" }] } }])
    };
    let made = world.post("leads/unsorted/forms", form("/order")).await.items("unsorted").remove(0);
    let uid = made["uid"].as_str().unwrap();
    let list = until(&world, |list| list.len() == 1 && list[0].due_at.is_none()).await;
    let body = body_of(&list, "add_unsorted");
    let at = |path: &[&str]| body.get_at(&[&["unsorted", "add", "0"], path].concat());
    assert_eq!((at(&["uid"]), at(&["category"])), (Some(uid), Some("forms")));
    assert_eq!(
        (at(&["source_data", "from"]), at(&["source_data", "origin", "ip"])),
        (Some("/order"), Some("10.0.0.1"))
    );
    assert_eq!(at(&["data", "leads", "0", "name"]), Some("From the form"));

    world.post(&format!("leads/unsorted/{uid}/accept"), json!({})).await;
    let other = world.post("leads/unsorted/forms", form("/other")).await.items("unsorted").remove(0);
    let declined = other["uid"].as_str().unwrap();
    world.call(reqwest::Method::DELETE, &format!("leads/unsorted/{declined}/decline"), Some(json!({}))).await;
    let list = until(&world, |list| list.len() == 4 && list.iter().all(|one| one.due_at.is_none())).await;
    let gone: Vec<Params> = list
        .iter()
        .filter(|one| one.event == "delete_unsorted")
        .map(|one| Params::parse(one.body.as_bytes()))
        .collect();
    let action = |at: usize| gone[at].get_at(&["unsorted", "delete", "0", "action"]);
    assert_eq!((action(0), action(1)), (Some("accept"), Some("decline")));
    let lead = gone[0].get_at(&["unsorted", "delete", "0", "accept_result", "leads", "0"]);
    assert_eq!(lead, Some(made["_embedded"]["leads"][0]["id"].to_string().as_str()));

    let catalog = world.create("catalogs", json!({ "name": "Vans" })).await;
    let element = world.create(&format!("catalogs/{catalog}/elements"), json!({ "name": "Red" })).await;
    world.patch(&format!("catalogs/{catalog}/elements/{element}"), json!({ "name": "Blue" })).await;
    let list = until(&world, |list| list.len() == 6 && list.iter().all(|one| one.due_at.is_none())).await;
    let body = body_of(&list, "add_catalog_element");
    let at = |key: &str| body.get_at(&["catalogs", "add", "0", key]);
    assert_eq!(
        (at("catalog_id"), at("name"), at("deleted")),
        (Some(catalog.to_string().as_str()), Some("Red"), Some("0"))
    );
    let body = body_of(&list, "update_catalog_element");
    assert_eq!(body.get_at(&["catalogs", "update", "0", "name"]), Some("Blue"));
}
