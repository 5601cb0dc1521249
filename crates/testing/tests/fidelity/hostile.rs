//! Widgets that do what none should. The page goes on, other widgets with it, and the journal names who it was.

use std::time::Duration;

use kommo_testing::prelude::*;
use kommo_testing::sandbox::Integration;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, faults, journal, script, widget};

/// The hostile widget in one of its modes beside a good one, on a card.
async fn beside(account: &TestAccount, mode: &str) -> kommo_testing::Result<(Integration, Integration)> {
    let hostile = account.install(&widget("hostile"), &json!({ "mode": mode }))?;
    let good = account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    Ok((hostile, good))
}

/// The page lives: the good widget is drawn, pages can be left and come to, windows open, fields are saved.
async fn lives(account: &TestAccount, good: &Integration) -> kommo_testing::Result {
    let block = account
        .css(&format!(".card-widgets__widget[data-code={}] .bundle-root", good.code.as_deref().unwrap()));
    block.expect_text("bundle / lcard").await?;
    account.css("#nav_menu_leads a").click().await?;
    account.css(".board-lead").first().expect_visible().await?;
    account.css("#nav_menu_settings a").click().await?;
    account.css(".widget-tile").first().expect_visible().await?;
    account.page().back().await?;
    account.css(".board-lead").first().click().await?;
    account.css("#card_holder").expect_visible().await?;
    block.expect_text("bundle / lcard").await?;
    account.css(".js-journal").click().await?;
    account.css(".journal").expect_visible().await
}

#[kommo_testing::test]
async fn one_that_throws_everywhere(account: TestAccount) -> kommo_testing::Result {
    let (hostile, good) = beside(&account, "throw").await?;
    lives(&account, &good).await?;
    let all = faults(&account, &hostile).await;
    assert!(all.iter().any(|fault| fault == "render: Error: boom in render"), "{all:?}");
    assert!(journal(&account, &hostile).await.contains(&"lcard destroy threw".to_owned()));
    account.css(".journal").text(part("boom in render")).first().expect_visible().await?;
    // In the settings window too.
    let window = account.integrations().await?.settings(&hostile.name).await?;
    window.css(".widget_settings_block").expect_visible().await?;
    let calls = journal(&account, &hostile).await;
    assert!(calls.contains(&"settings settings threw".to_owned()), "{calls:?}");
    Ok(())
}

#[kommo_testing::test]
async fn one_that_throws_while_it_is_made(account: TestAccount) -> kommo_testing::Result {
    let (hostile, good) = beside(&account, "constructor").await?;
    lives(&account, &good).await?;
    assert_eq!(faults(&account, &hostile).await[0], "constructor: Error: boom in the constructor");
    Ok(())
}

#[kommo_testing::test]
async fn one_that_never_answers(account: TestAccount) -> kommo_testing::Result {
    let (hostile, good) = beside(&account, "never").await?;
    lives(&account, &good).await?;
    let calls = journal(&account, &hostile).await;
    assert!(calls.contains(&"lcard render promise".to_owned()), "{calls:?}");
    assert!(!calls.iter().any(|call| call.starts_with("lcard init")), "init waits for render: {calls:?}");
    Ok(())
}

#[kommo_testing::test]
async fn one_whose_promises_all_fail(account: TestAccount) -> kommo_testing::Result {
    let (hostile, good) = beside(&account, "reject").await?;
    lives(&account, &good).await?;
    let calls = journal(&account, &hostile).await;
    assert!(calls.contains(&"lcard render rejected".to_owned()), "{calls:?}");
    assert!(!calls.iter().any(|call| call.starts_with("lcard init")), "{calls:?}");
    assert_eq!(
        account.page().take_errors("no from render"),
        0,
        "what a callback rejects is the journal's, not the page's"
    );
    Ok(())
}

#[kommo_testing::test]
async fn one_that_calls_itself_for_ever(account: TestAccount) -> kommo_testing::Result {
    let (hostile, good) = beside(&account, "recurse").await?;
    lives(&account, &good).await?;
    assert!(
        faults(&account, &hostile).await[0].contains("RangeError"),
        "{:?}",
        faults(&account, &hostile).await
    );
    Ok(())
}

#[kommo_testing::test]
async fn one_that_draws_itself_without_end(account: TestAccount) -> kommo_testing::Result {
    let (_, good) = beside(&account, "loop").await?;
    lives(&account, &good).await
}

#[kommo_testing::test]
async fn one_that_overwrites_the_host(account: TestAccount) -> kommo_testing::Result {
    let (hostile, good) = beside(&account, "overwrite").await?;
    account.page().wait_for("window.APP === null").await?;
    let gone: Value = account
        .page()
        .evaluate("[window.APP, window.$, window.require, window.define].map((one) => one === null)")
        .await?;
    account.css("#card_holder").expect_visible().await?;
    // Whoever is loaded after that finds no loader, as in Kommo; the host's own pages go on.
    account.css("#nav_menu_leads a").click().await?;
    account.css(".board-lead").first().expect_visible().await?;
    account.css("#nav_menu_settings a").click().await?;
    account.css(".widget-tile").first().expect_visible().await?;
    account.css(".js-journal").click().await?;
    account.css(".journal").expect_visible().await?;
    assert_eq!(gone, json!([true, true, true, true]));
    assert_eq!(journal(&account, &hostile).await[1], "lcard render returned");
    // The next page loaded is whole again.
    account.open("/dashboard/").await?;
    account.page().wait_for("window.APP && window.APP.constant('user').id").await?;
    account.page().set_timeout(Duration::from_secs(10));
    let _ = (good, account.page().take_errors(""));
    Ok(())
}

#[kommo_testing::test]
async fn one_without_callbacks(account: TestAccount) -> kommo_testing::Result {
    let half = "define([], function () { return function () { this.callbacks = { render: function () { return true; } }; }; });";
    let none = "define([], function () { return function () { this.callbacks = null; }; });";
    let half = account.install(&script(half, &["settings", "lcard-1"]), &json!({}))?;
    let none = account.install(&script(none, &["settings", "lcard-1"]), &json!({}))?;
    let good = account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    lives(&account, &good).await?;
    assert!(
        faults(&account, &half).await[0].contains("no init, bind_actions"),
        "{:?}",
        faults(&account, &half).await
    );
    assert!(faults(&account, &none).await[0].contains("no render, init, bind_actions"));
    Ok(())
}
