//! The card as widgets read and change it, and the globals about it (widget platform 5.1, 5.2, 5.6).

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, widget};

#[kommo_testing::test]
async fn app_tells_where_the_user_is(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.APP && APP.isCard()").await?;
    let told: Value = account.page().evaluate(
        "({ same: APP === AMOCRM, base: APP.getBaseEntity(), card: APP.isCard(), area: APP.getWidgetsArea(), older: APP.getV3WidgetsArea(),
            id: APP.data.current_card.id, type: APP.data.current_card.element_type, entity: APP.data.current_entity, user: APP.data.current_card.main_user,
            price: APP.data.current_card.model.get('lead[PRICE]'), status: APP.data.current_card.model.get('lead[STATUS]'), list: APP.data.current_list,
            short: APP.widgets.system.area, types: APP.element_types, date: APP.system.format.date, lang: APP.lang_id, save: typeof APP.data.current_card.save,
            views: Array.isArray(APP.data.current_card.notes.views), status_calls: [APP.sdk.setCallingStatus(true), APP.sdk.getCallingStatus(), APP.sdk.setCallingStatus(false)] })",
    ).await?;
    assert_eq!(
        (&told["same"], &told["base"], &told["card"], &told["area"]),
        (&json!(true), &json!("leads"), &json!(true), &json!("leads_card"))
    );
    assert_eq!(
        (&told["older"], &told["id"], &told["type"], &told["entity"]),
        (&json!("leads_card"), &json!(LEAD), &json!(2), &json!("leads"))
    );
    assert_eq!(
        (&told["price"], &told["list"], &told["short"], &told["save"]),
        (&json!("4200"), &json!(false), &json!("lcard"), &json!("function"))
    );
    assert!(told["user"].is_i64() && told["status"].is_string() && told["views"] == json!(true), "{told}");
    assert_eq!(
        (&told["types"]["contacts"], &told["types"]["leads"], &told["types"]["companies"]),
        (&json!(1), &json!(2), &json!(3))
    );
    assert_eq!(
        told["date"],
        json!({ "date": "DD.MM.YYYY", "date_short": "DD.MM", "full": "DD.MM.YYYY HH:mm" })
    );
    assert_eq!(told["status_calls"][1], json!(true));
    Ok(())
}

#[kommo_testing::test]
async fn constants_have_the_known_shapes(account: TestAccount) -> kommo_testing::Result {
    let admin = account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.APP && APP.isCard()").await?;
    let read: Value = account.page().evaluate("Object.fromEntries(['user', 'user_rights', 'account', 'managers', 'groups', 'task_types', 'lead_statuses', 'card_id', 'card_element', 'main_pipeline', 'free_users', 'nothing'].map((key) => [key, APP.constant(key) === undefined ? null : APP.constant(key)]))").await?;
    let user = &read["user"];
    assert_eq!(
        (&user["id"], &user["login"], &user["theme"]),
        (&json!(admin.id), &json!(admin.login), &json!(1))
    );
    for key in [
        "amojo_id",
        "api_key",
        "group_mates_ids",
        "personal_mobile",
        "photo",
        "settings",
        "sso_auth",
        "tour",
        "user_rank",
        "uuid",
    ] {
        assert!(user.get(key).is_some(), "user.{key}");
    }
    assert_eq!(read["user_rights"]["is_admin"], json!(true));
    let manager = &read["managers"][admin.id.to_string()];
    assert_eq!(
        (&manager["id"], &manager["is_admin"], &manager["active"]),
        (&json!(admin.id.to_string()), &json!("Y"), &json!(true))
    );
    assert!(manager["group"].as_str().unwrap().starts_with("group_"));
    assert!(read["groups"].as_object().unwrap().contains_key("group_free_users"));
    let task = read["task_types"].as_object().unwrap().iter().next().unwrap();
    assert_eq!(task.0, &format!("key_{}", task.1["id"]));
    for key in ["id", "subdomain", "timezone", "currency", "date_format", "cf", "users", "products"] {
        assert!(read["account"].get(key).is_some(), "account.{key}");
    }
    let field = read["account"]["cf"].as_object().unwrap().values().next().unwrap();
    assert!(
        field["ID"].is_i64()
            && field["NAME"].is_string()
            && field["TYPE_ID"].is_i64()
            && field["ENUMS"].is_object()
    );
    let pipeline = read["lead_statuses"].as_object().unwrap().values().next().unwrap();
    assert!(pipeline["statuses"].as_object().unwrap().keys().all(|key| key.starts_with("s_")));
    assert_eq!(
        (&read["card_id"], &read["card_element"]["id"], &read["nothing"]),
        (&json!(LEAD), &json!(LEAD), &Value::Null)
    );
    Ok(())
}

#[kommo_testing::test]
async fn fields_have_the_markup_widgets_look_for(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.css(".bundle-root").expect_visible().await?;
    let counts: Value = account.page().evaluate("Object.fromEntries(['#card_holder', '#card_fields', '.card-cf-table-main-entity .linked-form__field[data-id]', '.linked-form__field[data-id] .control--select .control--select--list',
        '.linked-form__field[data-id] button.control--select--button', '.linked-form__field[data-id] .control--select--input[name^=\"CFV[\"]', '.linked-form__field[data-id] .js-control-date .date_field[name^=\"CFV[\"]', '#lead_card_budget[name=\"lead[PRICE]\"]', '.card-top-name input',
        '[name^=\"CFV[\"]', '.feed-compose', '.feed-compose__quick-actions-wrapper', '.js-linked-name-view', '#widgets_block.card-widgets', '.js-card-widgets-on-off', '#page_holder'].map((selector) => [selector, document.querySelectorAll(selector).length]))").await?;
    for (selector, count) in counts.as_object().unwrap() {
        assert!(count.as_i64().unwrap() > 0, "nothing fits {selector}");
    }
    Ok(())
}

#[kommo_testing::test]
async fn a_widget_that_writes_to_a_field_has_it_saved(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.css(".bundle-root").expect_visible().await?;
    let field: Value = account.page().evaluate("(() => { const one = Object.values(APP.constant('account').cf).find((field) => field.TYPE_ID === 4 && document.querySelector(`.control--select--input[name='CFV[${field.ID}]']`)); return { id: one.ID, last: Object.values(one.ENUMS).at(-1) }; })()").await?;
    let (id, last) = (&field["id"], &field["last"]);
    account.page().call::<Value>("(id, value) => { $('[name=\"CFV[' + id + ']\"]').val(value).trigger('change'); $('#lead_card_budget').val('777').trigger('change'); return null; }", json!([id, last["ID"]])).await?;
    assert_eq!(
        account.page().evaluate::<String>("APP.data.current_card.model.get('lead[PRICE]')").await?,
        "777",
        "live values"
    );
    account
        .css(&format!(".linked-form__field[data-id='{id}'] .control--select--button-inner"))
        .expect_text(last["VALUE"].as_str().unwrap())
        .await?;
    account.css(".js-card-save").click().await?;
    account.expect_request("PATCH", &format!("/ajax/v4/leads/{LEAD}")).await?;
    let lead = account.api("GET", &format!("/api/v4/leads/{LEAD}"), None).await?.body;
    assert_eq!(lead["price"], 777);
    let fields = lead["custom_fields_values"].as_array().unwrap();
    let stored = fields.iter().find(|one| &one["field_id"] == id).unwrap();
    assert_eq!(stored["values"][0]["enum_id"], last["ID"]);
    Ok(())
}
