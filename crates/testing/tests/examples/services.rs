//! Widgets with a service of their own: from the designer to the chat, from the stage to the note.
//!
//! The account reaches the service at its real address, which a stub forwards to this machine.

use std::time::Duration;

use ai_answer_service::{Model, stub};
use axum::Router;
use kommo_api::{Api, Bearer};
use kommo_hooks::{Account, Secret, Verifier};
use kommo_sandbox::{Integration, Service, Stub, TokenGrant};
use kommo_testing::prelude::*;
use serde_json::json;

use crate::pipelines::automation;
use crate::{LEAD, installed};

const ANSWERS: &str = "https://answers.example.com";
const CARDS: &str = "https://cards.example.com";

/// Runs a service on this machine.
async fn serve(service: Router) -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, service).await });
    port
}

/// An administrator's token for the integration.
fn token(account: &TestAccount, integration: &Integration) -> String {
    let users = account.sandbox().users().unwrap();
    let admin = users.iter().find(|user| user.is_admin).unwrap();
    let grant =
        TokenGrant { client_id: &integration.uuid, user_id: admin.id, scopes: &["crm"], lives: 86_400 };
    account.sandbox().state().issue_token(&grant).unwrap()
}

/// Places the block in a new bot and saves it. Gives the bot's id.
async fn designed(account: &TestAccount, greeting: &str) -> kommo_testing::Result<i64> {
    account.open("/settings/salesbot/0").await?;
    account.css(".bot__name").fill("Answers").await?;
    account.button("Add block").click().await?;
    account.role("menuitem", "AI answer: Answer").click().await?;
    account.css("[data-exit=answered]").expect_text(part("Answered")).await?;
    account.css("[data-exit=unanswered]").expect_text(part("Not answered")).await?;
    account.css("[name=value_manual]").fill(greeting).await?;
    account.button("Save").click().await?;
    assert_eq!(account.expect_request("POST", "/ajax/sandbox/bots").await?.status, 200);
    Ok(account.sandbox().bots().unwrap().last().unwrap().id)
}

/// Runs the bot from the chat in the lead's card, and asks as the client. Gives the run's id.
async fn ask(account: &TestAccount, question: &str) -> kommo_testing::Result<i64> {
    let chat = account.css(".chat");
    chat.css(".chat__bot select").choose("Answers").await?;
    chat.button("Run").click().await?;
    chat.css(".chat__run").expect_text(part("waits for an answer")).await?;
    chat.field("Message of the contact").fill(question).await?;
    chat.button("Send as the contact").click().await?;
    // The service answers over two connections; a busy machine takes its time.
    chat.css(".chat__run").timeout(Duration::from_secs(30)).expect_text(part("has finished")).await?;
    Ok(account.sandbox().bot_runs().unwrap().last().unwrap().id)
}

/// The exits by which a run left the widget's block.
fn exits(account: &TestAccount, run: i64) -> Vec<serde_json::Value> {
    let trace = account.sandbox().bot_trace(Some(run)).unwrap();
    trace.iter().filter(|step| step.handler == "exits").map(|step| step.params["value"].clone()).collect()
}

#[kommo_testing::test]
async fn a_bot_says_what_the_service_answers(account: TestAccount) -> kommo_testing::Result {
    let integration =
        installed(&account, "ai-answer", &json!({ "service": format!("{ANSWERS}/ask") })).await?;
    let model = format!("http://127.0.0.1:{}", serve(stub::router()).await);
    let verifier = Verifier::new(Secret::new(&*integration.secret).unwrap(), ANSWERS)
        .client(&integration.uuid)
        .account(account.sandbox().url());
    let kommo = Account::new(account.sandbox().url(), &token(&account, &integration)).unwrap();
    let port = serve(ai_answer_service::router(verifier, kommo, Model::at(&model).unwrap())).await;
    account.sandbox().stub(Stub::forward(ANSWERS, Service::on_port(port)));

    designed(&account, "What is it, {{contact.name}}?").await?;
    account.open(&format!("/leads/detail/{LEAD}?chat=1")).await?;
    let said = account.css(".chat__message_outgoing .chat__bubble");
    let before = said.count().await?;
    let run = ask(&account, "When do you open?").await?;
    let texts = said.texts().await?.split_off(before);
    assert!(texts[0].starts_with("What is it, ") && !texts[0].contains("{{"), "{texts:?}");
    assert!(texts[1].starts_with("We are open from nine to six"), "{texts:?}");
    assert!(texts[1].chars().count() > 80, "longer than a message of `continue` may be");
    assert_eq!(exits(&account, run), ["answered"]);

    let run = ask(&account, "Who are you?").await?;
    said.expect_count(before + 3).await?;
    assert_eq!(exits(&account, run), ["unanswered"]);
    Ok(())
}

#[kommo_testing::test]
async fn a_block_shows_again_what_was_saved(account: TestAccount) -> kommo_testing::Result {
    installed(&account, "ai-answer", &json!({ "service": format!("{ANSWERS}/ask") })).await?;
    let bot = designed(&account, "Yes?").await?;
    account.open(&format!("/settings/salesbot/{bot}")).await?;
    account.css("[data-exit=answered]").expect_visible().await?;
    account.css("[name=value_manual]").expect_value("Yes?").await
}

#[kommo_testing::test]
async fn a_program_that_cannot_work_is_not_saved(account: TestAccount) -> kommo_testing::Result {
    installed(&account, "ai-answer", &json!({ "service": "answers.example.com" })).await?;
    account.open("/settings/salesbot/0").await?;
    account.button("Add block").click().await?;
    account.role("menuitem", "AI answer: Answer").click().await?;
    account.css("[data-exit=answered]").expect_visible().await?;
    account.button("Save").click().await?;
    let saved = account.expect_request("POST", "/ajax/sandbox/bots").await?;
    assert_eq!(saved.status, 400, "{saved:?}");
    let problem = account.css(".bot__problem");
    problem.expect_text(part("JSON text")).await?;
    let console = account.page().console();
    let said = console.iter().any(|line| line.text.contains("`widget_request` needs a whole address"));
    assert!(said, "{console:?}");
    Ok(())
}

/// The texts of the lead's notes that the service wrote.
async fn cards(account: &TestAccount) -> kommo_testing::Result<Vec<String>> {
    let notes = account.api("GET", &format!("/api/v4/leads/{LEAD}/notes?limit=250"), None).await?;
    let notes = notes.body["_embedded"]["notes"].as_array().cloned().unwrap_or_default();
    let texts = notes.iter().filter_map(|note| note["params"]["text"].as_str());
    Ok(texts.filter(|text| text.starts_with("A card was posted: ")).map(str::to_owned).collect())
}

#[kommo_testing::test]
async fn a_lead_that_comes_into_a_stage_gets_a_card(account: TestAccount) -> kommo_testing::Result {
    let integration = installed(&account, "pipeline-action", &json!({ "note": "" })).await?;
    let api = Api::new(Bearer::new(account.sandbox().url(), &token(&account, &integration)).unwrap());
    let port = serve(pipeline_action_service::router(api)).await;
    account.sandbox().stub(Stub::forward(CARDS, Service::on_port(port)));

    let pipeline = automation(&account).await?;
    account.button("Add trigger").first().click().await?;
    account.role("menuitem", "Post a card").click().await?;
    let message = account.css("form.digital-pipeline__edit-forms [name=message]");
    message.expect_there().await?;
    message.fill("Thank you & welcome").await?;
    account.button("Done").click().await?;
    account.css(".digital-pipeline__item").text("Post a card").expect_visible().await?;
    let column = "document.querySelector('.digital-pipeline__item').closest('[data-status]').dataset.status";
    let stage: i64 = account.page().evaluate::<String>(column).await?.parse().unwrap();

    let into = |stage: i64| Some(json!({ "pipeline_id": pipeline, "status_id": stage }));
    let path = format!("/api/v4/leads/{LEAD}");
    // Lost, in case it is in that stage already.
    assert_eq!(account.api("PATCH", &path, into(143)).await?.status, 200);
    // A webhook that is not true writes nothing: it is not signed, so the service looks for itself.
    let forged = format!(
        "event[type]=14&event[data][id]={LEAD}&event[data][element_type]=2&event[data][status_id]={stage}\
         &event[time]=1&action[settings][widget][settings][message]=Forged"
    );
    let forged_status = post(port, &forged).await;
    assert_eq!(forged_status, "HTTP/1.1 200 OK");

    assert_eq!(account.api("PATCH", &path, into(stage)).await?.status, 200);
    for _ in 0..200 {
        if !cards(&account).await?.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(cards(&account).await?, ["A card was posted: Thank you & welcome"]);
    account.open(&format!("/leads/detail/{LEAD}")).await?;
    account.css(".feed__stream").text(part("A card was posted: Thank you & welcome")).expect_visible().await
}

/// Posts a form to the service, past the account. Gives the status line.
async fn post(port: u16, body: &str) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut connection = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!(
        "POST /post HTTP/1.1\r\nhost: cards.example.com\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}
