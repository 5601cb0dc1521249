//! Sessions, tokens, limits, unknown routes.

use std::time::Duration;

use kommo_sandbox::{Sandbox, SignInError, TokenGrant};
use serde_json::json;

use super::{World, client, read, session};

const CLIENT: &str = "7f0c6a52-1111-4222-8333-444455556666";

#[tokio::test]
async fn without_a_session_the_answer_is_401() {
    let world = World::new().await;
    let answer = read(client().get(format!("{}/api/v4/account", world.sandbox.url()))).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.content_type, "application/problem+json");
    assert_eq!(
        answer.json(),
        json!({
            "title": "Unauthorized",
            "type": "https://httpstatus.es/401",
            "status": 401,
            "detail": "Invalid user name or password",
        })
    );
    let forged = format!("{}=00", world.sandbox.state().cookie_name());
    let request = client().get(format!("{}/api/v4/account", world.sandbox.url())).header("Cookie", forged);
    assert_eq!(read(request).await.status, 401);
}

#[tokio::test]
async fn a_wrong_password_is_said_clearly_and_opens_nothing() {
    let world = World::new().await;
    let state = world.sandbox.state();
    let login = &world.sandbox.users().unwrap()[0];
    for (name, password) in
        [(login.login.as_str(), "nope"), ("nobody@harboroak.example", &login.password), ("", "")]
    {
        let refused = state.sign_in(name, password).unwrap_err();
        assert!(matches!(refused, SignInError::WrongCredentials));
        assert_eq!(refused.to_string(), "the e-mail or the password is wrong");
    }
    assert!(state.sign_in(&login.login.to_uppercase(), &login.password).is_ok(), "an e-mail has no case");
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let cookie = session(&sandbox, 1);
    let get = || client().get(format!("{}/api/v4/account", sandbox.url())).header("Cookie", &cookie);
    assert_eq!(read(get()).await.status, 200);
    let token = cookie.split_once('=').unwrap().1;
    sandbox.state().sign_out(token).unwrap();
    assert_eq!(read(get()).await.status, 401);
}

#[tokio::test]
async fn the_eighth_request_of_a_second_is_429_for_each_user_apart() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let (admin, manager) = (session(&sandbox, 0), session(&sandbox, 1));
    let http = client();
    let get = |cookie: &str| http.get(format!("{}/api/v4/account", sandbox.url())).header("Cookie", cookie);
    for _ in 0..7 {
        assert_eq!(read(get(&admin)).await.status, 200);
    }
    let refused = read(get(&admin)).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.json()["status"], 429);
    assert_eq!(read(get(&manager)).await.status, 200);
    sandbox.state().clock().advance(Duration::from_secs(1));
    assert_eq!(read(get(&admin)).await.status, 200);
    sandbox.state().limits().enforce(false);
    for _ in 0..20 {
        assert_eq!(read(get(&admin)).await.status, 200);
    }
}

#[tokio::test]
async fn tokens_work_until_they_expire_or_are_revoked() {
    let world = World::new().await;
    let state = world.sandbox.state();
    let grant = |user_id, lives| TokenGrant { client_id: CLIENT, user_id, scopes: &["crm"], lives };
    let token = state.issue_token(&grant(world.user_id(1), 86_400)).unwrap();
    let url = format!("{}/api/v4/account", world.sandbox.url());
    let get = |token: &str| client().get(&url).bearer_auth(token);

    let answer = read(get(&token)).await;
    assert_eq!(answer.json()["current_user_id"], world.user_id(1));
    assert_eq!(read(get("wrong")).await.status, 401);
    let as_other = get(&token).header("X-Context-User-ID", world.user_id(2));
    assert_eq!(read(as_other).await.status, 401, "only an admin's token may act for others");

    state.clock().advance(Duration::from_secs(86_401));
    assert_eq!(read(get(&token)).await.status, 401, "expired");

    let token = state.issue_token(&grant(world.user_id(0), 86_400)).unwrap();
    let as_other = get(&token).header("X-Context-User-ID", world.user_id(2));
    assert_eq!(read(as_other).await.json()["current_user_id"], world.user_id(2));
    assert_eq!(read(get(&token).header("X-Context-User-ID", 77)).await.status, 401);
    assert_eq!(state.revoke_tokens(CLIENT).unwrap(), 2);
    assert_eq!(read(get(&token)).await.status, 401, "revoked");
}

#[tokio::test]
async fn unknown_routes_and_methods() {
    let world = World::new().await;
    let answer = world.delete("nothing/here").await;
    assert_eq!(answer.status, 404);
    let expected = format!("Cannot DELETE {}/api/v4/nothing/here!", world.sandbox.url());
    assert_eq!(answer.json()["detail"], expected);
    let answer = world.delete("leads").await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (405, ""));
    let answer = world.delete("tasks/1").await;
    assert_eq!((answer.status.as_u16(), &answer.json()["detail"]), (403, &json!("Invalid scope")));
}

#[tokio::test]
async fn an_account_in_a_file_survives_a_restart() {
    let folder = std::env::temp_dir().join(format!("kommo-sandbox-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("account.db");
    let start =
        || Sandbox::builder().database(kommo_sandbox::Database::File(file.clone())).limits(false).start();
    let sandbox = start().await.unwrap();
    let cookie = session(&sandbox, 0);
    let body = json!([{ "name": "Kept" }]);
    let request =
        client().post(format!("{}/api/v4/leads", sandbox.url())).header("Cookie", cookie).json(&body);
    let id = read(request).await.items("leads")[0]["id"].as_i64().unwrap();
    sandbox.shutdown().await;

    let sandbox = start().await.unwrap();
    let cookie = session(&sandbox, 0);
    let request = client().get(format!("{}/api/v4/leads/{id}", sandbox.url())).header("Cookie", cookie);
    assert_eq!(read(request).await.json()["name"], "Kept");
    sandbox.shutdown().await;
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn malformed_bodies_are_refused_with_a_reason() {
    let world = World::new().await;
    let url = format!("{}/api/v4/leads", world.sandbox.url());
    let cookie = session(&world.sandbox, 0);
    let broken = client().post(&url).header("Cookie", &cookie).body("[{\"name\": ");
    let answer = read(broken).await;
    assert_eq!(answer.status, 400);
    assert!(answer.json()["detail"].as_str().unwrap().contains("line 1"), "{answer:?}");
    assert_eq!(world.post("leads", json!({ "name": "not a list" })).await.status, 400);
    assert_eq!(world.post("leads", json!([])).await.status, 400);
    assert_eq!(world.post("leads", json!([1])).await.status, 400);
    let many: Vec<_> = (0..251).map(|_| json!({})).collect();
    assert_eq!(world.post("leads", json!(many)).await.status, 400);
}
