//! What running other people's widgets brought to light, each with a widget of our own (see docs/judges.md).

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, journal, script, widget, widget_with};

/// Kommo's template and others put their own content into the tab, answer with no elements, and rename the tab.
#[kommo_testing::test]
async fn a_tab_that_a_widget_draws_itself_is_left_to_it(account: TestAccount) -> kommo_testing::Result {
    let code = "define(['jquery'], function ($) { return function () {
        const self = this, yes = () => true;
        this.callbacks = { render: yes, init: yes, bind_actions: yes, settings: yes, onSave: yes, destroy() {},
          loadPreloadedData() {
            const code = self.params.widget_code;
            $('.card-tabs__item[data-id=\"' + code + '\"] span').text('Payments');
            $('#' + code).append('<p class=\"own-tab\">Drawn here</p>');
            return Promise.resolve([]);
          },
          loadElements: () => Promise.resolve([]) };
      }; });";
    let widget = account.install(&script(code, &["settings", "lcard-0", "card_sdk"]), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let code = widget.code.clone().unwrap();
    let tab = format!("#card_tabs .js-card-tab[data-id={code}]");
    account.css(&tab).click().await?;
    account.css(&format!("#{code} .own-tab")).expect_visible().await?;
    account.css(&tab).expect_text("Payments").await?;
    let called = journal(&account, &widget).await;
    assert_eq!(called.last().map(String::as_str), Some("lcard loadElements resolved"), "{called:?}");
    account.css(&format!("#{code} .own-tab")).expect_visible().await?;
    account.css(".card-tab__search").expect_count(0).await
}

/// Kommo shows the right column of a list when the widget is picked, not when it draws its block.
#[kommo_testing::test]
async fn the_column_of_a_list_waits_until_the_widget_is_picked(
    account: TestAccount,
) -> kommo_testing::Result {
    let code = "define([], function () { return function () {
        const self = this, yes = () => true;
        this.callbacks = { render: yes, bind_actions: yes, settings: yes, onSave: yes, destroy() {}, leads: { selected() {} },
          init() { self.render_template({ body: '<p class=\"own-block\">Here</p>' }); window.found = document.querySelectorAll('.own-block').length; return true; } };
      }; });";
    account.install(&script(code, &["settings", "llist-1"]), &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/leads/list/").await?;
    account.page().wait_for("window.found === 1").await?;
    account.css(".js-list-row .control-checkbox").first().click().await?;
    account.css(".list-multiple").expect_visible().await?;
    account.css(".card-widgets").expect_hidden().await?;
    account.button("More").click().await?;
    account.css(".host-dropdown__item").first().click().await?;
    account.css(".card-widgets .own-block").expect_visible().await
}

/// A widget without a block in the list (-0) may still draw when it is picked.
#[kommo_testing::test]
async fn what_a_picked_widget_draws_is_seen_in_the_list(account: TestAccount) -> kommo_testing::Result {
    let code = "define([], function () { return function () {
        const self = this, yes = () => true;
        this.callbacks = { render: yes, init: yes, bind_actions: yes, settings: yes, onSave: yes, destroy() {},
          leads: { selected() { self.render_template({ body: '<p class=\"own-block\">Here</p>' }); } } };
      }; });";
    account.install(&script(code, &["settings", "llist-0"]), &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/leads/list/").await?;
    account.css(".js-list-row .control-checkbox").first().click().await?;
    account.button("More").click().await?;
    account.css(".host-dropdown__item").first().click().await?;
    account.css(".card-widgets .own-block").expect_visible().await
}

/// One whose script lacks a file: its window opens on every visit, and it can be disabled.
#[kommo_testing::test]
async fn a_widget_that_cannot_be_loaded_can_be_disabled(account: TestAccount) -> kommo_testing::Result {
    let zip = script("define(['./absent.js'], function () {});", &["settings", "llist-0"]);
    let broken = account.install(&zip, &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/leads/list/").await?;
    account.css(".js-list-row").first().expect_visible().await?;
    account.css("#nav_menu_settings a").first().click().await?;
    account.css(".widget-tile__open").click().await?;
    account.css(".widget-settings__modal .widget_settings_block").expect_visible().await?;
    assert_eq!(
        journal(&account, &broken).await,
        ["llist load threw", "settings load threw", "settings load threw"]
    );
    account.button("Disable").click().await?;
    account.css(".js-modal-accept").last().click().await?;
    account.button("Install").expect_visible().await?;
    let _ = account.page().take_errors("");
    Ok(())
}

/// A window says in which callback its widget failed.
#[kommo_testing::test]
async fn a_window_names_the_callback_that_failed(account: TestAccount) -> kommo_testing::Result {
    let code = "define(['jquery'], function ($) { return function () {
        const yes = () => true;
        this.callbacks = { render: yes, init: yes, bind_actions: yes, destroy() {}, onSave: yes,
          settings($body) { $body.find('.js-widget-save').removeAttr('data-onsave-destroy-modal').click(); absent.render(); } };
      }; });";
    account.install(&script(code, &["settings"]), &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/settings/widgets/").await?;
    account.css(".widget-tile__open").click().await?;
    account
        .css(".widget_settings_block__problem")
        .expect_text("The widget failed in settings: absent is not defined")
        .await?;
    let _ = account.page().take_errors("absent is not defined");
    Ok(())
}

/// Titles are `div`s, and each user's row has a class and a title of its own: widgets style and hide them by these.
#[kommo_testing::test]
async fn titles_and_rows_of_users_have_the_classes_in_use(account: TestAccount) -> kommo_testing::Result {
    let zip = widget_with("bundle", |manifest| {
        manifest["settings"] = json!({
            "host": { "name": "widget.name", "type": "text", "required": true },
            "phones": { "name": "widget.description", "type": "users", "required": false },
        });
    });
    account.install(&zip, &json!({ "host": "pbx.example" }))?;
    account.sign_in("admin").await?;
    account.open("/settings/widgets/").await?;
    account.css(".widget-tile__open").click().await?;
    account.css(".widget_settings_block").expect_visible().await?;
    let seen: Value = account.page().evaluate("({
        titles: document.querySelectorAll('div.widget_settings_block__title_field:not(.widget_settings_block_users__title_field)').length,
        users: [...document.querySelectorAll('.widget_settings_block_users')].map((row) => row.querySelectorAll('.text-input[id]').length),
        names: document.querySelectorAll('div.widget_settings_block_users__title_field').length })").await?;
    assert_eq!(seen, json!({ "titles": 2, "users": [1, 1, 1], "names": 3 }));
    account.field(&account.user("manager")?.name).fill("101").await?;
    account.button("Save").click().await?;
    account.css(".widget-settings__modal").expect_count(0).await
}

/// `user,user,users`, as Kommo's sample writes it: the last word is the one for many.
#[kommo_testing::test]
async fn the_last_of_the_numerals_stands_for_many(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("habits"), &json!({ "login": "me" }))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.habits && habits.self").await?;
    let drawn = "(() => { const item = (id) => ({ id, option: 'User ' + id, name: 'u[' + id + ']', is_checked: id < 3 });
        $('body').append('<div id=many>' + habits.self.render({ ref: '/tmpl/controls/checkboxes_dropdown.twig' },
            { items: [1, 2, 3].map(item), title_empty: 'Nobody', title_numeral: 'user,user,users' }) + '</div>');
        const title = () => $('#many .checkboxes_dropdown__title').text(), first = title();
        $('#many .js-item-checkbox').last().prop('checked', true).trigger('change');
        return [first, title(), habits.self.render({ data: \"{{ 5|numeral('lead,leads') }}, {{ 1|numeral('lead,leads') }}\" })]; })()";
    let seen: Value = account.page().evaluate(drawn).await?;
    assert_eq!(seen, json!(["2 users", "3 users", "5 leads, 1 lead"]));
    Ok(())
}

/// Fields of a card have their type's class: handlers are bound to it. They are there with the card, however late its contacts.
#[kommo_testing::test]
async fn fields_have_the_class_of_their_type(account: TestAccount) -> kommo_testing::Result {
    account.inject(Fault::on("/ajax/v4/contacts", Harm::Delay { ms: 700 }));
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let dated = "(() => { window.changed = 0; $(document).on('change', 'div.linked-form__field-date', function () { changed = Number(this.dataset.id); });
        return ['select', 'numeric', 'date', 'date_time', 'pei'].filter((type) => !document.querySelector('#card_fields .linked-form__field.linked-form__field-' + type)); })()";
    let missing: Value = account.page().evaluate(dated).await?;
    assert_eq!(missing, json!(["pei"]), "a lead has no phone of its own");
    account.css(".card-holder__fields div.linked-form__field__label > span").first().expect_visible().await?;
    account.field("Delivery date").click().await?;
    account.css(".date-calendar__day_today").click().await?;
    account.page().wait_for("window.changed > 0").await?;
    account.open("/contacts/detail/52310015").await?;
    account.css(".linked-form__field-pei[data-code=PHONE]").expect_visible().await
}

/// The window's parts stand in each other as two independent records of Kommo's own markup have them: the integration on the
/// left, all that a widget may fill or replace on the right, no form around it.
#[kommo_testing::test]
async fn the_windows_parts_stand_as_in_kommo(account: TestAccount) -> kommo_testing::Result {
    let code = "define(['jquery'], function ($) { return function () {
        const yes = () => true;
        this.callbacks = { render: yes, init: yes, bind_actions: yes, destroy() {}, onSave: yes,
          settings($body) {
            window.body = $body.attr('class');
            $('#widget_settings__fields_wrapper .widget_settings_block__controls_top').before('<form id=own-form><input name=own></form>');
            $('.widget-settings__desc-space').append('<p class=own-page>My page</p>');
          } };
      }; });";
    let widget = account.install(&script(code, &["settings"]), &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/settings/widgets/").await?;
    account.css(".widget-tile__open").click().await?;
    account.css(".widget-settings__desc-space > .own-page").expect_visible().await?;
    let right = ".widget-settings > .widget-settings__wrap-desc-space > .widget-settings__desc-space > .widget_settings_block";
    let fields = format!("{right} > .widget_settings_block__fields#widget_settings__fields_wrapper");
    let id = format!("#save_{}", widget.code.unwrap());
    let parts = [
        ".widget-settings > .widget-settings__base-space .widget_main_info .widget_settings_block__img img",
        ".widget-settings > .widget-settings__base-space .widget_settings_block__head .widget_settings_block__title",
        ".widget-settings > .widget-settings__base-space .widget-settings__command-plate .widget-state_status_installed",
        ".widget-settings > .widget-settings__base-space .widget-settings__command-plate .js-widget-uninstall",
        ".widget-settings > .widget-settings__base-space > .widget-settings__additional-block",
        &format!("{right} > .widget_settings_block__descr"),
        &format!("{fields} > .widget_settings_block__item_field > div.widget_settings_block__title_field"),
        &format!(
            "{fields} > .widget_settings_block__controls.widget_settings_block__controls_top > .js-widget-save[data-id]{id}"
        ),
        &format!("{fields} > form#own-form > input[name=own]"),
        &format!("{fields} .switcher_wrapper input#widget_active__sw[name=widget_active][value=Y]:checked"),
    ];
    let missing = "(...parts) => parts.filter((part) => !document.querySelector(part))";
    assert_eq!(account.page().call::<Value>(missing, json!(parts)).await?, json!([]));
    assert_eq!(account.page().evaluate::<String>("window.body").await?, "widget-settings__wrap-desc-space");
    account.button("Disable").expect_visible().await
}

/// A telephony widget puts a link into the page, clicks it with jQuery, which clicks no link natively, and takes it away.
#[kommo_testing::test]
async fn a_link_clicked_by_jquery_navigates(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open("/dashboard/").await?;
    account.page().wait_for("window.APP && window.$").await?;
    let click = "(() => { window.same = true; $('body').prepend('<a href=\"/contacts/detail/52310015\" class=\"js-navigate-link\" id=\"mine\"></a>');
        $('#mine').trigger('click'); $('#mine').remove(); return null; })()";
    account.page().evaluate::<Value>(click).await?;
    account.page().expect_url("/contacts/detail/52310015").await?;
    account.css("#card_holder").expect_visible().await?;
    assert_eq!(account.page().evaluate::<Value>("window.same").await?, true, "the page is not loaded anew");
    Ok(())
}
