//! The designers: triggers, bots, lead sources, tabs of cards, lists of elements, the left menu (widget platform 3.3, 6).

use kommo_testing::prelude::*;
use kommo_testing::sandbox::Integration;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, faults, widget, widget_with};

async fn called(account: &TestAccount, name: &str) -> kommo_testing::Result<Value> {
    account
        .page()
        .wait_for(&format!("window.designer && designer.calls.some((call) => call[0] === '{name}')"))
        .await?;
    account.page().evaluate(&format!("designer.calls.filter((call) => call[0] === '{name}').at(-1)")).await
}

async fn installed(account: &TestAccount) -> kommo_testing::Result<Integration> {
    let done = account.install(&widget("designer"), &json!({}))?;
    account.sign_in("admin").await?;
    Ok(done)
}

async fn pipeline(account: &TestAccount) -> kommo_testing::Result<i64> {
    account.open("/dashboard/").await?;
    let answer = account.api("GET", "/api/v4/leads/pipelines", None).await?;
    Ok(answer.body["_embedded"]["pipelines"][0]["id"].as_i64().unwrap())
}

#[kommo_testing::test]
async fn a_trigger_is_filled_in_by_the_widgets_own_control(account: TestAccount) -> kommo_testing::Result {
    let widget = installed(&account).await?;
    let pipeline = pipeline(&account).await?;
    account.open(&format!("/settings/pipeline/leads/{pipeline}")).await?;
    let code = widget.code.clone().unwrap();
    let add = account.css(".js-add-trigger").first();
    add.click().await?;
    account.css(".host-dropdown__item").first().click().await?;
    account.css("form.digital-pipeline__edit-forms input[name=message]").expect_there().await?;
    called(&account, "dpSettings").await?;
    let form = format!(
        "[$('.digital-pipeline__short-task_widget-style_{code}').closest('.digital-pipeline__item-inner').find('form.digital-pipeline__edit-forms .task-edit__body__form').length,
          $('button.js-trigger-save').closest('[data-action=send_widget_hook]').find('.digital-pipeline__short-task_widget-style_{code}').length]"
    );
    assert_eq!(account.page().evaluate::<Value>(&form).await?, json!([1, 1]), "the form lies in its tile");
    account.button("Use a template").click().await?;
    account.css(".js-trigger-save.digital-pipeline__save-button").click().await?;
    account.css("form.digital-pipeline__edit-forms").expect_count(0).await?;
    let tile = account.css(&format!(".digital-pipeline__short-task_widget-style_{code}"));
    tile.expect_visible().await?;
    tile.click().await?;
    // Hidden by the widget, and filled again with what was stored.
    account.page().wait_for("$('input[name=message]').val() === 'from a template'").await?;
    assert_eq!(
        called(&account, "dpTile").await?[1],
        json!(true),
        "two parents up is [data-action=send_widget_hook]"
    );
    Ok(())
}

#[kommo_testing::test]
async fn a_block_of_a_bot_keeps_its_values(account: TestAccount) -> kommo_testing::Result {
    let widget = installed(&account).await?;
    account.open("/settings/salesbot/0").await?;
    account.button("Add block").click().await?;
    account.css(".host-dropdown__item").first().click().await?;
    let asked = called(&account, "salesbotDesignerSettings").await?;
    assert_eq!(asked[1], "string", "renderRow gives markup");
    assert_eq!(asked[2]["params"]["params"]["params"], json!({}), "a new block is as deep as a saved one");
    account.css(".salesbot-designer__row").expect_text("Drawn by the widget").await?;
    account.text("Answered →").expect_visible().await?;
    account.css("[data-field-name=question] [name=value_manual]").fill("Ready?").await?;
    account.css(".js-save-bot").click().await?;
    let saved = called(&account, "onSalesbotDesignerSave").await?;
    assert_eq!(saved[2]["question"], "Ready?");
    account.page().expect_url("/settings/salesbot/").await?;
    account.page().wait_for("!location.pathname.endsWith('/0')").await?;
    account.page().reload().await?;
    account.css("[data-field-name=question] [name=value_manual]").expect_value("Ready?").await?;
    let params = called(&account, "salesbotDesignerSettings").await?[2].clone();
    assert_eq!(params["params"]["params"]["params"]["question"], "Ready?", "{params}");
    // What is no program is refused, with words.
    account.css("[data-field-name=question] [name=value_manual]").fill("broken").await?;
    account.css(".js-save-bot").click().await?;
    account.css(".bot__problem").expect_visible().await?;
    assert_eq!(faults(&account, &widget).await, Vec::<String>::new());
    Ok(())
}

#[kommo_testing::test]
async fn a_source_is_added_and_opens_its_settings_with_a_context(
    account: TestAccount,
) -> kommo_testing::Result {
    installed(&account).await?;
    let pipeline = pipeline(&account).await?;
    account.open(&format!("/settings/pipeline/leads/{pipeline}")).await?;
    account.css(".js-add-source").click().await?;
    account.css(".host-dropdown__item").first().click().await?;
    assert_eq!(called(&account, "onAddAsSource").await?[1], json!(pipeline));
    account.css(".digital-pipeline__source").first().click().await?;
    let context = called(&account, "settings").await?[1].clone();
    assert!(context["source_id"].is_i64() && context.get("external_id").is_some(), "{context}");
    Ok(())
}

#[kommo_testing::test]
async fn a_tab_of_the_card_loads_searches_and_links(account: TestAccount) -> kommo_testing::Result {
    let widget = installed(&account).await?;
    account.open_lead_card(LEAD).await?;
    let code = widget.code.unwrap();
    account.css(&format!(".card-tabs__item[data-tab={code}]")).click().await?;
    account.css(&format!("#{code}")).expect_visible().await?;
    called(&account, "loadPreloadedData").await?;
    let entity = json!({ "id": 2, "type": "leads" });
    assert_eq!(called(&account, "loadElements").await?, json!(["loadElements", entity, LEAD]));
    account.css(".card-tab__linked").expect_text("Table").await?;
    account.css(".card-tab__offered").expect_text("Chair").await?;
    account.css(".card-tab__search input").type_text("la").await?;
    assert_eq!(called(&account, "searchDataInCard").await?, json!(["searchDataInCard", "la", 2, LEAD]));
    account.css(".card-tab__offered").expect_text("Lamp").await?;
    account.css(".js-tab-link").first().click().await?;
    account.css(".js-tab-unlink").first().click().await?;
    account.css(".js-card-save").click().await?;
    let links = called(&account, "linkCard").await?[1].clone();
    assert_eq!(
        (&links["link"][0]["from_id"], &links["link"][0]["to_id"]),
        (&json!(LEAD), &json!(3)),
        "{links}"
    );
    assert_eq!((&links["link"][0]["quantity"], &links["unlink"][0]["to_id"]), (&json!(1), &json!(2)));
    Ok(())
}

#[kommo_testing::test]
async fn the_left_menu_has_the_widgets_items_and_pages(account: TestAccount) -> kommo_testing::Result {
    let zip = widget_with("designer", |manifest| {
        manifest["left_menu"]["mail"] = json!({ "is_hidden": true });
    });
    let widget = account.install(&zip, &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/dashboard/").await?;
    account.css("#nav_menu_stats").expect_there().await?;
    account.css("#nav_menu_mail").expect_count(0).await?;
    let code = widget.code.clone().unwrap();
    account.css(&format!("[id^=nav_menu_{code}] a")).first().click().await?;
    let params = called(&account, "initMenuPage").await?[1].clone();
    assert_eq!(params["location"], "widget_page");
    assert!(params["item_code"].is_string(), "{params}");
    account.css(&format!("#work-area-{code}")).expect_visible().await?;
    let area: String = account.page().evaluate("APP.getWidgetsArea()").await?;
    assert_eq!(area, format!("widget-page:{code}"));
    Ok(())
}
