//! Values of every common type, and the definitions.

use serde_json::{Value, json};

use super::{World, error};

#[tokio::test]
async fn values_of_every_type_go_in_and_come_out() {
    let world = World::new().await;
    let fields = [
        (
            810201,
            json!([{ "value": "Walnut" }]),
            json!([{ "value": "Walnut", "enum_id": 900303, "enum_code": null }]),
        ),
        (
            810203,
            json!([{ "enum_id": 900331 }, { "value": "Soaped" }]),
            json!([{ "value": "Oiled", "enum_id": 900331, "enum_code": null }, { "value": "Soaped", "enum_id": 900335, "enum_code": null }]),
        ),
        (810205, json!([{ "value": 12.5 }]), json!([{ "value": "12.5" }])),
        (810207, json!([{ "value": "2026-03-05T00:00:00+00:00" }]), json!([{ "value": 1_772_668_800 }])),
        (810209, json!([{ "value": 1_772_668_800 }]), json!([{ "value": 1_772_668_800 }])),
        (810211, json!([{ "value": true }]), json!([{ "value": true }])),
        (810215, json!([{ "value": "https://a.example/x" }]), json!([{ "value": "https://a.example/x" }])),
        (810217, json!([{ "value": "two\nlines" }]), json!([{ "value": "two\nlines" }])),
        (810221, json!([{ "value": "1 Pier Road" }]), json!([{ "value": "1 Pier Road" }])),
    ];
    let sent: Vec<Value> =
        fields.iter().map(|(id, values, _)| json!({ "field_id": id, "values": values })).collect();
    let id = world.create("leads", json!({ "custom_fields_values": sent })).await;
    let lead = world.get(&format!("leads/{id}")).await.json();
    let read = lead["custom_fields_values"].as_array().unwrap();
    assert_eq!(read.len(), fields.len());
    for (id, _, expected) in &fields {
        let field = read.iter().find(|field| field["field_id"] == *id).unwrap();
        assert_eq!(field["values"], *expected, "{id}");
    }
    world
        .patch(
            &format!("leads/{id}"),
            json!({ "custom_fields_values": [{ "field_id": 810201, "values": null }] }),
        )
        .await;
    let lead = world.get(&format!("leads/{id}")).await.json();
    assert_eq!(lead["custom_fields_values"].as_array().unwrap().len(), fields.len() - 1, "the others stay");
    world.patch(&format!("leads/{id}"), json!({ "custom_fields_values": null })).await;
    assert_eq!(world.get(&format!("leads/{id}")).await.json()["custom_fields_values"], Value::Null);
}

#[tokio::test]
async fn bad_values_are_refused_where_they_stand() {
    let world = World::new().await;
    for (field, code, path) in [
        (json!({ "field_id": 1, "values": [] }), "NotSupportedChoice", "field_id"),
        (json!({ "field_code": "NOPE", "values": [] }), "NotSupportedChoice", "field_code"),
        (json!({ "values": [] }), "FieldMissing", "field_id"),
        (json!({ "field_id": 810201 }), "FieldMissing", "values"),
        (
            json!({ "field_id": 810201, "values": [{ "value": "Teak" }] }),
            "NotSupportedChoice",
            "values.0.value",
        ),
        (
            json!({ "field_id": 810201, "values": [{ "enum_id": 1 }] }),
            "NotSupportedChoice",
            "values.0.enum_id",
        ),
        (json!({ "field_id": 810201, "values": [{ "enum": 1 }] }), "FieldNotExpected", "values.0.enum"),
        (json!({ "field_id": 810211, "values": [{ "value": 1 }] }), "InvalidType", "values.0.value"),
        (json!({ "field_id": 810207, "values": [{ "value": "tomorrow" }] }), "InvalidType", "values.0.value"),
        (json!({ "field_id": 810205, "values": [{ "value": "many" }] }), "InvalidType", "values.0.value"),
        (json!({ "field_id": 810219, "values": [{ "value": 5 }] }), "InvalidType", "values.0.value"),
    ] {
        let answer = world.post("leads", json!([{ "custom_fields_values": [field] }])).await;
        assert_eq!(answer.errors(), error(code, &format!("custom_fields_values.0.{path}")), "{field}");
    }
}

#[tokio::test]
async fn definitions_are_listed_by_entity() {
    let world = World::new().await;
    let answer = world.get("leads/custom_fields?limit=250").await;
    let body = answer.json();
    assert_eq!((&body["_total_items"], &body["_page_count"]), (&json!(13), &json!(1)));
    let fields = answer.items("custom_fields");
    let wood = fields.iter().find(|field| field["name"] == "Wood").unwrap();
    assert_eq!(wood["enums"].as_array().unwrap().len(), 6);
    assert_eq!(wood["entity_type"], "leads");
    assert!(wood.get("is_predefined").is_none() && wood.get("catalog_id").is_none());
    let phone = world.get("contacts/custom_fields?filter[type]=multitext").await.items("custom_fields");
    assert_eq!(phone.len(), 2);
    assert_eq!(phone[0]["is_predefined"], true);
    let sku = world.get("catalogs/12405/custom_fields").await.items("custom_fields");
    assert_eq!((&sku[0]["code"], &sku[0]["catalog_id"]), (&json!("SKU"), &json!(12405)));
    assert_eq!(world.get("leads/custom_fields/5").await.status, 404);
}

#[tokio::test]
async fn definitions_are_made_changed_and_deleted_by_admins() {
    let mut world = World::new().await;
    let answer = world
        .post(
            "leads/custom_fields",
            json!([{ "name": "Wax", "type": "select", "enums": [{ "value": "Bee", "sort": 1 }, { "value": "Carnauba", "sort": 2 }] }]),
        )
        .await;
    assert_eq!(answer.status, 201);
    let field = &answer.items("custom_fields")[0];
    let (id, bee) = (field["id"].as_i64().unwrap(), field["enums"][0]["id"].as_i64().unwrap());
    let lead = world
        .create(
            "leads",
            json!({ "custom_fields_values": [{ "field_id": id, "values": [{ "value": "Bee" }] }] }),
        )
        .await;

    let renamed = world
        .patch(
            &format!("leads/custom_fields/{id}"),
            json!({ "enums": [{ "id": bee, "value": "Beeswax", "sort": 1 }] }),
        )
        .await
        .json();
    assert_eq!(renamed["enums"], json!([{ "id": bee, "value": "Beeswax", "sort": 1, "code": null }]));
    let value =
        world.get(&format!("leads/{lead}")).await.json()["custom_fields_values"][0]["values"][0]["value"]
            .clone();
    assert_eq!(value, "Beeswax");
    let unknown = world
        .patch(&format!("leads/custom_fields/{id}"), json!({ "enums": [{ "id": 1, "value": "x" }] }))
        .await;
    assert_eq!(unknown.errors(), error("NotSupportedChoice", "enums.0.id"));

    assert_eq!(world.delete(&format!("leads/custom_fields/{id}")).await.status, 204);
    assert_eq!(world.get(&format!("leads/{lead}")).await.json()["custom_fields_values"], Value::Null);
    assert_eq!(
        world.post("leads/custom_fields", json!([{ "type": "text" }])).await.errors(),
        error("FieldMissing", "name")
    );
    let wrong = world.post("leads/custom_fields", json!([{ "name": "x", "type": "multitext" }])).await;
    assert_eq!(wrong.errors(), error("NotSupportedChoice", "type"));
    world.become_user(1);
    assert_eq!(world.post("leads/custom_fields", json!([{ "name": "x", "type": "text" }])).await.status, 403);
    assert_eq!(world.get("leads/custom_fields").await.status, 200);
}
