//! GET /account.

use serde_json::json;

use super::World;

#[tokio::test]
async fn the_account_shows_extras_only_when_asked() {
    let world = World::new().await;
    let plain = world.get("account").await;
    assert_eq!(plain.content_type, "application/hal+json");
    let account = plain.json();
    assert_eq!(account["subdomain"], "harboroak");
    assert_eq!(account["currency"], "USD");
    assert_eq!(account["current_user_id"], world.user_id(0));
    assert_eq!(account["is_unsorted_on"], true);
    assert_eq!(account["_links"]["self"]["href"], format!("{}/api/v4/account", world.sandbox.url()));
    for extra in ["amojo_id", "uuid", "version", "drive_url", "entity_names", "_embedded"] {
        assert!(account.get(extra).is_none(), "{extra}");
    }
    let with = "amojo_id,uuid,version,drive_url,is_api_filter_enabled,entity_names,invoices_settings,\
                amojo_rights,users_groups,task_types,datetime_settings";
    let account = world.get(&format!("account?with={with}")).await.json();
    assert_eq!(account["amojo_id"].as_str().unwrap().len(), 36);
    assert_eq!(account["is_api_filter_enabled"], true);
    assert_eq!(account["invoices_settings"]["invoices_catalog_id"], json!(null));
    let embedded = &account["_embedded"];
    assert_eq!(embedded["users_groups"].as_array().unwrap().len(), 2);
    assert_eq!(embedded["users_groups"][0]["id"], 0);
    assert_eq!(embedded["task_types"][0]["code"], "FOLLOW_UP");
    assert_eq!(embedded["datetime_settings"]["timezone"], "America/New_York");
    assert_eq!(embedded["amojo_rights"]["can_direct"], true);
}
