//! Typing: labels, focus and keys in a widget's panel and in its window.

use kommo_testing::prelude::*;

use crate::adversary::{Adversary, Build, ask};

#[kommo_testing::test]
async fn a_form_in_the_panel_is_filled_by_keyboard(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    ask(&widget, "form").await?;
    let (panel, page) = (widget.panel(), account.page());
    // A label is tied to its field.
    panel.css("label").having(whole("Name")).click().await?;
    panel.field("Name").expect_focused().await?;
    page.type_text("Ada").await?;
    page.press("Tab").await?;
    panel.field("Days").expect_focused().await?;
    page.type_text("3").await?;
    page.press("Tab").await?;
    panel.button("Done").expect_focused().await?;
    page.press("Shift+Tab").await?;
    panel.field("Days").expect_focused().await?;
    // Escape means nothing in a panel: what was typed stays.
    page.press("Escape").await?;
    panel.field("Days").expect_value("3").await?;
    panel.field("Days").expect_focused().await?;
    page.press("Enter").await?;
    panel.css(".adversary-sent").expect_text(whole("Sent: Ada, 3")).await?;
    panel.field("Days").expect_focused().await?;
    page.press("Backspace").await?;
    page.press("Tab").await?;
    page.press("Space").await?;
    panel.css(".adversary-sent").expect_text(whole("Sent: Ada, ")).await
}

#[kommo_testing::test]
async fn a_window_takes_the_focus_and_gives_it_back(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    ask(&widget, "form-window").await?;
    let (panel, page) = (widget.panel(), account.page());
    let window = account.css(".modal.adversary-window");
    // The host puts the focus on the button that Enter presses.
    window.button("Done").expect_focused().await?;
    page.press("Shift+Tab").await?;
    window.field("Days").expect_focused().await?;
    page.type_text("7").await?;
    window.css("label").having(whole("Name")).click().await?;
    window.field("Name").expect_focused().await?;
    page.type_text("Grace").await?;
    page.press("Enter").await?;
    panel.css(".adversary-sent").expect_text(whole("Sent: Grace, 7")).await?;
    window.field("Name").expect_value("Grace").await?;
    page.press("Escape").await?;
    window.expect_count(0).await?;
    panel.css(".adversary").expect_text(whole("closed")).await?;
    // The panel was drawn anew while the window was open; its fields can be typed into.
    panel.field("Name").fill("Ada").await?;
    panel.field("Name").press("Enter").await?;
    panel.css(".adversary-sent").expect_text(whole("Sent: Ada, ")).await
}
