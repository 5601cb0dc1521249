//! Pages of a widget's own.

use kommo_testing::prelude::*;

use crate::with;

#[kommo_testing::test]
async fn advanced_settings_draws_its_page(account: TestAccount) -> kommo_testing::Result {
    let code = with(&account, "advanced-settings").await?;
    account.open(&format!("/settings/widgets/{code}/")).await?;
    let page = account.css(&format!("#work-area-{code}"));
    page.heading("Team overview").expect_visible().await?;
    page.text(part("Mateo Rivas")).expect_visible().await?;
    page.text(part("administrator")).first().expect_visible().await
}

#[kommo_testing::test]
async fn left_menu_draws_the_page_that_was_chosen(account: TestAccount) -> kommo_testing::Result {
    let code = with(&account, "left-menu").await?;
    account.open(&format!("/widget/{code}/item/reports/year/")).await?;
    account.text("You are looking at: This year").expect_visible().await?;
    account.link("This month").click().await?;
    account.text("You are looking at: This month").expect_visible().await
}

#[kommo_testing::test]
async fn controls_are_drawn_by_the_host_and_read(account: TestAccount) -> kommo_testing::Result {
    let code = with(&account, "controls").await?;
    account.open(&format!("/settings/widgets/{code}/")).await?;
    let now = account.css(".cp-now");
    now.expect_text(part("name=Ada & Co text=Two lines size=l")).await?;
    now.expect_text(part("agree=yes pace=slow days=mo tags=b")).await?;
    now.expect_text(part("stage=11")).await?;
    // Texts are escaped once, wherever the host's templates escape and wherever they do not.
    account.text("I <agree>").expect_visible().await?;
    account.css(".control--select--button-inner").first().expect_text("Large <b>").await?;
    account.field("Input").expect_value("Ada & Co").await?;
    account.text("Fast").click().await?;
    now.expect_text(part("pace=fast")).await?;
    account.text("I <agree>").click().await?;
    now.expect_text(part("agree= pace")).await?;
    account.css(".control--select--button").first().click().await?;
    account.css(".control--select--list--item[data-value=s]").click().await?;
    now.expect_text(part("size=s")).await?;
    account.field("Input").fill("Grace").await?;
    account.field("Input").press("Tab").await?;
    now.expect_text(part("name=Grace")).await
}
