//! Currencies, subscriptions, short links, website buttons, AI knowledge.

use serde_json::json;

use super::{World, client, error, read, session};

#[tokio::test]
async fn currencies_and_subscriptions() {
    let world = World::new().await;
    assert_eq!(world.get("currencies").await.items("currencies")[0]["code"], "USD");
    let lead = world.create("leads", json!({})).await;
    let path = format!("leads/{lead}/subscriptions");
    assert_eq!(world.get(&path).await.status, 204);
    let user = world.user_id(1);
    world
        .sandbox
        .state()
        .db(|db| {
            db.execute(
                "INSERT INTO entity_subscriptions (entity_type, entity_id, subscriber_id, type) VALUES ('leads', ?1, ?2, 'user')",
                [lead, user],
            )
        })
        .unwrap();
    let list = world.get(&path).await;
    assert_eq!(list.items("subscriptions"), [json!({ "subscriber_id": user, "type": "user" })]);
    assert_eq!(world.get("leads/1/subscriptions").await.status, 404);
}

#[tokio::test]
async fn short_links_lead_on_and_leave_a_note() {
    let world = World::new().await;
    let contact = world.create("contacts", json!({ "name": "Reader" })).await;
    let item = json!({ "url": "https://shop.example/oil", "metadata": { "entity_type": "contacts", "entity_id": contact } });
    let links = world.post("short_links", json!([item])).await.items("short_links");
    let http =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let followed = http.get(links[0]["url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(
        (followed.status().as_u16(), followed.headers()["location"].to_str().unwrap()),
        (303, "https://shop.example/oil")
    );
    let notes = world.get(&format!("contacts/{contact}/notes")).await.items("notes");
    assert_eq!(
        (&notes[0]["note_type"], &notes[0]["params"]["url"]),
        (&json!("link_followed"), &json!("https://shop.example/oil"))
    );
    let wrong =
        json!([{ "url": "javascript:1", "metadata": { "entity_type": "contacts", "entity_id": contact } }]);
    assert_eq!(world.post("short_links", wrong).await.errors(), error("NotSupportedChoice", "url"));
}

#[tokio::test]
async fn website_buttons_are_made_and_extended() {
    let world = World::new().await;
    assert_eq!(world.get("website_buttons").await.status, 204);
    let made = world
        .post("website_buttons", json!({ "pipeline_id": 7_301_544, "trusted_websites": ["a.example"] }))
        .await;
    assert_eq!(made.status, 202);
    let id = made.json()["source_id"].as_i64().unwrap();
    let path = format!("website_buttons/{id}");
    let more = world
        .patch(&path, json!({ "trusted_websites": { "add": ["b.example"] }, "name": "Shop" }))
        .await
        .json();
    assert_eq!(more["trusted_websites"], json!(["a.example", "b.example"]));
    let button = world.get(&format!("{path}?with=scripts")).await.json();
    assert_eq!(
        (&button["name"], &button["creation_status"], button["script"].is_string()),
        (&json!("Shop"), &json!("created"), true)
    );
    assert_eq!(world.post(&format!("{path}/online_chat"), json!(null)).await.status, 202);
    assert_eq!(world.post(&format!("{path}/online_chat"), json!(null)).await.status, 400);
    assert_eq!(
        world.post("website_buttons", json!({ "pipeline_id": 7_301_544 })).await.errors(),
        error("NotSupportedChoice", "trusted_websites")
    );
    assert_eq!(world.get("website_buttons/99").await.status, 404);
}

#[tokio::test]
async fn ai_sources_answer_in_their_own_way() {
    let world = World::new().await;
    let cookie = session(&world.sandbox, 0);
    let post = |path: &str, body: serde_json::Value| {
        let url = format!("{}/api/v2/{path}", world.sandbox.url());
        read(client().post(url).header("Cookie", &cookie).json(&body))
    };
    let text =
        |text: &str| json!({ "name": "Hours", "text": text, "lang": "en", "available_functions": ["agent"] });
    let done = post("sources/text", text("Open from nine to five")).await;
    assert_eq!((done.status.as_u16(), done.json()), (201, json!({ "code": 201, "status": "success" })));
    let short = post("sources/text", text("Open")).await.json();
    assert_eq!((&short["status"], &short["code"]), (&json!("error"), &json!(400)));
    let url = json!({ "url": "https://a.example", "with_nested": true, "available_functions": ["suggested_reply"] });
    assert_eq!(post("sources/url", url).await.status, 201);
    assert_eq!(post("agent/knowledges/products/import", json!({})).await.status, 201);
}
