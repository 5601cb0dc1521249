//! The Chats API: who is let in, and what is refused.

use std::time::SystemTime;

use hmac::{Hmac, Mac as _};
use kommo_sandbox::{Channel, Sandbox};
use md5::{Digest as _, Md5};
use reqwest::Method;
use serde_json::{Value, json};
use sha1::Sha1;

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
        let world = World::new().await;
        let channel = world.sandbox.state().add_channel().unwrap();
        let mut messenger = Self { scope: channel.id.clone(), world, channel };
        let account = messenger.account();
        let connected =
            messenger.post("/connect", json!({ "account_id": account, "title": "Messenger" })).await.json();
        assert_eq!(connected["hook_api_version"], "v1", "what nobody chooses is what there was first");
        messenger.scope = connected["scope_id"].as_str().unwrap().to_owned();
        assert_eq!(messenger.scope, format!("{}_{account}", messenger.channel.id));
        messenger
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
