//! Pages, order, empty answers.

use serde_json::{Value, json};

use super::World;

fn ids(items: &[Value]) -> Vec<i64> {
    items.iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn pages_follow_the_next_link_to_the_end() {
    let world = World::new().await;
    let mut path = "leads?limit=15&filter[price][from]=1".to_owned();
    let mut seen = Vec::new();
    let mut pages = 0;
    loop {
        let answer = world.get(&path).await;
        let body = answer.json();
        pages += 1;
        assert_eq!(body["_page"], pages);
        assert!(body.get("_total_items").is_none());
        seen.extend(ids(&answer.items("leads")));
        match body["_links"]["next"]["href"].as_str() {
            Some(next) => path = next.split_once("/api/v4/").unwrap().1.to_owned(),
            None => break,
        }
    }
    assert_eq!((pages, seen.len()), (3, 40));
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 40, "no lead twice");
    let past = world.get("leads?page=4&limit=15").await;
    assert_eq!((past.status.as_u16(), past.text.as_str()), (204, ""));
    let second = world.get("leads?page=2&limit=15").await.json();
    for link in ["self", "first", "prev", "next"] {
        assert!(second["_links"][link]["href"].is_string(), "{link}");
    }
}

#[tokio::test]
async fn a_page_holds_fifty_by_default_and_250_at_most() {
    let world = World::new().await;
    let many: Vec<Value> = (0..250).map(|number| json!({ "name": format!("Lead {number}") })).collect();
    world.post("leads", json!(many)).await;
    assert_eq!(world.get("leads").await.items("leads").len(), 50);
    assert_eq!(world.get("leads?limit=250").await.items("leads").len(), 250);
    assert_eq!(world.get("leads?limit=1000").await.items("leads").len(), 250);
    assert_eq!(world.get("leads?limit=0").await.items("leads").len(), 1);
}

#[tokio::test]
async fn order_is_kept() {
    let world = World::new().await;
    let created = |items: Vec<Value>| -> Vec<i64> {
        items.iter().map(|item| item["created_at"].as_i64().unwrap()).collect()
    };
    let down = created(world.get("leads?order[created_at]=desc").await.items("leads"));
    assert!(down.is_sorted_by(|a, b| a >= b));
    let up = created(world.get("leads?order[created_at]=asc").await.items("leads"));
    assert!(up.is_sorted());
    let by_id = ids(&world.get("leads?order[id]=desc").await.items("leads"));
    assert!(by_id.is_sorted_by(|a, b| a > b));
}

#[tokio::test]
async fn missing_entities_are_204() {
    let world = World::new().await;
    for path in [
        "leads/1",
        "contacts/1",
        "companies/1",
        "customers/1",
        "tasks/1",
        "customers",
        "leads/1/notes",
        "leads/abc",
    ] {
        let answer = world.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""), "{path}");
    }
}

#[tokio::test]
async fn links_keep_the_callers_host() {
    let world = World::new().await;
    let port = world.sandbox.url().rsplit(':').next().unwrap();
    let cookie = super::session(&world.sandbox, 0);
    let request = super::client()
        .get(format!("{}/api/v4/account", world.sandbox.url()))
        .header("Host", format!("localhost:{port}"))
        .header("Cookie", cookie);
    let account = super::read(request).await.json();
    assert_eq!(account["_links"]["self"]["href"], format!("http://localhost:{port}/api/v4/account"));
}
