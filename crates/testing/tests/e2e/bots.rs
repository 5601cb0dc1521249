//! Bots: from the designer to the chat in a lead's card, and from a pipeline's trigger.

use kommo_sandbox::{Bot, BotBlock, Trigger};
use kommo_testing::prelude::*;
use serde_json::json;

/// A lead with a contact.
const LEAD: i64 = 23_847_154;
const PIPELINE: i64 = 7_301_544;

fn program() -> String {
    json!([
        {
            "question": [{ "handler": "show", "params": { "type": "buttons", "value": "Oak or ash, {{contact.name}}?", "buttons": ["Oak", "Ash"] } }],
            "answer": [
                { "handler": "buttons", "params": [{ "value": "Oak", "params": [{ "handler": "goto", "params": { "type": "question", "step": 1 } }] }] },
                { "handler": "show", "params": { "type": "text", "value": "We have no {{message_text}}" } },
                { "handler": "wait_answer", "params": { "type": "answer", "step": 0 } },
            ],
        },
        { "question": [
            { "handler": "action", "params": { "name": "add_note", "params": { "element_type": 2, "note_type": 4, "text": "{{contact.name}} chose oak" } } },
            { "handler": "show", "params": { "type": "text", "value": "Thank you" } },
        ] },
    ])
    .to_string()
}

#[kommo_testing::test]
async fn a_bot_goes_from_the_designer_into_the_chat(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open("/settings/salesbot/0").await?;
    account.button("Add block").click().await?;
    account.role("menuitem", "Code").click().await?;
    account.css(".salesbot-designer__code").fill(&program()).await?;
    account.button("Save").click().await?;
    account.css(".toasts").text("Saved").expect_visible().await?;
    account.button("Run").click().await?;
    account.role("menuitem", "Bunk beds for the cabin").click().await?;

    let chat = account.css(".chat");
    let said = |text: &str| chat.text(part(text));
    said("Oak or ash, ").expect_visible().await?;
    chat.text("waits for an answer").expect_visible().await?;
    chat.css("[name=text]").fill("Walnut").await?;
    chat.css("[name=text]").press("Enter").await?;
    said("We have no Walnut").expect_visible().await?;
    chat.button("Oak").click().await?;
    said("Thank you").expect_visible().await?;
    chat.text("has finished").expect_visible().await?;
    account.css(".feed-note").text(part("chose oak")).expect_visible().await?;
    account.css(".feed-chat_outgoing").text("Thank you").expect_visible().await?;

    account.css(".js-journal").click().await?;
    account.css(".journal__tab[data-tab=bots]").click().await?;
    let journal = account.css(".journal");
    journal.text("goto question 1").expect_visible().await?;
    journal.text(part("added note")).expect_visible().await
}

#[kommo_testing::test]
async fn a_bot_is_stopped_and_started_from_the_chat(account: TestAccount) -> kommo_testing::Result {
    account.sandbox().save_bot(Bot::new("Chooser").block(BotBlock::code(program()))).unwrap();
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.css(".js-chat").click().await?;
    let chat = account.css(".chat");
    chat.text("No messages yet").expect_visible().await?;
    chat.button("Run").click().await?;
    chat.css(".chat__bubble").expect_count(1).await?;
    chat.button("Stop").click().await?;
    chat.text("was stopped").expect_visible().await?;
    chat.button("Oak").click().await?;
    chat.css(".chat__bubble").expect_count(2).await?;
    chat.css(".chat__message_outgoing").expect_count(1).await
}

#[kommo_testing::test]
async fn a_chat_that_was_open_from_the_start_follows_the_bot(account: TestAccount) -> kommo_testing::Result {
    let bot = account.sandbox().save_bot(Bot::new("Chooser").block(BotBlock::code(program()))).unwrap();
    account.sign_in("admin").await?;
    account.open(&format!("/leads/detail/{LEAD}?chat=1")).await?;
    let chat = account.css(".chat");
    chat.text("No messages yet").expect_visible().await?;
    account.sandbox().run_bot(bot.id, "leads", LEAD).unwrap();
    chat.text("waits for an answer").expect_visible().await?;
    chat.css(".chat__bubble").expect_count(1).await
}

#[kommo_testing::test]
async fn a_stage_starts_a_bot(account: TestAccount) -> kommo_testing::Result {
    let bot = account.sandbox().save_bot(Bot::new("Chooser").block(BotBlock::code(program()))).unwrap();
    account.sign_in("admin").await?;
    account.open(&format!("/settings/pipeline/leads/{PIPELINE}/")).await?;
    account.button("Add trigger").nth(1).click().await?;
    account.role("menuitem", "Salesbot").click().await?;
    account.css("[data-when=events]").choose("Moved to the stage").await?;
    account.button("Done").click().await?;
    account.css(".digital-pipeline__item").text("Chooser").expect_visible().await?;
    let kept: Vec<Trigger> = account.sandbox().triggers().unwrap();
    assert_eq!(
        (kept[0].bot_id, kept[0].events.as_slice()),
        (Some(bot.id), &["lead_status_changed".to_owned()][..])
    );
    let moved = json!({ "status_id": kept[0].status_id });
    account.api("PATCH", &format!("/api/v4/leads/{LEAD}"), Some(moved)).await?;
    account.open_lead_card(LEAD).await?;
    account.css(".feed-chat_outgoing").text(part("Oak or ash, ")).expect_visible().await
}
