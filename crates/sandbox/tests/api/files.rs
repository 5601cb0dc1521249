//! The drive, and files of cards.

use kommo_sandbox::TokenGrant;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Answer, World, client, error, read, session};

async fn drive(world: &World, method: Method, path: &str, body: Value) -> Answer {
    let request = client()
        .request(method, format!("{}/drive/v1.0/{path}", world.sandbox.url()))
        .header("Cookie", session(&world.sandbox, 0));
    read(if body.is_null() { request } else { request.json(&body) }).await
}

async fn part(world: &World, url: &str, bytes: Vec<u8>) -> Answer {
    read(client().post(url).header("Cookie", session(&world.sandbox, 0)).body(bytes)).await
}

async fn upload(world: &World, name: &str, content: &[u8], file: Option<&str>) -> Value {
    let body = json!({ "file_name": name, "file_size": content.len(), "content_type": "text/plain", "file_uuid": file });
    let opened = drive(world, Method::POST, "sessions", body).await.json();
    part(world, opened["upload_url"].as_str().unwrap(), content.to_vec()).await.json()
}

#[tokio::test]
async fn files_come_in_parts_and_go_out_whole() {
    let world = World::new().await;
    let content: Vec<u8> = (0..700_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let body = json!({ "file_name": "Plan of the island.pdf", "file_size": content.len(), "content_type": "application/pdf" });
    let opened = drive(&world, Method::POST, "sessions", body).await.json();
    let most = usize::try_from(opened["max_part_size"].as_u64().unwrap()).unwrap();
    let first = opened["upload_url"].as_str().unwrap().to_owned();
    let next = part(&world, &first, content[..most].to_vec()).await.json();
    let next_url = next["next_url"].as_str().unwrap();
    assert_ne!(next_url, first);
    assert_eq!(part(&world, &first, vec![1]).await.status, 404, "an address is used once");
    assert_eq!(part(&world, next_url, vec![0; most]).await.status, 400, "more than announced");
    let file = part(&world, next_url, content[most..].to_vec()).await.json();
    assert_eq!((&file["size"], &file["type"]), (&json!(700_000), &json!("document")));
    assert_eq!(
        (&file["sanitized_name"], &file["metadata"]["extension"]),
        (&json!("Plan_of_the_island.pdf"), &json!("pdf"))
    );
    assert_eq!(file["session_id"], opened["session_id"]);
    let download = client().get(file["_links"]["download"]["href"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(download.bytes().await.unwrap().to_vec(), content);
    let large = json!({ "file_name": "x", "file_size": 314_572_801 });
    assert_eq!(
        drive(&world, Method::POST, "sessions", large).await.errors(),
        error("NotSupportedChoice", "file_size")
    );
}

#[tokio::test]
async fn files_are_listed_renamed_versioned_binned_and_restored() {
    let world = World::new().await;
    let file = upload(&world, "notes.txt", b"one", None).await;
    let uuid = file["uuid"].as_str().unwrap();
    upload(&world, "other.csv", b"1,2", None).await;
    let list = drive(&world, Method::GET, "files", Value::Null).await;
    assert_eq!(list.json()["_count"], 2);
    assert_eq!(
        drive(&world, Method::GET, "files?filter[extensions][]=csv", Value::Null).await.items("files").len(),
        1
    );
    assert_eq!(
        drive(&world, Method::GET, "files?filter[term]=note", Value::Null).await.items("files")[0]["uuid"],
        uuid
    );
    let renamed =
        drive(&world, Method::PATCH, &format!("files/{uuid}"), json!({ "name": "memo.txt" })).await.json();
    assert_eq!(renamed["name"], "memo.txt");
    let second = upload(&world, "memo.txt", b"two!", Some(uuid)).await;
    assert_eq!(
        (&second["uuid"], &second["has_multiple_versions"], &second["size"]),
        (&json!(uuid), &json!(true), &json!(4))
    );
    let versions =
        drive(&world, Method::GET, &format!("files/{uuid}/versions"), Value::Null).await.items("versions");
    assert_eq!(
        (versions.len(), &versions[0]["is_main"], &versions[1]["is_main"]),
        (2, &json!(false), &json!(true))
    );
    let back = json!({ "version_uuid": file["version_uuid"] });
    assert_eq!(drive(&world, Method::PATCH, &format!("files/{uuid}"), back).await.json()["size"], 3);

    assert_eq!(drive(&world, Method::DELETE, "files", json!([{ "uuid": uuid }])).await.status, 204);
    assert_eq!(
        drive(&world, Method::GET, "files?filter[deleted]=1", Value::Null).await.items("files")[0]["is_trashed"],
        true
    );
    assert_eq!(drive(&world, Method::GET, "files", Value::Null).await.items("files").len(), 1);
    assert_eq!(
        drive(&world, Method::POST, "files/restore", json!([{ "uuid": uuid }])).await.items("files")[0]["is_trashed"],
        false
    );
    assert_eq!(drive(&world, Method::GET, "files/none", Value::Null).await.status, 404);

    let grant = TokenGrant { client_id: "c", user_id: world.user_id(0), scopes: &["crm"], lives: 100 };
    let token = world.sandbox.state().issue_token(&grant).unwrap();
    let request = client().get(format!("{}/drive/v1.0/files", world.sandbox.url())).bearer_auth(token);
    assert_eq!(read(request).await.json()["detail"], "Invalid scope");
}

#[tokio::test]
async fn files_are_linked_to_cards() {
    let world = World::new().await;
    let lead = world.create("leads", json!({ "name": "With a file", "price": 7 })).await;
    let uuid = upload(&world, "a.txt", b"a", None).await["uuid"].clone();
    let path = format!("leads/{lead}/files");
    assert_eq!(world.get(&path).await.status, 204);
    assert_eq!(world.call(Method::PUT, &path, Some(json!([{ "file_uuid": uuid }]))).await.status, 200);
    assert_eq!(world.get(&path).await.items("files")[0]["file_uuid"], uuid);
    let links = world.get(&format!("files/{}/links", uuid.as_str().unwrap())).await.json();
    assert_eq!(
        (&links["entities"][0]["name"], &links["entities"][0]["price"]),
        (&json!("With a file"), &json!(7))
    );
    assert_eq!(world.call(Method::DELETE, &path, Some(json!([{ "file_uuid": uuid }]))).await.status, 202);
    assert_eq!(world.get(&path).await.status, 204);
    assert_eq!(world.call(Method::PUT, &path, Some(json!([{ "file_uuid": "none" }]))).await.status, 404);
}
