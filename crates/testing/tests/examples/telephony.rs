//! A telephone: from the ringing to the line in the log, and from the click on a number.

use std::path::Path;

use kommo_testing::prelude::*;
use serde_json::json;

/// A lead whose only contact has the number below, and no other open lead.
const KNOWN: &str = "+1 555 010 0308";
const STRANGE: &str = "+1 555 777 8899";

async fn installed(account: &TestAccount) -> kommo_testing::Result {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let zip = widget_zip(root.join("examples").join("telephony"))?;
    account.install(&zip, &json!({ "recordings": "https://pbx.example/records" }))?;
    account.sign_in("admin").await?;
    Ok(())
}

/// Calls in from a number with the sandbox's own telephone, once the widget listens.
async fn call_in(account: &TestAccount, number: &str) -> kommo_testing::Result {
    account.open("/dashboard/").await?;
    account
        .page()
        .wait_for("new Promise(done => require(['host/widgets/actions'], actions => done(actions.of('phone').length > 0)))")
        .await?;
    account.css(".js-dialer").click().await?;
    account.css(".dialer__number").fill(number).await?;
    account.button("Call the account").click().await
}

#[kommo_testing::test]
async fn pages_hold_still_during_a_call(account: TestAccount) -> kommo_testing::Result {
    installed(&account).await?;
    call_in(&account, KNOWN).await?;
    let window = account.css(".telephony");
    window.text("Incoming call").expect_visible().await?;
    window.text(part(KNOWN)).expect_visible().await?;
    account.css(".toasts__header").expect_text("Incoming call").await?;
    account.css(".dialer__state").expect_text("Ringing: the number is known").await?;
    window.button("Answer").click().await?;
    window.text("On the line").expect_visible().await?;
    account.page().wait_for("APP.sdk.getCallingStatus()").await?;
    account.css(".dialer__state").expect_text("On the line: pages hold still").await?;
    // A new version of a widget would load the page anew; not now.
    account.page().evaluate::<serde_json::Value>("window.isTheSamePage = true").await?;
    account.sandbox().reload_pages();
    window.button("Hang up").click().await?;
    account.page().wait_for("!window.isTheSamePage").await?;
    Ok(())
}

#[kommo_testing::test]
async fn what_became_of_a_call_is_logged_with_its_recording(account: TestAccount) -> kommo_testing::Result {
    installed(&account).await?;
    call_in(&account, KNOWN).await?;
    let window = account.css(".telephony");
    window.button("Answer").click().await?;
    window.text("On the line").expect_visible().await?;
    account.page().wait_for("new Promise(done => setTimeout(() => done(true), 1100))").await?;
    window.button("Hang up").click().await?;
    window.css("[name=status]").choose("Call back later").await?;
    window.css("[name=result]").fill("Wants the bench in ash").await?;
    window.button("Save").click().await?;
    let logged = account.expect_request("POST", "/api/v4/calls").await?;
    let sent: serde_json::Value = serde_json::from_str(&logged.request_body).unwrap();
    assert_eq!((&sent[0]["direction"], &sent[0]["call_status"]), (&json!("inbound"), &json!(2)));
    let answer: serde_json::Value = serde_json::from_str(&logged.response_body).unwrap();
    assert_eq!(answer["_embedded"]["calls"][0]["entity_type"], "lead");
    let lead = answer["_embedded"]["calls"][0]["entity_id"].as_i64().unwrap();
    account.open_lead_card(lead).await?;
    let note = account.css(".feed-note_call_in");
    note.text(part("Incoming call from")).expect_visible().await?;
    note.text("Wants the bench in ash").expect_visible().await?;
    note.css(".feed-note__recording").expect_visible().await
}

#[kommo_testing::test]
async fn a_stranger_who_is_not_answered_becomes_a_contact(account: TestAccount) -> kommo_testing::Result {
    installed(&account).await?;
    call_in(&account, STRANGE).await?;
    let window = account.css(".telephony");
    window.text("Unknown caller").expect_visible().await?;
    account.css(".toasts__foot a").expect_text("Add contact").await?;
    window.button("Decline").click().await?;
    let first = account.expect_request("POST", "/api/v4/calls").await?;
    assert!(first.response_body.contains("Entity not found"), "{first:?}");
    account.expect_request("POST", "/api/v4/contacts").await?;
    let found = account.api("GET", "/api/v4/contacts?query=15557778899", None).await?;
    let id = found.body["_embedded"]["contacts"][0]["id"].as_i64().unwrap();
    account.page().wait_for("!document.querySelector('.telephony')").await?;
    account.open_contact_card(id).await?;
    account.css(".feed-note_call_in").text("No answer").expect_visible().await
}

#[kommo_testing::test]
async fn a_click_on_a_number_opens_the_line(account: TestAccount) -> kommo_testing::Result {
    installed(&account).await?;
    account.open_lead_card(crate::LEAD).await?;
    account.css(".js-contact-action[data-type=phone]").first().click().await?;
    account.role("menuitem", "Call").click().await?;
    let window = account.css(".telephony");
    window.text("On the line").expect_visible().await?;
    account.page().wait_for("APP.sdk.getCallingStatus()").await?;
    window.button("Hang up").click().await?;
    window.button("Save").click().await?;
    let logged = account.expect_request("POST", "/api/v4/calls").await?;
    assert!(logged.request_body.contains("\"outbound\""), "{logged:?}");
    account.page().wait_for("!APP.sdk.getCallingStatus()").await
}
