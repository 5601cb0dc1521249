//! Requests of a widget with its user's session: which are sent again, and what is said of those that fail. The shim's
//! `kw_request` does there what kommo-api does for servers; `crates/api/tests/core` holds the same rules there.

use kommo_testing::prelude::*;
use serde_json::json;

use crate::deal_desk::zip;
use crate::plain::LEAD;

const TASKS: &str = "/api/v4/tasks";

fn answer(status: u16, content_type: &str, body: &str) -> Harm {
    Harm::Status { status, body: body.to_owned(), content_type: content_type.to_owned() }
}

fn count(account: &TestAccount, method: &str, path: &str) -> usize {
    account.journal().iter().filter(|entry| entry.method == method && entry.path == path).count()
}

#[kommo_testing::test]
async fn reads_are_sent_again_until_they_succeed(account: TestAccount) -> kommo_testing::Result {
    let path = format!("/api/v4/leads/{LEAD}");
    account.install(&zip()?, &json!({ "follow_up_text": "Call" }))?;
    account.sign_in("admin").await?;
    account.inject(Fault::on(&path, Harm::status(502)).method("GET").times(1));
    account.inject(Fault::on(&path, answer(200, "application/hal+json", "{\"id\":")).method("GET").times(1));
    account.inject(Fault::on(&path, Harm::status(429)).method("GET").times(1));
    let card = account.open_lead_card(LEAD).await?;
    card.panel("Deal desk").text("Budget").expect_visible().await?;
    assert_eq!(count(&account, "GET", &path), 4);
    Ok(())
}

#[kommo_testing::test]
async fn a_post_that_may_have_arrived_is_sent_once(account: TestAccount) -> kommo_testing::Result {
    let problem = |status| Harm::json(status, &json!({ "title": "No", "status": status }));
    account.install(&zip()?, &json!({ "follow_up_text": "Ring the client" }))?;
    account.sign_in("admin").await?;
    let card = account.open_lead_card(LEAD).await?;
    let panel = card.panel("Deal desk");
    panel.text("Budget").expect_visible().await?;
    for (harm, said) in [
        (Harm::status(500), "Kommo failed (500)"),
        (problem(401), "not signed in any more (401)"),
        (problem(402), "the account's plan does not allow this (402)"),
        (problem(403), "no right to do this (403)"),
        (Harm::status(403), "Kommo has blocked this account or address (403)"),
        (problem(404), "not found (404)"),
        (problem(418), "unexpected answer (418)"),
        (problem(422), "not possible now (422)"),
        (answer(200, "text/html", "<p>Welcome</p>"), "a web page came instead of data (200)"),
        (answer(200, "application/hal+json", "{\"_emb"), "the answer broke off (200)"),
    ] {
        let before = count(&account, "POST", TASKS);
        account.inject(Fault::on(TASKS, harm).method("POST").times(1));
        panel.button("Add a follow-up").click().await?;
        panel.text(said).expect_visible().await?;
        assert_eq!(count(&account, "POST", TASKS), before + 1, "{said}");
    }
    // It was refused before it was carried out.
    let before = count(&account, "POST", TASKS);
    account.inject(Fault::on(TASKS, problem(429)).method("POST").times(2));
    panel.button("Add a follow-up").click().await?;
    panel.text("Ring the client").expect_visible().await?;
    panel.text("That did not work").expect_count(0).await?;
    assert_eq!(count(&account, "POST", TASKS), before + 3);
    Ok(())
}
