//! Roles, and adding users.

use serde_json::{Value, json};

use super::{World, error};

#[tokio::test]
async fn roles_are_made_changed_and_deleted() {
    let world = World::new().await;
    assert_eq!(
        world.get("roles?with=users").await.items("roles")[0]["_embedded"]["users"],
        json!([world.user_id(2)])
    );
    let rights = json!({ "leads": { "view": "M", "edit": "M", "add": "A", "delete": "D", "export": "D" }, "status_rights": [] });
    let made = world.post("roles", json!({ "name": "Trainee", "rights": rights })).await;
    assert_eq!(made.status, 201);
    let role = made.items("roles")[0].clone();
    assert_eq!(role["rights"]["status_rights"], Value::Null);
    let path = format!("roles/{}", role["id"]);
    let changed = world.patch(&path, json!({ "name": "Apprentice" })).await;
    assert_eq!((changed.status.as_u16(), &changed.json()["name"]), (202, &json!("Apprentice")));
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(world.get(&path).await.status, 204);
    let wrong = world.post("roles", json!({ "name": "x", "rights": { "leads": { "view": "Z" } } })).await;
    assert_eq!(wrong.errors(), error("NotSupportedChoice", "rights.leads.view"));
}

#[tokio::test]
async fn users_are_added_and_switched_off_and_on() {
    let mut world = World::new().await;
    let user = json!({ "name": "Iris Coleman", "email": "iris@harboroak.example", "password": "Elm-Harbor-4", "lang": "en", "rights": { "role_id": 4101 } });
    let made = world.post("users", json!([user])).await;
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.items("users")[0]["id"].as_i64().unwrap();
    assert_eq!(made.items("users")[0]["rights"]["leads"]["edit"], "G");
    let state = world.sandbox.state().clone();
    assert!(state.sign_in("iris@harboroak.example", "Elm-Harbor-4").is_ok());
    assert_eq!(world.post("users/deactivate", json!([{ "id": id }])).await.status, 204);
    assert!(
        state
            .sign_in("iris@harboroak.example", "Elm-Harbor-4")
            .unwrap_err()
            .to_string()
            .contains("deactivated")
    );
    assert_eq!(world.post("users/activate", json!([{ "id": id }])).await.status, 202);
    let stranger = world.post("users/activate", json!([{ "id": 5 }])).await;
    assert_eq!(stranger.json()["detail"], "User(s) 5 are not associated with provided account.");
    assert_eq!(world.post("users/deactivate", json!([{ "id": world.user_id(0) }])).await.status, 400);
    let weak = world
        .post("users", json!([{ "name": "A", "email": "a@a.example", "password": "weak", "rights": {} }]))
        .await;
    assert_eq!(weak.errors(), error("NotSupportedChoice", "password"));
    world.become_user(1);
    assert_eq!(world.post("users", json!([{}])).await.status, 403);
}

#[tokio::test]
async fn rights_to_a_stage_take_away() {
    let mut world = World::new().await;
    let stages = world.get("leads/pipelines/7301544/statuses").await.items("statuses");
    let normal = stages.iter().filter(|stage| stage["type"] == 0 && stage["id"].as_i64() > Some(143));
    let ids: Vec<i64> = normal.map(|stage| stage["id"].as_i64().unwrap()).collect();
    let lead = async |world: &World, status: i64| {
        world.create("leads", json!({ "name": "s", "pipeline_id": 7_301_544, "status_id": status })).await
    };
    let (hidden, locked, free) =
        (lead(&world, ids[0]).await, lead(&world, ids[1]).await, lead(&world, ids[2]).await);
    world
        .post(&format!("leads/{hidden}/notes"), json!([{ "note_type": "common", "params": { "text": "x" } }]))
        .await;
    let all = json!({ "view": "A", "edit": "A", "add": "A", "delete": "A", "export": "A" });
    let stage = |id: i64, view: &str| {
        json!({ "entity_type": "leads", "pipeline_id": 7_301_544, "status_id": id,
                "rights": { "view": view, "edit": "D", "delete": "A" } })
    };
    let rights = |stages: Value| json!({ "leads": all, "status_rights": stages });
    let wrong = world.patch("roles/4101", json!({ "rights": rights(json!([stage(ids[0], "M")])) })).await;
    assert_eq!(wrong.errors(), error("NotSupportedChoice", "rights.status_rights.0.rights.view"));
    let denied = json!([stage(ids[0], "D"), stage(ids[1], "A")]);
    assert_eq!(world.patch("roles/4101", json!({ "rights": rights(denied) })).await.status, 202);

    world.become_user(2);
    let seen: Vec<i64> = world
        .get("leads?limit=250")
        .await
        .items("leads")
        .iter()
        .map(|lead| lead["id"].as_i64().unwrap())
        .collect();
    assert!(!seen.contains(&hidden) && seen.contains(&locked) && seen.contains(&free), "{seen:?}");
    assert_eq!(world.get(&format!("leads/{hidden}")).await.status, 403);
    assert_eq!(world.get(&format!("leads/{hidden}/notes")).await.status, 204, "nor what hangs on it");
    assert_eq!(world.get(&format!("leads/{locked}")).await.status, 200);
    assert_eq!(world.patch(&format!("leads/{locked}"), json!({ "price": 1 })).await.status, 403);
    assert_eq!(world.patch(&format!("leads/{free}"), json!({ "price": 1 })).await.status, 200);
    world.become_user(0);
    assert_eq!(world.get(&format!("leads/{hidden}")).await.status, 200, "an admin may do everything");
}
