//! When widgets are made, called and ended (widget platform 3.1–3.3).

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, journal, script, widget_with};

/// A widget that answers to render with what `answer` says.
fn rendering(answer: &str) -> Vec<u8> {
    let code = format!(
        "define([], function () {{ return function () {{ this.callbacks = {{
           render: function () {{ return {answer}; }}, init: function () {{ return true; }}, bind_actions: function () {{ return true; }},
           onSave: function () {{ return true; }}, destroy: function () {{}} }}; }}; }});"
    );
    script(&code, &["settings", "lcard-1"])
}

#[kommo_testing::test]
async fn a_falsy_render_stops_the_rest(account: TestAccount) -> kommo_testing::Result {
    let mut widgets = Vec::new();
    for answer in [
        "false",
        "undefined",
        "0",
        "Promise.resolve(false)",
        "Promise.resolve(true)",
        "'yes'",
        "{ then: (done) => done(true) }",
    ] {
        widgets.push((answer, account.install(&rendering(answer), &json!({}))?));
    }
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.APP && Object.keys(APP.widgets.list).length === 7").await?;
    let _: Value = account.page().evaluate("new Promise((done) => setTimeout(done, 500))").await?;
    for (at, (answer, widget)) in widgets.iter().enumerate() {
        let calls = journal(&account, widget).await;
        let goes_on = at >= 4;
        assert_eq!(calls.contains(&"lcard init returned".to_owned()), goes_on, "{answer}: {calls:?}");
        if goes_on {
            let order: Vec<_> =
                calls.iter().filter(|call| !call.contains("render")).map(String::as_str).collect();
            assert_eq!(
                order,
                ["lcard constructor returned", "lcard bind_actions returned", "lcard init returned"],
                "{answer}"
            );
        }
    }
    Ok(())
}

/// Counts its instances and what they were called, on every page.
const COUNTING: &str = "define(['jquery'], function ($) { return function () {
    var self = this; var seen = window.counting = window.counting || { made: 0, ended: 0, pages: [], areas: [] };
    seen.made += 1; seen.areas.push(self.system().area);
    this.callbacks = { render: function () { return true; }, bind_actions: function () {
        $(document).off('page:changed.counting').on('page:changed.counting', function () { seen.pages.push(APP.getWidgetsArea()); }); return true; },
      init: function () { return true; }, onSave: function () { return true; }, destroy: function () { seen.ended += 1; } };
}; });";

async fn round(account: &TestAccount) -> kommo_testing::Result<Value> {
    account.sign_in("admin").await?;
    account.open("/dashboard/").await?;
    account.page().wait_for("window.counting").await?;
    for (path, area) in [
        ("/leads/detail/23847101", "leads_card"),
        ("/leads/pipeline/", "leads-pipeline"),
        ("/settings/pay/", "billing"),
        ("/todo/", "todo"),
    ] {
        account
            .page()
            .call::<Value>(
                "(url) => { APP.router.navigate(url, { trigger: true }); return null; }",
                json!([path]),
            )
            .await?;
        account.page().wait_for(&format!("APP.getWidgetsArea() === '{area}'")).await?;
        let _: Value = account.page().evaluate("new Promise((done) => setTimeout(done, 250))").await?;
    }
    account.page().evaluate("counting").await
}

#[kommo_testing::test]
async fn without_init_once_each_page_has_an_instance_of_its_own(
    account: TestAccount,
) -> kommo_testing::Result {
    account.install(&script(COUNTING, &["settings", "everywhere"]), &json!({}))?;
    let seen = round(&account).await?;
    // One each on the dashboard, the card, the board and the list of tasks; none where the account is paid for.
    assert_eq!((&seen["made"], &seen["ended"]), (&json!(4), &json!(3)), "{seen}");
    assert_eq!(seen["areas"], json!(["dashboard", "lcard", "leads-pipeline", "tlist"]));
    Ok(())
}

#[kommo_testing::test]
async fn init_once_is_made_once_and_hears_of_pages(account: TestAccount) -> kommo_testing::Result {
    // Whatever its locations are.
    let mut archive = crate::fixtures::files("bundle");
    archive.remove("script.js");
    archive.insert("script.js".to_owned(), COUNTING.as_bytes().to_vec()).unwrap();
    let mut manifest: Value = serde_json::from_slice(archive.get("manifest.json").unwrap()).unwrap();
    manifest["widget"]["init_once"] = json!(true);
    archive.remove("manifest.json");
    archive.insert("manifest.json".to_owned(), manifest.to_string().into_bytes()).unwrap();
    account.install(&kommo_manifest::Archive::write(&archive).unwrap(), &json!({}))?;
    let seen = round(&account).await?;
    assert_eq!((&seen["made"], &seen["ended"]), (&json!(1), &json!(0)), "{seen}");
    assert_eq!(seen["pages"], json!(["leads_card", "leads-pipeline", "billing", "todo"]));
    Ok(())
}

#[kommo_testing::test]
async fn a_widget_lives_where_it_is_listed_and_nowhere_else(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&script(COUNTING, &["settings", "ccard-0", "clist-0"]), &json!({}))?;
    account.sign_in("admin").await?;
    for (path, count) in [
        ("/leads/detail/23847101", 0),
        ("/contacts/list/contacts/", 1),
        ("/contacts/list/companies/", 1),
        ("/settings/widgets/", 1),
        ("/dashboard/", 0),
    ] {
        account.open(path).await?;
        account.page().wait_for("window.APP && APP.getWidgetsArea()").await?;
        let _: Value = account.page().evaluate("new Promise((done) => setTimeout(done, 400))").await?;
        let made: i64 = account.page().evaluate("window.counting ? counting.made : 0").await?;
        assert_eq!(made, count, "{path}");
    }
    // "-0" takes part in a card without a block of its own.
    account.open("/contacts/detail/52310015").await?;
    account.page().wait_for("window.counting").await?;
    account.css(".card-widgets__widget").expect_count(0).await?;
    assert!(journal(&account, &widget).await.iter().any(|call| call == "ccard init returned"));
    Ok(())
}

#[kommo_testing::test]
async fn texts_come_in_the_users_language_and_a_missing_key_is_shown(
    account: TestAccount,
) -> kommo_testing::Result {
    let code = "define([], function () { return function () { var self = this; this.callbacks = {
        render: function () { self.render_template({ caption: {}, body: '<p class=lang>' + APP.lang_id + ' ' + self.langs.widget.name + '</p>', render: '' }); return true; },
        init: function () { return true; }, bind_actions: function () { return true; }, onSave: function () { return true; } }; }; });";
    let mut files = crate::fixtures::files("bundle");
    for (path, content) in [
        ("script.js", code.to_owned()),
        ("i18n/es.json", json!({ "widget": { "name": "Paquete", "description": "x", "short_description": "x", "tour_description": "x" } }).to_string()),
    ] {
        files.remove(path);
        files.insert(path.to_owned(), content.into_bytes()).unwrap();
    }
    let mut manifest: Value = serde_json::from_slice(files.get("manifest.json").unwrap()).unwrap();
    manifest["widget"]["locale"] = json!(["en", "es"]);
    files.remove("manifest.json");
    files.insert("manifest.json".to_owned(), manifest.to_string().into_bytes()).unwrap();
    account.install(&kommo_manifest::Archive::write(&files).unwrap(), &json!({}))?;
    let missing =
        widget_with("bundle", |manifest| manifest["advanced"] = json!({ "title": "advanced.none" }));
    // The platform refuses a key without a text where it can see it.
    assert!(account.sandbox().upload(&missing).is_ok());
    account.sign_in("manager").await?;
    account.open_lead_card(LEAD).await?;
    let lang: String = account.page().evaluate("APP.lang_id").await?;
    let name = if lang == "es" { "Paquete" } else { "bundle" };
    account.css(".lang").expect_text(format!("{lang} {name}")).await
}
