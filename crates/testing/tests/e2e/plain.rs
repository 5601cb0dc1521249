//! A widget's life in an account, by hand: created, uploaded, installed, used, disabled.

use kommo_testing::prelude::*;
use serde_json::json;

use crate::archives::{plain, plain_named};

/// A lead of the account's usual data.
pub(crate) const LEAD: i64 = 23_847_101;

#[kommo_testing::test]
async fn from_the_form_to_the_card_and_back(account: TestAccount) -> kommo_testing::Result {
    let admin = account.user("admin")?;
    account.sign_in_by_form(&admin.login, &admin.password).await?;
    account.page().expect_url("/dashboard/").await?;

    let integrations = account.integrations().await?;
    let window = integrations.create("Plain for us").await?;
    window.upload(&plain()).await?;
    window.tab("Keys and scopes").await?;
    window.css("#key_integration_id").expect_text("-").await?;
    let code = window.css("#key_widget_code").read().await?;
    assert_eq!(code.len(), 40, "{code}");
    window.close().await?;

    let settings = integrations.settings("Plain for us").await?;
    settings.field("Greeting").fill("Welcome").await?;
    settings.install().await?;
    integrations.tile("Plain for us").text("Installed").expect_visible().await?;

    let card = account.open_lead_card(LEAD).await?;
    let panel = card.panel(&code);
    panel.text("Welcome: Oak dining table for eight").expect_visible().await?;
    let before = panel.css(".plain__count").read().await?;
    panel.button("Add a task").click().await?;
    account.expect_request("POST", &format!("/api/v4/leads/{LEAD}/notes")).await?;
    let count: usize = before.split(' ').next().unwrap().parse().unwrap();
    panel.text(format!("{} open tasks", count + 1)).expect_visible().await?;
    let path = format!("/api/v4/tasks?filter[entity_type]=leads&filter[entity_id][]={LEAD}");
    let tasks = account.api("GET", &path, None).await?;
    assert!(tasks.body["_embedded"]["tasks"].to_string().contains("From Plain"), "{tasks:?}");
    let notes = account.api("GET", &format!("/api/v4/leads/{LEAD}/notes"), None).await?;
    assert!(notes.body.to_string().contains("Plain was here"), "{notes:?}");

    let integrations = account.integrations().await?;
    integrations.settings("Plain for us").await?.disable().await?;
    integrations.tile("Plain for us").button(part("Install")).first().expect_visible().await?;
    let card = account.open_lead_card(LEAD).await?;
    card.heading(part("Oak dining")).first().expect_visible().await.ok();
    card.panels().expect_count(0).await
}

#[kommo_testing::test]
async fn a_manager_sees_the_widget_and_may_not_change_it(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&plain(), &json!({ "greeting": "Hi" }))?;
    account.sign_in("manager").await?;
    let card = account.open_lead_card(LEAD).await?;
    card.panel(&widget.name).text("Hi: Oak dining table").expect_visible().await?;
    let integrations = account.integrations().await?;
    integrations.tile(&widget.name).expect_visible().await?;
    integrations.button("Create integration").expect_hidden().await?;
    let settings = integrations.settings(&widget.name).await?;
    settings.button(part("Save")).expect_hidden().await?;
    settings.button("Disable").expect_hidden().await?;
    // What the page does not offer, the account refuses.
    let create = account
        .api("POST", "/v3/clients/", Some(json!({ "name": "Mine", "description": "Not allowed" })))
        .await?;
    assert_eq!(create.status, 403, "{create:?}");
    let edit = json!({ "action": "edit", "id": widget.id, "code": widget.code, "widget_active": "N", "settings": {} });
    assert_eq!(account.api("POST", "/ajax/widgets/edit", Some(edit)).await?.status, 403);
    Ok(())
}

#[kommo_testing::test]
async fn two_widgets_on_one_card(account: TestAccount) -> kommo_testing::Result {
    let one = account.install(&plain_named("First"), &json!({ "greeting": "One" }))?;
    let two = account.install(&plain_named("Second"), &json!({ "greeting": "Two" }))?;
    assert_ne!(one.code, two.code);
    account.sign_in("admin").await?;
    let card = account.open_lead_card(LEAD).await?;
    card.panels().expect_count(2).await?;
    card.panel(&one.name).text("One: Oak").expect_visible().await?;
    card.panel(&two.name).text("Two: Oak").expect_visible().await?;
    card.panel(&two.name).button("Add a task").click().await?;
    account.expect_request("POST", "/api/v4/tasks").await?;
    card.panel(&one.name).text("One: Oak").expect_visible().await
}
