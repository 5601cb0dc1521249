//! Sources.

use kommo_sandbox::TokenGrant;
use serde_json::json;

use super::{World, client, error, read};

#[tokio::test]
async fn sources_belong_to_their_integration() {
    let world = World::new().await;
    let made = world
        .post(
            "sources",
            json!([{ "name": "Shop", "external_id": "shop", "pipeline_id": 7_301_562, "default": true }]),
        )
        .await;
    assert_eq!(made.status, 200, "{made:?}");
    let id = made.items("sources")[0]["id"].as_i64().unwrap();
    let second = world
        .post("sources", json!([{ "name": "Fair", "external_id": "fair", "default": true }]))
        .await
        .items("sources")[0]
        .clone();
    let defaults: Vec<bool> = world
        .get("sources")
        .await
        .items("sources")
        .iter()
        .map(|one| one["default"].as_bool().unwrap())
        .collect();
    assert_eq!(defaults, [false, true], "one default");
    assert_eq!(world.get("sources?filter[external_id][]=shop").await.items("sources").len(), 1);
    let lead = world
        .create("leads", json!({ "_embedded": { "source": { "type": "widget", "external_id": "shop" } } }))
        .await;
    let lead = world.get(&format!("leads/{lead}?with=source,source_id")).await.json();
    assert_eq!((&lead["pipeline_id"], &lead["source_id"]), (&json!(7_301_562), &json!(id)));
    assert_eq!(lead["_embedded"]["source"], json!({ "id": id, "name": "Shop" }));

    let grant = TokenGrant { client_id: "other", user_id: world.user_id(0), scopes: &["crm"], lives: 100 };
    let token = world.sandbox.state().issue_token(&grant).unwrap();
    let theirs = client().get(format!("{}/api/v4/sources", world.sandbox.url())).bearer_auth(token);
    assert_eq!(read(theirs).await.status, 204);

    let again = world.post("sources", json!([{ "name": "x", "external_id": "shop" }])).await;
    assert_eq!(again.errors(), error("NotSupportedChoice", "external_id"));
    let path = format!("sources/{id}");
    assert_eq!(
        world.patch(&path, json!({ "external_id": "new" })).await.errors(),
        error("NotSupportedChoice", "external_id")
    );
    assert_eq!(world.patch(&path, json!({ "name": "Store" })).await.json()["name"], "Store");
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(world.get(&path).await.status, 204);
    let many = world
        .call(reqwest::Method::DELETE, "sources", Some(json!([{ "id": second["id"] }, { "id": 99 }])))
        .await;
    assert_eq!(many.status, 400);
    let errors = &many.json()["errors"][0]["errors"];
    assert_eq!(
        (&errors["code"], &errors["detail"]),
        (&json!("EntityNotFound"), &json!("source not found with id = 99"))
    );
    assert_eq!(world.get("sources").await.items("sources").len(), 1, "nothing was deleted");
}
