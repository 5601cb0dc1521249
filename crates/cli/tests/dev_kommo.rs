//! What needs a browser to be believed: the widget from localhost in an account of another origin, the module as a file of its
//! own, and a page that is loaded anew by `cargo kommo dev`. `cargo kommo pack widget examples/counter` comes first.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use cargo_kommo::dev::kommo::{Server, with_switch};
use cargo_kommo::dev::live::{self, Live};
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

#[kommo_testing::test]
async fn a_reload_keeps_what_was_typed_scrolled_and_opened(account: TestAccount) -> kommo_testing::Result {
    let live = Live::start().await.unwrap();
    let zip = widget_zip(folder("widget"))?;
    let upload = files(&zip, |script| format!("{script}\n{}", live::script(&live.url())));
    account.install(&Archive::write(&upload).unwrap(), &json!({ "follow_up_text": "Call" }))?;
    account.sign_in("admin").await?;
    let page = account.page();
    let reload = async || {
        page.wait_for("window.kommoLive && window.kommoLive.readyState === 1").await?;
        page.evaluate::<Value>("window.isOld = true").await?;
        live.reload();
        page.wait_for("!window.isOld && document.readyState === 'complete'").await
    };

    // In a window: it is open again, with what was typed in it.
    account.integrations().await?.settings("Deal desk").await?;
    let field = account.css(".modal [name=follow_up_text]");
    field.fill("Half a sent").await?;
    reload().await?;
    field.expect_value("Half a sent").await?;

    // A card: what was typed, and how far a part of the page was scrolled. What nobody touched is as the account has it now.
    account.open_lead_card(LEAD).await?;
    page.resize(1200, 420).await?;
    account.field("Note").fill("Half a note").await?;
    let box_of = "[...document.querySelectorAll('body *')].find((box) => box.scrollHeight > box.clientHeight + 80 && /auto|scroll/.test(getComputedStyle(box).overflowY))";
    page.evaluate::<Value>(&format!("(window.where = {box_of}.className, {box_of}.scrollTop = 60)")).await?;
    let name: String = page.evaluate("window.where").await?;
    account.api("PATCH", &format!("/api/v4/leads/{LEAD}"), Some(json!({ "price": 4711 }))).await?;
    reload().await?;
    account.field("Note").expect_value("Half a note").await?;
    account.css("#lead_card_budget").expect_value("4711").await?;
    page.wait_for(&format!("document.getElementsByClassName({name:?})[0].scrollTop === 60")).await?;
    account.css(".modal").expect_count(0).await
}
