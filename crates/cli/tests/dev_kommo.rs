//! The two ways of loading that need a browser to be believed: the widget from localhost in an account of another origin,
//! and the module as a file of its own. `cargo kommo pack widget examples/counter` comes first.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use cargo_kommo::dev::kommo::{Server, with_switch};
use cargo_kommo::pack::{self, Options};
use cargo_kommo::project::Project;
use kommo_manifest::{Archive, FileTree};
use kommo_testing::prelude::*;
use serde_json::{Value, json};

const LEAD: i64 = 23_847_101;

fn folder(widget: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join(widget)
}

/// The files of a widget, with another script.
fn files(zip: &[u8], script: impl FnOnce(&str) -> String) -> FileTree {
    let mut files = Archive::read(zip).unwrap().files;
    let text = script(std::str::from_utf8(files.get("script.js").unwrap()).unwrap());
    files.insert("script.js", text.into_bytes()).unwrap();
    files
}

#[kommo_testing::test]
async fn the_switch_takes_the_widget_from_localhost(account: TestAccount) -> kommo_testing::Result {
    let zip = widget_zip(folder("widget"))?;
    // What is served differs from what was uploaded in one text that the script holds.
    let server = Server::start(Some(0), files(&zip, |script| format!("{script}\nwindow.fromLocalhost = 1;")))
        .await
        .unwrap();
    let upload = Archive::write(&files(&zip, with_switch)).unwrap();
    let settings = json!({ "follow_up_text": "Call" });
    let code = account.install(&upload, &settings)?.code.unwrap();
    account.sign_in("admin").await?;

    let card = account.open_lead_card(LEAD).await?;
    card.panel("Deal desk").text("Budget").expect_visible().await?;
    assert_eq!(
        account.page().evaluate::<Value>("window.fromLocalhost || 0").await?,
        0,
        "no switch, no localhost"
    );

    let set = format!("localStorage['{code}_is_dev'] = '{}'", server.port());
    account.page().evaluate::<Value>(&set).await?;
    let card = account.open_lead_card(LEAD + 2).await?;
    card.panel("Deal desk").text("Budget").expect_visible().await?;
    assert_eq!(account.page().evaluate::<Value>("window.fromLocalhost || 0").await?, 1, "from localhost");
    let style =
        format!("!!document.querySelector('link[href^=\"http://localhost:{}/style.css\"]')", server.port());
    account.page().wait_for(&style).await?;

    // Another widget's switch is none of ours.
    account
        .page()
        .evaluate::<Value>(&format!("delete localStorage['{code}_is_dev'], localStorage['x_is_dev'] = '1'"))
        .await?;
    let card = account.open_lead_card(LEAD).await?;
    card.panel("Deal desk").text("Budget").expect_visible().await?;
    assert_eq!(
        account.page().evaluate::<Value>("window.fromLocalhost || 0").await?,
        0,
        "the switch was deleted"
    );
    Ok(())
}

#[kommo_testing::test]
async fn a_module_in_a_file_of_its_own_runs(account: TestAccount) -> kommo_testing::Result {
    let project = Project::open(&folder("examples/counter")).unwrap();
    let options = Options { wasm_file: true, ..Options::default() };
    let packed = pack::pack(&project, &options, &mut |_| {}).unwrap();
    assert!(packed.files.contains("widget.wasm"));
    let code = account.install(&packed.archive, &json!({}))?.code.unwrap();
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let panel = account.css(&format!("[data-kw=\"{code}\"]"));
    panel.expect_visible().await?;
    let button = panel.css("button").first();
    let before = panel.read().await?;
    button.click().await?;
    account
        .page()
        .wait_for(&format!(
            "document.querySelector('[data-kw=\"{code}\"]').innerText.trim() !== {:?}",
            before.trim()
        ))
        .await?;
    // It was asked for once, and the script holds no module.
    let asked = account.journal().iter().filter(|entry| entry.path.ends_with("/widget.wasm")).count();
    assert_eq!(asked, 1);
    assert!(packed.script.text.len() < 20_000, "{}", packed.script.text.len());
    Ok(())
}

#[kommo_testing::test]
async fn a_module_that_cannot_be_fetched_is_said(account: TestAccount) -> kommo_testing::Result {
    let project = Project::open(&folder("examples/counter")).unwrap();
    let options = Options { wasm_file: true, ..Options::default() };
    let mut files = pack::pack(&project, &options, &mut |_| {}).unwrap().files;
    files.remove("widget.wasm");
    account.install(&Archive::write(&files).unwrap(), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.text(part("The widget stopped because of an error.")).expect_visible().await
}
