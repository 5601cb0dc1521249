//! Bad input: each with a clear message, and nothing lost.

use kommo_testing::account::IntegrationWindow;
use kommo_testing::prelude::*;

use crate::archives::{plain, plain_files, plain_with, zip};

async fn window(account: &TestAccount) -> kommo_testing::Result<IntegrationWindow> {
    account.sign_in("admin").await?;
    account.integrations().await?.create("To be refused").await
}

/// Uploads what must be refused, and expects each of these in the answer.
async fn refuses(window: &IntegrationWindow, archive: &[u8], said: &[&str]) -> kommo_testing::Result {
    window.choose_archive("widget.zip", archive).await?;
    for text in said {
        window.css(".archive__answer").expect_text(*text).await?;
    }
    Ok(())
}

#[kommo_testing::test]
async fn archives_that_are_none(account: TestAccount) -> kommo_testing::Result {
    let window = window(&account).await?;
    refuses(&window, b"hello, this is a letter", &["not a zip archive"]).await?;
    let files = plain_files();
    let manifest = files.get("manifest.json").unwrap();
    let nested = zip(&[("widget/manifest.json", manifest), ("widget/script.js", b"1")]);
    refuses(&window, &nested, &["Failed to get object manifest.json", "folder `widget/`"]).await?;
    // Nothing of it is left: the first good archive makes the widget.
    window.text("Nothing has been uploaded yet").expect_visible().await?;
    window.upload(&plain()).await
}

#[kommo_testing::test]
async fn entries_that_point_elsewhere(account: TestAccount) -> kommo_testing::Result {
    let window = window(&account).await?;
    let files = plain_files();
    let manifest = files.get("manifest.json").unwrap();
    for name in ["../evil.js", "images/../../evil.js", "/etc/evil.js", "C:/evil.js", "images\\evil.js"] {
        let bad = zip(&[("manifest.json", manifest), (name, b"1")]);
        refuses(&window, &bad, &["evil.js"]).await?;
        window.text("Nothing has been uploaded yet").expect_visible().await?;
    }
    Ok(())
}

#[kommo_testing::test]
async fn a_bomb_is_not_unpacked(account: TestAccount) -> kommo_testing::Result {
    let window = window(&account).await?;
    let files = plain_files();
    let bomb =
        zip(&[("manifest.json", files.get("manifest.json").unwrap()), ("data.bin", &vec![0; 300 << 20])]);
    assert!(bomb.len() < 1 << 20);
    refuses(&window, &bomb, &["data.bin", "MB unpacked"]).await
}

#[kommo_testing::test]
async fn broken_json_with_its_place(account: TestAccount) -> kommo_testing::Result {
    let window = window(&account).await?;
    let broken =
        plain_with("manifest.json", |text| text.replace("\"init_once\": false,", "\"init_once\": false"));
    refuses(&window, &broken, &["manifest.json, line 8, column 23", "a comma is missing"]).await?;
    let broken = plain_with("i18n/en.json", |text| text.replacen('{', "{ // texts", 1));
    refuses(&window, &broken, &["i18n/en.json, line 1, column 3"]).await
}

#[kommo_testing::test]
async fn a_bad_archive_leaves_the_good_one_in_use(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&plain(), &serde_json::json!({ "greeting": "Still" }))?;
    account.sign_in("admin").await?;
    let window = account.integrations().await?.edit(&widget.name).await?;
    window.tab("Archive").await?;
    refuses(&window, b"PK\x03\x04 and then nothing", &["damaged", "The earlier upload stays in use"]).await?;
    let card = account.open_lead_card(crate::plain::LEAD).await?;
    card.panel(&widget.name).text("Still: Oak").expect_visible().await
}

#[kommo_testing::test]
async fn form_fields_that_do_not_fit(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    let window = account.integrations().await?.start_new().await?;
    window.field("Integration name").fill(&"n".repeat(256)).await?;
    window.field("Description").fill("A description to keep").await?;
    window.field("Redirect link").fill("http://example.com/oauth").await?;
    window.field("Access revoked hook").fill("ftp://example.com").await?;
    let logo = std::fs::read(crate::archives::repository().join("widget/images/logo_small.png")).unwrap();
    window.field("Icon").upload_bytes("logo.png", &logo).await?;
    window.button("Create").click().await?;
    window.complaint("Integration name").expect_text("256 characters").await?;
    window.complaint("Redirect link").expect_text("https").await?;
    window.complaint("Access revoked hook").expect_text("https").await?;
    window.complaint("Icon").expect_text("108 × 108").await?;
    window.complaint("Icon").expect_text("400 × 272").await?;
    // What was typed is still there; put right, it is taken.
    window.field("Description").expect_value("A description to keep").await?;
    window.field("Integration name").fill(&"n".repeat(255)).await?;
    window.field("Redirect link").fill("https://example.com/oauth").await?;
    window.field("Access revoked hook").fill("").await?;
    let logo = std::fs::read(crate::archives::repository().join("widget/images/logo_main.png")).unwrap();
    window.field("Icon").upload_bytes("logo.png", &logo).await?;
    window.button("Create").click().await?;
    window.text("Nothing has been uploaded yet").expect_visible().await
}

#[kommo_testing::test]
async fn installing_without_consent_or_a_required_setting(account: TestAccount) -> kommo_testing::Result {
    let widget = account.sandbox().upload(&plain()).unwrap().integration;
    account.sign_in("admin").await?;
    let settings = account.integrations().await?.settings(&widget.name).await?;
    settings.field("Greeting").fill("Hello").await?;
    settings.button("Install").click().await?;
    settings.every("alert").having("consent").expect_visible().await?;
    settings.field("Greeting").fill("").await?;
    settings.field(part("I agree")).check().await?;
    settings.button("Install").click().await?;
    settings.complaint("Greeting").expect_visible().await?;
    settings.field("Greeting").fill("Hello").await?;
    settings.button("Install").click().await?;
    settings.expect_closed().await
}

#[kommo_testing::test]
async fn a_widget_that_refuses_to_save(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&plain(), &serde_json::json!({ "greeting": "Hello" }))?;
    account.sign_in("admin").await?;
    let settings = account.integrations().await?.settings(&widget.name).await?;
    settings.field("Greeting").fill("no").await?;
    settings.button("Save").click().await?;
    settings.button("Save").expect_enabled().await?;
    settings.field("Greeting").fill("Yes").await?;
    settings.save().await?;
    let stored = account.sandbox().settings(&widget.uuid).unwrap().unwrap();
    assert_eq!(stored["greeting"], "Yes");
    Ok(())
}
