//! The settings window: its DOM, fields, button and what is stored (widget platform 2.5, 3.3–3.5, 5.6).

use kommo_testing::account::SettingsWindow;
use kommo_testing::prelude::*;
use kommo_testing::sandbox::Integration;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, faults, journal, widget};

async fn opened(account: &TestAccount) -> kommo_testing::Result<(Integration, SettingsWindow)> {
    let uploaded = account.sandbox().upload(&widget("settings")).unwrap().integration;
    account.sign_in("admin").await?;
    let window = account.integrations().await?.settings("Five fields").await?;
    account.page().wait_for("window.settings && settings.found").await?;
    Ok((uploaded, window))
}

async fn installed(account: &TestAccount) -> kommo_testing::Result<(Integration, SettingsWindow)> {
    let done = account.install(&widget("settings"), &json!({ "login": "me", "own": "{\"limit\":1}" }))?;
    account.sign_in("admin").await?;
    let window = account.integrations().await?.settings("Five fields").await?;
    account.page().wait_for("window.settings && settings.found").await?;
    Ok((done, window))
}

fn stored(account: &TestAccount, widget: &Integration) -> Value {
    account.sandbox().settings(&widget.uuid).unwrap().unwrap_or_default()
}

#[kommo_testing::test]
async fn the_window_has_the_parts_widgets_look_for(account: TestAccount) -> kommo_testing::Result {
    let (widget, _) = opened(&account).await?;
    let found: Value = account.page().evaluate("settings.found").await?;
    let expected = json!({
        "byClass": 1, "byName": 1, "body": 1, "inside": 1, "items": 5, "title": "Login *", "descr": "tests",
        "controls": true, "fields": 1, "desc": 1, "save": 1, "install": 1, "active": false,
        "login": "text", "secret": "password", "phones": 3, "custom": "hidden",
    });
    assert_eq!(found, expected);
    assert_eq!(account.page().evaluate::<Value>("settings.context").await?, json!({}));
    assert_eq!(account.page().evaluate::<String>("settings.status").await?, "install");
    assert_eq!(
        journal(&account, &widget).await,
        [
            "settings constructor returned",
            "settings render returned",
            "settings bind_actions returned",
            "settings init returned",
            "settings settings promise",
            "settings settings resolved",
        ]
    );
    Ok(())
}

#[kommo_testing::test]
async fn installing_needs_consent_and_required_fields_and_calls_on_install(
    account: TestAccount,
) -> kommo_testing::Result {
    let (widget, window) = opened(&account).await?;
    window.button("Install").click().await?;
    window.every("alert").having(part("Tick the consent")).expect_visible().await?;
    window.field(part("I agree")).check().await?;
    window.button("Install").click().await?;
    window.css("[data-field=login] [role=alert]").expect_text("required").await?;
    assert_eq!(
        account.page().evaluate::<Value>("settings.saves").await?,
        json!([]),
        "onSave is asked after that"
    );

    window.css("input[name=login]").fill("me").await?;
    window.field("Secret").fill("word").await?;
    window.css("[data-field=phones] input").first().fill("101").await?;
    window.field("Nora Whitfield: login").fill("nora").await?;
    window.field("Nora Whitfield: password").fill("pass").await?;
    window.button("Set it").click().await?;
    window.install().await?;
    let saves: Value = account.page().evaluate("settings.saves").await?;
    assert_eq!((&saves[0]["active"], &saves[0]["fields"]["own"]), (&json!("Y"), &json!("{\"limit\":3}")));
    assert_eq!(saves[0]["fields"]["phones"].as_object().unwrap().values().next(), Some(&json!("101")));
    let kept = stored(&account, &widget);
    assert_eq!(
        (&kept["login"], &kept["secret"], &kept["own"]),
        (&json!("me"), &json!("word"), &json!("{\"limit\":3}"))
    );
    assert_eq!(
        kept["accounts"].as_object().unwrap().values().next(),
        Some(&json!({ "login": "nora", "password": "pass" }))
    );
    // What onInstall throws does not undo the installation.
    account.page().wait_for("settings.installed && settings.heard").await?;
    assert_eq!(
        faults(&account, &widget).await,
        ["onInstall: \"Error: boom after installing\""].map(|text| text.replace('"', ""))
    );
    Ok(())
}

#[kommo_testing::test]
async fn a_no_keeps_the_window_and_the_button_turning(account: TestAccount) -> kommo_testing::Result {
    let (widget, window) = installed(&account).await?;
    let save = window.css(".js-widget-save");
    save.expect_disabled().await?;
    for answer in ["false", "reject"] {
        window.css("input[name=login]").fill(answer).await?;
        window.button("Save").click().await?;
        window.css(".js-widget-save.button-input_loading").expect_visible().await?;
        assert_eq!(stored(&account, &widget)["login"], "me", "{answer}");
        account.page().evaluate::<Value>("$('.js-widget-save').trigger('button:load:stop'), null").await?;
        window.css(".js-widget-save.button-input_loading").expect_count(0).await?;
    }
    window.css("input[name=login]").fill("reset").await?;
    window.button("Save").click().await?;
    window.css(".js-widget-save:not(.button-input_loading)").expect_enabled().await?;
    window.css("input[name=login]").fill("throw").await?;
    window.button("Save").click().await?;
    window.every("alert").having(part("boom while saving")).expect_visible().await?;
    save.expect_enabled().await?;
    assert_eq!(stored(&account, &widget)["login"], "me");
    account.page().evaluate::<Value>("$('.js-widget-save').trigger('button:save:disable'), null").await?;
    save.expect_disabled().await?;
    account.page().evaluate::<Value>("$('.js-widget-save').trigger('button:save:enable'), null").await?;
    save.expect_enabled().await
}

#[kommo_testing::test]
async fn on_save_may_wait_and_change_what_is_stored(account: TestAccount) -> kommo_testing::Result {
    let (widget, window) = installed(&account).await?;
    window.css("input[name=login]").fill("later").await?;
    window.save().await?;
    assert_eq!(stored(&account, &widget)["login"], "later");
    for (typed, login, own) in [
        ("change", "changed", json!("{\"by\":\"onSave\"}")),
        ("number", "number", json!("12")),
        // A custom field takes JSON or a number: a plain text is lost.
        ("text", "text", Value::Null),
    ] {
        let window = account.integrations().await?.settings("Five fields").await?;
        window.css("input[name=login]").fill(typed).await?;
        window.save().await?;
        let kept = stored(&account, &widget);
        assert_eq!((&kept["login"], &kept["own"]), (&json!(login), &own), "{typed}");
    }
    let window = account.integrations().await?.settings("Five fields").await?;
    window.css("input[name=login]").fill("stay").await?;
    window.button("Save").click().await?;
    window.css(".js-widget-save:not(.button-input_loading)").expect_disabled().await?;
    assert_eq!(stored(&account, &widget)["login"], "stay");
    window.css(".widget_settings_block").expect_visible().await
}

#[kommo_testing::test]
async fn disabling_asks_destroys_and_erases(account: TestAccount) -> kommo_testing::Result {
    let (widget, window) = installed(&account).await?;
    window.disable().await?;
    let saves: Value = account.page().evaluate("settings.saves").await?;
    assert_eq!(saves[0]["active"], "N");
    assert_eq!(stored(&account, &widget), Value::Null);
    let calls = journal(&account, &widget).await;
    assert_eq!(calls[calls.len() - 2..], ["settings onSave returned", "settings destroy returned"]);
    let window = account.integrations().await?.settings("Five fields").await?;
    window.css("input[name=login]").expect_value("").await?;
    account.open_lead_card(LEAD).await?.panels().expect_count(0).await
}
