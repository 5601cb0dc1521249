//! The Chats API: who is let in, and what is refused.

use std::time::{Duration, SystemTime};

use axum::http::HeaderMap;
use hmac::{Hmac, Mac as _};
use kommo_sandbox::{Channel, ChannelHook, Sandbox, Stub};
use md5::{Digest as _, Md5};
use reqwest::Method;
use serde_json::{Value, json};
use sha1::Sha1;

use super::control::call;
use super::{Answer, World, client, read};

/// Changes what goes into a signature.
type Spoil = fn(&mut [String; 5]);

struct Messenger {
    world: World,
    channel: Channel,
    scope: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A request signed as the page "Chats API authorization and headers" says; `spoil` may change what goes into the signature.
async fn signed(
    sandbox: &Sandbox,
    channel: &Channel,
    method: Method,
    path: &str,
    body: Option<Value>,
    spoil: Spoil,
) -> Answer {
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let path = format!("/v2/origin/custom/{path}");
    let date = httpdate::fmt_http_date(SystemTime::now()).replace("GMT", "+0000");
    let signed_path = path.split('?').next().unwrap().to_owned();
    let mut lines =
        [method.to_string(), hex(&Md5::digest(&body)), "application/json".to_owned(), date, signed_path];
    spoil(&mut lines);
    let mac = Hmac::<Sha1>::new_from_slice(channel.secret.as_bytes()).unwrap();
    let signature = hex(&mac.chain_update(lines.join("\n")).finalize().into_bytes());
    let request = client()
        .request(method, format!("{}{path}", sandbox.url()))
        .header("Date", &lines[3])
        .header("Content-MD5", &lines[1])
        .header("Content-Type", "application/json")
        .header("X-Signature", signature)
        .body(body);
    read(request).await
}

impl Messenger {
    async fn new() -> Self {
        let (messenger, connected) = Self::hearing("v2", None).await;
        assert_eq!(connected["hook_api_version"], "v2");
        messenger
    }

    /// Whose service is told what the account says, at this address.
    async fn hearing(version: &str, url: Option<&str>) -> (Self, Value) {
        let world = World::new().await;
        let made = call(&world.sandbox, "POST", "channels", json!({ "url": url })).await.json();
        let text = |key: &str| made[key].as_str().unwrap().to_owned();
        let channel = Channel { id: text("id"), secret: text("secret"), code: text("code") };
        let mut messenger = Self { scope: channel.id.clone(), world, channel };
        let account = messenger.account();
        let mut wanted = json!({ "account_id": account, "title": "Messenger", "hook_api_version": version });
        if version == "v1" {
            wanted.as_object_mut().unwrap().remove("hook_api_version");
        }
        let connected = messenger.post("/connect", wanted).await.json();
        messenger.scope = connected["scope_id"].as_str().unwrap().to_owned();
        assert_eq!(messenger.scope, format!("{}_{account}", messenger.channel.id));
        assert_eq!((&made["scope_id"], &made["account_id"]), (&json!(messenger.scope), &json!(account)));
        (messenger, connected)
    }

    /// A client has written: the talk, and the client's chat.
    async fn talk(&self) -> (i64, String) {
        let sender = json!({ "id": "jane", "name": "Jane", "profile": { "phone": "+15550100177" } });
        let sent = self.message(json!({ "sender": sender })).await.json();
        let chat = sent["new_message"]["conversation_id"].as_str().unwrap().to_owned();
        let talks = self.world.get("talks?limit=250").await.items("talks");
        let talk = talks.iter().find(|talk| talk["chat_id"] == chat.as_str()).unwrap();
        (talk["talk_id"].as_i64().unwrap(), chat)
    }

    async fn say(&self, talk: i64, text: &str) -> String {
        let said = self.world.post(&format!("talks/{talk}/send_message"), json!({ "text": text })).await;
        assert_eq!(said.status, 202, "{said:?}");
        said.json()["id"].as_str().unwrap().to_owned()
    }

    /// Waits until so many hooks were answered or failed.
    async fn told(&self, count: usize) -> Vec<ChannelHook> {
        for _ in 0..200 {
            let hooks = self.world.sandbox.state().channel_hooks().unwrap();
            if hooks.iter().filter(|hook| hook.status.is_some() || hook.error.is_some()).count() >= count {
                return hooks;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("not told: {:?}", self.world.sandbox.state().channel_hooks());
    }

    fn account(&self) -> String {
        self.world.sandbox.state().account().unwrap().amojo_id
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        let path = format!("{}{path}", self.scope);
        signed(&self.world.sandbox, &self.channel, Method::POST, &path, Some(body), |_| {}).await
    }

    async fn message(&self, payload: Value) -> Answer {
        let mut whole = json!({
            "timestamp": 1_700_000_000,
            "msgid": "1",
            "conversation_id": "c",
            "sender": { "id": "jane", "name": "Jane" },
            "message": { "type": "text", "text": "Hello" },
        });
        for (key, value) in payload.as_object().unwrap() {
            whole[key] = value.clone();
        }
        self.post("", json!({ "event_type": "new_message", "payload": whole })).await
    }
}

#[tokio::test]
async fn requests_are_signed_over_what_is_sent() {
    let messenger = Messenger::new().await;
    let path = format!("{}/typing", messenger.scope);
    let body = json!({ "conversation_id": "c", "sender": { "id": "jane" } });
    let spoils: [(u16, Spoil); 5] = [
        (204, |_| {}),
        (403, |lines| lines[0] = "GET".to_owned()),
        (403, |lines| lines[1] = "d41d8cd98f00b204e9800998ecf8427e".to_owned()),
        (403, |lines| lines[3] = "Mon, 03 Oct 2022 15:11:21 +0000".to_owned()),
        (403, |lines| lines[4].push('?')),
    ];
    for (status, spoil) in spoils {
        let answer = signed(
            &messenger.world.sandbox,
            &messenger.channel,
            Method::POST,
            &path,
            Some(body.clone()),
            spoil,
        )
        .await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
    let unknown = Channel { id: "nobody".to_owned(), ..messenger.channel.clone() };
    let answer =
        signed(&messenger.world.sandbox, &unknown, Method::POST, "nobody/typing", Some(body), |_| {}).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.json()["error_description"], "Channel not found");
}

#[tokio::test]
async fn a_strangers_message_is_an_incoming_lead_and_a_talk() {
    let messenger = Messenger::new().await;
    let sender = json!({ "id": "jane", "name": "Jane", "profile": { "phone": "+15550100177" } });
    let sent = messenger.message(json!({ "sender": sender })).await.json();
    let chat = sent["new_message"]["conversation_id"].as_str().unwrap().to_owned();
    assert_eq!(sent["new_message"]["ref_id"], "1");

    let waiting = messenger.world.get("leads/unsorted?filter[category][]=chats").await.items("unsorted");
    let waiting = waiting.iter().find(|item| item["source_uid"] == chat.as_str()).unwrap();
    assert_eq!(waiting["metadata"]["client"]["name"], "Jane");
    let contact = waiting["_embedded"]["contacts"][0]["id"].as_i64().unwrap();
    let bound = messenger.world.get(&format!("contacts/chats?contact_id={contact}")).await.items("chats");
    assert_eq!(bound[0]["chat_id"], chat.as_str());
    let talks = messenger.world.get(&format!("talks?filter[contact_id][]={contact}")).await.items("talks");
    assert_eq!((talks.len(), &talks[0]["origin"]), (1, &json!("amo.ext.1")));

    // The second one joins the talk; a known `msgid` is refused and changes nothing.
    assert_eq!(messenger.message(json!({ "msgid": "2" })).await.status, 200);
    let again = messenger.message(json!({ "msgid": "2" })).await;
    assert_eq!(again.status, 400, "{again:?}");
    let talk = &talks[0]["talk_id"];
    let messages = messenger.world.get(&format!("talks/{talk}/messages")).await.items("messages");
    assert_eq!(messages.len(), 2);
    let kinds = messenger.world.get("events?filter[type][]=incoming_chat_message").await.items("events");
    assert!(kinds.iter().filter(|event| event["value_after"][0]["message"]["talk_id"] == *talk).count() == 2);
}

#[tokio::test]
async fn what_is_imported_in_silence_tells_nobody() {
    let messenger = Messenger::new().await;
    let before = messenger.world.get("leads/unsorted").await.json_or_null();
    let sent = messenger.message(json!({ "silent": true })).await.json();
    assert_eq!(messenger.world.get("leads/unsorted").await.json_or_null(), before);
    let chat = sent["new_message"]["conversation_id"].as_str().unwrap();
    let path = format!("{}/chats/{chat}/history?limit=1", messenger.scope);
    let history =
        signed(&messenger.world.sandbox, &messenger.channel, Method::GET, &path, None, |_| {}).await.json();
    assert_eq!(history["messages"][0]["message"]["text"], "Hello");
    assert_eq!(history["messages"][0]["timestamp"], 1_700_000_000);
}

#[tokio::test]
async fn what_is_wrong_is_refused_with_the_reason() {
    let messenger = Messenger::new().await;
    for (payload, reason) in [
        (json!({ "message": { "type": "text" } }), "text: is missing"),
        (json!({ "message": { "type": "letter" } }), "message.type"),
        (json!({ "message": { "type": "picture", "media": "https://x.example/1.png" } }), "file_name"),
        (json!({ "sender": { "id": "jane" } }), "name: is missing"),
        (json!({ "receiver": { "id": "joe", "name": "Joe" } }), "ref_id"),
        (json!({ "conversation_id": 5 }), "conversation_id"),
        (json!({ "conversation_ref_id": "nowhere" }), "conversation_ref_id"),
    ] {
        let answer = messenger.message(payload.clone()).await;
        assert_eq!(answer.status, 400, "{payload}: {answer:?}");
        let words = answer.json()["error_description"].as_str().unwrap().to_owned();
        assert!(words.contains(reason), "{payload}: {words}");
    }
    let status = json!({ "status_code": -1, "error_code": 1 });
    assert_eq!(messenger.post("/unknown/delivery_status", status.clone()).await.status, 404);
    let sent = messenger.message(json!({})).await.json();
    let id = sent["new_message"]["msgid"].as_str().unwrap();
    assert_eq!(messenger.post(&format!("/{id}/delivery_status"), status).await.status, 400);
}

/// A service on this machine: its address, and what it was sent.
async fn service() -> (String, tokio::sync::mpsc::UnboundedReceiver<(String, HeaderMap, String)>) {
    let (tell, told) = tokio::sync::mpsc::unbounded_channel();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook/:scope_id", listener.local_addr().unwrap());
    let app = axum::Router::new().fallback(move |uri: axum::http::Uri, headers: HeaderMap, body: String| {
        tell.send((uri.path().to_owned(), headers, body)).unwrap();
        async {}
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, told)
}

#[tokio::test]
async fn a_managers_message_is_told_to_the_channels_service() {
    let (url, mut told) = service().await;
    let (messenger, _) = Messenger::hearing("v2", Some(&url)).await;
    let (talk, chat) = messenger.talk().await;
    let id = messenger.say(talk, "On its way").await;

    let (path, headers, body) = told.recv().await.unwrap();
    assert_eq!(path, format!("/hook/{}", messenger.scope));
    let mac = Hmac::<Sha1>::new_from_slice(messenger.channel.secret.as_bytes()).unwrap();
    assert_eq!(headers["x-signature"], hex(&mac.chain_update(&body).finalize().into_bytes()));
    assert_eq!(headers["content-type"], "application/json");
    let hook: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(hook["account_id"], messenger.account());
    let message = &hook["message"];
    assert_eq!(message["conversation"], json!({ "id": chat, "client_id": "c" }));
    assert_eq!(message["message"]["id"], id.as_str());
    assert_eq!(
        (&message["message"]["type"], &message["message"]["text"]),
        (&json!("text"), &json!("On its way"))
    );
    assert_eq!(
        (&message["receiver"]["client_id"], &message["receiver"]["phone"]),
        (&json!("jane"), &json!("+15550100177"))
    );
    let users = messenger.world.get("users?with=amojo_id").await.items("users");
    assert!(users.iter().any(|user| user["amojo_id"] == message["sender"]["id"]), "{message}");
    assert_eq!(messenger.told(1).await[0].status, Some(200));

    // It can be told what became of it, and is in the chat's history.
    let delivered = messenger.post(&format!("/{id}/delivery_status"), json!({ "status_code": 1 })).await;
    assert_eq!(delivered.status, 200, "{delivered:?}");
    let path = format!("{}/chats/{chat}/history", messenger.scope);
    let history =
        signed(&messenger.world.sandbox, &messenger.channel, Method::GET, &path, None, |_| {}).await.json();
    assert_eq!(history["messages"][0]["message"]["text"], "On its way");
}

#[tokio::test]
async fn typing_and_reactions_are_told() {
    let (url, mut told) = service().await;
    let (messenger, _) = Messenger::hearing("v2", Some(&url)).await;
    let (talk, chat) = messenger.talk().await;
    let sandbox = &messenger.world.sandbox;
    let user = messenger.world.sandbox.users().unwrap()[0].id;
    let typing = json!({ "talk_id": talk, "user_id": user });
    assert_eq!(call(sandbox, "POST", "typing", typing).await.json(), json!({ "heard": true }));
    let hook: Value = serde_json::from_str(&told.recv().await.unwrap().2).unwrap();
    let typing = &hook["action"]["typing"];
    assert_eq!(typing["conversation"], json!({ "id": chat, "client_id": "c" }));
    assert_eq!(typing["expired_at"].as_i64().unwrap() - hook["time"].as_i64().unwrap(), 5);

    let messages = messenger.world.get(&format!("talks/{talk}/messages")).await.items("messages");
    let message = messages[0]["id"].as_str().unwrap();
    let reaction = json!({ "message_id": message, "user_id": user, "emoji": "👍" });
    assert_eq!(call(sandbox, "POST", "reaction", reaction).await.status, 200);
    let hook: Value = serde_json::from_str(&told.recv().await.unwrap().2).unwrap();
    let reaction = &hook["action"]["reaction"];
    assert_eq!((&reaction["type"], &reaction["emoji"]), (&json!("react"), &json!("👍")));
    assert_eq!(
        (&reaction["message"]["id"], &reaction["message"]["client_id"]),
        (&json!(message), &json!("1"))
    );
    let reaction = json!({ "message_id": message, "user_id": user });
    assert_eq!(call(sandbox, "POST", "reaction", reaction).await.status, 200);
    let hook: Value = serde_json::from_str(&told.recv().await.unwrap().2).unwrap();
    assert_eq!(
        (&hook["action"]["reaction"]["type"], hook["action"]["reaction"].get("emoji")),
        (&json!("unreact"), None)
    );
    let nowhere = json!({ "message_id": "nowhere", "user_id": user });
    assert_eq!(call(sandbox, "POST", "reaction", nowhere).await.json(), json!({ "heard": false }));
    let nowhere = json!({ "talk_id": 999_999, "user_id": user });
    assert_eq!(call(sandbox, "POST", "typing", nowhere).await.json(), json!({ "heard": false }));
    let hooks = call(sandbox, "GET", "channels", Value::Null).await.json();
    assert_eq!(hooks["hooks"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_first_version_of_hooks_is_flat_and_knows_messages_only() {
    let (url, mut told) = service().await;
    let (messenger, connected) = Messenger::hearing("v1", Some(&url)).await;
    assert_eq!(connected["hook_api_version"], "v1", "what nobody chooses is what there was first");
    let (talk, _) = messenger.talk().await;
    assert!(!messenger.world.sandbox.state().type_in(talk, 1).unwrap());
    messenger.say(talk, "On its way").await;
    let hook: Value = serde_json::from_str(&told.recv().await.unwrap().2).unwrap();
    assert_eq!(
        (&hook["receiver"], &hook["conversation_id"], &hook["text"]),
        (&json!("jane"), &json!("c"), &json!("On its way"))
    );
}

#[tokio::test]
async fn a_hook_is_sent_once_and_only_to_a_connected_channel() {
    let url = "https://messenger.example/hook";
    let (messenger, _) = Messenger::hearing("v2", Some(url)).await;
    messenger.world.sandbox.stub(Stub::new(url, json!({})).status(500));
    let (talk, _) = messenger.talk().await;
    messenger.say(talk, "First").await;
    assert_eq!(messenger.told(1).await[0].status, Some(500));
    messenger.world.sandbox.state().clock().advance(Duration::from_secs(24 * 60 * 60));

    // What the channel brings itself is not told back to it.
    let receiver = json!({ "id": "jane", "name": "Jane" });
    let manager = json!({ "id": "m", "ref_id": "somebody", "name": "Somebody" });
    let imported = messenger.message(json!({ "msgid": "9", "sender": manager, "receiver": receiver })).await;
    assert_eq!(imported.status, 200, "{imported:?}");
    messenger.say(talk, "Second").await;
    assert_eq!(messenger.told(2).await.len(), 2);

    let gone = signed(
        &messenger.world.sandbox,
        &messenger.channel,
        Method::DELETE,
        &format!("{}/disconnect", messenger.channel.id),
        Some(json!({ "account_id": messenger.account() })),
        |_| {},
    )
    .await;
    assert_eq!(gone.status, 200, "{gone:?}");
    messenger.say(talk, "Third").await;
    // A hook is written down together with its message.
    assert_eq!(messenger.told(2).await.len(), 2);
}
