//! What happens in the chats of a channel.

use hmac::{Hmac, Mac as _};
use kommo_hooks::{ChannelEvent, ChannelHook, ChannelHookError, Secret};
use serde_json::{Value, json};
use sha1::Sha1;

use crate::support::SECRET;

fn sign(body: &str) -> String {
    let mac = Hmac::<Sha1>::new_from_slice(SECRET.as_bytes()).unwrap().chain_update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn verify(body: &str, signature: &str) -> Result<ChannelHook, ChannelHookError> {
    ChannelHook::verify(body.as_bytes(), signature, &Secret::new(SECRET).unwrap())
}

fn hook(body: &Value) -> ChannelHook {
    let body = body.to_string();
    verify(&body, &sign(&body)).unwrap()
}

fn written() -> Value {
    json!({
        "account_id": "af9945ff", "time": 1_700_000_000,
        "message": {
            "conversation": { "id": "8e4d", "client_id": "c-1" },
            "source": { "external_id": "line-2" },
            "sender": { "id": "76fc", "name": "Nora" },
            "receiver": { "id": "eb0a", "client_id": "jane", "name": "Jane", "phone": 15_550_100_177_i64, "email": "" },
            "timestamp": 1_700_000_000, "msec_timestamp": 1_700_000_000_123_i64,
            "message": {
                "id": "m-1", "type": "picture", "text": "", "media": "https://drive.example/1.png",
                "file_name": "1.png", "file_size": "2048", "media_group_id": "g", "markup": null, "new": 1,
            },
        },
    })
}

#[test]
fn a_message_to_the_client() {
    let hook = hook(&written());
    assert_eq!((hook.account_id.as_deref(), hook.time), (Some("af9945ff"), Some(1_700_000_000)));
    let ChannelEvent::Message(written) = hook.event else { panic!("{hook:?}") };
    assert_eq!(written.conversation.client_id.as_deref(), Some("c-1"));
    assert_eq!(written.sender.name.as_deref(), Some("Nora"));
    assert_eq!(written.receiver.phone.as_deref(), Some("15550100177"), "a number where a text is documented");
    assert_eq!(written.receiver.email, None, "an empty text is none");
    assert_eq!(
        (written.msec_timestamp, &written.source["external_id"]),
        (Some(1_700_000_000_123), &json!("line-2"))
    );
    let content = &written.message;
    assert_eq!((content.kind.as_deref(), content.text.as_deref()), (Some("picture"), None));
    assert_eq!((content.file_size, content.media_group_id.as_deref()), (Some(2048), Some("g")));
    assert_eq!(content.rest["new"], 1);
}

#[test]
fn somebody_writes_or_reacts() {
    let who = json!({ "id": "76fc" });
    let place = json!({ "id": "8e4d", "client_id": "c-1" });
    let typing = json!({ "user": who, "conversation": place, "expired_at": 1_700_000_005 });
    match hook(&json!({ "account_id": "a", "time": 1, "action": { "typing": typing } })).event {
        ChannelEvent::Typing(typing) => assert_eq!(typing.expired_at, Some(1_700_000_005)),
        other => panic!("{other:?}"),
    }
    for (reaction, id) in [
        (json!({ "message": { "id": "m-1" }, "user": who, "type": "react", "emoji": "👍" }), &json!("m-1")),
        (json!({ "msgid": "m-1", "user": who, "type": "unreact" }), &Value::Null),
    ] {
        match hook(&json!({ "action": { "reaction": reaction } })).event {
            ChannelEvent::Reaction(read) => {
                assert_eq!(read.message.get("id").unwrap_or(&Value::Null), id);
                assert_eq!(read.msgid.is_some(), read.kind.as_deref() == Some("unreact"));
            }
            other => panic!("{other:?}"),
        }
    }
    let first = json!({ "receiver": "jane", "conversation_id": "c-1", "type": "text", "text": "Hi" });
    assert_eq!(hook(&first).event, ChannelEvent::Other(first));
    let odd = json!({ "message": { "receiver": [] } });
    assert_eq!(hook(&odd).event, ChannelEvent::Other(odd), "another shape loses nothing");
}

#[test]
fn what_is_not_signed_by_the_channel_is_not_believed() {
    let body = written().to_string();
    let good = sign(&body);
    assert!(verify(&body, &good.to_uppercase()).is_ok());
    let ended = format!("{body}\n");
    assert!(verify(&ended, &good).is_ok() && verify(&ended, &sign(&ended)).is_ok());
    assert!(matches!(verify(&body, ""), Err(ChannelHookError::Unsigned)));
    for bad in [&good[1..], &good[2..], "zz", &sign("{}")] {
        assert!(matches!(verify(&body, bad), Err(ChannelHookError::Forged)), "{bad}");
    }
    assert!(matches!(verify(&format!(" {body}"), &good), Err(ChannelHookError::Forged)));
    assert!(matches!(verify("[", &sign("[")), Err(ChannelHookError::Shape(_))));
    let large = "x".repeat((1 << 20) + 1);
    assert!(matches!(verify(&large, &sign(&large)), Err(ChannelHookError::TooLarge)));
}
