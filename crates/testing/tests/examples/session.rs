//! A widget that lives for the whole session.

use kommo_testing::prelude::*;

use crate::with;

#[kommo_testing::test]
async fn it_greets_once_and_follows_the_pages(account: TestAccount) -> kommo_testing::Result {
    with(&account, "notifications").await?;
    account.open("/dashboard/").await?;
    account.css(".toasts").text(part("Hello, ")).expect_visible().await?;
    account.page().evaluate::<serde_json::Value>("APP.router.navigate('/leads/', {trigger: true})").await?;
    account.css(".toasts").text("You have come to another page.").first().expect_visible().await?;
    account.css(".toasts").text(part("Hello, ")).expect_count(1).await
}
