//! Members of the host that no example uses, from Rust to what the page has or shows.

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::adversary::{Adversary, Answer, Build, ask};

#[kommo_testing::test]
async fn what_the_page_knows(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    // What Rust reads is what stands in the page.
    let names =
        "require('host/widgets/lifecycle').instances().find(one => one.object.callbacks.loadElements).object";
    for (member, page) in [
        (
            "contacts",
            format!(
                "{names}.get_current_card_contacts_data().then(all => all.map(one => one.name + ' ' + one.phones.join('+')).join(', '))"
            ),
        ),
        ("groups", "Object.values(APP.constant('groups')).join(', ')".into()),
        ("tasks", "Object.values(APP.constant('task_types')).map(one => one.option).join(', ')".into()),
        ("rights", "APP.constant('user_rights').is_admin ? 'yes' : 'no'".into()),
        ("account", "APP.constant('account').subdomain".into()),
        ("accounts", format!("{names}.get_accounts_current().subdomain")),
        ("entity", "APP.getBaseEntity() + ' card'".into()),
        ("format", "APP.system.format.date.date".into()),
        ("numbers", "'yes'".into()),
        ("params", format!("{names}.get_settings().widget_code + ' in memory'")),
        ("version", format!("{names}.get_version()")),
        ("system", format!("(one => [one.area, one.amouser, one.subdomain].join(' '))({names}.system())")),
        ("constant", "String(APP.constant('card_id'))".into()),
        ("calling", "'yes'".into()),
        ("jquery", "'1'".into()),
        ("pipeline", "'no'".into()),
        ("status", "'yes'".into()),
        ("file", "'Hello, &lt;Ada&gt;!\\n'".into()),
        ("twig", "'Hello, &lt;Ada&gt;!'".into()),
        ("main-user", "String(APP.data.current_card.main_user)".into()),
        ("theme", "document.documentElement.dataset.colorScheme === 'dark' ? 'yes' : 'no'".into()),
    ] {
        ask(&widget, member).await?;
        let expected: String = account.page().evaluate(&page).await?;
        assert!(!expected.is_empty(), "{member}");
        let shown = widget.panel().css(".adversary");
        let same = format!(
            "document.querySelector('.card-widgets__widget[data-code=\"{}\"] .adversary').textContent === {}",
            widget.code(),
            Value::from(expected.as_str())
        );
        if let Err(error) = account.page().wait_for(&same).await {
            panic!("{member}: {:?} and not {expected:?}: {error:?}", shown.read().await?);
        }
    }
    Ok(())
}

#[kommo_testing::test]
async fn places_beside_the_panels_content(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    let panel = widget.panel();
    ask(&widget, "caption").await?;
    panel.css(".js-widget-caption-block .adversary-caption").expect_text(whole("3 < 4")).await?;
    panel.css(".adversary").expect_text(whole("still here")).await?;
    account.css(&format!("[data-tab='{}']", widget.code())).click().await?;
    ask(&widget, "tab").await?;
    account.css(&format!("#{}", widget.code())).text("A tab of its own").expect_visible().await?;
    ask(&widget, "loading").await?;
    panel.css(".kw-loading[aria-busy=true]").expect_text(whole("Asking…")).await?;
    widget.plan("").await?;
    panel.css(".adversary").expect_text(whole("asked")).await?;
    widget.card().await?;
    ask(&widget, "navigate").await?;
    account.page().expect_url("/todo/").await
}

#[kommo_testing::test]
async fn notifications_of_every_kind(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    for (member, text) in [
        ("message", "A message"),
        ("error", "An error"),
        ("add-error", "A kept error"),
        ("call", "A call"),
        ("call-failed", "A failed call"),
        ("add-call", "A kept call"),
        ("store-error", "An error to be sure of"),
    ] {
        ask(&widget, member).await?;
        account.css(".toasts").text(text).expect_visible().await?;
    }
    account.css(".toasts").having(part("A kept error")).link("Open").expect_attribute("href", "/todo/").await
}

#[kommo_testing::test]
async fn an_error_is_kept_or_it_is_known_that_it_was_not(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    let said = widget.panel().css(".adversary");
    ask(&widget, "store-error").await?;
    said.expect_text(whole("stored")).await?;
    ask(&widget, "store-nothing").await?;
    said.expect_text(whole("add_error failed: a notification needs a text")).await?;
    // A host that says only that it is over keeps nobody waiting.
    let always = "void (APP.notifications.add_error = (_, answers) => setTimeout(() => answers.always()))";
    account.page().evaluate::<Value>(always).await?;
    ask(&widget, "store-nothing").await?;
    said.expect_text(whole("stored")).await
}

#[kommo_testing::test]
async fn notifications_are_heard(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Once, "").await?;
    ask(&widget, "hear").await?;
    ask(&widget, "add-error").await?;
    widget.panel().css(".adversary-heard").expect_text(whole("Title")).await
}

#[kommo_testing::test]
async fn windows_close_by_themselves_and_with_the_widget(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    let window = account.css(".modal.adversary-window");
    ask(&widget, "window").await?;
    window.text("A window of its own").expect_visible().await?;
    window.css(".modal-body__close").click().await?;
    window.expect_count(0).await?;
    widget.panel().css(".adversary").expect_text(whole("closed")).await?;
    ask(&widget, "drop-window").await?;
    widget.panel().css(".adversary").expect_text(whole("dropped")).await?;
    window.expect_count(0).await?;
    ask(&widget, "crash-window").await?;
    widget.has_stopped().await?;
    window.expect_count(0).await?;
    widget.start_again().await?;
    widget.is_well(0).await?;
    ask(&widget, "window").await?;
    window.expect_visible().await?;
    widget.go("/todo/").await?;
    window.expect_count(0).await
}

#[kommo_testing::test]
async fn messages_in_a_window(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    ask(&widget, "success").await?;
    account.css(".modal-body__message_success").expect_text(part("It <worked>")).await?;
    account.css(".modal-body__message_success").expect_count(0).await?;
    ask(&widget, "failure").await?;
    account.css(".modal-body__message_error").expect_text(part("It <failed>")).await
}

#[kommo_testing::test]
async fn other_ways_to_write(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    ask(&widget, "sources").await?;
    for (kind, name) in [("chat", "A chat"), ("email", "A letter"), ("custom", "A pigeon")] {
        let choose = format!(
            "new Promise(done => require(['host/widgets/actions'], actions => {{
                const [source] = actions.sources('{kind}');
                const place = jQuery('<div class=\"place-{kind}\">').appendTo('body');
                source.handler(place);
                done(source.text);
            }}))"
        );
        assert_eq!(account.page().evaluate::<String>(&choose).await?, name);
        account.css(&format!(".place-{kind}")).expect_text(whole("The widget writes here")).await?;
    }
    Ok(())
}

#[kommo_testing::test]
async fn contact_and_company_cards(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    for entity in ["contacts", "companies"] {
        let list = account.api("GET", &format!("/api/v4/{entity}?limit=1"), None).await?;
        let id = list.body.pointer(&format!("/_embedded/{entity}/0/id")).unwrap();
        widget.go(&format!("/{entity}/detail/{id}")).await?;
        account.page().wait_for(&format!("APP.getBaseEntity() === '{entity}'")).await?;
        widget.is_well(0).await?;
        ask(&widget, "entity").await?;
        widget.panel().css(".adversary").expect_text(whole(format!("{entity} card"))).await?;
        // The card by its type, and what the API says of it.
        let name = list.body.pointer(&format!("/_embedded/{entity}/0/name")).and_then(Value::as_str).unwrap();
        let kind = if entity == "companies" { "company" } else { "contact" };
        ask(&widget, "card").await?;
        widget.panel().css(".adversary").expect_text(whole(format!("{kind} {name}"))).await?;
    }
    Ok(())
}

#[kommo_testing::test]
async fn a_calendar_is_connected_and_set_up(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::install(&account, Build::Release, "onDisable:late-error").await?;
    account.open("/todo/").await?;
    account.button("Calendars").click().await?;
    let calendar = account.css(".calendars__row");
    calendar.expect_text(whole("Adversary's calendar Tasks appear as events Set up")).await?;
    let connected = calendar.css("input");
    connected.check().await?;
    connected.expect_checked().await?;
    // An array with the message, and markup in it is none.
    connected.click().await?;
    calendar.css("[role=alert]").expect_text(whole("the adversary <gave up>")).await?;
    connected.expect_checked().await?;
    calendar.button("Set up").click().await?;
    account.css(".toasts").text(part("Setting up")).expect_visible().await?;
    account.css(".calendars").expect_count(0).await?;
    widget.plan("calendarSync:error").await?;
    account.button("Calendars").click().await?;
    account.css(".calendars").expect_text(part("No widget offers a calendar")).await?;
    account.page().press("Escape").await?;
    widget.card().await?;
    widget.is_well(0).await?;
    assert_eq!(widget.call("calendarSync", json!([])).await?, Answer::Value(Value::Null));
    widget.panel().css("[role=alert]").expect_text(part("gave up")).await
}
