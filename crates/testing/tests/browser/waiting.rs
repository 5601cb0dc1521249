//! Actions and expectations wait for what is not there yet, and give up with a reason.

use std::time::{Duration, Instant};

use kommo_testing::prelude::*;

use crate::pages::{blank, serve_all, show};

const SOON: Duration = Duration::from_millis(300);

#[tokio::test]
async fn waits_until_it_appears_is_enabled_and_is_uncovered() -> kommo_testing::Result {
    let page = show(
        "<div id=cover style='position:fixed;inset:0;background:#fffc'></div><p id=o></p><script>
           setTimeout(() => {
             document.body.insertAdjacentHTML('beforeend', '<button disabled onclick=\"o.textContent = Date.now() - t\">Save</button>');
             setTimeout(() => document.querySelector('button').disabled = false, 150);
             setTimeout(() => cover.remove(), 300);
           }, 150);
           const t = Date.now();</script>",
    )
    .await?;
    page.button("Save").click().await?;
    let after: u64 = page.css("#o").read().await?.parse().unwrap();
    assert!(after >= 440, "it was clicked {after} ms after it was shown, under its cover");
    Ok(())
}

#[tokio::test]
async fn waits_until_it_stands_still() -> kommo_testing::Result {
    let page = show(
        "<style>@keyframes in { from { margin-left: 600px } } button { animation: in .5s linear }</style>
         <button onclick='o.textContent = getComputedStyle(this).marginLeft'>Go</button><p id=o></p>",
    )
    .await?;
    page.button("Go").click().await?;
    page.css("#o").expect_text(whole("0px")).await
}

#[tokio::test]
async fn says_why_not() -> kommo_testing::Result {
    let page = show(
        "<button>Cancel</button><button disabled>Send</button><button hidden>Delete</button>
         <div style='position:relative'><button>Under</button><div class=veil style='position:absolute;inset:0'></div></div>
         <input aria-label=Name><input aria-label=Email readonly>",
    )
    .await?;
    page.set_timeout(SOON);
    let cases = [
        (
            page.button("Save").click().await,
            "it is not there; the elements of role button to be seen: \"Cancel\", \"Send\", \"Under\"",
        ),
        (page.button("Send").click().await, "<button> \"Send\" is disabled"),
        (page.button("Delete").click().await, "<button> \"Delete\" is there, but hidden"),
        (page.button("Under").click().await, "<button> \"Under\" is covered by <div.veil>"),
        (
            page.css("button").click().await,
            "3 elements fit: <button> \"Cancel\", <button> \"Send\", <button> \"Under\". Narrow it down",
        ),
        (page.field("Phone").fill("1").await, "the fields to be seen: \"Name\", \"Email\""),
        (page.field("Email").fill("1").await, "is read-only"),
        (page.text("Saved").expect_visible().await, "see text \"Saved\": not within 300 ms. it is not there"),
        (page.button("Cancel").expect_text("OK").await, "its text is \"Cancel\""),
        (page.button("Cancel").expect_hidden().await, "see no button \"Cancel\""),
        (page.dialog("Settings").button("Save").click().await, "what it should be in is not there either"),
    ];
    for (result, wanted) in cases {
        let error = format!("{:?}", result.unwrap_err());
        assert!(error.contains(wanted), "{error}\n  should say {wanted}");
        assert!(error.contains("waiting.rs:"), "no line in {error}");
    }
    Ok(())
}

#[tokio::test]
async fn what_can_never_be_fails_at_once() -> kommo_testing::Result {
    let page = show("<p>x</p><input type=date aria-label=Day>").await?;
    let started = Instant::now();
    let error = page.css("p[").click().await.unwrap_err().to_string();
    assert!(error.contains("not a valid selector"), "{error}");
    let error = page.text("x").fill("y").await.unwrap_err().to_string();
    assert!(error.contains("nothing to type into"), "{error}");
    let error = page.field("Day").fill("tomorrow").await.unwrap_err().to_string();
    assert!(error.contains("does not take \"tomorrow\""), "{error}");
    assert!(started.elapsed() < Duration::from_secs(5));
    page.field("Day").fill("2026-01-31").await?;
    page.field("Day").expect_value("2026-01-31").await
}

#[tokio::test]
async fn survives_a_change_of_document() -> kommo_testing::Result {
    let base = serve_all(&[
        ("/", "<script>setTimeout(() => location = '/next', 200)</script><p>first</p>"),
        ("/next", "<p>second</p><a href='/third'>on</a>"),
        (
            "/third",
            "<script>setTimeout(() => history.pushState({}, '', '/fourth'), 100)</script><p>third</p>",
        ),
    ])
    .await;
    let page = blank().await?;
    page.goto(&base).await?;
    page.text("second").expect_visible().await?;
    page.link("on").click().await?;
    page.text("third").expect_visible().await?;
    page.expect_url("/fourth").await?;
    page.goto(&format!("{base}/next")).await?;
    page.reload().await?;
    page.text("second").expect_visible().await?;
    page.back().await?;
    page.text("third").expect_visible().await
}

#[tokio::test]
async fn an_address_where_nobody_is_is_said_so() -> kommo_testing::Result {
    let page = blank().await?;
    let error = page.goto("http://127.0.0.1:9/").await.unwrap_err().to_string();
    assert!(error.contains("open http://127.0.0.1:9/") && error.contains("ERR_"), "{error}");
    Ok(())
}
