//! Bots.

use serde_json::json;

use super::{World, error};

#[tokio::test]
async fn bots_are_listed_started_and_stopped() {
    let world = World::new().await;
    assert_eq!(world.get("bots").await.status, 204);
    let state = world.sandbox.state();
    state
        .db(|db| {
            db.execute(
                "INSERT INTO salesbots (id, name, blocks, updated_at) VALUES (7, 'Welcome', '[]', 1)",
                [],
            )
        })
        .unwrap();
    let bots = world.get("bots?with=favorite").await;
    assert_eq!(
        (&bots.json()["_total_items"], &bots.items("items")[0]["type_functionality"]),
        (&json!(1), &json!("regular"))
    );
    assert_eq!(world.get("bots/8").await.status, 204);
    let lead = world.create("leads", json!({})).await;
    let run = world.post("bots/7/run", json!({ "entity_id": lead, "entity_type": "leads" })).await;
    assert_eq!((run.status.as_u16(), run.text.as_str()), (202, "Accepted"));
    let many = json!([{ "bot_id": 7, "entity_id": lead, "entity_type": 2 }]);
    assert_eq!(world.post("bots/run", many).await.status, 202);
    let runs = world.sandbox.bot_runs().unwrap();
    assert_eq!(runs.iter().map(|run| run.via.as_str()).collect::<Vec<_>>(), ["api", "api"]);
    assert_eq!(
        world.post("bots/8/run", json!({ "entity_id": lead, "entity_type": "leads" })).await.status,
        404
    );
    let unknown = world.post("bots/7/run", json!({ "entity_id": 1, "entity_type": "leads" })).await;
    assert_eq!(unknown.errors(), error("NotSupportedChoice", "entity_id"));

    assert_eq!(world.post("salesbot/7/continue/2", json!({})).await.status, 404, "it does not wait");
    assert_eq!(
        world.post("bots/7/stop", json!({ "entity_id": lead, "entity_type": "leads" })).await.status,
        202
    );
}
