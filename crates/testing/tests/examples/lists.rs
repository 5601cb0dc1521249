//! Lists: ticked rows, and the elements of a list of goods.

use kommo_testing::prelude::*;

use crate::with;

#[kommo_testing::test]
async fn ticked_rows_are_counted(account: TestAccount) -> kommo_testing::Result {
    with(&account, "lists").await?;
    account.open("/contacts/list/").await?;
    let boxes = account.css(".list-row .js-item-checkbox");
    boxes.first().expect_there().await?;
    account.css(".list-row .control-checkbox").nth(0).click().await?;
    account.css(".list-row .control-checkbox").nth(1).click().await?;
    account.button(part("More")).click().await?;
    account.role("menuitem", "Phone book").click().await?;
    account.css(".phone-book__count").expect_text("2").await
}

#[kommo_testing::test]
async fn an_element_of_a_claimed_list_opens_in_the_widget(account: TestAccount) -> kommo_testing::Result {
    with(&account, "catalog").await?;
    let settings = account.integrations().await?.settings("Showroom").await?;
    settings.field("Note for the team").fill("Claim it").await?;
    settings.save().await?;
    let products: i64 = account.page().evaluate("APP.constant('account').products.catalog_id").await?;
    account
        .page()
        .evaluate::<serde_json::Value>(&format!(
            "APP.router.navigate('/catalogs/{products}', {{trigger: true}})"
        ))
        .await?;
    let row = account.css(".list-row__name").first();
    row.expect_visible().await?;
    let name = row.read().await?;
    row.click().await?;
    account.css(".showroom__name").expect_text(name.trim()).await
}
