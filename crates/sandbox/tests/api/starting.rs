//! Starting: any number side by side.

use std::time::{Duration, Instant};

use kommo_sandbox::{Sandbox, Stub};
use serde_json::{Value, json};

async fn state(sandbox: &Sandbox) -> Value {
    reqwest::get(format!("{}/control/state", sandbox.url())).await.unwrap().json().await.unwrap()
}

/// What `docs/benchmarks.md` tells; a busy machine would make a test of it fail for nothing.
#[tokio::test]
#[ignore = "a measurement"]
async fn start_to_ready() {
    let mut took = Vec::new();
    for _ in 0..21 {
        let started = Instant::now();
        let sandbox = Sandbox::builder().start().await.unwrap();
        let answered = state(&sandbox).await;
        took.push(started.elapsed());
        assert_eq!(answered["base_url"], sandbox.url());
        sandbox.shutdown().await;
    }
    took.sort();
    println!("from nothing to the first answer: {:?} to {:?}, median {:?}", took[0], took[20], took[10]);
}

#[tokio::test]
async fn several_side_by_side_know_nothing_of_each_other() {
    let mut sandboxes = Vec::new();
    for _ in 0..4 {
        sandboxes.push(Sandbox::builder().start().await.unwrap());
    }
    let [one, two, ..] = sandboxes.as_slice() else { panic!() };
    assert_ne!(one.url(), two.url());
    assert_ne!(one.state().cookie_name(), two.state().cookie_name(), "one browser may be signed in to both");
    one.state().clock().advance(Duration::from_secs(86_400));
    one.stub(Stub::new("https://a.example/*", json!(1)));
    one.create_integration(&kommo_sandbox::IntegrationForm::new("Only here")).unwrap();
    assert!(two.state().clock().now() + 86_000 < one.state().clock().now());
    assert_eq!((one.integrations().unwrap().len(), two.integrations().unwrap().len()), (1, 0));
    assert_eq!(state(two).await["journal"], 0);
    for sandbox in sandboxes {
        let url = sandbox.url().to_owned();
        sandbox.shutdown().await;
        assert!(reqwest::get(url).await.is_err(), "the port is free again");
    }
}
