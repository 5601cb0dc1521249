//! The reference widget, from its built zip.

use kommo_testing::prelude::*;
use serde_json::json;

use crate::archives::repository;
use crate::plain::LEAD;

pub(crate) fn zip() -> kommo_testing::Result<Vec<u8>> {
    widget_zip(repository().join("widget"))
}

#[kommo_testing::test]
async fn from_the_form_to_the_card_and_back(account: TestAccount) -> kommo_testing::Result {
    let admin = account.user("admin")?;
    account.sign_in_by_form(&admin.login, &admin.password).await?;
    account.page().expect_url("/dashboard/").await?;
    let integrations = account.integrations().await?;
    let window = integrations.create("Deal desk").await?;
    window.upload(&zip()?).await?;
    window.close().await?;

    let settings = integrations.settings("Deal desk").await?;
    settings.field("Text of the follow-up task").fill("Call about the table").await?;
    settings.field("A deal is big from this budget on").fill("4000").await?;
    settings.field("7 days").check().await?;
    settings.install().await?;

    let card = account.open_lead_card(LEAD).await?;
    let panel = card.panel("Deal desk");
    panel.text("Budget").expect_visible().await?;
    panel.text("4,200").expect_visible().await?;
    panel.text("Big deal").expect_visible().await?;
    panel.text("Main contact").expect_visible().await?;
    panel.text("In this stage").expect_visible().await?;
    panel.button("Add a follow-up").click().await?;
    panel.text("Call about the table").expect_visible().await?;
    panel.button("Add a follow-up").expect_enabled().await?;

    let task = account.expect_request("POST", "/api/v4/tasks").await?;
    assert!(task.request_body.contains("Call about the table"), "{task:?}");
    let path =
        format!("/api/v4/tasks?filter[entity_type]=leads&filter[entity_id][]={LEAD}&filter[is_completed]=0");
    let tasks = account.api("GET", &path, None).await?;
    let tasks = tasks.body["_embedded"]["tasks"].as_array().unwrap().clone();
    let task = tasks.iter().find(|task| task["text"] == "Call about the table").unwrap();
    let days =
        (task["complete_till"].as_i64().unwrap() - account.sandbox().state().clock().now()) as f64 / 86_400.0;
    assert!((6.9..=7.1).contains(&days), "due in {days} days");
    let notes = account.api("GET", &format!("/api/v4/leads/{LEAD}/notes"), None).await?;
    assert!(notes.body.to_string().contains("Deal desk planned a follow-up"), "{notes:?}");

    let integrations = account.integrations().await?;
    integrations.settings("Deal desk").await?.disable().await?;
    let card = account.open_lead_card(LEAD).await?;
    card.css("#widgets_block").expect_there().await?;
    card.panels().expect_count(0).await
}

#[kommo_testing::test]
async fn settings_with_bad_values_are_refused_beside_the_field(
    account: TestAccount,
) -> kommo_testing::Result {
    let widget = account.install(&zip()?, &json!({ "follow_up_text": "Call" }))?;
    account.sign_in("admin").await?;
    let settings = account.integrations().await?.settings(&widget.name).await?;
    settings.field("Text of the follow-up task").fill(&"x".repeat(201)).await?;
    settings.field("A deal is big from this budget on").fill("plenty").await?;
    settings.button("Save").click().await?;
    settings.text("it has 201").expect_visible().await?;
    settings.text("Write a whole number, such as 5000.").expect_visible().await?;
    settings.field("A deal is big from this budget on").expect_value("plenty").await?;
    settings.field("A deal is big from this budget on").fill("5000").await?;
    settings.field("Text of the follow-up task").fill("Call back").await?;
    settings.field("3 days").check().await?;
    settings.save().await?;
    let stored = account.sandbox().settings(&widget.uuid).unwrap().unwrap();
    assert_eq!(
        (stored["follow_up_text"].as_str(), stored["big_deal"].as_str()),
        (Some("Call back"), Some("5000"))
    );
    assert_eq!(stored["follow_up_days"].to_string().trim_matches('"'), "3");
    // Opened again, the window shows what is stored.
    let settings = account.integrations().await?.settings(&widget.name).await?;
    settings.field("3 days").expect_checked().await?;
    settings.field("Text of the follow-up task").expect_value("Call back").await
}

#[kommo_testing::test]
async fn speaks_the_users_language(account: TestAccount) -> kommo_testing::Result {
    account.install(&zip()?, &json!({ "follow_up_text": "Call" }))?;
    let manager = account.sign_in("manager").await?;
    assert_eq!(manager.name, "Mateo Rivas");
    let card = account.open_lead_card(LEAD).await?;
    // Mateo's account speaks Spanish.
    card.panel("Deal desk").text("Presupuesto").expect_visible().await
}

#[kommo_testing::test]
async fn two_copies_from_two_zips_on_one_card(account: TestAccount) -> kommo_testing::Result {
    let one = account.install(&zip()?, &json!({ "follow_up_text": "From one" }))?;
    let two = account.install(&zip()?, &json!({ "follow_up_text": "From two" }))?;
    let (one, two) = (one.code.unwrap(), two.code.unwrap());
    account.sign_in("admin").await?;
    let card = account.open_lead_card(LEAD).await?;
    card.panels().expect_count(2).await?;
    for panel in [card.panel(&one), card.panel(&two)] {
        panel.text("Budget").expect_visible().await?;
    }
    card.panel(&two).button("Add a follow-up").click().await?;
    card.panel(&two).text("From two").expect_visible().await?;
    card.panel(&one).button("Add a follow-up").click().await?;
    card.panel(&one).text("From one").expect_visible().await
}

#[kommo_testing::test]
async fn a_refusal_of_the_api_is_shown_in_the_panel(account: TestAccount) -> kommo_testing::Result {
    account.install(&zip()?, &json!({ "follow_up_text": "Call" }))?;
    account.sign_in("admin").await?;
    let card = account.open_lead_card(LEAD).await?;
    let panel = card.panel("Deal desk");
    panel.text("Budget").expect_visible().await?;
    let refusal = json!({ "title": "Bad Request", "status": 400, "detail": "Request validation failed" });
    account.inject(Fault::on("/api/v4/tasks", Harm::json(400, &refusal)).method("POST").times(1));
    panel.button("Add a follow-up").click().await?;
    panel.text("That did not work").expect_visible().await
}

#[kommo_testing::test]
async fn a_card_that_is_not_saved_yet_has_no_deal(account: TestAccount) -> kommo_testing::Result {
    account.install(&zip()?, &json!({ "follow_up_text": "Call" }))?;
    account.sign_in("admin").await?;
    account.open("/leads/add/").await?;
    account.css("#card_holder").expect_visible().await?;
    // The host has asked the widget and got its answer: only then does it count that nothing is shown.
    let rendered = "require('host/widgets/journal').entries().some(e => e.event === 'render' && e.outcome !== 'promise')";
    account.page().wait_for(rendered).await?;
    account.button("Add a follow-up").expect_count(0).await?;
    account.text("Budget").expect_count(0).await
}
