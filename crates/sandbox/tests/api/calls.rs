//! The log of calls, and calls on the line.

use serde_json::json;

use super::{World, client, error, read, session};

#[tokio::test]
async fn calls_find_their_card_by_the_last_ten_digits() {
    let world = World::new().await;
    let call = |phone: &str| json!({ "direction": "inbound", "phone": phone, "duration": 60, "source": "pbx", "call_status": 4 });
    // Inês has one open lead, Eleanor has two, nobody has the last number.
    let answer = world
        .post("calls", json!([call("+1 (555) 010-0308"), call("5550100301"), call("+49 30 1234567890")]))
        .await;
    let body = answer.json();
    assert_eq!((answer.status.as_u16(), &body["_total_items"]), (200, &json!(2)));
    assert_eq!(body["errors"][0]["request_id"], "2");
    let calls = answer.items("calls");
    assert_eq!(calls[0]["entity_type"], "lead");
    assert_eq!((&calls[1]["entity_type"], &calls[1]["entity_id"]), (&json!("contact"), &json!(52_310_015)));
    let note = world.get(&format!("leads/{}/notes/{}", calls[0]["entity_id"], calls[0]["id"])).await.json();
    assert_eq!((&note["note_type"], &note["params"]["duration"]), (&json!("call_in"), &json!(60)));
    let wrong =
        world.post("calls", json!([{ "direction": "up", "phone": "1", "duration": 1, "source": "s" }])).await;
    assert_eq!(wrong.errors(), error("NotSupportedChoice", "direction"));
    assert_eq!(world.delete("calls/1").await.status, 404);
}

#[tokio::test]
async fn the_legacy_log_has_its_own_shape() {
    let world = World::new().await;
    let url = format!("{}/api/v2/calls", world.sandbox.url());
    let body = json!({ "add": [
        { "phone_number": "+15550100301", "direction": "outbound", "duration": 5, "source": "pbx" },
        { "phone_number": "+15559999999", "direction": "outbound", "duration": 5, "source": "pbx" },
    ] });
    let answer =
        read(client().post(url).header("Cookie", session(&world.sandbox, 0)).json(&body)).await.json();
    assert_eq!(answer["_embedded"]["items"][0]["element_type"], 1);
    assert_eq!(answer["_embedded"]["errors"][0]["code"], 263);
}

#[tokio::test]
async fn a_ringing_phone_names_the_card() {
    let world = World::new().await;
    let url = format!("{}/api/v2/events", world.sandbox.url());
    let cookie = session(&world.sandbox, 0);
    let post = || client().post(&url).header("Cookie", &cookie);
    let json = json!({ "add": [{ "type": "phone_call", "phone_number": "0100301", "users": [1] }] });
    let none = read(post().json(&json)).await;
    assert_eq!(
        (none.status.as_u16(), &none.json()["_embedded"]["items"][0]["element_id"]),
        (202, &json!(null)),
        "too few digits"
    );
    let form = "add[0][type]=phone_call&add[0][phone_number]=%2B1+555+010+0301";
    let answer =
        read(post().header("Content-Type", "application/x-www-form-urlencoded").body(form)).await.json();
    let item = &answer["_embedded"]["items"][0];
    assert_eq!((&item["element_id"], &item["element_type"]), (&json!(52_310_015), &json!(1)));
    assert_eq!(item["uid"].as_str().unwrap().len(), 36);
    assert_eq!(read(post().json(&json!({ "add": [{ "type": "fax" }] }))).await.status, 400);
}
