//! Pipelines and bots: sources, triggers, the Salesbot designer.

use kommo_testing::prelude::*;

use crate::with;

/// Opens the automation of the first pipeline. Gives its id.
pub(crate) async fn automation(account: &TestAccount) -> kommo_testing::Result<i64> {
    account.open("/leads/pipeline/").await?;
    account
        .page()
        .wait_for("window.APP && APP.constant('main_pipeline') || document.querySelector('.board')")
        .await?;
    let pipelines = account.api("GET", "/api/v4/leads/pipelines", None).await?;
    let id = pipelines.body["_embedded"]["pipelines"][0]["id"].as_i64().unwrap();
    account.open(&format!("/settings/pipeline/leads/{id}/")).await?;
    Ok(id)
}

#[kommo_testing::test]
async fn a_source_is_told_its_pipeline(account: TestAccount) -> kommo_testing::Result {
    with(&account, "lead-source").await?;
    let pipeline = automation(&account).await?;
    account.button("Add source").click().await?;
    account.role("menuitem", "Fair stand").click().await?;
    account.css(".toasts").expect_text(part(format!("is a source of this pipeline now. ({pipeline})"))).await
}

#[kommo_testing::test]
async fn a_trigger_fills_its_fields(account: TestAccount) -> kommo_testing::Result {
    with(&account, "pipeline-action").await?;
    automation(&account).await?;
    account.button("Add trigger").first().click().await?;
    account.role("menuitem", "Post a card").click().await?;
    let message = account.css("form.digital-pipeline__edit-forms [name=message]");
    message.expect_there().await?;
    account
        .page()
        .wait_for("document.querySelector('form.digital-pipeline__edit-forms [name=message]').value.startsWith('Greetings from ')")
        .await?;
    account.button("Done").click().await?;
    account.css(".digital-pipeline__item").text("Post a card").expect_visible().await
}

#[kommo_testing::test]
async fn a_block_has_exits_and_gives_its_program(account: TestAccount) -> kommo_testing::Result {
    with(&account, "salesbot-step").await?;
    account.open("/settings/salesbot/0").await?;
    account.button("Add block").click().await?;
    account.role("menuitem", "Greeting: Greet").click().await?;
    account.css("[data-exit=greeted]").expect_text(part("Greeted")).await?;
    account.css("[name=value_manual]").fill("Good \"morning\"").await?;
    account.button("Save").click().await?;
    let saved = account.expect_request("POST", "/ajax/sandbox/bots").await?;
    let body: serde_json::Value = serde_json::from_str(&saved.request_body).unwrap();
    let program: serde_json::Value =
        serde_json::from_str(body["blocks"][0]["program"].as_str().unwrap()).unwrap();
    assert_eq!(program[0]["question"][0]["params"]["value"], "Good \"morning\"");
    assert_eq!(program[0]["question"][1]["params"]["value"], "greeted");
    assert_eq!(saved.status, 200, "{saved:?}");
    Ok(())
}
