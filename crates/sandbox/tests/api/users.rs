//! Users.

use serde_json::{Value, json};

use super::World;

#[tokio::test]
async fn users_are_listed_for_admins_and_read_by_themselves() {
    let mut world = World::new().await;
    let answer = world.get("users?with=role,group,uuid,amojo_id,user_rank,phone_number").await;
    assert_eq!(answer.json()["_total_items"], 3);
    let users = answer.items("users");
    assert_eq!(users[0]["rights"]["is_admin"], true);
    assert_eq!(users[0]["rights"]["group_id"], Value::Null);
    assert_eq!(users[2]["_embedded"]["groups"], json!([{ "id": 5312, "name": "Workshop" }]));
    assert_eq!(users[2]["_embedded"]["roles"][0]["name"], "Workshop coordinator");
    assert_eq!(users[1]["lang"], "es");
    assert_eq!(users[1]["user_rank"], "candidate");
    let plain = world.get("users").await.items("users");
    assert!(
        plain[0].get("uuid").is_none()
            && plain[0].get("_embedded").is_none()
            && plain[0].get("password").is_none()
    );

    world.become_user(1);
    let me = world.user_id(1);
    assert_eq!(world.get(&format!("users/{me}")).await.json()["email"], "mateo@harboroak.example");
    assert_eq!(world.get(&format!("users/{}", world.user_id(0))).await.status, 403);
}
