//! Lists and their elements.

use serde_json::{Value, json};

use super::{World, error};

#[tokio::test]
async fn catalogs_are_made_and_changed() {
    let mut world = World::new().await;
    assert_eq!(world.get("catalogs").await.items("catalogs").len(), 2);
    assert_eq!(
        world.get("catalogs?filter[type]=products").await.items("catalogs")[0]["can_be_deleted"],
        false
    );
    let made = world.post("catalogs", json!([{ "name": "Tools" }])).await.items("catalogs")[0].clone();
    assert_eq!((&made["type"], &made["request_id"]), (&json!("regular"), &json!("0")));
    let id = made["id"].as_i64().unwrap();
    let changed = world.patch(&format!("catalogs/{id}"), json!({ "name": "Hand tools" })).await.json();
    assert_eq!((&changed["name"], &changed["request_id"]), (&json!("Hand tools"), &json!(id.to_string())));
    let second = world.post("catalogs", json!([{ "name": "More", "type": "products" }])).await;
    assert_eq!(second.errors(), error("NotSupportedChoice", "type"));
    assert_eq!(world.delete(&format!("catalogs/{id}")).await.status, 405);
    for name in 0..7 {
        assert_eq!(world.post("catalogs", json!([{ "name": name.to_string() }])).await.status, 200);
    }
    assert_eq!(world.post("catalogs", json!([{ "name": "eleventh" }])).await.status, 422);
    world.become_user(1);
    assert_eq!(world.post("catalogs", json!([{ "name": "x" }])).await.status, 403);
}

#[tokio::test]
async fn elements_are_made_found_and_changed() {
    let world = World::new().await;
    let base = "catalogs/12405/elements";
    let body = json!([{ "name": "Coat rack", "custom_fields_values": [
        { "field_code": "SKU", "values": [{ "value": "CR-1" }] },
        { "field_code": "PRICE", "values": [{ "value": 95 }] },
        { "field_code": "GROUP", "values": [{ "value": "Storage" }] },
    ] }]);
    let made = world.post(base, body).await.items("elements")[0].clone();
    let id = made["id"].as_i64().unwrap();
    assert_eq!(made["custom_fields_values"][0]["values"][0]["value"], "CR-1");
    assert_eq!(world.get(&format!("{base}?query=CR-1")).await.items("elements")[0]["id"], id);
    assert_eq!(world.get(&format!("{base}?filter[id]={id}")).await.items("elements").len(), 1);
    let changed =
        world.patch(base, json!([{ "id": id, "name": "Coat rack, oak" }])).await.items("elements")[0].clone();
    assert_eq!(
        (&changed["name"], &changed["request_id"]),
        (&json!("Coat rack, oak"), &json!(id.to_string()))
    );
    assert_eq!(changed["custom_fields_values"].as_array().unwrap().len(), 3, "what is not sent stays");
    let one = world.get(&format!("{base}/{id}?with=invoice_link")).await.json();
    assert_eq!(one["invoice_link"], Value::Null);
    assert_eq!(world.get("catalogs/12417/elements/1640101").await.status, 204, "of another list");
    assert_eq!(world.get("catalogs/1/elements").await.status, 404);
    let missing = world.post(base, json!([{}])).await;
    assert_eq!(missing.errors(), error("FieldMissing", "name"));
}

#[tokio::test]
async fn the_products_switch() {
    let world = World::new().await;
    assert_eq!(world.get("catalogs/products/settings").await.json(), json!({ "is_enabled": true }));
    let off = world.patch("catalogs/products/settings", json!({ "is_enabled": false })).await;
    assert_eq!(off.json(), json!({ "is_enabled": false }));
    assert_eq!(world.patch("catalogs/products/settings", json!({})).await.status, 400);
}

#[tokio::test]
async fn field_groups_hold_fields() {
    let world = World::new().await;
    let groups = world.get("leads/custom_fields/groups").await.items("custom_field_groups");
    assert_eq!(groups[0]["id"], "default");
    assert_eq!(groups[1]["fields"], json!([810_231, 810_233]));
    let made = world.post("leads/custom_fields/groups", json!([{ "name": "Workshop", "sort": 5 }])).await;
    assert_eq!(made.status, 201);
    let id = made.items("custom_field_groups")[0]["id"].as_str().unwrap().to_owned();
    assert!(id.starts_with("leads_"));
    let path = format!("leads/custom_fields/groups/{id}");
    let changed = world.patch(&path, json!({ "fields": [810_217] })).await.json();
    assert_eq!(changed["fields"], json!([810_217]));
    assert_eq!(world.get("leads/custom_fields/810217").await.json()["group_id"], id);
    assert_eq!(
        world.patch(&path, json!({ "fields": [5] })).await.errors(),
        error("NotSupportedChoice", "fields.0")
    );
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(world.get(&path).await.status, 404);
    assert_eq!(world.get("leads/custom_fields/810217").await.json()["group_id"], Value::Null);
    assert_eq!(world.delete("leads/custom_fields/groups/default").await.status, 422);
}
