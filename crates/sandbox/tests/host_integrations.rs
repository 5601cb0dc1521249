//! Creating integrations, uploading, installing, disabling: over HTTP as the page does it, and from Rust.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod host;

use std::time::Duration;

use host::{Desk, json, probe, probe_with};
use kommo_manifest::Archive;
use kommo_sandbox::{IntegrationError, IntegrationForm, Logo, Status, UploadError};
use reqwest::StatusCode;
use serde_json::{Value, json};

fn form() -> Value {
    json!({"name": "Probe", "description": "A <b>probe</b>", "redirect_uri": "https://example.com/oauth",
           "scopes": ["crm", "notifications"]})
}

async fn created(desk: &Desk) -> String {
    let answer = desk.post("/v3/clients/", &form()).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    json(answer).await["uuid"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_form_names_every_field_that_is_wrong() {
    let desk = Desk::admin().await;
    let png =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/probe/images/logo.png")).unwrap();
    let logo = {
        use base64::Engine as _;
        format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(png))
    };
    let answer = desk
        .post(
            "/v3/clients/",
            &json!({"name": "x".repeat(256), "description": "d".repeat(65_001), "redirect_uri": "http://example.com",
                    "scopes": ["everything"], "logo": logo}),
        )
        .await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let body = json(answer).await;
    let fields: Vec<&str> =
        body["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "description", "redirect_uri", "scopes", "logo"]);
    assert!(body["error"].as_str().unwrap().contains("130 × 100"), "{body}");
    assert!(desk.sandbox.integrations().unwrap().is_empty(), "nothing is created");
}

#[tokio::test]
async fn a_change_that_is_refused_leaves_the_integration_as_it_was() {
    let desk = Desk::admin().await;
    let uuid = created(&desk).await;
    let change = |body: Value| desk.http.patch(desk.url(&format!("/v3/clients/{uuid}"))).json(&body).send();
    assert_eq!(change(json!({"redirect_uri": "ftp://x"})).await.unwrap().status(), StatusCode::BAD_REQUEST);
    assert_eq!(desk.sandbox.integration(&uuid).unwrap().redirect_uri, "https://example.com/oauth");
    assert_eq!(change(json!({"name": "Renamed"})).await.unwrap().status(), StatusCode::OK);
    let integration = desk.sandbox.integration(&uuid).unwrap();
    assert_eq!(
        (integration.name.as_str(), integration.redirect_uri.as_str()),
        ("Renamed", "https://example.com/oauth")
    );
}

#[tokio::test]
async fn managers_may_do_none_of_it() {
    let desk = Desk::manager().await;
    assert_eq!(desk.post("/v3/clients/", &form()).await.status(), StatusCode::FORBIDDEN);
    let widget = desk.sandbox.upload(&Archive::write(&probe()).unwrap()).unwrap().integration;
    let answer = desk.upload(&widget.uuid, &Archive::write(&probe()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(json(answer).await["error"].as_str().unwrap().contains("administrator"));
    let edit = json!({"code": widget.code, "widget_active": "Y", "settings": {"login": "x"}});
    assert_eq!(desk.post("/ajax/widgets/edit", &edit).await.status(), StatusCode::FORBIDDEN);
    for path in [
        format!("/v3/clients/{}", widget.uuid),
        "/ajax/settings/widgets/category/own_integrations/1/".to_owned(),
    ] {
        let answer = desk.get(&path).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
        assert!(!answer.text().await.unwrap().contains(&widget.secret));
    }
    let page = desk.get("/settings/widgets/").await.text().await.unwrap();
    assert!(!page.contains(&widget.secret));
    assert_eq!(desk.sandbox.integration(&widget.uuid).unwrap().upload, 1);
}

#[tokio::test]
async fn archives_that_are_no_good_are_refused_with_the_reason_and_change_nothing() {
    let desk = Desk::admin().await;
    let uuid = created(&desk).await;
    let good = Archive::write(&probe()).unwrap();
    assert_eq!(desk.upload(&uuid, &good).await.status(), StatusCode::OK);
    let before = desk.sandbox.integration(&uuid).unwrap();

    let nested = rename(&good, b"manifest.json", b"manifest.jsox");
    let escaping = rename(&good, b"i18n/en.json", b"../en/x.json");
    let absolute = rename(&good, b"i18n/en.json", b"/18n/en.json");
    let cases: [(&str, Vec<u8>, &str); 7] = [
        ("not a zip", b"hello".to_vec(), "not a zip"),
        ("an empty file", Vec::new(), "not a zip"),
        ("no manifest", nested, "Failed to get object manifest.json"),
        ("..", escaping, ".."),
        ("absolute", absolute, "absolute"),
        ("broken JSON", probe_with(&[("manifest.json", b"{\n  \"widget\": {\n  },\n}")]), "line 3, column"),
        ("a bomb", bomb(), "larger than"),
    ];
    for (name, zip, expected) in cases {
        let answer = desk.upload(&uuid, &zip).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{name}");
        let body = json(answer).await;
        let said = format!("{} {}", body["error"].as_str().unwrap(), body["detail"].as_str().unwrap());
        assert!(said.contains(expected), "{name}: {said}");
        assert_eq!(desk.sandbox.integration(&uuid).unwrap(), before, "{name}");
    }
    let file = desk.get(&format!("{}/manifest.json", before.files_path().unwrap())).await;
    assert_eq!(file.status(), StatusCode::OK, "the earlier upload is still served");
}

#[tokio::test]
async fn uploads_are_numbered_and_the_code_stays() {
    let desk = Desk::admin().await;
    let uuid = created(&desk).await;
    let first = json(desk.upload(&uuid, &Archive::write(&probe()).unwrap()).await).await;
    assert_eq!(first["response"], true);
    assert_eq!(first["langs"], json!({"en": true}));
    let code = first["code"].as_str().unwrap();
    assert!(code.len() == 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{code}");
    let again = json(desk.upload(&uuid, &probe_with(&[("style.css", b".probe-two { }")])).await).await;
    assert_eq!((again["code"].as_str(), again["number"].as_u64()), (Some(code), Some(2)));
    assert!(again["warnings"].to_string().contains("version is still 1.0.0"), "{again}");
    for (number, expected) in [(1, "padding"), (2, "probe-two")] {
        let css = desk.get(&format!("/upl/{code}/{number}/widget/style.css")).await.text().await.unwrap();
        assert!(css.contains(expected), "{css}");
    }
}

#[tokio::test]
async fn installing_saves_settings_and_disabling_wipes_them() {
    let desk = Desk::admin().await;
    let uuid = created(&desk).await;
    let code = json(desk.upload(&uuid, &Archive::write(&probe()).unwrap()).await).await["code"].clone();
    let edit = |active: &str, settings: Value| json!({"action": "edit", "id": 1, "code": code, "widget_active": active, "settings": settings});
    let refused = desk.post("/ajax/widgets/edit", &edit("Y", json!({"login": ""}))).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    assert_eq!(json(refused).await["errors"][0]["field"], "login");
    assert_eq!(desk.sandbox.integration(&uuid).unwrap().status, Status::Install);

    let settings = json!({"login": "me", "rules": "plain text", "phones": {"1": "101"}, "unknown": "x"});
    let done = json(desk.post("/ajax/widgets/edit", &edit("Y", settings)).await).await;
    assert_eq!(done["widget"]["status"], "installed");
    let stored = desk.sandbox.settings(&uuid).unwrap().unwrap();
    assert_eq!((&stored["login"], &stored["phones"]["1"]), (&json!("me"), &json!("101")));
    assert!(stored.get("unknown").is_none() && stored.get("rules").is_none(), "{stored}");
    assert!(done["not_stored"].to_string().contains("rules"));

    assert_eq!(desk.post("/ajax/widgets/edit", &edit("N", json!({}))).await.status(), StatusCode::OK);
    assert_eq!(desk.sandbox.settings(&uuid).unwrap(), None);
    let again = desk.post("/ajax/widgets/edit", &edit("N", json!({}))).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn keys_are_shown_to_admins_and_codes_last_twenty_minutes() {
    let desk = Desk::admin().await;
    let uuid = created(&desk).await;
    let keys = json(desk.get(&format!("/v3/clients/{uuid}")).await).await;
    assert_eq!(keys["uuid"], uuid.as_str());
    assert_eq!(keys["secret"].as_str().unwrap(), desk.sandbox.integration(&uuid).unwrap().secret);
    let now = desk.sandbox.state().clock().advance(Duration::from_secs(60));
    let code = json(desk.post(&format!("/v3/clients/{uuid}/code"), &json!(null)).await).await;
    let lives = code["expires_at"].as_i64().unwrap() - now;
    assert!((1199..=1201).contains(&lives), "{lives}");
    let kept: String = desk
        .sandbox
        .state()
        .db(|db| db.query_row("SELECT code_hash FROM authorization_codes", [], |row| row.get(0)))
        .unwrap();
    assert_ne!(kept, code["code"].as_str().unwrap(), "kept hashed");
}

#[tokio::test]
async fn rust_does_the_same_without_the_page() {
    let desk = Desk::admin().await;
    let sandbox = &desk.sandbox;
    assert!(matches!(sandbox.upload(b"no"), Err(UploadError::Archive(_))));
    assert!(sandbox.integrations().unwrap().is_empty(), "a refused upload leaves no integration behind");
    let widget = sandbox.upload(&Archive::write(&probe()).unwrap()).unwrap().integration;
    assert_eq!(widget.name, "Probe");
    assert!(matches!(sandbox.install(&widget.uuid, &json!({})), Err(IntegrationError::Form(_))));
    assert_eq!(sandbox.install(&widget.uuid, &json!({"login": "me"})).unwrap().status, Status::Installed);
    assert_eq!(sandbox.disable(&widget.uuid).unwrap().status, Status::Install);
    assert!(matches!(sandbox.disable(&widget.uuid), Err(IntegrationError::NotInstalled)));
    let mut form = IntegrationForm::new("Icon");
    form.logo = Some(Logo(b"GIF89a\x01\0\x01\0\0\0\0;\0\0\0\0".to_vec()));
    let Err(IntegrationError::Form(problems)) = sandbox.create_integration(&form) else { panic!("accepted") };
    assert!(problems[0].message.contains("1 × 1"), "{problems:?}");
}

/// Replaces a name everywhere in an archive by one of the same length: no packer writes such archives.
fn rename(zip: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut out = zip.to_vec();
    let mut at = 0;
    let mut replaced = 0;
    while at + from.len() <= out.len() {
        if &out[at..at + from.len()] == from {
            out[at..at + from.len()].copy_from_slice(to);
            replaced += 1;
        }
        at += 1;
    }
    assert_eq!(replaced, 2, "once in its own header, once in the directory");
    out
}

/// An archive whose one file unpacks to 40 MB.
fn bomb() -> Vec<u8> {
    probe_with(&[("bomb.txt", &vec![b' '; 40 << 20])])
}
