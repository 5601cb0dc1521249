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
