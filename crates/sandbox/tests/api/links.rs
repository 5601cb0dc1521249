//! Linking and unlinking.

use serde_json::json;

use super::{World, error};

#[tokio::test]
async fn links_are_made_read_and_undone() {
    let world = World::new().await;
    let lead = world.create("leads", json!({})).await;
    assert_eq!(world.get(&format!("leads/{lead}/links")).await.status, 204);
    let one = world.create("contacts", json!({ "name": "One" })).await;
    let two = world.create("contacts", json!({ "name": "Two" })).await;
    let body = json!([
        { "to_entity_id": one, "to_entity_type": "contacts" },
        { "to_entity_id": two, "to_entity_type": "contacts", "metadata": { "is_main": true } },
        { "to_entity_id": 1640101, "to_entity_type": "catalog_elements", "metadata": { "catalog_id": 12405, "quantity": 2.5 } },
    ]);
    let answer = world.post(&format!("leads/{lead}/link"), body).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["_total_items"], 3);
    let links = world.get(&format!("leads/{lead}/links")).await.items("links");
    let of = |id: i64| links.iter().find(|link| link["to_entity_id"] == id).unwrap().clone();
    assert_eq!(of(one)["metadata"]["main_contact"], false);
    assert_eq!(of(two)["metadata"]["main_contact"], true);
    assert_eq!(of(1640101)["metadata"], json!({ "quantity": 2.5, "catalog_id": 12405, "price_id": null }));
    let back = world.get(&format!("contacts/{two}/links")).await.items("links");
    assert_eq!((&back[0]["to_entity_type"], &back[0]["to_entity_id"]), (&json!("leads"), &json!(lead)));

    let gone = world
        .post(&format!("leads/{lead}/unlink"), json!([{ "to_entity_id": two, "to_entity_type": "contacts" }]))
        .await;
    assert_eq!((gone.status.as_u16(), gone.text.as_str()), (204, ""));
    let lead_now = world.get(&format!("leads/{lead}?with=contacts")).await.json();
    assert_eq!(lead_now["_embedded"]["contacts"][0]["id"], one);
    assert_eq!(lead_now["_embedded"]["contacts"][0]["is_main"], true, "somebody has to be");
}

#[tokio::test]
async fn bulk_links_name_both_ends() {
    let world = World::new().await;
    let lead = world.create("leads", json!({})).await;
    let contact = world.create("contacts", json!({})).await;
    let item = json!([{ "entity_id": lead, "to_entity_id": contact, "to_entity_type": "contacts" }]);
    assert_eq!(world.post("leads/link", item.clone()).await.status, 200);
    let links = world.get(&format!("leads/links?filter[entity_id][]={lead}")).await.items("links");
    assert_eq!(links[0]["to_entity_id"], contact);
    assert_eq!(world.post("leads/unlink", item).await.status, 204);
    assert_eq!(world.get("leads/links").await.status, 400);
}

#[tokio::test]
async fn a_second_company_takes_the_place_of_the_first() {
    let world = World::new().await;
    let lead = world.create("leads", json!({ "_embedded": { "companies": [{ "id": 41550012 }] } })).await;
    world
        .post(
            &format!("leads/{lead}/link"),
            json!([{ "to_entity_id": 41550024, "to_entity_type": "companies" }]),
        )
        .await;
    let companies = world.get(&format!("leads/{lead}")).await.json()["_embedded"]["companies"].clone();
    assert_eq!(companies.as_array().unwrap().len(), 1);
    assert_eq!(companies[0]["id"], 41550024);
}

#[tokio::test]
async fn what_cannot_be_linked_is_refused() {
    let world = World::new().await;
    let lead = world.create("leads", json!({})).await;
    for (item, code, path) in [
        (json!({ "to_entity_id": 1, "to_entity_type": "contacts" }), "NotSupportedChoice", "to_entity_id"),
        (json!({ "to_entity_id": lead, "to_entity_type": "leads" }), "NotSupportedChoice", "to_entity_type"),
        (
            json!({ "to_entity_id": 1640101, "to_entity_type": "catalog_elements" }),
            "FieldMissing",
            "metadata.catalog_id",
        ),
        (json!({ "to_entity_type": "contacts" }), "FieldMissing", "to_entity_id"),
    ] {
        assert_eq!(
            world.post(&format!("leads/{lead}/link"), json!([item])).await.errors(),
            error(code, path)
        );
    }
}
