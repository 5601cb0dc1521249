//! POST /leads/complex.

use kommo_sandbox::TokenGrant;
use serde_json::{Value, json};

use super::{World, client, error, read};

#[tokio::test]
async fn lead_contact_and_company_are_made_at_once() {
    let world = World::new().await;
    let answer = world
        .post(
            "leads/complex",
            json!([{
                "name": "All in one", "price": 700, "request_id": "r1",
                "_embedded": {
                    "tags": [{ "name": "web" }],
                    "contacts": [{ "first_name": "Zoe", "custom_fields_values": [{ "field_code": "PHONE", "values": [{ "value": "+15550100777" }] }] }],
                    "companies": [{ "name": "Zoe's" }],
                },
            }]),
        )
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let row = answer.json()[0].clone();
    assert_eq!((&row["request_id"], &row["merged"]), (&json!(["r1"]), &json!(false)));
    let lead = world.get(&format!("leads/{}?with=contacts", row["id"])).await.json();
    assert_eq!(lead["_embedded"]["contacts"][0]["id"], row["contact_id"]);
    assert_eq!(lead["_embedded"]["companies"][0]["id"], row["company_id"]);
    assert_eq!(lead["_embedded"]["tags"][0]["name"], "web");
    let contact = world.get(&format!("contacts/{}", row["contact_id"])).await.json();
    assert_eq!(
        contact["_embedded"]["companies"][0]["id"], row["company_id"],
        "new ones are linked to each other"
    );
}

#[tokio::test]
async fn errors_name_the_inner_model_and_nothing_is_kept() {
    let world = World::new().await;
    let body = json!([{ "name": "Half", "_embedded": { "contacts": [{ "name": 5 }] } }]);
    assert_eq!(
        world.post("leads/complex", body).await.errors(),
        error("InvalidType", "_embedded.contacts.0.name")
    );
    let body = json!([{ "_embedded": { "contacts": [{ "id": 1 }] } }]);
    assert_eq!(
        world.post("leads/complex", body).await.errors(),
        error("NotSupportedChoice", "_embedded.contacts.0.id")
    );
    let body = json!([{ "name": "Half", "price": "x", "_embedded": { "contacts": [{ "name": "Ghost" }] } }]);
    assert_eq!(world.post("leads/complex", body).await.errors(), error("InvalidType", "price"));
    assert_eq!(world.get("contacts?query=Ghost").await.status, 204);
    let many: Vec<Value> = (0..51).map(|_| json!({})).collect();
    assert_eq!(world.post("leads/complex", json!(many)).await.status, 400);
}

#[tokio::test]
async fn duplicates_merge_for_integrations_that_ticked_the_control() {
    let world = World::new().await;
    let state = world.sandbox.state();
    let uuid = "11111111-2222-4333-8444-555555555555";
    state
        .db(|db| {
            db.execute(
                "INSERT INTO integrations (uuid, name, description, redirect_uri, revoke_access_hook_uri, scopes, secret, \
                 has_duplicate_control, created_by, created_at, updated_at) VALUES (?1, 'i', 'd', '', '', '[]', 's', 1, 1, 1, 1)",
                [uuid],
            )
        })
        .unwrap();
    let token = state
        .issue_token(&TokenGrant {
            client_id: uuid,
            user_id: world.user_id(0),
            scopes: &["crm"],
            lives: 1000,
        })
        .unwrap();
    let item = |name: &str| {
        json!({ "name": name, "_embedded": { "contacts": [{ "name": "Same", "custom_fields_values":
            [{ "field_code": "PHONE", "values": [{ "value": "(555) 010-0303" }] }] }] } })
    };
    let request = client()
        .post(format!("{}/api/v4/leads/complex", world.sandbox.url()))
        .bearer_auth(token)
        .json(&json!([item("one"), item("two"), { "name": "other" }]));
    let rows = read(request).await.json();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert_eq!((&rows[0]["merged"], &rows[0]["request_id"]), (&json!(true), &json!(["0", "1"])));
    assert_eq!(rows[0]["contact_id"], 52_310_039);
    assert_eq!(rows[1]["merged"], false);
    let plain = world.post("leads/complex", json!([item("three")])).await.json();
    assert_eq!(plain[0]["merged"], false, "a session carries no such flag");
}
