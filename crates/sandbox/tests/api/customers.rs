//! Customers, their purchases, stages and segments.

use serde_json::{Value, json};

use super::{World, error};

async fn mode(world: &World, mode: &str) {
    let answer = world.patch("customers/mode", json!({ "mode": mode, "is_enabled": true })).await;
    assert_eq!(answer.json(), json!({ "mode": mode, "is_enabled": true }));
}

#[tokio::test]
async fn purchases_add_up() {
    let world = World::new().await;
    let id = world.create("customers", json!({ "name": "Regular" })).await;
    let path = format!("customers/{id}/transactions");
    let body = json!([{ "price": 100, "comment": "oil" }, { "price": 300, "next_price": 250 }]);
    let made = world.post(&path, body).await.items("transactions");
    assert_eq!(
        (&made[0]["price"], &made[0]["request_id"], &made[0]["customer_id"]),
        (&json!(100), &json!("0"), &json!(id))
    );
    let customer = world.get(&format!("customers/{id}")).await.json();
    assert_eq!(
        (&customer["ltv"], &customer["purchases_count"], &customer["average_check"], &customer["next_price"]),
        (&json!(400), &json!(2), &json!(200), &json!(250))
    );
    assert_eq!(world.get("customers/transactions").await.items("transactions").len(), 2);
    let first = made[0]["id"].as_i64().unwrap();
    assert_eq!(world.get(&format!("{path}/{first}")).await.json()["comment"], "oil");
    assert_eq!(world.delete(&format!("customers/transactions/{first}")).await.status, 204);
    assert_eq!(world.get(&format!("customers/{id}")).await.json()["ltv"], 300);
    assert_eq!(world.post(&path, json!([{}])).await.errors(), error("FieldMissing", "price"));
    assert_eq!(world.get("customers/5/transactions").await.status, 404);
}

#[tokio::test]
async fn rights_to_customers_are_those_to_leads() {
    let mut world = World::new().await;
    world.create("customers", json!({ "name": "Regular" })).await;
    world.become_user(1);
    assert_eq!(world.get("customers").await.items("customers").len(), 1);
    assert_eq!(world.post("customers", json!([{ "name": "New" }])).await.status, 200);
    world.become_user(2);
    assert_eq!(world.post("customers", json!([{ "name": "New" }])).await.status, 403);
}

#[tokio::test]
async fn bonus_points_are_earned_and_redeemed() {
    let world = World::new().await;
    let id = world.create("customers", json!({ "name": "Regular" })).await;
    let path = format!("customers/{id}/bonus_points");
    assert_eq!(world.post(&path, json!({ "earn": 50 })).await.json(), json!({ "bonus_points": 50 }));
    assert_eq!(world.post(&path, json!({ "redeem": 20 })).await.json(), json!({ "bonus_points": 30 }));
    assert_eq!(
        world.post(&path, json!({ "redeem": 31 })).await.errors(),
        error("NotSupportedChoice", "redeem")
    );
    assert_eq!(
        world.post(&path, json!({ "earn": 1, "redeem": 1 })).await.errors(),
        error("FieldNotExpected", "redeem")
    );
}

#[tokio::test]
async fn stages_belong_to_the_periodicity_mode() {
    let world = World::new().await;
    assert_eq!(world.get("customers/statuses").await.status, 422);
    mode(&world, "periodicity").await;
    let stages = world.get("customers/statuses").await.items("statuses");
    assert_eq!(stages.len(), 4);
    let made =
        world.post("customers/statuses", json!([{ "name": "Loyal", "sort": 15 }])).await.items("statuses")[0]
            .clone();
    let path = format!("customers/statuses/{}", made["id"]);
    assert!(made.get("name").is_none(), "a thin answer");
    assert_eq!(world.patch(&path, json!({ "name": "Very loyal" })).await.json()["name"], "Very loyal");
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(world.delete(&format!("customers/statuses/{}", stages[0]["id"])).await.status, 422);
    assert_eq!(
        world.post("customers", json!([{ "name": "x" }])).await.errors(),
        error("FieldMissing", "next_date")
    );
    let id = world.create("customers", json!({ "name": "x", "next_date": 5 })).await;
    assert_eq!(world.get(&format!("customers/{id}")).await.json()["status_id"], stages[0]["id"]);
}

#[tokio::test]
async fn segments_belong_to_the_segments_mode() {
    let world = World::new().await;
    assert_eq!(world.post("customers/segments", json!({ "name": "x" })).await.status, 422);
    mode(&world, "segments").await;
    assert_eq!(world.get("customers/segments").await.status, 204);
    let field = world
        .post("customers/segments/custom_fields", json!([{ "name": "Discount", "type": "numeric" }]))
        .await;
    let field = field.items("custom_fields")[0]["id"].clone();
    let body = json!({ "name": "Hotels", "color": "ae003f", "custom_fields_values": [{ "field_id": field, "values": [{ "value": 5 }] }] });
    let segment = world.post("customers/segments", body).await.json();
    assert_eq!(segment["custom_fields_values"][0]["values"][0]["value"], "5");
    let segment = segment["id"].as_i64().unwrap();
    let id = world
        .create("customers", json!({ "name": "Inn", "_embedded": { "segments": [{ "id": segment }] } }))
        .await;
    let customer = world.get(&format!("customers/{id}")).await.json();
    assert_eq!(customer["_embedded"]["segments"][0]["id"], segment);
    assert_eq!(world.get(&format!("customers/segments/{segment}")).await.json()["customers_count"], 1);
    assert_eq!(
        world.patch(&format!("customers/segments/{segment}"), json!({ "color": "#fff" })).await.errors(),
        error("NotSupportedChoice", "color")
    );
    assert_eq!(world.delete(&format!("customers/segments/{segment}")).await.status, 204);
    assert_eq!(world.get(&format!("customers/{id}")).await.json()["_embedded"]["segments"], json!([]));
    let unknown = json!([{ "name": "y", "_embedded": { "segments": [{ "id": 5 }] } }]);
    assert_eq!(
        world.post("customers", unknown).await.errors(),
        error("NotSupportedChoice", "_embedded.segments.0.id")
    );
    assert_eq!(world.get("customers?query=y").await.json_or_null(), Value::Null);
}
