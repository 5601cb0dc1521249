//! Pages beside cards and lists: notifications, advanced settings, system SMS, the mobile card, both colour schemes.

use kommo_testing::prelude::*;
use kommo_testing::sandbox::Stub;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, widget, widget_with};

#[kommo_testing::test]
async fn notifications_pop_up_and_are_kept(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open("/dashboard/").await?;
    account.page().wait_for("window.APP").await?;
    account.page().evaluate::<Value>("(() => { const all = APP.notifications; window.heard = []; APP.addNotificationCallback('mine', (one) => heard.push(one));
        all.show_message({ header: 'Plain', text: 'a message' }); all.show_message_error({ header: 'Wrong', text: 'an error', link: '/leads/detail/23847101' });
        all.show_notification({ text: { header: 'Note', text: 'a call' }, type: 'call' });
        all.add_error({ header: 'Kept', text: 'an error kept' }, { done: () => heard.push('done'), always: () => heard.push('always') });
        all.add_call({ text: 'Jonah calls', from: '+1555', element: { id: 52310015, type: 'contact' } }); return null; })()").await?;
    for text in ["a message", "an error", "a call", "an error kept", "Jonah calls"] {
        account.css(".toasts").text(part(text)).first().expect_visible().await?;
    }
    account.page().wait_for("heard.length === 4").await?;
    let first: Value = account.page().evaluate("heard[0]").await?;
    assert_eq!((&first["body"]["title"], &first["notification"]), (&json!("Kept"), &json!(true)));
    account.css(".js-notice-centre").click().await?;
    account.css(".notice-centre__row").expect_count(2).await?;
    account.css(".toasts a").last().click().await?;
    account.page().expect_url("/contacts/detail/52310015").await
}

#[kommo_testing::test]
async fn an_advanced_page_is_the_widgets_own(account: TestAccount) -> kommo_testing::Result {
    let probe = account.install(&widget("probe"), &json!({ "login": "me" }))?;
    account.sign_in("admin").await?;
    let code = probe.code.unwrap();
    account.open(&format!("/settings/widgets/{code}/")).await?;
    account.css(&format!("#work-area-{code} .probe-advanced")).expect_visible().await?;
    let told: Value = account.page().evaluate("({ area: APP.getWidgetsArea(), short: APP.widgets.system.area, calls: probe.calls, holders: ['#list_page_holder', '#page_holder', '.content__top__preset', '.list__body-right__top', '.list__body-right__top__buttons'].filter((one) => !document.querySelector(one)) })").await?;
    assert_eq!(
        (&told["area"], &told["short"]),
        (&json!(format!("advanced-settings:{code}")), &json!("advanced-settings"))
    );
    assert_eq!(told["holders"], json!([]));
    assert_eq!(told["calls"].as_array().unwrap().last(), Some(&json!("advancedSettings:advanced-settings")));
    Ok(())
}

#[kommo_testing::test]
async fn a_system_sms_is_posted_to_the_endpoint(account: TestAccount) -> kommo_testing::Result {
    account.sandbox().stub(Stub::new("https://sms.example/send", json!("ok")));
    let zip = widget_with("bundle", |manifest| {
        manifest["locations"] = json!(["settings", "sms"]);
        manifest["sms"] = json!({ "endpoint": "https://sms.example/send" });
    });
    let widget = account.install(&zip, &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/settings/communications/").await?;
    account.field("Message").fill("Your order is ready").await?;
    account.button("Send a system SMS").click().await?;
    account.css(".communications__answer").expect_text("Sent").await?;
    let call = account.sandbox().external_calls().remove(0);
    assert_eq!((call.via, call.method.as_str(), call.status), ("sms", "POST", Some(200)));
    assert!(
        call.body.starts_with("text=Your+order+is+ready&phone=%2B1+555+010+0311&token="),
        "{}",
        call.body
    );
    assert_eq!(call.headers[0].1, "application/x-www-form-urlencoded");
    let _ = widget;
    Ok(())
}

#[kommo_testing::test]
async fn the_mobile_card_shows_the_frame_with_a_token(account: TestAccount) -> kommo_testing::Result {
    account.sandbox().stub(Stub::new("https://mobile.example/*", json!("<p>In the app</p>")));
    let zip = widget_with("bundle", |manifest| {
        manifest["locations"] = json!(["settings", "lcard-1", "mobile_card"]);
        manifest["mobile"] = json!({ "frame_url": "https://mobile.example/card", "color": "#123456" });
    });
    account.install(&zip, &json!({}))?;
    account.sign_in("admin").await?;
    account.open(&format!("/widget/mobile/leads/{LEAD}")).await?;
    account.css(".mobile__title").expect_text("bundle").await?;
    account.page().wait_for("document.querySelector('.mobile__frame').src").await?;
    let colour = account.css(".mobile__title").style("background-color").await?;
    assert_eq!(colour, "rgb(18, 52, 86)");
    let src: String = account.page().evaluate("document.querySelector('.mobile__frame').src").await?;
    assert!(src.starts_with("https://mobile.example/card?token=") && src.ends_with("&from=ios"), "{src}");
    let claims: Value = account
        .page()
        .call(
            "(token) => JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')))",
            json!([src.split("token=").nth(1).unwrap().split('&').next().unwrap()]),
        )
        .await?;
    assert_eq!(claims["data"], json!({ "entity_type": "leads", "entity_id": LEAD }));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 1800);
    // No script of a widget runs there.
    assert_eq!(account.page().evaluate::<Value>("Object.keys(APP.widgets.list)").await?, json!([]));
    Ok(())
}

#[kommo_testing::test]
async fn both_colour_schemes_give_widgets_their_variables(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open("/dashboard/").await?;
    account.page().wait_for("window.APP").await?;
    let read = "['--palette-text-primary', '--palette-text-secondary-dark', '--palette-border-default', '--palette-background-primary'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim())";
    let light: Vec<String> = account.page().evaluate(read).await?;
    account.css(".nav__account").click().await?;
    account.button("Dark scheme").click().await?;
    account.page().wait_for("document.documentElement.dataset.colorScheme === 'dark'").await?;
    let dark: Vec<String> = account.page().evaluate(read).await?;
    for (one, other) in light.iter().zip(&dark) {
        assert!(!one.is_empty() && one != other, "{light:?} {dark:?}");
    }
    assert_eq!(account.page().evaluate::<i64>("APP.constant('user').theme").await?, 2);
    Ok(())
}

#[kommo_testing::test]
async fn controls_have_the_known_markup_and_events(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("habits"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.habits && habits.self && document.querySelector('.habits-root')").await?;
    let code = "(() => {
        const draw = (name, params) => habits.self.render({ ref: '/tmpl/controls/' + name + '.twig' }, params);
        const box = $('<div>').appendTo('body');
        const has = (markup, selector) => $('<div>').html(markup).find(selector).length;
        const items = [{ id: 'a', option: 'First' }, { id: 'b', option: 'Second' }];
        const got = {
          button: has(draw('button', { text: 'x', disabled: true }), 'button.button-input.button-input-disabled > span.button-input-inner > span.button-input-inner__text'),
          cancel: has(draw('cancel_button', {}), 'button.button-input.button-cancel > span'),
          remove: has(draw('delete_button', { text: 'x' }), 'span.button-delete > span.icon.icon-delete-trash'),
          input: has(draw('input', { name: 'n', max_length: 5 }), 'input.text-input[autocomplete=off][name=n][maxlength=5]'),
          textarea: has(draw('textarea', { name: 'n' }), 'textarea.text-input.text-input-textarea'),
          checkbox: has(draw('checkbox', { checked: true, text: 't' }), 'label.control-checkbox.is-checked > div.control-checkbox__body > input[type=checkbox]:checked + span.control-checkbox__helper'),
          radio: has(draw('radio', { label: 'l' }), 'label.control-radio__label > div.control-radio > input[type=radio] + div.control-radio__helper'),
          date: has(draw('date_field', { name: 'd' }), 'span.date_field_wrapper.js-control-date > input.date_field.empty'),
          suggest: has(draw('suggest', { items: [{ id: 1, value: 'v' }] }), 'div.control-wrapper.control--suggest > ul.js-control--suggest--list > li.control--suggest--list--item[data-value-id=1]'),
          dropdown: has(draw('checkboxes_dropdown', { items: items, title_empty: 'none' }), 'div.checkboxes_dropdown.js-control-checkboxes_dropdown input.js-item-checkbox'),
          plain: has(draw('checkboxes_dropdown', { items: [{ id: 1, option: 'o', name: 'p[x]' }], name_is_array: true }), 'input[name=\"p[x]\"]'),
          array: has(draw('checkboxes_dropdown', { items: items, name: 'p', name_is_array: 'yes' }), 'input[name=\"p[]\"]'),
          file: has(draw('file', { name: 'f' }), 'input[type=file]'),
          multiselect: has(draw('multiselect', { values: [{ id: 1, value: 'v' }] }), 'select[multiple] option'),
          switcher: has(draw('switcher', { id: 's' }), '.switcher'),
        };
        box.html(draw('select', { items: items, name: 'pick' }));
        got.first = box.find('.control--select--input').val();
        const events = []; box.on('controls:change change', (event) => events.push(event.type));
        box.find('.control--select--button').trigger('click');
        box.find('.control--select--list--item').eq(1).trigger('click');
        got.second = box.find('.control--select--input').val() + ' ' + box.find('.control--select--button').attr('data-value') + ' ' + box.find('.control--select--list--item-selected').attr('data-value');
        got.events = [...new Set(events)].sort();
        box.html(draw('checkbox', { name: 'c', text: 'tick' })).find('input').prop('checked', true).trigger('change');
        got.ticked = box.find('.control-checkbox').hasClass('is-checked');
        box.remove();
        return got;
    })()";
    let got: Value = account.page().evaluate(code).await?;
    for name in [
        "button",
        "cancel",
        "remove",
        "input",
        "textarea",
        "checkbox",
        "radio",
        "date",
        "suggest",
        "file",
        "multiselect",
        "switcher",
    ] {
        assert_eq!(got[name], 1, "{name}: {got}");
    }
    assert_eq!(
        (&got["dropdown"], &got["first"], &got["second"]),
        (&json!(2), &json!("a"), &json!("b b b")),
        "{got}"
    );
    assert_eq!(
        (&got["plain"], &got["array"]),
        (&json!(1), &json!(2)),
        "only `yes` makes a name an array: {got}"
    );
    assert_eq!((&got["events"], &got["ticked"]), (&json!(["change", "controls:change"]), &json!(true)));
    Ok(())
}
