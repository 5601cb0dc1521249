//! What public widgets do with the widget object, templates, transports and windows (widget platform 4, 5.3).

use kommo_testing::prelude::*;
use kommo_testing::sandbox::Stub;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, faults, journal, widget};

async fn on_card(
    account: &TestAccount,
) -> kommo_testing::Result<(kommo_testing::sandbox::Integration, Value)> {
    let widget = account.install(&widget("habits"), &json!({ "login": "me" }))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account
        .page()
        .wait_for("window.habits && habits.rendered.promised && habits.rendered.noSlash && habits.account")
        .await?;
    let seen = account.page().evaluate("JSON.parse(JSON.stringify({ ...habits, self: undefined }))").await?;
    Ok((widget, seen))
}

#[kommo_testing::test]
async fn members_are_there_from_the_constructor_and_may_be_overwritten(
    account: TestAccount,
) -> kommo_testing::Result {
    let (widget, seen) = on_card(&account).await?;
    let admin = account.user("admin")?;
    assert_eq!(seen["atConstruction"], json!({ "area": "lcard", "user": admin.id, "settings": "me" }));
    assert_eq!((&seen["unbound"], &seen["extra"], &seen["lists"]), (&json!(true), &json!(1), &json!(false)));
    assert_eq!(seen["texts"], json!(["deep text", false, "deep text", "Habits"]));
    assert_eq!((&seen["status"], &seen["instances"]), (&json!("installed"), &json!(1)));
    assert_eq!(
        journal(&account, &widget).await[..4],
        [
            "lcard constructor returned",
            "lcard render returned",
            "lcard bind_actions returned",
            "lcard init returned",
        ]
    );
    let members = "Object.fromEntries(['params', 'langs', 'template_element', 'get_settings', 'set_settings', 'i18n', 'set_lang',
        'get_version', 'get_install_status', 'set_status', 'get_accounts_current', 'render', 'render_template', 'list_selected',
        'widgetsOverlay', 'add_action', 'add_source', 'crm_post', '$authorizedAjax', 'get_current_card_contacts_data',
        'get_pipeline_id', 'setSdkCatalogId', 'listenSocketChannel', 'ns', 'helpers'].map((name) => [name, typeof habits.self[name]]))";
    let types: Value = account.page().evaluate(members).await?;
    for (name, kind) in types.as_object().unwrap() {
        let expected = match name.as_str() {
            "params" | "langs" | "helpers" => "object",
            "template_element" | "ns" => "string",
            // The widget took it away itself.
            "get_settings" => "object",
            _ => "function",
        };
        assert_eq!(kind, expected, "{name}");
    }
    let system = account.page().evaluate::<Value>("habits.self.system").await?;
    assert_eq!((&system["area"], &system["amouser_id"]), (&json!("lcard"), &json!(admin.id.to_string())));
    assert_eq!(system["amouser"], admin.login.as_str());
    let params = account.page().evaluate::<Value>("habits.self.params").await?;
    let code = widget.code.as_deref().unwrap();
    let path = params["path"].as_str().unwrap();
    assert!(path.ends_with(&format!("/upl/{code}/1/widget")), "{path}");
    assert_ne!(params["cdn_path"], params["path"], "files come from a second origin too");
    for (key, value) in [
        ("active", "Y"),
        ("widget_active", "Y"),
        ("status", "installed"),
        ("version", "1.2.3"),
        ("widget_code", code),
        ("oauth_client_uuid", &widget.uuid),
        ("login", "me"),
        ("client_name", "Habits"),
    ] {
        assert_eq!(params[key], value, "{key}");
    }
    Ok(())
}

#[kommo_testing::test]
async fn render_has_four_forms(account: TestAccount) -> kommo_testing::Result {
    let (_, seen) = on_card(&account).await?;
    let form = &seen["rendered"];
    assert_eq!(form["data"], "1;2;");
    let button = form["ref"].as_str().unwrap();
    assert!(
        button.contains("button-input_blue")
            && button.contains("habits-button")
            && button.contains("data-x=\"1\""),
        "{button}"
    );
    assert_eq!(form["unknown"], "", "a template the host has not");
    assert!(form["nested"].as_str().unwrap().contains("name=\"inner\""), "include_control");
    assert!(form.get("late").is_none(), "a template from a file comes later");
    assert_eq!(form["href"], "<p>from a file, slash</p>\n");
    assert_eq!(form["noSlash"], "<p>from a file, none</p>\n");
    assert_eq!(form["promised"], "<p>from a file, promise</p>\n");
    assert_eq!(form["global"], "by the global");
    assert!(form.get("absent").is_none(), "load is called only if the file is there");
    Ok(())
}

#[kommo_testing::test]
async fn render_template_fills_the_column(account: TestAccount) -> kommo_testing::Result {
    let (widget, seen) = on_card(&account).await?;
    let code = widget.code.as_deref().unwrap();
    assert_eq!((&seen["block"], &seen["script"]), (&json!(1), &json!(true)), "before init, with its scripts");
    let block = account
        .css(&format!(".card-widgets .card-widgets__widget[data-code={code}].card-widgets__widget-{code}"));
    block.expect_visible().await?;
    block
        .css(".card-widgets__widget__caption.js-widget-caption-block.js-habits-caption .habits-extra")
        .expect_text("extra")
        .await?;
    block.css(".card-widgets__widget__caption__logo img").expect_there().await?;
    let root = block.css(".card-widgets__widget__body .habits-root");
    root.expect_text("Habits").await?;
    let outlined = "getComputedStyle(document.querySelector('.habits-root')).outlineColor === 'rgb(1, 2, 3)'";
    account.page().wait_for(outlined).await?;
    block.button("Inline").click().await?;
    account.page().wait_for("habits.calls.includes('inline Inline')").await?;
    let width: f64 = account
        .page()
        .evaluate("document.querySelector('.card-widgets').getBoundingClientRect().width")
        .await?;
    assert_eq!(width, 265.0);
    Ok(())
}

#[kommo_testing::test]
async fn a_click_on_a_number_offers_the_widgets_action(account: TestAccount) -> kommo_testing::Result {
    let (_, _) = on_card(&account).await?;
    account.css(".js-contact-action[data-type=phone]").first().click().await?;
    account.role("menuitem", "Call by habit").click().await?;
    let phone: String = account.page().evaluate("habits.phone").await?;
    assert!(phone.starts_with("+1 555"), "{phone}");
    // A widget that comes later is offered in the open menu.
    account.css(".js-contact-action[data-type=phone]").first().click().await?;
    account.role("menuitem", "Copy").expect_visible().await?;
    account.page().evaluate::<()>("habits.self.add_action('phone', () => { habits.late = true; })").await?;
    account.role("menuitem", "Call by habit").nth(1).click().await?;
    account.page().wait_for("habits.late").await
}

#[kommo_testing::test]
async fn an_sms_source_stores_a_note_when_its_promise_resolves(
    account: TestAccount,
) -> kommo_testing::Result {
    let (_, _) = on_card(&account).await?;
    account.role("tab", "Habits").click().await?;
    account.field("Phone").first().fill("+15550100").await?;
    account.field("Message").fill("It is ready").await?;
    account.button("Send").click().await?;
    account.expect_request("POST", &format!("/ajax/v4/leads/{LEAD}/notes")).await?;
    let sms: Value = account.page().evaluate("habits.sms").await?;
    assert_eq!((&sms["phone"], &sms["message"]), (&json!("+15550100"), &json!("It is ready")));
    Ok(())
}

#[kommo_testing::test]
async fn the_relay_takes_one_request_a_second_and_reads_by_type(
    account: TestAccount,
) -> kommo_testing::Result {
    account.sandbox().stub(Stub::new("http://backend.example/*", json!({ "ok": true })));
    let (_, _) = on_card(&account).await?;
    let answers: Vec<(String, String, f64)> = account.page().evaluate("habits.relay()").await?;
    let names: Vec<_> = answers.iter().map(|(name, kind, _)| format!("{name} {kind}")).collect();
    assert_eq!(names, ["json object", "text string", "failed object"]);
    assert!(answers[1].2 >= 950.0 && answers[2].2 >= 1_950.0, "{answers:?}");
    let calls = account.sandbox().external_calls();
    assert_eq!(calls[0].via, "relay");
    assert_eq!(calls[0].body, "a%5Bb%5D=1&list%5B%5D=1&list%5B%5D=2", "form-encoded, in brackets");
    assert!(calls[0].headers.iter().all(|(name, _)| name != "x-auth-token"), "without a token");
    Ok(())
}

#[kommo_testing::test]
async fn windows_used_wrongly_do_no_harm(account: TestAccount) -> kommo_testing::Result {
    let (_, _) = on_card(&account).await?;
    let out: Value = account.page().evaluate("habits.misuse()").await?;
    assert_eq!(
        (&out["open"], &out["refused"], &out["closed"]),
        (&json!("Mine"), &json!(1), &json!(0)),
        "{out}"
    );
    assert_eq!((&out["after"], &out["success"]), (&json!(true), &json!(true)));
    assert_eq!(out["threw"], "boom in the window", "what init throws comes to who opened the window");
    account.page().wait_for("!document.querySelector('.modal') || !document.querySelector('.modal').textContent.includes('Done')").await?;
    account.page().press("Escape").await?;
    account.css(".modal").expect_count(0).await
}

#[kommo_testing::test]
async fn instances_come_and_go_with_the_card(account: TestAccount) -> kommo_testing::Result {
    let (widget, _) = on_card(&account).await?;
    account.page().evaluate::<Value>("APP.router.navigate('/leads/add/', { trigger: true }), null").await?;
    account.page().wait_for("habits.instances === 2").await?;
    let calls = journal(&account, &widget).await;
    let tail: Vec<_> = calls[calls.len() - 3..].iter().map(String::as_str).collect();
    assert_eq!(
        tail,
        ["lcard destroy returned", "lcard constructor returned", "lcard render returned"],
        "a new card has id 0: {calls:?}"
    );
    assert!(
        account.page().evaluate::<Vec<String>>("habits.calls").await?.contains(&"page:changed".to_owned())
    );
    assert_eq!(faults(&account, &widget).await, Vec::<String>::new());
    Ok(())
}

#[kommo_testing::test]
async fn ticked_rows_are_told_and_older_names_still_called(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&widget("habits"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/leads/list/").await?;
    account.page().wait_for("window.habits && habits.calls.includes('init')").await?;
    account.css(".card-widgets__widget").expect_hidden().await?;
    account.css(".js-item-checkbox").nth(0).check().await?;
    account.css(".js-item-checkbox").nth(1).check().await?;
    account.button("More").click().await?;
    account.role("menuitem", "Habits").click().await?;
    account.page().wait_for("habits.selected").await?;
    let selected: Value = account.page().evaluate("habits.selected").await?;
    assert_eq!(selected["summary"]["items"], 2);
    let first = &selected["selected"][0];
    assert_eq!(first["type"], "lead");
    assert!(first["id"].is_i64() && first["phones"].is_array() && first["emails"].is_array(), "{selected}");
    account.css(".card-widgets__widget").expect_there().await?;
    account.page().evaluate::<Value>("habits.self.widgetsOverlay(true), null").await?;
    account.css("#card_widgets_overlay").expect_there().await?;
    account.page().evaluate::<Value>("habits.self.widgetsOverlay(false), null").await?;
    account.css("#card_widgets_overlay").expect_count(0).await?;

    account.open("/contacts/list/companies/").await?;
    account.page().wait_for("window.habits && habits.calls.includes('init')").await?;
    account.css(".js-item-checkbox").nth(0).check().await?;
    account.button("More").click().await?;
    account.role("menuitem", "Habits").click().await?;
    account.page().wait_for("habits.calls.includes('contacts.selected')").await?;

    account.open("/todo/").await?;
    account.page().wait_for("window.habits && habits.calls.includes('init')").await?;
    account.css(".js-item-checkbox").nth(0).check().await?;
    account.button("More").click().await?;
    account.role("menuitem", "Habits").click().await?;
    account.page().wait_for("habits.calls.includes('tasks.selected 1')").await?;
    assert_eq!(faults(&account, &widget).await, Vec::<String>::new());
    Ok(())
}
