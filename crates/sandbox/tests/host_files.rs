//! The files a page loads: the host's own, npm's, and those of widgets.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod host;

use host::{Desk, json, probe, probe_with};
use kommo_manifest::Archive;
use reqwest::StatusCode;

#[tokio::test]
async fn widget_files_come_with_their_type_and_nothing_else_comes() {
    let desk = Desk::admin().await;
    let zip = probe_with(&[
        ("lib/core.wasm", b"\0asm\x01\0\0\0"),
        ("odd.xyz", b"?"),
        ("page.html", b"<script>1</script>"),
    ]);
    let widget = desk.sandbox.upload(&zip).unwrap().integration;
    let base = widget.files_path().unwrap();
    for (file, kind) in [
        ("script.js", "text/javascript; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("i18n/en.json", "application/json"),
        ("images/logo.png", "image/png"),
        ("templates/panel.twig", "text/plain; charset=utf-8"),
        ("lib/core.wasm", "application/wasm"),
        ("odd.xyz", "application/octet-stream"),
    ] {
        let answer = desk.get(&format!("{base}/{file}?v=1.0.0")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{file}");
        assert_eq!(answer.headers()["content-type"], kind, "{file}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff", "{file}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{file}");
    }
    let page = desk.get(&format!("{base}/page.html")).await;
    assert_eq!(
        page.headers()["content-security-policy"],
        "sandbox allow-scripts",
        "it may not act for the user"
    );
    for path in
        ["../manifest.json", "%2e%2e/manifest.json", "..%2fmanifest.json", "nothing.js", "SCRIPT.JS", ""]
    {
        assert_eq!(desk.get(&format!("{base}/{path}")).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let code = widget.code.unwrap();
    assert_eq!(desk.get(&format!("/upl/{code}/2/widget/script.js")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(desk.get(&format!("/upl/{code}/widget/script.js")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_host_s_own_files_stay_within_their_folder() {
    let desk = Desk::admin().await;
    let styles = desk.get("/host/css/host.css").await;
    assert_eq!(styles.headers()["content-type"], "text/css; charset=utf-8");
    let tag = styles.headers()["etag"].clone();
    assert!(styles.text().await.unwrap().contains("--palette-text-primary"));
    let again =
        desk.http.get(desk.url("/host/css/host.css")).header("If-None-Match", tag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    for path in [
        "/host/..%2fCargo.toml",
        "/host/js/..%2f..%2fsrc%2flib.rs",
        "/host/npm/package.json",
        "/host/nothing.js",
        "/npm/0000000000000000/jquery/dist/jquery.js",
        "/npm/0000000000000000/..%2f..%2fx.js",
    ] {
        assert_eq!(desk.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn every_documented_control_is_among_the_templates() {
    let desk = Desk::admin().await;
    let templates = json(desk.get("/host/templates.json").await).await;
    for name in [
        "textarea",
        "suggest",
        "select",
        "radio",
        "multiselect",
        "date_field",
        "checkbox",
        "checkboxes_dropdown",
        "file",
        "button",
        "cancel_button",
        "delete_button",
        "input",
    ] {
        let path = format!("/tmpl/controls/{name}.twig");
        assert!(templates[&path].is_string(), "{path}");
    }
}

#[tokio::test]
async fn the_page_s_scripts_come_from_npm_in_the_documented_versions() {
    let desk = Desk::admin().await;
    let page = desk.get("/dashboard/").await.text().await.unwrap();
    let npm = page.split("data-npm=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let jquery = desk.get(&format!("{npm}/jquery/dist/jquery.js")).await.text().await.unwrap();
    assert!(jquery.contains("jQuery JavaScript Library v2.1.3"));
    let underscore = desk.get(&format!("{npm}/underscore/underscore.js")).await.text().await.unwrap();
    assert!(underscore.contains("Underscore.js 1.9.1"));
    assert_eq!(desk.get(&format!("{npm}/..%2f..%2fpackage.json")).await.status(), StatusCode::NOT_FOUND);
    let widget = desk.sandbox.upload(&Archive::write(&probe()).unwrap()).unwrap().integration;
    assert!(desk.get("/dashboard/").await.text().await.unwrap().contains(&widget.uuid));
}

#[tokio::test]
async fn every_module_name_leads_to_a_file() {
    let desk = Desk::admin().await;
    let config = desk.get("/host/js/core/config.js").await.text().await.unwrap();
    let page = desk.get("/dashboard/").await.text().await.unwrap();
    let npm = page.split("data-npm=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let mut checked = 0;
    for line in config.lines() {
        let Some(path) = line.split("npm + '").nth(1).and_then(|rest| rest.split('\'').next()) else {
            continue;
        };
        let answer = desk.get(&format!("{npm}{path}.js")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{line}");
        checked += 1;
    }
    assert!(checked > 20, "{checked}");
}
