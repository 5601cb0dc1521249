//! Incoming leads.

use serde_json::{Value, json};

use super::{World, error};

fn form(number: i64) -> Value {
    json!({
        "source_name": "Website", "source_uid": "site-1",
        "metadata": { "form_id": "contact", "form_name": "Contact form", "form_page": "https://a.example", "form_sent_at": number },
        "_embedded": { "leads": [{ "name": "From the site", "price": 5 }], "contacts": [{ "name": "Visitor" }] },
    })
}

async fn add(world: &World, number: i64) -> Value {
    let answer = world.post("leads/unsorted/forms", json!([form(number)])).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["_total_items"]), (200, &json!(1)), "{answer:?}");
    answer.items("unsorted")[0].clone()
}

#[tokio::test]
async fn incoming_leads_wait_unseen_until_accepted() {
    let world = World::new().await;
    let item = add(&world, 1).await;
    let (lead, contact) = (&item["_embedded"]["leads"][0]["id"], &item["_embedded"]["contacts"][0]["id"]);
    assert_eq!(world.get("contacts?query=Visitor").await.status, 204);
    assert_eq!(world.get("leads?filter[name]=From%20the%20site").await.status, 204);
    let path = format!("leads/unsorted/{}", item["uid"].as_str().unwrap());
    let read = world.get(&path).await.json();
    assert_eq!((&read["category"], &read["metadata"]["form_id"]), (&json!("forms"), &json!("contact")));
    assert_eq!(world.get("leads/unsorted?filter[category][]=forms").await.items("unsorted").len(), 1);
    assert_eq!(world.get("leads/unsorted?filter[category][]=sip").await.status, 204);

    let accepted = world
        .post(&format!("{path}/accept"), json!({ "user_id": world.user_id(1), "status_id": 61_220_418 }))
        .await;
    assert_eq!((accepted.status.as_u16(), &accepted.json()["_embedded"]["leads"][0]["id"]), (200, lead));
    let lead = world.get(&format!("leads/{lead}")).await.json();
    assert_eq!(
        (&lead["status_id"], &lead["responsible_user_id"]),
        (&json!(61_220_418), &json!(world.user_id(1)))
    );
    assert_eq!(world.get("contacts?query=Visitor").await.items("contacts")[0]["id"], *contact);
    assert_eq!(world.get(&path).await.status, 404, "it is decided");
    assert_eq!(world.get("leads/unsorted/summary").await.json()["accepted"], 1);
}

#[tokio::test]
async fn declined_ones_go_to_the_bin() {
    let world = World::new().await;
    let item = add(&world, 1).await;
    let uid = item["uid"].as_str().unwrap();
    assert_eq!(world.delete(&format!("leads/unsorted/{uid}/decline")).await.status, 200);
    let bin = world.get("leads?with=only_deleted").await.items("leads");
    assert_eq!((&bin[0]["id"], &bin[0]["is_deleted"]), (&item["_embedded"]["leads"][0]["id"], &json!(true)));
    assert!(bin[0].get("name").is_none());
    let summary = world.get("leads/unsorted/summary").await.json();
    assert_eq!(
        (&summary["total"], &summary["declined"], &summary["categories"]["forms"]["total"]),
        (&json!(1), &json!(1), &json!(1))
    );
    assert_eq!(world.post("leads/unsorted/nothing/accept", json!({})).await.status, 404);
}

#[tokio::test]
async fn calls_need_all_their_metadata_and_nothing_comes_twice() {
    let world = World::new().await;
    let mut call = json!({ "source_name": "Desk", "source_uid": "pbx", "metadata": {
        "uniq": "c1", "from": "Desk", "phone": "+15550100999", "called_at": 5, "duration": 9, "link": "https://a.example", "service_code": "w" } });
    assert_eq!(world.post("leads/unsorted/sip", json!([call])).await.status, 200);
    let again = world.post("leads/unsorted/sip", json!([call])).await;
    assert_eq!(again.errors(), error("NotSupportedChoice", "source_uid"));
    call["metadata"].as_object_mut().unwrap().remove("uniq");
    assert_eq!(
        world.post("leads/unsorted/sip", json!([call])).await.errors(),
        error("FieldMissing", "metadata.uniq")
    );
    let uid = world.get("leads/unsorted").await.items("unsorted")[0]["uid"].as_str().unwrap().to_owned();
    let link = json!({ "link": { "entity_id": 1, "entity_type": "leads" } });
    assert_eq!(
        world.post(&format!("leads/unsorted/{uid}/link"), link).await.status,
        422,
        "only chats and mail"
    );
}

#[tokio::test]
async fn a_complex_lead_with_metadata_is_incoming() {
    let world = World::new().await;
    let body = json!([{ "name": "Later", "_embedded": { "metadata": {
        "category": "forms", "form_id": 1, "form_name": "F", "form_page": "p", "form_sent_at": 1 } } }]);
    assert_eq!(world.post("leads/complex", body).await.status, 200);
    assert_eq!(world.get("leads?filter[name]=Later").await.status, 204);
    assert_eq!(world.get("leads/unsorted").await.items("unsorted").len(), 1);
}
