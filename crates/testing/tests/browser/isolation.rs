//! Tests share a browser and nothing else.

use kommo_testing::prelude::*;

use crate::pages::serve;

#[tokio::test]
async fn contexts_do_not_share_cookies_or_storage() -> kommo_testing::Result {
    let base = serve("<p>x</p>").await;
    let browser = Browser::shared().await?;
    let one = browser.new_context().await?.new_page().await?;
    let two = browser.new_context().await?.new_page().await?;
    one.goto(&base).await?;
    two.goto(&base).await?;
    one.evaluate::<()>("document.cookie = 'user=1; path=/'; localStorage.user = 1; void 0").await?;
    let seen = "[document.cookie, localStorage.user ?? '']";
    assert_eq!(one.evaluate::<(String, String)>(seen).await?, ("user=1".into(), "1".into()));
    assert_eq!(two.evaluate::<(String, String)>(seen).await?, (String::new(), String::new()));
    Ok(())
}

#[tokio::test]
async fn pages_of_one_context_do() -> kommo_testing::Result {
    let base = serve("<p>x</p>").await;
    let context = Browser::shared().await?.new_context().await?;
    let (one, two) = (context.new_page().await?, context.new_page().await?);
    one.goto(&base).await?;
    two.goto(&base).await?;
    one.evaluate::<()>("localStorage.user = 1; void 0").await?;
    assert_eq!(two.evaluate::<String>("localStorage.user").await?, "1");
    // Both are in front, and both get their clicks and frames.
    for page in [&one, &two] {
        page.text("x").click().await?;
        assert!(page.evaluate::<bool>("document.hasFocus() && !document.hidden").await?);
    }
    Ok(())
}

#[tokio::test]
async fn a_browser_leaves_nothing_behind() -> kommo_testing::Result {
    let process = kommo_testing::browser::Process::launch(&kommo_testing::browser::find()?).await?;
    let profile = process.profile().to_owned();
    assert!(profile.join("DevToolsActivePort").is_file());
    drop(process);
    assert!(!profile.exists(), "{} is still there", profile.display());
    Ok(())
}
