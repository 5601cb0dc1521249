//! Notes of every type that can be created.

use serde_json::json;

use super::{World, error};

#[tokio::test]
async fn notes_are_added_listed_changed_and_pinned() {
    let world = World::new().await;
    let lead = world.create("leads", json!({})).await;
    let answer = world
        .post(&format!("leads/{lead}/notes"), json!([{ "note_type": "common", "params": { "text": "hi" } }]))
        .await;
    assert_eq!(answer.status, 200);
    let made = &answer.items("notes")[0];
    let id = made["id"].as_i64().unwrap();
    assert_eq!((&made["entity_id"], &made["request_id"]), (&json!(lead), &json!("0")));
    let note = world.get(&format!("leads/{lead}/notes/{id}")).await.json();
    assert_eq!((&note["note_type"], &note["params"]["text"]), (&json!("common"), &json!("hi")));
    assert_eq!(note["created_by"], world.user_id(0));
    assert!(note.get("is_pinned").is_none());

    world.patch(&format!("leads/{lead}/notes/{id}"), json!({ "params": { "text": "bye" } })).await;
    assert_eq!(world.get(&format!("leads/notes/{id}")).await.json()["params"]["text"], "bye");
    assert_eq!(world.post(&format!("leads/notes/{id}/pin"), json!(null)).await.status, 204);
    assert_eq!(world.get(&format!("leads/notes/{id}?with=is_pinned")).await.json()["is_pinned"], true);
    assert_eq!(world.get(&format!("contacts/notes/{id}")).await.status, 204, "it is a lead's");
    assert_eq!(world.delete(&format!("leads/notes/{id}")).await.status, 405);
}

#[tokio::test]
async fn each_type_has_its_own_params() {
    let world = World::new().await;
    let lead = world.create("leads", json!({})).await;
    let call =
        json!({ "uniq": "1", "duration": 5, "source": "s", "link": "https://a.example", "phone": "1" });
    for (kind, params) in [
        ("call_in", call.clone()),
        ("call_out", call),
        ("service_message", json!({ "service": "s", "text": "t" })),
        ("extended_service_message", json!({ "service": "s", "text": "t" })),
        ("message_cashier", json!({ "status": "shown", "text": "t" })),
        ("geolocation", json!({ "text": "t", "address": "a", "longitude": "1", "latitude": "2" })),
        ("sms_in", json!({ "text": "t", "phone": "1" })),
        ("sms_out", json!({ "text": "t", "phone": "1" })),
        ("attachment", json!({ "file_uuid": "u", "file_name": "n" })),
    ] {
        let answer = world
            .post("leads/notes", json!([{ "entity_id": lead, "note_type": kind, "params": params }]))
            .await;
        assert_eq!(answer.status, 200, "{kind} {answer:?}");
    }
    assert_eq!(
        world
            .get(&format!("leads/{lead}/notes?filter[note_type][]=sms_in&filter[note_type][]=sms_out"))
            .await
            .items("notes")
            .len(),
        2
    );
    for (item, code, path) in [
        (json!({ "note_type": "amomail_message", "params": {} }), "NotSupportedChoice", "note_type"),
        (json!({ "note_type": "common", "params": {} }), "FieldMissing", "params.text"),
        (json!({ "note_type": "common" }), "FieldMissing", "params"),
        (json!({ "note_type": "common", "params": { "text": 5 } }), "InvalidType", "params.text"),
        (
            json!({ "note_type": "common", "params": { "text": "t", "phone": "1" } }),
            "FieldNotExpected",
            "params.phone",
        ),
    ] {
        assert_eq!(
            world.post(&format!("leads/{lead}/notes"), json!([item])).await.errors(),
            error(code, path)
        );
    }
    assert_eq!(
        world
            .post("leads/notes", json!([{ "note_type": "common", "params": { "text": "t" } }]))
            .await
            .errors(),
        error("FieldMissing", "entity_id")
    );
}

#[tokio::test]
async fn a_note_on_nothing_is_the_legacy_error() {
    let world = World::new().await;
    let answer =
        world.post("leads/1/notes", json!([{ "note_type": "common", "params": { "text": "t" } }])).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["errors"][0]["code"], 226);
}
