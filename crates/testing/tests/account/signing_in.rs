//! Users at the browser.

use kommo_testing::prelude::*;

#[kommo_testing::test]
async fn by_word_or_by_form(account: TestAccount) -> kommo_testing::Result {
    let admin = account.sign_in("admin").await?;
    assert!(admin.is_admin);
    account.open("/dashboard/").await?;
    assert_eq!(account.api("GET", "/api/v4/account", None).await?.status, 200);

    let manager = account.user("manager")?;
    account.sign_in_by_form(&manager.login, &manager.password).await?;
    account.page().expect_url("/dashboard/").await
}

#[kommo_testing::test]
async fn a_stranger_is_told_who_there_is(account: TestAccount) -> kommo_testing::Result {
    let error = account.sign_in("nobody@example.com").await.unwrap_err().to_string();
    assert!(error.contains(&account.user("admin")?.login), "{error}");
    Ok(())
}

#[kommo_testing::test]
async fn a_wrong_password_is_refused_with_a_message(account: TestAccount) -> kommo_testing::Result {
    let admin = account.user("admin")?;
    account.sign_in_by_form(&admin.login, "not this one").await?;
    account.every("alert").expect_text("Wrong e-mail or password").await?;
    account.field("E-mail").expect_value(&admin.login).await?;
    account.open("/dashboard/").await?;
    account.page().expect_url("/login/").await
}
