//! What ends with a widget, whatever it was doing, and calls that cross each other.

use std::time::Duration;

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::adversary::{Adversary, Answer, Build};
use crate::plain::LEAD;

const SLOW: &str = "/api/v4/account";

/// Every answer to a request comes long after the user has left.
fn slow(account: &TestAccount) {
    account.inject(Fault::on(SLOW, Harm::Delay { ms: 60_000 }));
}

/// Waits until the slow request is under way.
async fn asked(account: &TestAccount) -> kommo_testing::Result {
    let asked = || account.page().requests().iter().any(|one| one.url.ends_with(SLOW));
    for _ in 0..200 {
        if asked() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("there was no request");
}

/// The request was taken back, not only forgotten. The first one: the next page's widget may ask anew.
async fn aborted(account: &TestAccount) -> kommo_testing::Result {
    for _ in 0..200 {
        let requests = account.page().requests();
        let first = requests.iter().find(|one| one.url.ends_with(SLOW)).unwrap();
        if first.failure.as_deref() == Some("net::ERR_ABORTED") {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the request goes on: {:?}", account.page().requests().last());
}

async fn leave(account: &TestAccount, widget: &Adversary) -> kommo_testing::Result {
    widget.go("/todo/").await?;
    account.css("#card_holder").expect_hidden().await?;
    account.page().wait_for("APP.getWidgetsArea() === 'todo'").await
}

/// What the host's journal says of a callback.
async fn outcome(account: &TestAccount, widget: &Adversary, callback: &str) -> kommo_testing::Result<Value> {
    const OF: &str = "(code, event) => require('host/widgets/journal').entries()
        .filter(entry => entry.code === code && entry.area === 'lcard' && entry.event === event).at(-1)";
    account.page().call(OF, json!([widget.code(), callback])).await
}

#[kommo_testing::test]
async fn a_request_of_the_api_is_aborted(account: TestAccount) -> kommo_testing::Result {
    slow(&account);
    let widget = Adversary::open(&account, Build::Release, "render:request").await?;
    asked(&account).await?;
    assert_eq!(outcome(&account, &widget, "render").await?["outcome"], "promise");
    leave(&account, &widget).await?;
    aborted(&account).await?;
    let settled = outcome(&account, &widget, "render").await?;
    assert_eq!((&settled["outcome"], &settled["value"]), (&json!("resolved"), &json!("undefined")));
    Ok(())
}

#[kommo_testing::test]
async fn a_request_with_a_token_is_aborted(account: TestAccount) -> kommo_testing::Result {
    slow(&account);
    let widget = Adversary::open(&account, Build::Release, "after:ajax").await?;
    widget.click().await?;
    asked(&account).await?;
    leave(&account, &widget).await?;
    aborted(&account).await
}

#[kommo_testing::test]
async fn the_tabs_promises_are_kept(account: TestAccount) -> kommo_testing::Result {
    slow(&account);
    let widget = Adversary::open(&account, Build::Release, "loadElements:request").await?;
    widget.is_well(0).await?;
    const ASK: &str = "code => { const lifecycle = require('host/widgets/lifecycle');
        window.answer = lifecycle.call(lifecycle.instanceOf(code), 'loadElements', [{ id: 2 }, 1]); }";
    account.page().call::<Value>(ASK, json!([widget.code()])).await?;
    asked(&account).await?;
    leave(&account, &widget).await?;
    aborted(&account).await?;
    let answer: Value = account.page().evaluate("window.answer").await?;
    assert_eq!(answer, json!([]));
    Ok(())
}

#[kommo_testing::test]
async fn a_crash_aborts_as_well(account: TestAccount) -> kommo_testing::Result {
    slow(&account);
    let widget = Adversary::open(&account, Build::Release, "after:request").await?;
    widget.click().await?;
    asked(&account).await?;
    widget.plan("click:panic").await?;
    widget.click().await?;
    widget.has_stopped().await?;
    aborted(&account).await
}

#[kommo_testing::test]
async fn a_timer_ends(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    leave(&account, &widget).await?;
    let before = account.page().timers().await?;
    widget.plan("after:sleep").await?;
    widget.go(&format!("/leads/detail/{LEAD}")).await?;
    widget.is_well(0).await?;
    widget.click().await?;
    leave(&account, &widget).await?;
    // The host's own come and go; this one would be there for an hour.
    let timers = format!("globalThis[Symbol.for('kommo-testing timers')]() <= {before}");
    account.page().wait_for(&timers).await
}

#[kommo_testing::test]
async fn a_second_render_is_harmless(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    // One after the other, and while the first still waits.
    assert_eq!(widget.call("render", json!([])).await?, Answer::Value(json!(true)));
    widget.plan("render:late-nothing").await?;
    let (one, two) = tokio::join!(widget.call("render", json!([])), widget.call("render", json!([])));
    assert_eq!((one?, two?), (Answer::Value(json!(true)), Answer::Value(json!(true))));
    widget.panel().css(".kw-panel").expect_count(1).await?;
    widget.click().await?;
    widget.is_well(1).await
}

#[kommo_testing::test]
async fn the_host_may_call_back_while_it_is_called(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    for place in ["click", "after"] {
        widget.plan(&format!("{place}:again")).await?;
        widget.click().await?;
        widget.plan("").await?;
    }
    widget.is_well(2).await
}

#[kommo_testing::test]
async fn nothing_starts_after_the_end(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    const HELD: &str = "() => Object.values(jQuery._data(document, 'events')).flat().length";
    let before: usize = account.page().call(HELD, json!([])).await?;
    let timers = account.page().timers().await?;
    // In the middle of its own handler; what it starts afterwards is refused.
    widget.plan("click:destroy").await?;
    widget.click().await?;
    let after: usize = account.page().call(HELD, json!([])).await?;
    assert!(after < before, "{before} listeners, then {after}");
    assert!(account.page().timers().await? <= timers);
    widget.plan("").await?;
    // The object can be entered again.
    assert_eq!(widget.call("render", json!([])).await?, Answer::Value(json!(true)));
    widget.is_well(0).await
}
