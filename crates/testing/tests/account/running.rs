//! What becomes of tests that fail.

use std::path::PathBuf;

use kommo_testing::prelude::*;
use kommo_testing::{Failure, run};

#[kommo_testing::test]
async fn an_account_of_its_own(account: TestAccount) -> kommo_testing::Result {
    account.open("/login/").await?;
    account.heading("Sign in").expect_hidden().await?;
    account.button("Sign in").expect_visible().await
}

/// Attributes and doc comments stay on the test; a test may return nothing.
#[should_panic(expected = "as it should")]
#[kommo_testing::test]
async fn a_panic_is_a_failure(account: TestAccount) {
    account.open("/login/").await.unwrap();
    panic!("as it should");
}

fn traces(failure: &Failure) -> (String, PathBuf) {
    let text = format!("{failure:?}");
    let folder =
        text.lines().last().unwrap().trim().strip_prefix("screenshot, console and journal: ").unwrap().into();
    (text, folder)
}

#[test]
fn a_failure_says_why_and_leaves_traces() {
    let failure = run("account::leaves::traces", async |account: TestAccount| -> kommo_testing::Result {
        account.open("/login/").await?;
        account
            .page()
            .evaluate::<()>("console.log('here I was'); console.debug('kommo-widget: the widget crashed', 'there'); setTimeout(() => nowhere()); void 0")
            .await?;
        account.page().set_timeout(std::time::Duration::from_millis(300));
        account.button("Sign up").click().await
    });
    let (text, folder) = traces(&failure.unwrap_err());
    assert!(text.starts_with("click button \"Sign up\": not within 300 ms."), "{text}");
    assert!(
        text.contains("running.rs:") && text.contains("on http://127.0.0.1:") && text.contains("/login/"),
        "{text}"
    );
    assert!(text.contains("the page raised: ReferenceError: nowhere is not defined"), "{text}");
    assert!(text.contains("the console says: kommo-widget: the widget crashed there\n"), "{text}");
    assert!(text.contains("`cargo kommo test --dev`"), "{text}");
    assert!(folder.ends_with("kommo-test/account.leaves.traces"), "{}", folder.display());
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    assert_eq!(read("page.png").get(1..4), Some(&b"PNG"[..]));
    assert!(String::from_utf8(read("page.html")).unwrap().contains("Sign in"));
    let told = String::from_utf8(read("page.txt")).unwrap();
    assert!(
        told.contains("here I was") && told.contains("nowhere is not defined") && told.contains("GET http"),
        "{told}"
    );
    assert!(String::from_utf8(read("journal.jsonl")).unwrap().contains("/login/"));
}

#[test]
fn an_uncaught_page_error_fails_a_test_that_would_pass() {
    let throws = async |account: &TestAccount| -> kommo_testing::Result {
        account.open("/login/").await?;
        account
            .page()
            .evaluate::<()>(
                "setTimeout(() => { throw new Error('oh') }); new Promise(d => setTimeout(d, 50))",
            )
            .await
    };
    let failure = run("account::page_error", async |account: TestAccount| throws(&account).await);
    let (text, _) = traces(&failure.unwrap_err());
    assert!(text.starts_with("the page raised 1 error:\nError: oh"), "{text}");

    let taken = run("account::page_error_taken", async |account: TestAccount| -> kommo_testing::Result {
        throws(&account).await?;
        assert_eq!(account.page().take_errors("oh"), 1);
        Ok(())
    });
    assert!(taken.is_ok());
}
