//! Parts of the host page that widgets' users meet: the calendar, the tour, windows' options, a card that follows changes,
//! a caller who hangs up.

use kommo_testing::prelude::*;
use kommo_testing::sandbox::{Bot, BotBlock};
use serde_json::{Value, json};

use crate::fixtures::{LEAD, widget, widget_with};

#[kommo_testing::test]
async fn a_date_field_opens_the_hosts_calendar(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("habits"), &json!({ "login": "me" }))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.habits && habits.self").await?;
    let put = "(() => { const one = (values) => habits.self.render({ ref: '/tmpl/controls/date_field.twig' }, values);
        $('.card-widgets').prepend('<div id=dates>' + one({ name: 'day', value: '30.01.2026', placeholder: 'Day', input_class: 'one' })
            + one({ type: 'range', name: { from: 'from', to: 'to' }, value: {}, input_class: 'two' }) + '</div>');
        window.heard = []; $('#dates').on('controls:change', 'input', (event) => heard.push(event.target.value)); return null; })()";
    account.page().evaluate::<Value>(put).await?;
    account.css("#dates .one").click().await?;
    account.css(".date-calendar__head").expect_text("January 2026").await?;
    account.css(".date-calendar__day_chosen").expect_text("30").await?;
    account.css("[data-turn='1']").click().await?;
    account.css("[data-date='14.02.2026']").click().await?;
    account.css("#dates .one").expect_value("14.02.2026").await?;
    account.css(".date-calendar").expect_count(0).await?;
    account.css("#dates .two").click().await?;
    let day = |at: usize| account.css(".date-calendar__day:not(.date-calendar__day_other)").nth(at);
    day(9).click().await?;
    day(4).click().await?;
    let read = "[heard, $('#dates').find('[name=day], [name=from], [name=to]').map((i, one) => one.value).get().map((text) => text.slice(0, 2))]";
    let seen: Value = account.page().evaluate(read).await?;
    assert_eq!((&seen[0][0], &seen[1]), (&json!("14.02.2026"), &json!(["14", "05", "10"])), "{seen}");
    // The card's own dates have it too, and keep their time.
    let measured = account.field("Measured at");
    measured.fill("03.05.2026 10:30").await?;
    measured.click().await?;
    account.css("[data-date='04.05.2026']").click().await?;
    measured.expect_value("04.05.2026 10:30").await?;
    account.css(".card-fields__save").expect_visible().await
}

#[kommo_testing::test]
async fn the_tours_pictures_are_in_the_window(account: TestAccount) -> kommo_testing::Result {
    let zip = widget_with("bundle", |manifest| {
        manifest["tour"]["tour_images"] =
            json!({ "en": ["/images/logo_main.png", "/images/logo.png"], "es": ["/images/logo_min.png"] });
    });
    let widget = account.sandbox().upload(&zip).unwrap().integration;
    account.sign_in("admin").await?;
    account.open("/settings/widgets/").await?;
    account.css(".widget-tile__open").click().await?;
    let code = widget.code.unwrap();
    let pictures = account.css(".widget-settings__tour-picture");
    let count = "document.querySelectorAll('.widget-settings__tour-picture').length";
    account.page().wait_for(&format!("{count} === 2")).await?;
    pictures
        .first()
        .expect_attribute("src", format!("/upl/{code}/1/widget/images/logo_main.png").as_str())
        .await?;
    account.css("[aria-label='Picture 2']").click().await?;
    pictures.expect_attribute("src", format!("/upl/{code}/1/widget/images/logo.png").as_str()).await?;
    account.css(".widget-settings__tour-text").expect_text("None").await
}

#[kommo_testing::test]
async fn windows_take_their_templates_and_animation(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&widget("habits"), &json!({ "login": "me" }))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.habits && habits.self").await?;
    let path = format!("/upl/{}/1/widget/templates/part.twig", widget.code.unwrap());
    let open = "path => new Promise((done) => require(['lib/components/base/modal', 'twigjs'], (Modal, Twig) => new Modal({
        class_name: 'mine', init_animation: true, preload_templates: [path, '/tmpl/controls/button.twig', '/absent.twig'],
        init($body) { $body.trigger('modal:loaded').html(Twig({ ref: path }).render({}) || '-').trigger('modal:centrify');
            done([Boolean(Twig({ ref: path })), $body.closest('.modal').hasClass('modal_animated')]); } })))";
    let seen: Value = account.page().call(open, json!([path])).await?;
    assert_eq!(seen, json!([true, true]));
    let _ = account.page().take_errors("");
    account.css(".modal.mine").expect_visible().await
}

#[kommo_testing::test]
async fn an_open_card_follows_what_changes_elsewhere(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.field("Order number").expect_value("").await?;
    let fields = "async (name) => { const answer = await fetch('/api/v4/leads/custom_fields?limit=250'); const all = (await answer.json())._embedded.custom_fields;
        const id = (wanted) => all.find((one) => one.name === wanted).id; const lead = APP.data.current_card.id;
        window.kept = document.querySelector('[name=\"CFV[' + id('Wood') + ']\"]');
        await fetch('/api/v4/leads/' + lead, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ price: 777, name,
            custom_fields_values: [{ field_id: id('Order number'), values: [{ value: 'A-17' }] }] }) }); return null; }";
    account.page().call::<Value>(fields, json!(["Renamed elsewhere"])).await?;
    account.field("Order number").expect_value("A-17").await?;
    account.css("#lead_card_budget").expect_value("777").await?;
    account.css(".card-top-name input").expect_value("Renamed elsewhere").await?;
    let told: Value =
        account.page().evaluate("[APP.data.current_card.model.get('lead[PRICE]'), kept.isConnected]").await?;
    assert_eq!(told, json!(["777", true]), "what did not change stays as it is");
    account.page().evaluate::<Value>("(() => { $(document).on('feed:changed', () => setTimeout(() => (window.told = true), 700)); return null; })()").await?;
    // What the user is writing is not overwritten.
    account.field("Order number").fill("mine").await?;
    account.page().call::<Value>(fields, json!(["Renamed again"])).await?;
    account.page().wait_for("window.told").await?;
    account.field("Order number").expect_value("mine").await?;
    account.css(".card-top-name input").expect_value("Renamed elsewhere").await
}

#[kommo_testing::test]
async fn a_caller_who_hangs_up_is_shown(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open("/dashboard/").await?;
    account.css(".js-dialer").click().await?;
    account.css(".dialer__number").fill("+1 555 010 0311").await?;
    account.button("Call the account").click().await?;
    account.css(".toasts__header").expect_text("Incoming call").await?;
    account.button("Hang up").click().await?;
    account.css(".toasts__header").expect_text("The caller has hung up").await?;
    account.css(".dialer__state").expect_text("Hung up").await?;
    account.button("Call the account").expect_visible().await
}

#[kommo_testing::test]
async fn an_open_card_follows_a_bot(account: TestAccount) -> kommo_testing::Result {
    let action = |name: &str, params: Value| json!({ "handler": "action", "params": { "name": name, "params": params } });
    let program = json!([{ "question": [
        action("set_budget", json!({ "value": "999" })),
        action("set_tag", json!({ "type": 2, "value": "by-a-bot" })),
        action("change_status", json!({ "value": 61_220_422 })),
    ] }]);
    let bot = Bot::new("Writer").block(BotBlock::code(program.to_string()));
    let bot = account.sandbox().save_bot(bot).unwrap();
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.css("#lead_card_budget").expect_value("4200").await?;
    account.css(".card-stage__name").expect_text("New enquiry").await?;
    account.sandbox().run_bot(bot.id, "leads", LEAD).unwrap();
    account.css("#lead_card_budget").expect_value("999").await?;
    account.css(".card-top__tags").expect_text(part("by-a-bot")).await?;
    account.css(".card-stage__name").expect_text("Quote sent").await
}
