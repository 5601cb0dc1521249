//! What a page complains of, and pages that work against the tests.

use std::time::Duration;

use kommo_testing::prelude::*;

use crate::pages::{blank, serve_all, show};

#[tokio::test]
async fn uncaught_errors_fail_the_test_unless_taken() -> kommo_testing::Result {
    let page = show(
        "<button onclick='nothing.here()'>Throw</button><button onclick='Promise.reject(new Error(\"late\"))'>Reject</button>
         <button onclick='const p = Promise.reject(new Error(\"handled\")); setTimeout(() => p.catch(() => 0), 50)'>Handle</button>",
    )
    .await?;
    page.expect_no_errors()?;
    page.button("Throw").click().await?;
    page.button("Reject").click().await?;
    page.button("Handle").click().await?;
    page.wait_for("new Promise(done => setTimeout(() => done(true), 200))").await?;
    let error = page.expect_no_errors().unwrap_err().to_string();
    assert!(error.starts_with("the page raised 2 errors:"), "{error}");
    assert!(error.contains("nothing is not defined") && error.contains("late"), "{error}");
    assert_eq!(page.take_errors("late"), 1);
    assert_eq!(page.take_errors("never said"), 0);
    assert_eq!(page.take_errors("nothing is not defined"), 1);
    page.expect_no_errors()
}

#[tokio::test]
async fn the_console_is_kept_over_documents() -> kommo_testing::Result {
    let base = serve_all(&[
        ("/", "<script>console.log('one', 1, {a: 1}); console.warn('two');</script><img src=/missing.png>"),
        ("/next", "<script>console.error(new Error('three'))</script>"),
    ])
    .await;
    let page = blank().await?;
    page.goto(&base).await?;
    page.goto(&format!("{base}/next")).await?;
    let console = page.console();
    let lines: Vec<(&str, &str)> = console.iter().map(|e| (e.level.as_str(), e.text.as_str())).collect();
    assert!(lines.contains(&("log", "one 1 Object")), "{lines:?}");
    assert!(lines.contains(&("warning", "two")), "{lines:?}");
    assert!(
        lines.iter().any(|(level, text)| *level == "error" && text.starts_with("Error: three")),
        "{lines:?}"
    );
    assert!(
        console.iter().any(|e| e.text.contains("404") && e.place.contains("/missing.png")),
        "{console:?}"
    );
    assert!(page.requests().iter().any(|r| r.url.ends_with("/missing.png") && r.status == Some(404)));
    Ok(())
}

#[tokio::test]
async fn a_page_that_breaks_everything_can_still_be_tested() -> kommo_testing::Result {
    let page = show(
        "<label>Name <input></label><button>Save</button><p id=o></p><script>
           document.querySelector('button').onclick = () => document.getElementById('o').textContent = 'saved';
           Array.prototype.map = Array.prototype.filter = Array.prototype.flatMap = () => { throw 'mine'; };
           Element.prototype.getBoundingClientRect = () => null;
           Document.prototype.querySelectorAll = Element.prototype.querySelectorAll = () => [];
           window.getComputedStyle = window.Promise = window.Set = window.setTimeout = window.requestAnimationFrame = null;
         </script>",
    )
    .await?;
    page.field("Name").fill("x").await?;
    page.button("Save").click().await?;
    page.text("saved").expect_visible().await
}

#[tokio::test]
async fn scripts_that_throw_or_do_not_fit_say_so() -> kommo_testing::Result {
    let page = show("").await?;
    let error =
        page.evaluate::<u32>("(() => { throw new TypeError('no') })()").await.unwrap_err().to_string();
    assert!(error.starts_with("the script threw: TypeError: no"), "{error}");
    assert!(page.evaluate::<u32>("'text'").await.is_err());
    assert_eq!(page.call::<u32>("async (a, b) => a + b", serde_json::json!([1, 2])).await?, 3);
    Ok(())
}

#[tokio::test]
async fn nothing_outside_this_machine_is_reached() -> kommo_testing::Result {
    let page = show("<p id=o></p>").await?;
    for address in ["https://example.com/", "http://93.184.216.34/", "http://10.0.0.1/"] {
        let answer: String = page
            .call(
                "a => fetch(a, { mode: 'no-cors' }).then(() => 'reached', e => String(e))",
                serde_json::json!([address]),
            )
            .await?;
        assert_eq!(answer, "TypeError: Failed to fetch", "{address}");
    }
    let failures: Vec<_> = page.requests().into_iter().filter_map(|r| r.failure).collect();
    assert_eq!(failures, ["net::ERR_NAME_NOT_RESOLVED"; 3]);
    Ok(())
}

#[tokio::test]
async fn a_browser_that_dies_is_an_error_not_a_hang() -> kommo_testing::Result {
    let browser = Browser::launch().await?;
    let page = browser.new_context().await?.new_page().await?;
    page.set_timeout(Duration::from_secs(30));
    browser.devtools().browser().send("Browser.close", &serde_json::json!({}));
    let started = std::time::Instant::now();
    let error = page.button("x").click().await.unwrap_err().to_string();
    assert!(error.contains("the connection is gone"), "{error}");
    assert!(started.elapsed() < Duration::from_secs(20));
    Ok(())
}

/// What a browser says of its pages for a moment before it hangs up, too.
#[tokio::test]
async fn a_page_that_was_closed_says_so() -> kommo_testing::Result {
    let page = show("<button>x</button>").await?;
    page.close().await?;
    let error = page.button("x").click().await.unwrap_err().to_string();
    assert_eq!(error, "the connection is gone: the page was closed, or its browser");
    Ok(())
}
