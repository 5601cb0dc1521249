//! What a person does on the account's pages without thinking of it: types dates, gives up a drag, clears ticks, goes back,
//! works windows by the keyboard.

use kommo_testing::prelude::*;
use kommo_testing::sandbox::{Bot, BotBlock};
use serde_json::{Value, json};

use crate::fixtures::{LEAD, widget};

/// The account's second pipeline.
const SECOND: i64 = 7_301_562;

async fn signed_in(account: &TestAccount, path: &str) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open(path).await?;
    account.page().wait_for("window.APP && APP.getWidgetsArea()").await
}

#[kommo_testing::test]
async fn a_date_is_typed_and_cleared(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let measured = account.field("Measured at");
    measured.click().await?;
    account.page().type_text("03.05.2026").await?;
    measured.expect_value("03.05.2026").await?;
    account.css(".date-calendar__day_chosen").expect_text("3").await?;
    for _ in 0..10 {
        account.page().press("Backspace").await?;
    }
    measured.expect_value("").await?;
    account.css(".date-calendar__day_chosen").expect_count(0).await?;
    account.page().press("Escape").await?;
    account.css(".date-calendar").expect_count(0).await
}

#[kommo_testing::test]
async fn a_range_is_typed_and_cleared_with_both_ends(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("habits"), &json!({ "login": "me" }))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.habits && habits.self").await?;
    let put = "(() => { $('.card-widgets').prepend(habits.self.render({ ref: '/tmpl/controls/date_field.twig' },
        { type: 'range', name: { from: 'from', to: 'to' }, value: {}, placeholder: 'Period' })); return null; })()";
    account.page().evaluate::<Value>(put).await?;
    let ends = "$('[name=from], [name=to]').map((i, one) => one.value).get()";
    account.field("Period").type_text("01.02.2026 - 05.02.2026").await?;
    assert_eq!(account.page().evaluate::<Value>(ends).await?, json!(["01.02.2026", "05.02.2026"]));
    account.field("Period").fill("").await?;
    assert_eq!(account.page().evaluate::<Value>(ends).await?, json!(["", ""]));
    Ok(())
}

#[kommo_testing::test]
async fn a_drag_that_is_given_up_is_forgotten(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/leads/pipeline/").await?;
    let lead = account.css(&format!(".board-lead[data-id='{LEAD}']"));
    account
        .page()
        .evaluate::<Value>("(document.addEventListener('dragend', () => (window.ended = true)), null)")
        .await?;
    lead.drag_to(&account.css(".board__picker")).await?;
    account.page().wait_for("window.ended").await?;
    account.css(".board__column_over").expect_count(0).await?;
    // What is dragged next may be anything: no column takes it for the lead.
    let next = "document.querySelectorAll('.board__column')[2].dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true }))";
    assert!(account.page().evaluate::<bool>(next).await?, "nobody allows a drop");
    account.css(".board__column_over").expect_count(0).await
}

#[kommo_testing::test]
async fn columns_of_the_board_stay_where_they_were_scrolled_to(
    account: TestAccount,
) -> kommo_testing::Result {
    account.page().resize(1400, 360).await?;
    signed_in(&account, "/leads/pipeline/").await?;
    let columns = account.css(".board__column");
    let top = "document.querySelector('.board__leads').scrollTop";
    account.page().evaluate::<Value>(&format!("({top} = 50)")).await?;
    let lead = columns.nth(1).css(".board-lead").first();
    let id = lead.attribute("data-id").await?.unwrap();
    lead.drag_to(&columns.nth(2)).await?;
    columns.nth(2).css(&format!("[data-id='{id}']")).expect_there().await?;
    assert_eq!(account.page().evaluate::<f64>(top).await?, 50.0);
    Ok(())
}

#[kommo_testing::test]
async fn a_bot_keeps_the_blocks_of_a_widget_that_is_not_installed(
    account: TestAccount,
) -> kommo_testing::Result {
    let program = r#"[{"question": [{"handler": "show", "params": {"type": "text", "value": "Hello"}}]}]"#;
    let bot = Bot::new("Asker")
        .block(BotBlock::new("elsewhere", "ask", program).exit("answered"))
        .block(BotBlock::code(program));
    let bot = account.sandbox().save_bot(bot).unwrap();
    signed_in(&account, &format!("/settings/salesbot/{}", bot.id)).await?;
    account.text("The widget is not installed").expect_visible().await?;
    account.field("Name of the bot").fill("Renamed").await?;
    account.button("Save").click().await?;
    account.text("Renamed: 2 blocks").expect_visible().await?;
    let kept = account.sandbox().bots().unwrap().into_iter().find(|one| one.id == bot.id).unwrap();
    assert_eq!(kept.blocks, bot.blocks);
    account.button("Remove").first().click().await?;
    account.button("Save").click().await?;
    account.text("Renamed: 1 blocks").expect_visible().await
}

#[kommo_testing::test]
async fn ticks_are_cleared_to_the_eye_too(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/leads/list/").await?;
    let all = account.field("Select all");
    let ticked = account.css(".control-checkbox.is-checked");
    account.css(".js-item-checkbox").nth(0).check().await?;
    account.css(".js-item-checkbox").nth(1).check().await?;
    account.css("#list_all_checker:indeterminate").expect_there().await?;
    account.button("Clear").click().await?;
    ticked.expect_count(0).await?;
    account.css("#list_all_checker:indeterminate").expect_count(0).await?;
    all.check().await?;
    let rows = account.css(".js-list-row").count().await?;
    ticked.expect_count(rows + 1).await?;
    account.css(".js-item-checkbox").first().uncheck().await?;
    all.expect_unchecked().await?;
    ticked.expect_count(rows - 1).await
}

#[kommo_testing::test]
async fn nothing_stays_open_over_the_next_page(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/dashboard/").await?;
    account.link("Settings").click().await?;
    account.button("Create integration").click().await?;
    account.dialog("Create integration").expect_visible().await?;
    account.page().back().await?;
    account.page().expect_url("/dashboard/").await?;
    account.css(".modal").expect_count(0).await?;
    // Not even what its owner would not close.
    let open = "() => new Promise((done) => require(['lib/components/base/modal'], (Modal) => { window.told = 0;
        done(void new Modal({ init($body) { $body.html('<h2>Unsaved</h2>').trigger('modal:centrify'); }, destroy() { told += 1; return false; } })); }))";
    account.page().call::<Value>(open, json!([])).await?;
    account.dialog("Unsaved").expect_visible().await?;
    account.page().evaluate::<()>("history.forward()").await?;
    account.button("Create integration").expect_visible().await?;
    account.css(".modal, .page-overflow").expect_count(0).await?;
    assert_eq!(account.page().evaluate::<i64>("told").await?, 1);

    account.link("Leads").click().await?;
    account.css(".board__picker").click().await?;
    account.css(".host-dropdown").expect_visible().await?;
    account.page().back().await?;
    account.css(".host-dropdown").expect_count(0).await?;
    account.button("Account menu").click().await?;
    account.button("Sign out").expect_visible().await?;
    account.page().back().await?;
    account.button("Sign out").expect_count(0).await
}

#[kommo_testing::test]
async fn back_finds_the_place_again(account: TestAccount) -> kommo_testing::Result {
    account.page().resize(1000, 360).await?;
    signed_in(&account, "/leads/pipeline/").await?;
    let kept = "history.state && JSON.stringify(history.state.scroll)";
    account.page().evaluate::<Value>("(document.querySelector('.board').scrollLeft = 120, document.querySelectorAll('.board__leads')[1].scrollTop = 50, null)").await?;
    account.page().wait_for(kept).await?;
    account.link("Calendar").click().await?;
    account.css(".list-group").first().expect_visible().await?;
    account.page().back().await?;
    account.css(".board-lead").first().expect_there().await?;
    let places = "[document.querySelector('.board').scrollLeft, document.querySelectorAll('.board__leads')[1].scrollTop]";
    account.page().wait_for(&format!("JSON.stringify({places}) === '[120,50]'")).await?;
    // What was scrolled a moment ago counts as well; a page that is opened anew starts at its top.
    account.page().evaluate::<Value>("(APP.router.navigate('/leads/list/'), null)").await?;
    account.css(".js-list-row").first().expect_visible().await?;
    let leave = "(() => { const list = document.querySelector('.page-body'); list.scrollTop = 300;
        requestAnimationFrame(() => requestAnimationFrame(() => APP.router.navigate('/contacts/list/contacts/'))); return null; })()";
    account.page().evaluate::<Value>(leave).await?;
    account.page().expect_url("/contacts/list").await?;
    account.css(".js-list-row").first().expect_visible().await?;
    assert_eq!(account.page().evaluate::<f64>("document.querySelector('.page-body').scrollTop").await?, 0.0);
    account.page().back().await?;
    account.page().wait_for("location.pathname === '/leads/list/' && (document.querySelector('.page-body') || {}).scrollTop === 300").await
}

#[kommo_testing::test]
async fn a_link_to_nothing_leaves_the_page_as_it_is(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/dashboard/").await?;
    account.page().evaluate::<Value>("(() => { window.came = 0; window.addEventListener('popstate', () => setTimeout(() => (came += 1)));
        $('#page_holder').prepend('<a href=\"#\">Nothing</a>'); return null; })()").await?;
    account.link("Nothing").click().await?;
    account.page().wait_for("came").await?;
    account.link("Nothing").expect_visible().await
}

#[kommo_testing::test]
async fn windows_work_by_the_keyboard(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/settings/widgets/").await?;
    let create = account.button("Create integration");
    let inside = "document.querySelector('.modal').contains(document.activeElement)";
    for key in ["Enter", " "] {
        create.press("Enter").await?;
        let window = account.dialog("Create integration");
        window.field("Integration name").expect_focused().await?;
        for _ in 0..25 {
            account.page().press("Tab").await?;
            assert!(account.page().evaluate::<bool>(inside).await?, "Tab stays in the window");
        }
        window.button("Close").press("Shift+Tab").await?;
        assert!(account.page().evaluate::<bool>(inside).await?, "and so does Shift+Tab");
        window.button("Close").press(key).await?;
        account.css(".modal").expect_count(0).await?;
        create.expect_focused().await?;
    }
    // One of a widget's, with nothing to type into and a cross as widgets draw it.
    let open = "() => new Promise((done) => require(['lib/components/base/modal'], (Modal) => done(void new Modal({ init($body) {
        $body.trigger('modal:loaded').html('<span class=\"modal-body__close\"><span class=\"icon icon-modal-close\"></span></span><h2>Mine</h2>').trigger('modal:centrify'); } }))))";
    account.page().call::<Value>(open, json!([])).await?;
    assert!(account.page().evaluate::<bool>(inside).await?);
    account.page().press("Tab").await?;
    account.dialog("Mine").button("Close").expect_focused().await?;
    account.page().press("Enter").await?;
    account.css(".modal").expect_count(0).await
}

#[kommo_testing::test]
async fn enter_in_a_window_does_not_open_it_again(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/dashboard/").await?;
    let put = "() => new Promise((done) => require(['lib/components/base/modal'], (Modal) => done(void $('<button>Ask</button>').prependTo('#page_holder').on('click', () => {
        const modal = new Modal({ init($body) { $body.html('<input aria-label=\"Answer\"><a class=\"js-modal-accept\">Fine</a>').on('click', '.js-modal-accept', () => modal.destroy()); } }); }))))";
    account.page().call::<Value>(put, json!([])).await?;
    account.button("Ask").press("Enter").await?;
    account.field("Answer").press("Enter").await?;
    account.button("Ask").expect_focused().await?;
    account.css(".modal").expect_count(0).await
}

#[kommo_testing::test]
async fn the_menus_pop_ups_close_and_make_room(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/dashboard/").await?;
    let (avatar, out) = (account.button("Account menu"), account.button("Sign out"));
    avatar.click().await?;
    out.expect_visible().await?;
    account.page().press("Escape").await?;
    out.expect_count(0).await?;
    avatar.expect_focused().await?;
    avatar.click().await?;
    account.css(".nav-popup__name").click().await?;
    out.expect_visible().await?;
    account.page().click_at(900.0, 30.0, 1).await?;
    out.expect_count(0).await?;

    account.page().evaluate::<Value>("APP.notifications.add_error({ header: 'Kept', text: 'Look', link: '/leads/detail/23847101' }), null").await?;
    account.button("Phone").click().await?;
    account.button(part("Notices")).click().await?;
    let centre = account.css(".notice-centre");
    let (shown, phone) = (centre.rect().await?, account.css(".dialer").rect().await?);
    assert!(phone.x >= shown.x + shown.width, "{phone:?} beside {shown:?}");
    avatar.click().await?;
    out.expect_visible().await?;
    centre.expect_count(0).await?;
    account.button(part("Notices")).click().await?;
    out.expect_count(0).await?;
    centre.link("Open").click().await?;
    account.page().expect_url("/leads/detail/23847101").await?;
    centre.expect_count(0).await
}

#[kommo_testing::test]
async fn a_widgets_menu_item_is_active_on_all_its_pages(account: TestAccount) -> kommo_testing::Result {
    let code = account.install(&widget("designer"), &json!({}))?.code.unwrap();
    signed_in(&account, &format!("/widget/{code}/item/desk/today")).await?;
    let active = account.css(&format!("#nav_menu_{code}_desk.nav__item_active"));
    active.expect_there().await?;
    account.css(".host-tabs__item").nth(1).click().await?;
    account.page().expect_url("/item/desk/later").await?;
    account
        .page()
        .wait_for(
            "window.designer && designer.calls.some((call) => call[1] && call[1].subitem_code === 'later')",
        )
        .await?;
    active.expect_there().await
}

#[kommo_testing::test]
async fn a_second_pipeline_is_not_left_by_the_way(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, &format!("/leads/pipeline/{SECOND}")).await?;
    let board = format!("/leads/pipeline/{SECOND}");
    let leads = account.css(".board-lead").count().await?;
    account
        .link("New lead")
        .expect_attribute("href", format!("/leads/add/?pipeline_id={SECOND}").as_str())
        .await?;
    account.link("New lead").click().await?;
    account
        .page()
        .wait_for(&format!("document.querySelector('[name=\"lead[PIPELINE_ID]\"]')?.value === '{SECOND}'"))
        .await?;
    account.open(&board).await?;
    account.link("List").click().await?;
    account.page().expect_url(&format!("/leads/list/pipeline/{SECOND}")).await?;
    account.css(".js-list-row").first().expect_visible().await?;
    let name = account.css(".board__picker").read().await?;
    let rows = account.css(".js-list-row");
    rows.expect_count(account.css(".js-list-row").having(part(name.trim())).count().await?).await?;
    assert!(leads > 0, "the second pipeline has leads");
    account.link("Board").click().await?;
    account.page().expect_url(&board).await?;
    account.css(".board-lead").first().click().await?;
    account.link("Back to the list").click().await?;
    account.page().expect_url(&board).await?;
    account.link("List").click().await?;
    account.css(".board__picker").click().await?;
    account.role("menuitem", "All pipelines").click().await?;
    account.css(".js-list-row").having(part("Custom orders")).first().expect_there().await
}

/// What is pressed before the page is drawn and let go after it is the same link.
#[kommo_testing::test]
async fn the_menu_stays_while_a_page_is_drawn(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/dashboard/").await?;
    account
        .page()
        .evaluate::<()>("void (window.pressed = document.querySelector('#nav_menu_leads a'))")
        .await?;
    account.link("Calendar").click().await?;
    account.css(".js-list-row").first().expect_visible().await?;
    assert!(account.page().evaluate::<bool>("pressed.isConnected").await?);
    Ok(())
}

#[kommo_testing::test]
async fn a_list_does_not_stay_behind_its_button(account: TestAccount) -> kommo_testing::Result {
    account.page().resize(1400, 500).await?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let (stage, list) = (account.css(".card-stage__button"), account.css(".host-dropdown"));
    stage.click().await?;
    list.expect_visible().await?;
    account
        .page()
        .evaluate::<Value>("(document.querySelector('.host-dropdown').scrollTop = 20, null)")
        .await?;
    account
        .page()
        .evaluate::<Value>(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))",
        )
        .await?;
    list.expect_visible().await?;
    account.page().evaluate::<Value>("(document.querySelector('#card_fields').scrollTop = 40, null)").await?;
    list.expect_count(0).await?;
    stage.click().await?;
    account.page().resize(1300, 500).await?;
    list.expect_count(0).await
}

#[kommo_testing::test]
async fn small_text_can_be_read_in_both_schemes(account: TestAccount) -> kommo_testing::Result {
    signed_in(&account, "/dashboard/").await?;
    let contrasts = "() => {
        const light = (name) => {
            const hex = getComputedStyle(document.documentElement).getPropertyValue('--palette-' + name).trim();
            const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        };
        const pairs = ['primary', 'secondary', 'tertiary', 'hover'].map((ground) => ['text-secondary-light', 'background-' + ground])
            .concat([['text-on-accent', 'accent'], ['text-on-accent', 'accent-hover']]);
        return pairs.map((pair) => [pair.join(' on '), Math.max(...pair.map(light)) / Math.min(...pair.map(light))]);
    }";
    for scheme in ["light", "dark"] {
        let set = format!("(document.documentElement.dataset.colorScheme = '{scheme}', null)");
        account.page().evaluate::<Value>(&set).await?;
        for (pair, contrast) in account.page().call::<Vec<(String, f64)>>(contrasts, json!([])).await? {
            assert!(contrast >= 4.5, "{pair}: {contrast} ({scheme})");
        }
    }
    Ok(())
}
