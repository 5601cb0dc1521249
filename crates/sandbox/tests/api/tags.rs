//! Tags: the dictionary, and tags of entities.

use serde_json::{Value, json};

use super::{World, error};

#[tokio::test]
async fn the_dictionary_is_searched_and_grows() {
    let world = World::new().await;
    assert_eq!(world.get("leads/tags?filter[name]=office").await.items("tags").len(), 1);
    assert_eq!(world.get("leads/tags?query=HOSP").await.items("tags")[0]["name"], "hospitality");
    assert_eq!(world.get("leads/tags?filter[name]=nothing").await.status, 204);
    let answer =
        world.post("leads/tags", json!([{ "name": "rush", "color": "FF8F92" }, { "name": "office" }])).await;
    assert_eq!(answer.json()["_total_items"], 2);
    let tags = answer.items("tags");
    assert_eq!((&tags[0]["color"], &tags[0]["request_id"]), (&json!("FF8F92"), &json!("0")));
    let again = world.post("leads/tags", json!([{ "name": "rush" }])).await.items("tags");
    assert_eq!(again[0]["id"], tags[0]["id"], "made once");
    assert_eq!(
        world.post("leads/tags", json!([{ "name": "x", "color": "123456" }])).await.errors(),
        error("NotSupportedChoice", "color")
    );
    assert_eq!(
        world.post("contacts/tags", json!([{ "name": "x", "color": "FF8F92" }])).await.errors(),
        error("FieldNotExpected", "color")
    );
}

#[tokio::test]
async fn tags_are_replaced_added_and_removed() {
    let world = World::new().await;
    let id =
        world.create("leads", json!({ "_embedded": { "tags": [{ "name": "a" }, { "name": "b" }] } })).await;
    let names = async || -> Vec<String> {
        let lead = world.get(&format!("leads/{id}")).await.json();
        let tags = lead["_embedded"]["tags"].as_array().unwrap().clone();
        tags.iter().map(|tag| tag["name"].as_str().unwrap().to_owned()).collect()
    };
    let change = async |body: Value| assert_eq!(world.patch(&format!("leads/{id}"), body).await.status, 200);
    assert_eq!(names().await, ["a", "b"]);
    change(json!({ "_embedded": { "tags": [{ "name": "b" }, { "name": "c" }] } })).await;
    assert_eq!(names().await, ["b", "c"]);
    change(json!({ "tags_to_add": [{ "name": "a" }], "tags_to_delete": [{ "name": "c" }, { "name": "unknown" }] })).await;
    assert_eq!(names().await, ["a", "b"]);
    change(json!({ "name": "other" })).await;
    assert_eq!(names().await, ["a", "b"]);
    change(json!({ "_embedded": { "tags": null } })).await;
    assert_eq!(names().await, [""; 0]);
    let answer =
        world.patch(&format!("leads/{id}"), json!({ "_embedded": { "tags": [{ "id": 999_999 }] } })).await;
    assert_eq!(answer.errors(), error("NotSupportedChoice", "_embedded.tags.0.id"));
}
