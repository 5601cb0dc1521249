//! What the designers' pages keep: triggers, lead sources, bots; and the examples of the control interface.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod host;

use std::path::Path;

use host::{Desk, json};
use kommo_manifest::{Archive, FileTree};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// The widget that takes part in the designers.
fn designer_zip() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/designer");
    Archive::write(&FileTree::from_dir(&folder).unwrap().0).unwrap()
}

/// Uploads and installs it; gives its code.
fn designer(desk: &Desk) -> String {
    let widget = desk.sandbox.upload(&designer_zip()).unwrap().integration;
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

/// The page's examples, run by a shell one after another as they are printed.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_lists_every_call_with_a_command_that_works() {
    let desk = Desk::admin().await;
    designer(&desk);
    let folder = std::env::temp_dir().join(format!("kommo-control-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("widget.zip"), designer_zip()).unwrap();
    std::fs::write(folder.join("seed.json"), include_str!("../src/seed/empty.json")).unwrap();
    let page = desk.get("/control").await.text().await.unwrap();
    let commands: Vec<String> =
        page.split("<pre>").skip(1).map(|rest| unescaped(rest.split("</pre>").next().unwrap())).collect();
    let source = include_str!("../src/control/mod.rs");
    assert_eq!(commands.len(), source.matches("    describe(").count());
    for route in source.split(".route(\"").skip(1) {
        let path = route.split(['"', '{']).next().unwrap();
        assert!(
            path == "/control" || commands.iter().any(|command| command.contains(path)),
            "{path} is not listed"
        );
    }
    for command in commands {
        let shell = format!("{command} --silent --show-error --output answer --write-out '%{{http_code}}'");
        let there = folder.clone();
        let run = move || std::process::Command::new("sh").arg("-c").arg(shell).current_dir(there).output();
        let done = tokio::task::spawn_blocking(run).await.unwrap().unwrap();
        let answer = std::fs::read_to_string(folder.join("answer")).unwrap_or_default();
        assert_eq!(
            String::from_utf8_lossy(&done.stdout),
            "200",
            "{command}: {answer} {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

fn unescaped(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
