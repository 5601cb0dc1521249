//! A widget that crashes never takes the page with it, says so, and can be started again.

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::adversary::{Adversary, Answer, Build};

/// A page allows five restarts.
const RESTARTS: usize = 5;

/// Every callback with the arguments of the host, and what the host gets when it crashes at once.
fn callbacks() -> Vec<(&'static str, Value, Value)> {
    let nothing = || Value::Null;
    let card = json!([{ "id": 2, "type": "leads" }, 1]);
    vec![
        ("render", json!([]), nothing()),
        ("init", json!([]), nothing()),
        ("bind_actions", json!([]), nothing()),
        ("settings", json!([{}, {}]), nothing()),
        ("onSave", json!([{ "active": "Y", "fields": {} }]), nothing()),
        // Nobody is kept from disabling a broken widget.
        ("onSave", json!([{ "active": "N", "fields": {} }]), json!(true)),
        ("onInstall", json!([]), nothing()),
        ("dpSettings", json!([]), nothing()),
        ("advancedSettings", json!([]), nothing()),
        ("contacts.selected", json!([]), nothing()),
        ("leads.selected", json!([]), nothing()),
        ("todo.selected", json!([]), nothing()),
        ("tasks.selected", json!([]), nothing()),
        ("companies.selected", json!([]), nothing()),
        ("onSource", json!([]), nothing()),
        ("onAddAsSource", json!([7]), nothing()),
        ("salesbotDesignerSettings", json!([{}, {}, {}]), json!({ "exits": [] })),
        ("onSalesbotDesignerSave", json!(["say", {}]), nothing()),
        ("loadPreloadedData", json!([]), json!([])),
        ("loadElements", card.clone(), json!([])),
        ("linkCard", json!([{ "link": [], "unlink": [] }]), json!([])),
        ("searchDataInCard", json!(["x", 2, 1]), json!([])),
        ("loadCatalogElement", json!([{}]), nothing()),
    ]
}

/// Callbacks that answer before they have waited.
const IMMEDIATE: [&str; 6] =
    ["init", "bind_actions", "settings", "salesbotDesignerSettings", "onSalesbotDesignerSave", "destroy"];

#[kommo_testing::test]
async fn a_panic_in_a_callback(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    for (number, (callback, args, answer)) in callbacks().into_iter().enumerate() {
        if number > 0 && number % RESTARTS == 0 {
            widget.card().await?;
        }
        widget.is_well(0).await?;
        widget.plan(&format!("{callback}:panic")).await?;
        assert_eq!(widget.call(callback, args).await?, Answer::Value(answer), "{callback}");
        widget.has_stopped().await?;
        // What the callback had asked of the page is taken back.
        account.css("#card_widgets_overlay").expect_count(0).await?;
        widget.neighbour().await?;
        widget.plan("").await?;
        widget.start_again().await?;
    }
    widget.is_well(0).await
}

#[kommo_testing::test]
async fn a_panic_after_an_await(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    let late = callbacks().into_iter().filter(|(callback, ..)| !IMMEDIATE.contains(callback));
    for (number, (callback, args, answer)) in late.enumerate() {
        if number > 0 && number % RESTARTS == 0 {
            widget.card().await?;
        }
        widget.is_well(0).await?;
        widget.plan(&format!("{callback}:late-panic")).await?;
        // The host has a promise by then, or its true.
        let expected = match (callback, answer) {
            ("render" | "onAddAsSource", _) | ("onSave", Value::Null) => Answer::Rejected,
            (_, Value::Null) => Answer::Value(json!(true)),
            (_, answer) => Answer::Value(answer),
        };
        assert_eq!(widget.call(callback, args).await?, expected, "{callback}");
        widget.has_stopped().await?;
        account.css("#card_widgets_overlay").expect_count(0).await?;
        widget.plan("").await?;
        widget.start_again().await?;
    }
    widget.neighbour().await?;
    widget.is_well(0).await
}

#[kommo_testing::test]
async fn every_way_to_crash(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    for (number, fault) in ["panic", "stack", "memory", "trap"].into_iter().enumerate() {
        for place in ["click", "after"] {
            let late = if place == "after" { "late-" } else { "" };
            widget.is_well(0).await?;
            widget.click().await?;
            widget.is_well(1).await?;
            widget.plan(&format!("{place}:{late}{fault}")).await?;
            widget.click().await?;
            widget.has_stopped().await?;
            widget.neighbour().await?;
            widget.plan("").await?;
            widget.start_again().await?;
        }
        if number % 2 == 1 {
            widget.card().await?;
        }
    }
    Ok(())
}

#[kommo_testing::test]
async fn a_crash_on_the_way_in(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "new:panic").await?;
    widget.has_stopped().await?;
    widget.plan("render:late-trap").await?;
    widget.start_again().await?;
    widget.has_stopped().await?;
    widget.plan("init:stack").await?;
    widget.start_again().await?;
    widget.has_stopped().await?;
    widget.plan("").await?;
    widget.start_again().await?;
    widget.is_well(0).await?;
    widget.click().await?;
    widget.is_well(1).await
}

#[kommo_testing::test]
async fn a_crash_on_the_way_out(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "destroy:panic").await?;
    widget.is_well(0).await?;
    widget.go("/todo/").await?;
    account.css("#card_holder").expect_hidden().await?;
    widget.plan("").await?;
    widget.go(&format!("/leads/detail/{}", crate::plain::LEAD)).await?;
    widget.neighbour().await?;
    widget.is_well(0).await
}

#[kommo_testing::test]
async fn restarts_stop_at_the_cap(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "render:panic").await?;
    for _ in 0..RESTARTS {
        widget.has_stopped().await?;
        widget.start_again().await?;
    }
    let notice = widget.panel().css("[role=alert]");
    notice.expect_text(part("Reload the page")).await?;
    widget.panel().link("Start again").expect_count(0).await?;
    // The host gets what it can work with, whatever is planned.
    widget.plan("").await?;
    for (callback, args, answer) in callbacks() {
        assert_eq!(widget.call(callback, args).await?, Answer::Value(answer), "{callback}");
    }
    // On the next card too.
    widget.go("/todo/").await?;
    account.css("#card_holder").expect_hidden().await?;
    widget.go(&format!("/leads/detail/{}", crate::plain::LEAD)).await?;
    widget.neighbour().await?;
    notice.expect_text(part("Reload the page")).await?;
    widget.card().await?;
    widget.is_well(0).await
}

#[kommo_testing::test]
async fn an_endless_recursion_of_restarts(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    // A host that answers each notice with another start.
    widget
        .host(
            "object => { const show = object.render_template; object.render_template = function () {
                object.callbacks.render(); return show.apply(this, arguments); } }",
        )
        .await?;
    account.css(".card-widgets__widget__body").first().expect_there().await?;
    widget.plan("render:panic").await?;
    account
        .page()
        .call::<Value>(
            "code => void document.querySelector(`[data-kw=\"${code}\"]`).remove()",
            json!([widget.code()]),
        )
        .await?;
    assert_eq!(widget.call("render", json!([])).await?, Answer::Value(Value::Null));
    widget.panel().css("[role=alert]").expect_text(part("stopped because of an error")).await?;
    // Nor does one that tries again for ever.
    const AGAIN: &str = "code => { const { object } = require('host/widgets/lifecycle').instanceOf(code);
        for (let i = 0; i < 100; i += 1) object.callbacks.render(); }";
    account.page().call::<Value>(AGAIN, json!([widget.code()])).await?;
    let crashes = account.page().console().iter().filter(|one| one.text.contains("widget crashed")).count();
    assert_eq!(crashes, RESTARTS + 1);
    widget.panel().css("[role=alert]").expect_text(part("Reload the page")).await?;
    widget.neighbour().await
}

#[kommo_testing::test]
async fn an_endless_recursion_through_the_host(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    widget.plan("render:render").await?;
    assert_eq!(widget.call("render", json!([])).await?, Answer::Value(Value::Null));
    widget.has_stopped().await?;
    widget.neighbour().await?;
    widget.plan("").await?;
    widget.start_again().await?;
    widget.is_well(0).await
}

#[kommo_testing::test]
async fn a_crash_inside_a_call_of_the_host(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    // The widget calls the host, which calls it back, and there it crashes. The outer call goes on, shows its panel and
    // listens: nothing of that may stay.
    widget.plan("bind_actions:again init:panic").await?;
    assert_eq!(widget.call("bind_actions", json!([])).await?, Answer::Value(Value::Null));
    widget.has_stopped().await?;
    widget.plan("").await?;
    widget.start_again().await?;
    widget.is_well(0).await?;
    widget.click().await?;
    widget.is_well(1).await
}

#[kommo_testing::test]
async fn what_the_host_throws_is_an_error_and_no_crash(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    widget.is_well(0).await?;
    widget.host("object => { object.thrower = () => { throw 'a plain string'; } }").await?;
    let said = widget.panel().css("[role=alert]");
    for (fault, text) in [("host", "thrower failed: a plain string"), ("missing", "no_such_member failed")] {
        for place in ["click", "after"] {
            widget.plan(&format!("{place}:{fault}")).await?;
            widget.click().await?;
            said.expect_text(part(text)).await?;
        }
    }
    widget.plan("click:error").await?;
    widget.click().await?;
    said.expect_text(whole("the adversary <gave up>")).await?;
    // A function that is not there, one that throws, one of another type.
    for broken in ["() => { throw null; }", "undefined", "5"] {
        widget.host(&format!("object => {{ object.i18n = {broken}; object.langs = null; }}")).await?;
        widget.plan("click:text").await?;
        widget.click().await?;
        said.expect_text(whole("adversary.text")).await?;
        widget.plan("click:error").await?;
        widget.click().await?;
        said.expect_text(part("gave up")).await?;
    }
    widget.plan("").await?;
    widget.click().await?;
    // Nothing was started anew.
    widget.is_well(1).await
}

#[kommo_testing::test]
async fn the_notice_speaks_the_users_language(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Release, "").await?;
    let said = widget.panel().css("[role=alert]");
    for (language, text) in
        [("es", "se detuvo por un error"), ("pt", "parou por causa de um erro"), ("nl", "stopped because")]
    {
        widget.is_well(0).await?;
        account.page().call::<Value>("language => void (APP.lang_id = language)", json!([language])).await?;
        widget.plan("click:panic").await?;
        widget.click().await?;
        said.expect_text(part(text)).await?;
        widget.plan("").await?;
        said.css("a").click().await?;
    }
    widget.is_well(0).await
}

#[kommo_testing::test]
async fn a_crash_while_saving_settings(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::install(&account, Build::Release, "onSave:late-panic").await?;
    let settings = account.integrations().await?.settings("Adversary").await?;
    for _ in 0..2 {
        settings.field("Note").fill("Kept").await?;
        settings.button("Save").click().await?;
        settings.css(".kw-notice").expect_text(part("stopped because of an error")).await?;
        settings.css(".kw-notice").expect_count(1).await?;
        settings.button("Save").expect_enabled().await?;
    }
    widget.plan("").await?;
    settings.field("Note").fill("Kept").await?;
    settings.save().await?;
    widget.plan("onSave:panic").await?;
    let settings = account.integrations().await?.settings("Adversary").await?;
    settings.field("Note").expect_value("Kept").await?;
    settings.disable().await
}

#[kommo_testing::test]
async fn a_page_of_its_own_says_so_and_comes_back(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::install(&account, Build::Release, "advancedSettings:late-panic").await?;
    account.open(&format!("/settings/widgets/{}/", widget.code())).await?;
    let page = account.css(&format!("#work-area-{}", widget.code()));
    page.css("[role=alert]").expect_text(part("stopped because of an error")).await?;
    widget.plan("").await?;
    page.link("Start again").click().await?;
    page.text("The adversary's page").expect_visible().await
}

#[kommo_testing::test]
async fn one_that_lives_for_the_session_starts_again_by_itself(
    account: TestAccount,
) -> kommo_testing::Result {
    let widget = Adversary::install(&account, Build::Once, "").await?;
    account.open("/dashboard/").await?;
    let up = "require.defined('host/widgets/lifecycle') && require('host/widgets/lifecycle').instances().some(one => one && one.isUp)";
    account.page().wait_for(up).await?;
    // On a page without a right column nobody can press anything.
    widget.plan("page:late-panic").await?;
    widget.go("/todo/").await?;
    account.page().wait_for("APP.getWidgetsArea() === 'todo'").await?;
    widget.plan("").await?;
    let card = format!("/leads/detail/{}", crate::plain::LEAD);
    widget.go(&card).await?;
    widget.is_well(0).await?;
    widget.click().await?;
    widget.is_well(1).await?;
    // And it goes on following.
    widget.go("/todo/").await?;
    account.css("#card_holder").expect_hidden().await?;
    widget.go(&card).await?;
    widget.is_well(1).await
}

#[kommo_testing::test]
async fn a_development_build_names_the_line(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::open(&account, Build::Dev, "").await?;
    widget.is_well(0).await?;
    widget.plan("click:panic").await?;
    widget.click().await?;
    widget.has_stopped().await?;
    assert_eq!(account.page().take_errors("unreachable"), 1, "a crash is an error that tools see");
    let console = account.page().console();
    let said = console.iter().find(|entry| entry.text.contains("the adversary was here")).unwrap();
    assert_eq!(said.level, "error");
    assert!(said.text.contains("fault.rs:"), "{}", said.text);
    widget.plan("").await?;
    widget.start_again().await?;
    widget.plan("after:late-stack").await?;
    widget.click().await?;
    widget.has_stopped().await?;
    assert_eq!(account.page().take_errors(""), 1);
    widget.plan("").await?;
    widget.start_again().await?;
    widget.is_well(0).await
}

#[kommo_testing::test]
async fn a_page_without_webassembly_is_told_so(account: TestAccount) -> kommo_testing::Result {
    account.sandbox().state().set_strict_csp(true);
    let widget = Adversary::install(&account, Build::Release, "").await?;
    account.open_lead_card(crate::plain::LEAD).await?;
    widget.panel().css("[role=alert]").expect_text(part("does not allow WebAssembly")).await?;
    assert_eq!(widget.call("loadElements", json!([{ "id": 2 }, 1])).await?, Answer::Value(json!([])));
    // The neighbour compiles a template of Underscore's, which is forbidden too; the page lives.
    account.css("#card_holder").expect_visible().await
}
