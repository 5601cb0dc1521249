//! Contacts and companies.

use serde_json::{Value, json};

use super::World;

#[tokio::test]
async fn contacts_are_created_read_and_changed() {
    let world = World::new().await;
    let answer = world
        .post(
            "contacts",
            json!([{
                "first_name": "Lena", "last_name": "Hoff",
                "custom_fields_values": [
                    { "field_code": "PHONE", "values": [{ "value": "+1 (555) 010-0999", "enum_code": "MOB" }] },
                    { "field_code": "EMAIL", "values": [{ "value": "lena@mail.example" }] },
                ],
            }]),
        )
        .await;
    let made = &answer.items("contacts")[0];
    assert_eq!((&made["is_deleted"], &made["is_unsorted"]), (&json!(false), &json!(false)));
    let id = made["id"].as_i64().unwrap();
    let contact = world.get(&format!("contacts/{id}")).await.json();
    assert_eq!(contact["name"], "Lena Hoff");
    assert_eq!(contact["first_name"], "Lena");
    let phone = &contact["custom_fields_values"][0];
    assert_eq!((&phone["field_code"], &phone["field_type"]), (&json!("PHONE"), &json!("multitext")));
    assert_eq!(
        phone["values"][0],
        json!({ "value": "+1 (555) 010-0999", "enum_id": 900105, "enum_code": "MOB" })
    );
    assert_eq!(contact["custom_fields_values"][1]["values"][0]["enum_code"], "WORK");

    for query in ["5550100999", "010-0999", "%2B15550100999", "Hoff", "lena@mail"] {
        let found = world.get(&format!("contacts?query={query}")).await.items("contacts");
        assert!(found.iter().any(|contact| contact["id"] == id), "{query}");
    }
    let answer = world.patch(&format!("contacts/{id}"), json!({ "last_name": "Hoffmann" })).await.json();
    assert_eq!((&answer["id"], &answer["name"]), (&json!(id), &json!("Lena Hoffmann")));
}

#[tokio::test]
async fn contacts_embed_leads_only_when_asked() {
    let world = World::new().await;
    let contacts = world.get("contacts?query=Eleanor&with=leads").await.items("contacts");
    let embedded = &contacts[0]["_embedded"];
    assert_eq!(embedded["companies"].as_array().unwrap().len(), 1);
    assert_eq!(embedded["leads"].as_array().unwrap().len(), 2);
    assert_eq!(embedded["tags"][0]["name"], "VIP");
    assert_eq!(embedded["tags"][0]["color"], Value::Null);
    let contacts = world.get("contacts?query=Eleanor").await.items("contacts");
    assert!(contacts[0]["_embedded"].get("leads").is_none());
}

#[tokio::test]
async fn companies_have_smart_addresses_and_links() {
    let world = World::new().await;
    let companies =
        world.get("companies?with=contacts,leads&filter[name]=Tidewater%20Inn").await.items("companies");
    let inn = &companies[0];
    assert_eq!(inn["_embedded"]["contacts"].as_array().unwrap().len(), 2);
    assert_eq!(inn["_embedded"]["leads"].as_array().unwrap().len(), 3);
    let address =
        inn["custom_fields_values"].as_array().unwrap().iter().find(|field| field["field_code"] == "ADDRESS");
    let parts = address.unwrap()["values"].as_array().unwrap();
    assert_eq!(parts[1], json!({ "value": "Gloucester", "enum_id": 3, "enum_code": "city" }));
    let id = world.create("companies", json!({ "name": "Ferry & Sons" })).await;
    assert_eq!(world.get(&format!("companies/{id}")).await.json()["name"], "Ferry & Sons");
}

#[tokio::test]
async fn the_closest_task_is_shown() {
    let world = World::new().await;
    let id = world.create("contacts", json!({ "name": "Busy" })).await;
    for till in [5000, 3000] {
        let task =
            json!({ "text": "call", "complete_till": till, "entity_id": id, "entity_type": "contacts" });
        world.create("tasks", task).await;
    }
    assert_eq!(world.get(&format!("contacts/{id}")).await.json()["closest_task_at"], 3000);
    assert_eq!(world.get("contacts?filter[closest_task_at][to]=4000").await.items("contacts").len(), 1);
}

#[tokio::test]
async fn custom_customers_are_created() {
    let world = World::new().await;
    assert_eq!(world.post("customers", json!([{}])).await.errors(), super::error("FieldMissing", "name"));
    let id = world.create("customers", json!({ "name": "Regular", "next_price": 90 })).await;
    let customer = world.get(&format!("customers/{id}")).await.json();
    assert_eq!((&customer["next_price"], &customer["ltv"]), (&json!(90), &json!(0)));
}
