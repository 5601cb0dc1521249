//! The feed of changes.

use serde_json::{Value, json};

use super::World;

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_feed_is_read_newest_first_and_filtered() {
    let world = World::new().await;
    let id = world.create("leads", json!({ "name": "Feed", "price": 5 })).await;
    world.patch(&format!("leads/{id}"), json!({ "price": 6 })).await;
    world.patch(&format!("leads/{id}"), json!({ "status_id": 142 })).await;
    let path = format!("events?filter[entity]=lead&filter[entity_id]={id}");
    let events = world.get(&path).await.items("events");
    assert_eq!(kinds(&events), ["lead_status_changed", "sale_field_changed", "lead_added"]);
    let moved = &events[0];
    assert_eq!(moved["id"].as_str().unwrap().len(), 26);
    assert_eq!(moved["value_after"], json!([{ "lead_status": { "id": 142, "pipeline_id": 7_301_544 } }]));
    assert_eq!(moved["value_before"][0]["lead_status"]["id"], 61_220_414);
    assert_eq!(moved["created_by"], world.user_id(0));
    assert_eq!(moved["_embedded"]["entity"]["id"], id);
    let one = world.get(&format!("events/{}?with=lead_name", moved["id"].as_str().unwrap())).await.json();
    assert_eq!(one["_embedded"]["entity"]["name"], "Feed");

    let count = async |query: &str| {
        let answer = world.get(&format!("{path}&{query}")).await;
        if answer.status == 204 { 0 } else { answer.items("events").len() }
    };
    assert_eq!(count("filter[type]=lead_added,sale_field_changed").await, 2);
    assert_eq!(count("filter[type][]=lead_added&filter[type][]=sale_field_changed").await, 2);
    assert_eq!(count(&format!("filter[created_by]={}", world.user_id(1))).await, 0);
    assert_eq!(count("filter[type]=lead_status_changed&filter[value_after][leads_statuses][0][pipeline_id]=7301544&filter[value_after][leads_statuses][0][status_id]=142").await, 1);
    assert_eq!(count("filter[type]=lead_status_changed&filter[value_before][leads_statuses][0][pipeline_id]=7301544&filter[value_before][leads_statuses][0][status_id]=142").await, 0);
    assert_eq!(count("filter[type]=sale_field_changed&filter[value_after][value]=6").await, 1);
    assert_eq!(count("filter[type]=sale_field_changed&filter[value_after][value]=7").await, 0);
    for wrong in [
        "events?filter[type]=nothing".to_owned(),
        "events?filter[entity_id]=1".to_owned(),
        "events?filter[value_after][value]=1".to_owned(),
        "events?filter[type]=lead_added,custom_field_5_value_changed".to_owned(),
        format!("events?filter[created_by]={}", ["1"; 11].join(",")),
    ] {
        assert_eq!(world.get(&wrong).await.status, 400, "{wrong}");
    }
    assert_eq!(world.get("events/none").await.status, 204);
}

#[tokio::test]
async fn types_have_keys_and_numbers() {
    let world = World::new().await;
    let types = world.get("events/types?language_code=en").await.items("events_types");
    let number = |key: &str| types.iter().find(|kind| kind["key"] == key).unwrap()["type"].clone();
    assert_eq!((number("lead_added"), number("lead_deleted")), (json!(1), json!(7)));
    assert_eq!(world.get("events/types?language_code=xx").await.status, 400);
}

#[tokio::test]
async fn the_seeded_leads_know_when_they_moved() {
    let world = World::new().await;
    let lead = world.get("leads?filter[name]=Reception%20desk").await.items("leads")[0].clone();
    let path = format!(
        "events?filter[entity]=lead&filter[entity_id]={}&filter[type]=lead_status_changed",
        lead["id"]
    );
    let events = world.get(&path).await.items("events");
    assert_eq!(events[0]["value_after"][0]["lead_status"]["id"], lead["status_id"]);
    assert_eq!(events[0]["created_at"], lead["updated_at"]);
}
