//! Pipelines and stages.

use serde_json::{Value, json};

use super::{World, error};

#[tokio::test]
async fn pipelines_are_read_with_their_stages() {
    let world = World::new().await;
    let answer = world.get("leads/pipelines").await;
    assert_eq!(answer.json()["_total_items"], 2);
    let pipelines = answer.items("pipelines");
    assert_eq!(pipelines[0]["is_main"], true);
    let stages = pipelines[0]["_embedded"]["statuses"].as_array().unwrap().clone();
    let sorts: Vec<i64> = stages.iter().map(|stage| stage["sort"].as_i64().unwrap()).collect();
    assert_eq!(sorts, [10, 20, 30, 40, 50, 60, 70, 10_000, 11_000]);
    assert_eq!(
        (&stages[0]["type"], &stages[0]["color"], &stages[0]["is_editable"]),
        (&json!(1), &json!("#c1c1c1"), &json!(false))
    );
    assert_eq!((&stages[7]["id"], &stages[7]["color"]), (&json!(142), &json!("#CCFF66")));
    let one = world.get("leads/pipelines/7301562").await.json();
    assert_eq!(one["name"], "Trade contracts");
    assert_eq!(world.get("leads/pipelines/7301562/statuses").await.items("statuses").len(), 7);
    assert_eq!(world.get("leads/pipelines/7301562/statuses/143").await.json()["name"], "Closed - lost");
}

#[tokio::test]
async fn pipelines_are_made_changed_and_guarded() {
    let mut world = World::new().await;
    let body = json!([{
        "name": "Repairs", "sort": 1, "is_main": false, "is_unsorted_on": true,
        "_embedded": { "statuses": [{ "name": "In", "sort": 5, "color": "#87f2c0" }, { "name": "Out", "sort": 9 }, { "id": 142, "name": "Mended" }] },
    }]);
    let answer = world.post("leads/pipelines", body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let made = answer.items("pipelines")[0].clone();
    let id = made["id"].as_i64().unwrap();
    let names: Vec<&str> = made["_embedded"]["statuses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| stage["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Incoming leads", "In", "Out", "Mended", "Closed - lost"]);
    assert_eq!(made["request_id"], "0");

    let answer = world
        .patch(&format!("leads/pipelines/{id}"), json!({ "name": "Mending", "is_main": true }))
        .await
        .json();
    assert_eq!((&answer["name"], &answer["is_main"]), (&json!("Mending"), &json!(true)));
    let mains = world
        .get("leads/pipelines")
        .await
        .items("pipelines")
        .iter()
        .filter(|one| one["is_main"] == true)
        .count();
    assert_eq!(mains, 1);
    let lead = world.create("leads", json!({})).await;
    assert_eq!(world.get(&format!("leads/{lead}")).await.json()["pipeline_id"], id);
    assert_eq!(world.delete(&format!("leads/pipelines/{id}")).await.status, 422, "it holds a lead");
    world.patch(&format!("leads/{lead}"), json!({ "pipeline_id": 7_301_544 })).await;
    let gone = world.delete(&format!("leads/pipelines/{id}")).await;
    assert_eq!((gone.status.as_u16(), gone.json()), (200, json!({})));
    assert_eq!(
        world
            .post("leads/pipelines", json!([{ "sort": 1, "is_main": false, "is_unsorted_on": true }]))
            .await
            .errors(),
        error("FieldMissing", "name")
    );
    world.become_user(1);
    assert_eq!(world.patch("leads/pipelines/7301544", json!({ "name": "x" })).await.status, 403);
}

#[tokio::test]
async fn stages_are_made_changed_described_and_deleted() {
    let world = World::new().await;
    let base = "leads/pipelines/7301544/statuses";
    let made = world
        .post(base, json!([{ "name": "Polish", "sort": 65, "color": "#deff81" }]))
        .await
        .items("statuses")[0]
        .clone();
    let id = made["id"].as_i64().unwrap();
    assert_eq!((&made["sort"], &made["pipeline_id"]), (&json!(70), &json!(7_301_544)));
    let body = json!({ "name": "Polishing", "descriptions": [{ "level": "newbie", "description": "Use the soft cloth" }] });
    assert_eq!(world.patch(&format!("{base}/{id}"), body).await.json()["name"], "Polishing");
    let read = world.get(&format!("{base}/{id}?with=descriptions")).await.json();
    assert_eq!(read["descriptions"][0]["description"], "Use the soft cloth");
    assert_eq!(read["descriptions"][0]["created_at"].as_str().unwrap().len(), 19);
    assert!(world.get(&format!("{base}/{id}")).await.json().get("descriptions").is_none());

    let lead = world.create("leads", json!({ "status_id": id })).await;
    assert_eq!(world.delete(&format!("{base}/{id}")).await.status, 204);
    assert_eq!(
        world.get(&format!("leads/{lead}")).await.json()["status_id"],
        61_220_414,
        "moved to the first stage"
    );
    assert_eq!(world.delete(&format!("{base}/142")).await.status, 422);
    let wrong = world.post(base, json!([{ "name": "x", "sort": 1, "color": "#123456" }])).await;
    assert_eq!(wrong.errors(), error("NotSupportedChoice", "color"));
    let system = world.patch(&format!("{base}/142"), json!({ "color": "#deff81" })).await;
    assert_eq!(system.errors(), error("FieldNotExpected", "color"));
    assert_eq!(world.patch(&format!("{base}/142"), json!({ "name": "Done" })).await.json()["name"], "Done");
    assert_eq!(world.get(&format!("{base}/1")).await.json_or_null(), Value::Null);
}
