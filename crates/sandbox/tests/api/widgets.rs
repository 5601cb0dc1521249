//! Widgets over the API.

use kommo_sandbox::TokenGrant;
use serde_json::json;

use super::{World, client, error, read};

#[tokio::test]
async fn widgets_are_listed_installed_and_removed() {
    let world = World::new().await;
    assert_eq!(world.get("widgets").await.status, 204);
    let (uuid, code) = ("99999999-2222-4333-8444-555555555555", "abc");
    let manifest = json!({ "locations": ["lcard-1", "digital_pipeline"], "settings": { "token": { "type": "pass", "required": true } } });
    world
        .sandbox
        .state()
        .db(|db| -> rusqlite::Result<()> {
            db.execute(
                "INSERT INTO integrations (id, uuid, name, description, redirect_uri, revoke_access_hook_uri, scopes, secret, code, \
                 created_by, created_at, updated_at) VALUES (1, ?1, 'i', 'd', '', '', '[]', 's', ?2, 1, 1, 1)",
                (uuid, code),
            )?;
            db.execute(
                "INSERT INTO widget_uploads (integration_id, number, version, manifest, uploaded_by, uploaded_at) \
                 VALUES (1, 1, '1.0.0', ?1, 1, 1)",
                [manifest.to_string()],
            )?;
            Ok(())
        })
        .unwrap();
    let widget = world.get("widgets/abc").await.json();
    assert_eq!(
        (&widget["is_active_in_account"], &widget["is_work_with_dp"], &widget["version"]),
        (&json!(false), &json!(true), &json!("1.0.0"))
    );
    assert_eq!(
        widget["settings_template"],
        json!([{ "key": "token", "name": "token", "type": "pass", "is_required": true }])
    );
    assert_eq!(world.post("widgets/abc", json!({})).await.errors(), error("FieldMissing", "token"));
    let installed = world.post("widgets/abc", json!({ "token": "t" })).await.json();
    assert_eq!(installed["is_active_in_account"], true);
    assert!(installed.get("settings").is_none(), "not for a session");
    let grant = TokenGrant { client_id: uuid, user_id: world.user_id(0), scopes: &["crm"], lives: 100 };
    let token = world.sandbox.state().issue_token(&grant).unwrap();
    let own = client().get(format!("{}/api/v4/widgets/abc", world.sandbox.url())).bearer_auth(token);
    assert_eq!(read(own).await.json()["settings"], json!({ "token": "t" }));
    assert_eq!(world.delete("widgets/abc").await.status, 204);
    assert_eq!(world.delete("widgets/abc").await.status, 404);
    assert_eq!(world.get("widgets/none").await.status, 404);
}
