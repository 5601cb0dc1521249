//! What people type into a card: what is saved of it, what is refused, and what must not get lost on the way.

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, widget};

/// The lead's contact, a field of leads, and another stage of the lead's pipeline.
const CONTACT: i64 = 52_310_115;
const DELIVERY_DATE: i64 = 810_207;
const OTHER_STAGE: i64 = 61_220_418;

async fn on_card(account: &TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.css(".feed-note").first().expect_visible().await
}

async fn lead(account: &TestAccount) -> kommo_testing::Result<Value> {
    Ok(account.api("GET", &format!("/api/v4/leads/{LEAD}"), None).await?.body)
}

async fn change_elsewhere(account: &TestAccount, change: Value) -> kommo_testing::Result {
    let answer = account.api("PATCH", &format!("/api/v4/leads/{LEAD}"), Some(change)).await?;
    assert_eq!(answer.status, 200, "{}", answer.body);
    Ok(())
}

/// Saves and waits until the card is drawn anew.
async fn save(account: &TestAccount) -> kommo_testing::Result {
    account.button("Save").click().await?;
    account.css(".card-fields__save").expect_hidden().await?;
    account.css(".feed-compose").expect_visible().await
}

fn sale(account: &TestAccount) -> Locator {
    account.css("#card_fields").field("Sale")
}

fn go_offline(account: &TestAccount, is_offline: bool) {
    account.sandbox().state().faults().set_offline(is_offline);
}

#[kommo_testing::test]
async fn saving_one_field_leaves_what_others_changed(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    sale(&account).fill("5000").await?;
    change_elsewhere(&account, json!({ "name": "Renamed elsewhere", "status_id": OTHER_STAGE })).await?;
    save(&account).await?;
    let lead = lead(&account).await?;
    assert_eq!(
        (&lead["price"], &lead["name"], &lead["status_id"]),
        (&json!(5000), &json!("Renamed elsewhere"), &json!(OTHER_STAGE))
    );
    Ok(())
}

#[kommo_testing::test]
async fn what_was_drawn_anew_counts_as_unchanged(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    change_elsewhere(&account, json!({ "name": "First", "status_id": OTHER_STAGE })).await?;
    account.field("Lead name").expect_value("First").await?;
    account.css(".card-stage__name").expect_text("Measured and sketched").await?;
    sale(&account).fill("5000").await?;
    change_elsewhere(&account, json!({ "name": "Second" })).await?;
    save(&account).await?;
    assert_eq!(lead(&account).await?["name"], "Second");
    let sent = account.expect_request("PATCH", &format!("/ajax/v4/leads/{LEAD}")).await?;
    assert_eq!(sent.request_body, r#"{"price":5000}"#);
    Ok(())
}

#[kommo_testing::test]
async fn a_sale_is_read_as_people_write_it(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    for (typed, stored) in
        [("4300,50", 4301), ("€ 1 200.40", 1200), ("4,200", 4200), ("1.234,40", 1234), ("", 0)]
    {
        sale(&account).fill(typed).await?;
        save(&account).await?;
        assert_eq!(lead(&account).await?["price"], stored, "{typed}");
    }
    sale(&account).fill("abc").await?;
    account.button("Save").click().await?;
    account.css(".card-fields__error").expect_text(part("Sale: “abc” is not a number")).await?;
    assert_eq!(lead(&account).await?["price"], 0);
    let pieces = account.field("Number of pieces");
    sale(&account).fill("7").await?;
    pieces.fill("2,5").await?;
    save(&account).await?;
    pieces.expect_value("2.5").await
}

#[kommo_testing::test]
async fn a_date_that_cannot_be_read_is_not_erased(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    let write = format!(
        "(value) => {{ $('[name=\"CFV[{DELIVERY_DATE}]\"]').val(value).trigger('change'); return null; }}"
    );
    account.page().call::<Value>(&write, json!(["2027-01-15"])).await?;
    save(&account).await?;
    let date = account.field("Delivery date");
    date.expect_value("15.01.2027").await?;
    for wrong in ["soon", "31.02.2027"] {
        account.page().call::<Value>(&write, json!([wrong])).await?;
        account.button("Save").click().await?;
        let refusal = format!("Delivery date: “{wrong}” is not a date (dd.mm.yyyy)");
        account.css(".card-fields__error").expect_text(refusal).await?;
    }
    assert!(lead(&account).await?["custom_fields_values"].to_string().contains("Delivery date"));
    account.page().call::<Value>(&write, json!([""])).await?;
    save(&account).await?;
    date.expect_value("").await?;
    assert!(!lead(&account).await?["custom_fields_values"].to_string().contains("Delivery date"));
    Ok(())
}

#[kommo_testing::test]
async fn a_refusal_names_the_field_and_fits_the_column(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    account.field("Sketch").fill(&format!("not-a-link-{}", "x".repeat(80))).await?;
    account.button("Save").click().await?;
    let error = account.css(".card-fields__error");
    error.expect_text("Sketch: This value is not a valid URL.").await?;
    let fits = "(() => { const bar = document.querySelector('.card-fields__save'); const box = document.querySelector('.card-fields__error').getBoundingClientRect();
        return bar.scrollWidth <= bar.clientWidth && box.width > 200; })()";
    assert!(account.page().evaluate::<bool>(fits).await?);
    sale(&account).fill("y".repeat(90).as_str()).await?;
    account.button("Save").click().await?;
    error.expect_text(part("is not a number")).await?;
    assert!(account.page().evaluate::<bool>(fits).await?, "one long word");
    Ok(())
}

#[kommo_testing::test]
async fn pressing_save_twice_makes_one_company(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open("/companies/add/").await?;
    account.field("Company name").fill("Twice Ltd").await?;
    account.inject(Fault::on("/ajax/v4/companies", Harm::Delay { ms: 300 }).method("POST"));
    account.button("Save").double_click().await?;
    account.page().expect_url("/companies/detail/").await?;
    account.css(".feed-compose").expect_visible().await?;
    let companies =
        account.journal().into_iter().filter(|one| one.method == "POST" && one.path == "/ajax/v4/companies");
    assert_eq!(companies.count(), 1);
    Ok(())
}

#[kommo_testing::test]
async fn save_can_be_pressed_again_after_a_refusal(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    sale(&account).fill("4500").await?;
    go_offline(&account, true);
    account.button("Save").click().await?;
    account.css(".card-fields__error").expect_text("The server cannot be reached").await?;
    go_offline(&account, false);
    save(&account).await?;
    assert_eq!(lead(&account).await?["price"], 4500);
    Ok(())
}

#[kommo_testing::test]
async fn a_new_card_is_there_before_its_elements_are_linked(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("designer"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/leads/add/").await?;
    account.field("Lead name").fill("With a chair").await?;
    account.css(".card-tabs__item").last().click().await?;
    account.button("Add").first().click().await?;
    account.button("Save").click().await?;
    account.page().expect_url("/leads/detail/").await?;
    let url = account.page().url();
    let id: i64 = url.rsplit('/').next().unwrap().parse().unwrap();
    let links: Value = account
        .page()
        .evaluate(
            "designer.calls.filter((call) => call[0] === 'linkCard').map((call) => call[1].link[0].from_id)",
        )
        .await?;
    assert_eq!(links, json!([id]));
    Ok(())
}

#[kommo_testing::test]
async fn searching_in_a_tab_is_no_edit(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("designer"), &json!({}))?;
    on_card(&account).await?;
    account.css(".card-tabs__item").last().click().await?;
    account.field("Search").type_text("la").await?;
    account.text("Lamp").expect_visible().await?;
    account.field("Search").press("Enter").await?;
    account.css(".card-fields__save").expect_hidden().await?;
    account.field("Quantity").fill("5").await?;
    save(&account).await?;
    let quantity: Value = account
        .page()
        .evaluate("designer.calls.findLast((call) => call[0] === 'linkCard')[1].link[0].quantity")
        .await?;
    assert_eq!(quantity, 5);
    Ok(())
}

#[kommo_testing::test]
async fn a_list_of_choices_closes_and_says_what_is_ticked(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    let (summary, first) = (account.css(".field-choice summary"), account.field("Oiled"));
    summary.expect_text("…").await?;
    summary.click().await?;
    first.check().await?;
    summary.expect_text("Oiled").await?;
    account.field("Painted").check().await?;
    summary.expect_text("Oiled, Painted").await?;
    account.page().press("Escape").await?;
    first.expect_hidden().await?;
    summary.click().await?;
    first.expect_visible().await?;
    sale(&account).click().await?;
    first.expect_hidden().await?;
    save(&account).await?;
    summary.expect_text("Oiled, Painted").await
}

#[kommo_testing::test]
async fn a_half_written_note_is_kept(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("habits"), &json!({ "login": "me" }))?;
    on_card(&account).await?;
    account.page().wait_for("window.habits && habits.self").await?;
    account.field("Note").fill("Half a thought").await?;
    account.role("tab", "Task").click().await?;
    account.css(".feed-compose").field("Task").fill("Half a task").await?;
    account.role("tab", "Note").click().await?;
    account.field("Note").expect_value("Half a thought").await?;
    account.page().evaluate::<()>("void habits.self.add_source('sms', () => Promise.resolve())").await?;
    account.css(".feed-compose").role("tab", "Habits").expect_count(2).await?;
    account.field("Note").expect_value("Half a thought").await?;
    account.button("Add").click().await?;
    account.css(".feed-note__text").having("Half a thought").expect_visible().await?;
    account.field("Note").expect_value("").await?;
    account.role("tab", "Task").click().await?;
    account.css(".feed-compose").field("Task").expect_value("Half a task").await
}

#[kommo_testing::test]
async fn the_feed_stays_where_it_is_read(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open("/dashboard/").await?;
    let notes = format!("/api/v4/leads/{LEAD}/notes");
    let note = |text: String| json!({ "note_type": "common", "params": { "text": text } });
    let many: Vec<Value> = (0..30).map(|number| note(format!("Note {number}"))).collect();
    account.api("POST", &notes, Some(json!(many))).await?;
    on_card(&account).await?;
    let at_bottom = "(() => { const box = document.querySelector('.feed__stream'); return box.scrollHeight - box.scrollTop - box.clientHeight < 5; })()";
    account.page().wait_for(at_bottom).await?;
    account.api("POST", &notes, Some(json!([note("At the bottom".into())]))).await?;
    account.css(".feed-note__text").having("At the bottom").expect_visible().await?;
    account.page().wait_for(at_bottom).await?;
    account.page().evaluate::<()>("void (document.querySelector('.feed__stream').scrollTop = 40)").await?;
    account.api("POST", &notes, Some(json!([note("Came in".into())]))).await?;
    account.css(".feed-note__text").having("Came in").expect_there().await?;
    let top: f64 = account.page().evaluate("document.querySelector('.feed__stream').scrollTop").await?;
    assert!((top - 40.0).abs() < 1.0, "{top}");
    account.field("Note").fill("My own").await?;
    account.button("Add").click().await?;
    account.page().wait_for(at_bottom).await
}

#[kommo_testing::test]
async fn a_message_that_cannot_be_sent_is_kept(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    account.button("Chat").click().await?;
    let chat = account.css(".chat");
    let text = chat.field("Message of the contact");
    text.fill("Is it ready?").await?;
    go_offline(&account, true);
    text.press("Enter").await?;
    chat.css("[role=alert]").expect_text("The server cannot be reached").await?;
    text.expect_value("Is it ready?").await?;
    go_offline(&account, false);
    text.press("Enter").await?;
    chat.css(".chat__bubble").expect_text("Is it ready?").await?;
    text.expect_value("").await?;
    chat.css("[role=alert]").expect_hidden().await
}

#[kommo_testing::test]
async fn a_task_that_cannot_be_completed_can_be_tried_again(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    go_offline(&account, true);
    account.button("Complete").click().await?;
    account.css(".toasts").text("The task was not completed").expect_visible().await?;
    account.button("Complete").expect_enabled().await?;
    go_offline(&account, false);
    account.button("Complete").click().await?;
    account.css(".feed-note_done").expect_visible().await
}

#[kommo_testing::test]
async fn a_chat_that_cannot_be_loaded_says_so(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    go_offline(&account, true);
    account.button("Chat").click().await?;
    account.css(".toasts").text("The chat cannot be shown").expect_visible().await?;
    account.css(".chat").expect_count(0).await?;
    go_offline(&account, false);
    account.button("Chat").click().await?;
    account.css(".chat").text("No messages yet").expect_visible().await
}

#[kommo_testing::test]
async fn a_contact_is_answered_from_the_messenger(account: TestAccount) -> kommo_testing::Result {
    on_card(&account).await?;
    account.button("Chat").click().await?;
    let chat = account.css(".chat");
    let answer = chat.button("Answer as Nora Whitfield");
    answer.expect_disabled().await?;
    answer.expect_attribute("title", part("has no talk yet")).await?;
    let text = chat.css("[name=text]");
    text.fill("Is it ready?").await?;
    text.press("Enter").await?;
    chat.css(".chat__message_incoming").text("Is it ready?").expect_visible().await?;
    answer.expect_enabled().await?;
    text.fill("Nearly").await?;
    answer.click().await?;
    chat.css(".chat__message_outgoing").text("Nearly").expect_visible().await?;
    chat.css(".chat__message_outgoing .chat__foot").expect_text(part("Nora Whitfield")).await?;
    text.expect_value("").await?;
    let talks =
        account.api("GET", &format!("/api/v4/talks?filter[contact_id][]={CONTACT}"), None).await?.body;
    let talk = &talks["_embedded"]["talks"][0]["talk_id"];
    account.api("POST", &format!("/api/v4/talks/{talk}/close"), Some(json!({ "force_close": true }))).await?;
    text.fill("Too late").await?;
    answer.click().await?;
    chat.css("[role=alert]").expect_text("Talk is closed").await?;
    text.expect_value("Too late").await
}
