//! Injected faults and the journal.

use std::time::{Duration, Instant};

use kommo_sandbox::{Fault, Harm};
use serde_json::json;

use super::{World, client, session};

#[tokio::test]
async fn a_status_is_answered_as_often_as_asked() {
    let world = World::new().await;
    let faults = world.sandbox.state().faults();
    let id = faults.inject(Fault::on("/api/v4/leads", Harm::status(503)).method("POST").times(1));
    let refused = world.post("leads", json!([{ "name": "x" }])).await;
    assert_eq!((refused.status.as_u16(), refused.content_type.as_str()), (503, "text/html"));
    assert_eq!(world.get("leads?filter[name]=x").await.status, 204, "it was not carried out");
    assert_eq!(world.post("leads", json!([{ "name": "x" }])).await.status, 200);
    let journal = world.sandbox.state().journal().since(0);
    assert_eq!(journal[0].fault, Some(id));
    assert_eq!(journal[0].request_body, r#"[{"name":"x"}]"#);
    assert_eq!(journal[2].fault, None);
}

#[tokio::test]
async fn delays_broken_bodies_and_json_errors() {
    let world = World::new().await;
    let faults = world.sandbox.state().faults();
    faults.inject(Fault::on("/api/v4/account", Harm::Delay { ms: 120 }).times(1));
    let began = Instant::now();
    assert_eq!(world.get("account").await.status, 200);
    assert!(began.elapsed() >= Duration::from_millis(120));
    faults.inject(Fault::on("/api/v4/account", Harm::BrokenBody { keep: 40 }).times(1));
    let broken = world.get("account").await;
    assert_eq!((broken.status.as_u16(), broken.text.len()), (200, 40));
    faults.inject(Fault::on("*", Harm::json(402, &json!({ "status": 402 }))).times(1));
    assert_eq!(world.get("account").await.json(), json!({ "status": 402 }));
}

#[tokio::test]
async fn connections_drop_before_or_after_the_work() {
    let world = World::new().await;
    let state = world.sandbox.state();
    let cookie = session(&world.sandbox, 0);
    let post = |name: &str| {
        let url = format!("{}/api/v4/leads", world.sandbox.url());
        client().post(url).header("Cookie", &cookie).json(&json!([{ "name": name }])).send()
    };
    state.faults().inject(Fault::on("/api/v4/leads", Harm::Dropped).times(1));
    assert!(post("never").await.is_err());
    assert_eq!(world.get("leads?filter[name]=never").await.status, 204);
    state.faults().inject(Fault::on("/api/v4/leads", Harm::LostAnswer).method("POST").times(1));
    assert!(post("done").await.is_err());
    assert_eq!(world.get("leads?filter[name]=done").await.items("leads").len(), 1, "it was carried out");

    state.faults().set_offline(true);
    assert!(client().get(world.sandbox.url()).send().await.is_err());
    let controls = client().get(format!("{}/control/state", world.sandbox.url())).send().await.unwrap();
    assert_eq!(controls.status(), 200);
    state.faults().set_offline(false);
    assert_eq!(world.get("account").await.status, 200);
    let dropped = state.journal().since(0).into_iter().filter(|entry| entry.status == 0).count();
    assert_eq!(dropped, 3);
}

#[tokio::test]
async fn the_journal_names_who_asked_what() {
    let world = World::new().await;
    world.get("leads?limit=1").await;
    let journal = world.sandbox.state().journal();
    let entry = &journal.since(0)[0];
    assert_eq!(
        (entry.method.as_str(), entry.path.as_str(), entry.query.as_str()),
        ("GET", "/api/v4/leads", "limit=1")
    );
    assert_eq!((entry.status, entry.user_id, entry.client_id.clone()), (200, Some(world.user_id(0)), None));
    assert!(entry.response_body.contains("\"_embedded\""));
    assert!(journal.since(entry.id).is_empty());
    journal.clear();
    assert!(journal.since(0).is_empty());
}
