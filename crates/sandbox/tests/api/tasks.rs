//! Tasks.

use serde_json::json;

use super::{World, error};

#[tokio::test]
async fn tasks_are_made_completed_and_filtered() {
    let world = World::new().await;
    let lead = world.create("leads", json!({})).await;
    let id = world
        .create("tasks", json!({ "text": "call", "complete_till": 2_000_000_000, "entity_id": lead, "entity_type": "leads" }))
        .await;
    let task = world.get(&format!("tasks/{id}")).await.json();
    assert_eq!(
        (&task["task_type_id"], &task["is_completed"], &task["result"]),
        (&json!(1), &json!(false), &json!([]))
    );
    assert_eq!(task["responsible_user_id"], world.user_id(0));

    let path = format!("tasks?filter[entity_type]=leads&filter[entity_id]={lead}&filter[is_completed]=0");
    assert_eq!(world.get(&path).await.items("tasks").len(), 1);
    let done = world
        .patch(&format!("tasks/{id}"), json!({ "is_completed": true, "result": { "text": "ok" } }))
        .await;
    assert_eq!((done.status.as_u16(), &done.json()["id"]), (200, &json!(id)));
    assert_eq!(world.get(&format!("tasks/{id}")).await.json()["result"], json!({ "text": "ok" }));
    assert_eq!(world.get(&path).await.status, 204);
    assert_eq!(world.get("tasks?filter[is_completed]=1&limit=250").await.items("tasks").len(), 4);
    assert_eq!(world.get("tasks?filter[task_type][]=2").await.items("tasks").len(), 3);
    let till: Vec<i64> = world
        .get("tasks?order[complete_till]=desc")
        .await
        .items("tasks")
        .iter()
        .map(|task| task["complete_till"].as_i64().unwrap())
        .collect();
    assert!(till.is_sorted_by(|a, b| a >= b));
}

#[tokio::test]
async fn bad_tasks_are_refused() {
    let world = World::new().await;
    for (item, code, path) in [
        (json!({ "complete_till": 1 }), "FieldMissing", "text"),
        (json!({ "text": "t" }), "FieldMissing", "complete_till"),
        (json!({ "text": "t", "complete_till": "1" }), "InvalidType", "complete_till"),
        (
            json!({ "text": "t", "complete_till": 1, "task_type_id": 99 }),
            "NotSupportedChoice",
            "task_type_id",
        ),
        (json!({ "text": "t", "complete_till": 1, "entity_id": 5 }), "FieldMissing", "entity_type"),
        (
            json!({ "text": "t", "complete_till": 1, "entity_id": 5, "entity_type": "leads" }),
            "NotSupportedChoice",
            "entity_id",
        ),
        (
            json!({ "text": "t", "complete_till": 1, "responsible_user_id": 5 }),
            "NotSupportedChoice",
            "responsible_user_id",
        ),
    ] {
        assert_eq!(world.post("tasks", json!([item])).await.errors(), error(code, path), "{item}");
    }
    let answer = world.patch("tasks", json!([{ "id": 1, "text": "t" }])).await;
    assert_eq!(answer.json()["errors"], json!({ "1": "Task not found" }));
}

#[tokio::test]
async fn tasks_of_a_card_are_found_by_its_id_alone_and_may_be_sent_back_whole() {
    let world = World::new().await;
    let lead = world.create("leads", json!({ "name": "n" })).await;
    let task =
        json!({ "text": "call", "complete_till": 2_000_000_000, "entity_id": lead, "entity_type": "leads" });
    let id = world.create("tasks", task).await;
    let mut found = world.get(&format!("tasks?filter[entity_id]={lead}")).await.items("tasks");
    assert_eq!(found.len(), 1);
    found[0]["text"] = json!("write");
    found[0]["_embedded"] = json!({});
    let answer = world.patch("tasks", json!(found)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(world.get(&format!("tasks/{id}")).await.json()["text"], "write");
}
