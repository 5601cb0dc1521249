//! Tokens by OAuth.

use std::time::Duration;

use kommo_sandbox::{IntegrationForm, Stub};
use serde_json::{Value, json};

use super::{Answer, World, client, read};

struct Flow {
    world: World,
    uuid: String,
    secret: String,
    redirect: String,
}

impl Flow {
    async fn new() -> Self {
        let world = World::new().await;
        let made = world.sandbox.create_integration(&IntegrationForm::new("Tool")).unwrap();
        let made = world.sandbox.integration(&made.uuid).unwrap();
        Self { uuid: made.uuid, secret: made.secret, redirect: made.redirect_uri, world }
    }

    async fn exchange(&self, grant: &str, key: &str, value: &str) -> Answer {
        let body = json!({ "client_id": self.uuid, "client_secret": self.secret, "redirect_uri": self.redirect,
                           "grant_type": grant, key: value });
        self.post(&body).await
    }

    async fn post(&self, body: &Value) -> Answer {
        read(client().post(format!("{}/oauth2/access_token", self.world.sandbox.url())).json(body)).await
    }

    fn code(&self) -> String {
        self.world.sandbox.authorization_code(&self.uuid).unwrap().code
    }

    async fn account(&self, token: &Value) -> u16 {
        let url = format!("{}/api/v4/account", self.world.sandbox.url());
        read(client().get(url).bearer_auth(token.as_str().unwrap())).await.status.as_u16()
    }
}

#[tokio::test]
async fn a_code_becomes_a_pair_once() {
    let flow = Flow::new().await;
    let code = flow.code();
    let pair = flow.exchange("authorization_code", "code", &code).await;
    assert_eq!(pair.status, 200, "{pair:?}");
    let pair = pair.json();
    assert_eq!((&pair["token_type"], &pair["expires_in"]), (&json!("Bearer"), &json!(86_400)));
    assert_eq!(flow.account(&pair["access_token"]).await, 200);
    assert_eq!(pair["access_token"].as_str().unwrap().split('.').count(), 3, "the form of a JWT");
    let again = flow.exchange("authorization_code", "code", &code).await;
    assert_eq!(
        (again.status.as_u16(), &again.json()["hint"]),
        (400, &json!("Authorization code has been revoked"))
    );
    let unknown = flow.exchange("authorization_code", "code", "x").await.json();
    assert_eq!(unknown["hint"], "Cannot decrypt the authorization code");
    let code = flow.code();
    flow.world.sandbox.state().clock().advance(Duration::from_secs(1201));
    let late = flow.exchange("authorization_code", "code", &code).await.json();
    assert_eq!(late["hint"], "Authorization code has expired");
    let stranger = json!({ "client_id": flow.uuid, "client_secret": "x", "redirect_uri": flow.redirect, "grant_type": "refresh_token" });
    let stranger = flow.post(&stranger).await;
    assert_eq!((stranger.status.as_u16(), stranger.json().get("hint")), (401, None));
}

#[tokio::test]
async fn refresh_tokens_rotate_and_forgive_a_lost_answer() {
    let flow = Flow::new().await;
    let first = flow.exchange("authorization_code", "code", &flow.code()).await.json();
    let refresh =
        async |token: &Value| flow.exchange("refresh_token", "refresh_token", token.as_str().unwrap()).await;
    flow.world.sandbox.state().clock().advance(Duration::from_secs(86_401));
    assert_eq!(flow.account(&first["access_token"]).await, 401);
    let lost = refresh(&first["refresh_token"]).await.json();
    assert_ne!(lost["refresh_token"], first["refresh_token"]);
    let second = refresh(&first["refresh_token"]).await;
    assert_eq!(second.status, 200, "the new pair was not used yet");
    let second = second.json();
    assert_eq!(flow.account(&second["access_token"]).await, 200);
    let reused = refresh(&first["refresh_token"]).await;
    assert_eq!((reused.status.as_u16(), &reused.json()["hint"]), (401, &json!("Token has been revoked")));

    let url = format!("{}/oauth2/account/current/subdomain", flow.world.sandbox.url());
    let found =
        read(client().get(&url).header("X-Refresh-Token", second["refresh_token"].as_str().unwrap())).await;
    assert_eq!(found.json()["subdomain"], "harboroak");
    assert_eq!(read(client().get(&url)).await.status, 401);
    flow.world.sandbox.state().clock().advance(Duration::from_secs(91 * 86_400));
    assert_eq!(refresh(&second["refresh_token"]).await.json()["hint"], "Invalid refresh token");
}

#[tokio::test]
async fn the_older_address_takes_an_access_token() {
    let flow = Flow::new().await;
    let pair = flow.exchange("authorization_code", "code", &flow.code()).await.json();
    let url = format!("{}/oauth2/account/subdomain", flow.world.sandbox.url());
    let found = read(client().get(&url).bearer_auth(pair["access_token"].as_str().unwrap())).await;
    assert_eq!(found.json()["subdomain"], "harboroak");
    assert_eq!(read(client().get(&url)).await.status, 401);
    assert_eq!(flow.world.get("account").await.status, 200);
}

#[tokio::test]
async fn an_api_key_is_traded_once_in_five_minutes() {
    let flow = Flow::new().await;
    let sandbox = &flow.world.sandbox;
    let mut form = IntegrationForm::new("Service");
    form.redirect_uri = "https://service.example/oauth?tenant=7".to_owned();
    let own = sandbox.create_integration(&form).unwrap();
    sandbox.stub(Stub::new("https://service.example/*", json!({})));
    let user = flow.world.get("users?with=uuid").await.items("users").remove(0);
    let key = user["uuid"].as_str().unwrap().replace('-', "");
    let url = format!("{}/oauth2/exchange_api_key", sandbox.url());
    let trade = async |key: &str, secret: &str| {
        let body = json!({ "login": user["email"], "api_key": key, "client_uuid": own.uuid,
                           "client_secret": secret, "state": "s 1" });
        read(client().post(&url).json(&body)).await.status.as_u16()
    };
    assert_eq!(trade("wrong", &own.secret).await, 403);
    assert_eq!(trade(&key, "wrong").await, 403);
    assert_eq!(read(client().post(&url).json(&json!({}))).await.status, 400);
    assert_eq!(trade(&key, &own.secret).await, 202);
    assert_eq!(trade(&key, &own.secret).await, 429);
    let mut sent = Vec::new();
    for _ in 0..200 {
        sent = sandbox.external_calls();
        if !sent.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (link, query) = sent[0].url.split_once("?tenant=7&").unwrap();
    assert_eq!(link, "https://service.example/oauth");
    let query = kommo_sandbox::Params::parse(query.as_bytes());
    assert_eq!((query.get("from_exchange"), query.get("state")), (Some("1"), Some("s 1")));
    let body = json!({ "client_id": own.uuid, "client_secret": own.secret, "redirect_uri": form.redirect_uri,
                       "grant_type": "authorization_code", "code": query.get("code") });
    assert_eq!(flow.post(&body).await.status, 200, "the code works");
    sandbox.state().clock().advance(Duration::from_secs(301));
    assert_eq!(trade(&key, &own.secret).await, 202);
}
