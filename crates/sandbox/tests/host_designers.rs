//! What the designers' pages keep: triggers, lead sources, bots.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod host;

use std::path::Path;

use host::{Desk, json};
use kommo_manifest::{Archive, FileTree};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// Uploads and installs the widget that takes part in the designers; gives its code.
fn designer(desk: &Desk) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/designer");
    let zip = Archive::write(&FileTree::from_dir(&folder).unwrap().0).unwrap();
    let widget = desk.sandbox.upload(&zip).unwrap().integration;
    desk.sandbox.install(&widget.uuid, &json!({})).unwrap();
    widget.code.unwrap()
}

fn bot(code: &str, program: &str) -> Value {
    json!({"name": "Greeter", "blocks": [
        {"code": code, "handler": "ask", "params": {"question": "Hi"}, "exits": [{"code": "answered", "title": "Answered"}],
         "program": program}]})
}

#[tokio::test]
async fn triggers_are_saved_changed_and_removed() {
    let desk = Desk::admin().await;
    let code = designer(&desk);
    let mut trigger = json!({"pipeline_id": 1, "status_id": 2, "code": code, "settings": {"message": "a"}});
    let listed = json(desk.post("/ajax/sandbox/triggers", &trigger).await).await;
    let id = listed[0]["id"].as_i64().unwrap();
    trigger["id"] = id.into();
    trigger["settings"]["message"] = "b".into();
    desk.post("/ajax/sandbox/triggers", &trigger).await;
    let kept = desk.sandbox.triggers().unwrap();
    assert_eq!((kept.len(), kept[0].settings["message"].as_str()), (1, Some("b")));
    desk.http.delete(desk.url(&format!("/ajax/sandbox/triggers/{id}"))).send().await.unwrap();
    assert!(desk.sandbox.triggers().unwrap().is_empty());
    trigger["id"] = 0.into();
    trigger["code"] = "nobody".into();
    assert_eq!(desk.post("/ajax/sandbox/triggers", &trigger).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_widget_is_a_source_of_a_pipeline_once() {
    let desk = Desk::admin().await;
    let code = designer(&desk);
    for _ in 0..2 {
        desk.post("/ajax/sandbox/sources", &json!({"pipeline_id": 1, "code": code})).await;
    }
    let sources = desk.sandbox.lead_sources().unwrap();
    assert_eq!(sources.len(), 1);
    assert_eq!(sources[0].external_id, code, "the source made at install has the widget's code");
}

#[tokio::test]
async fn bots_keep_programs_of_the_right_shape_only() {
    let desk = Desk::admin().await;
    let code = designer(&desk);
    for (program, said) in [
        ("undefined", "JSON text"),
        (r#"{"execute_handlers":[]}"#, "numbered"),
        (r#"[{"question":[{"handler":"shout"}]}]"#, "no handler `shout`"),
    ] {
        let answer = desk.post("/ajax/sandbox/bots", &bot(&code, program)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        let error = json(answer).await["error"].as_str().unwrap().to_owned();
        assert!(error.contains("block 1 (ask)") && error.contains(said), "{error}");
    }
    assert!(desk.sandbox.bots().unwrap().is_empty());
    let program = r#"[{"question":[{"handler":"show","params":{"type":"text","value":"Hi"}}]}]"#;
    assert_eq!(desk.post("/ajax/sandbox/bots", &bot(&code, program)).await.status(), StatusCode::OK);
    let kept = desk.sandbox.bots().unwrap();
    assert_eq!(kept[0].blocks[0].program, program);
    assert_eq!(kept[0].blocks[0].params["question"], "Hi");
}

#[tokio::test]
async fn managers_change_nothing_there() {
    let desk = Desk::manager().await;
    let code = designer(&desk);
    for (path, body) in [
        ("/ajax/sandbox/triggers", json!({"pipeline_id": 1, "status_id": 2, "code": code, "settings": {}})),
        ("/ajax/sandbox/sources", json!({"pipeline_id": 1, "code": code})),
        ("/ajax/sandbox/bots", bot(&code, r#"[{"question":[]}]"#)),
    ] {
        assert_eq!(desk.post(path, &body).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert!(desk.sandbox.triggers().unwrap().is_empty() && desk.sandbox.bots().unwrap().is_empty());
}
