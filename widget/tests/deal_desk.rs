//! Deal desk in a real browser, with the real shim and a page reduced to what it asks for: what it draws, what it sends,
//! and what it lets pass. `cargo xtask test --only wasm` or `wasm-pack test --headless --chrome`.
#![cfg(target_family = "wasm")]
// Clippy knows tests by `#[test]`, not by `#[wasm_bindgen_test]`.
#![allow(missing_docs, dead_code, clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../../tests/support/mod.rs"]
mod support;

use deal_desk::DealDesk;
use gloo::timers::future::sleep;
use js_sys::{Function, JSON, Object};
use support::{answer, call, click, get, log, panel_text, set, widget};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const CALLBACKS: &[(&str, u32)] = &[("render", 1), ("bind_actions", 3), ("settings", 4), ("onSave", 5)];

/// The account's answers, as the body of a function of a request's method and path. `sent` keeps what is posted.
const ACCOUNT: &str = r#"
    const list = (key, items) => items.length ? [200, { _embedded: { [key]: items } }] : [204, null];
    if (method === 'POST') {
        this.sent = (this.sent || []).concat([[path, JSON.parse(body)]]);
        if (this.refuse) return [400, { title: 'Bad Request', status: 400, detail: 'no tasks today' }];
        return list(path.split('/').pop(), [{ id: 1 }]);
    }
    if (path.startsWith('/api/v4/leads/7?')) return [200, { id: 7, price: 4200, responsible_user_id: 5, created_at: 1,
        _embedded: { contacts: [{ id: 3, is_main: true }] } }];
    if (path.startsWith('/api/v4/contacts/3')) return [200, { id: 3, name: 'Ada <b>' }];
    if (path.startsWith('/api/v4/tasks')) return list('tasks', this.sent ? [{ id: 1, text: 'Planned', complete_till: 4e9 }] : []);
    if (path.startsWith('/api/v4/events')) return list('events', []);
    return [404, { title: 'Not found', status: 404 }];
"#;

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::NULL).unwrap()
}

/// The widget's object on the card of lead 7, with its settings.
fn on_card(card: &str, settings: &[(&str, &str)]) -> JsValue {
    run(&format!(
        "globalThis.APP = {{ lang_id: 'en', data: {{ current_card: {card} }}, constant: () => ({{ currency: 'USD' }}) }}"
    ));
    set(&log(), "answer", Function::new_with_args("method, path, body", ACCOUNT).into());
    for key in ["sent", "refuse"] {
        set(&log(), key, JsValue::UNDEFINED);
    }
    let host = widget::<DealDesk>(CALLBACKS);
    set(&host, "langs", JSON::parse(include_str!("../i18n/en.json")).unwrap());
    for (field, value) in settings {
        set(&get(&host, "params"), field, (*value).into());
    }
    host
}

const LEAD: &str = "{ id: 7, element_type: 2 }";

/// Waits until the panel says so; the runner ends a test that waits for ever.
async fn panel_says(text: &str) {
    while !panel_text().contains(text) {
        sleep(std::time::Duration::from_millis(5)).await;
    }
}

fn sent() -> String {
    JSON::stringify(&get(&log(), "sent")).map(String::from).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_panel_shows_what_the_api_gives() {
    let host = on_card(LEAD, &[("big_deal", "4000")]);
    assert_eq!(answer(&host, "render", &[]).await, JsValue::TRUE);
    let text = panel_text();
    for part in ["$4,200", "Big deal", "Ada <b>", "Nothing planned", "Add a follow-up"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let host = on_card(LEAD, &[("big_deal", "4201")]);
    answer(&host, "render", &[]).await;
    assert!(!panel_text().contains("Big deal"), "{}", panel_text());
}

#[wasm_bindgen_test]
async fn the_older_name_of_app() {
    let host = on_card(LEAD, &[("big_deal", "4000")]);
    run("globalThis.AMOCRM = APP; delete globalThis.APP");
    assert_eq!(answer(&host, "render", &[]).await, JsValue::TRUE);
    assert!(panel_text().contains("Big deal"), "{}", panel_text());
    run("delete globalThis.AMOCRM");
}

#[wasm_bindgen_test]
async fn without_a_saved_lead_there_is_nothing_to_show() {
    for card in ["false", "{ id: 0, element_type: 2 }", "{ id: 7, element_type: 1 }"] {
        assert_eq!(answer(&on_card(card, &[]), "render", &[]).await, JsValue::FALSE, "{card}");
    }
}

#[wasm_bindgen_test]
async fn one_click_adds_one_task_and_one_note() {
    let host = on_card(LEAD, &[("follow_up_text", "Call \"Ada\""), ("follow_up_days", "3")]);
    answer(&host, "render", &[]).await;
    call(&host, "bind_actions", &[]);
    click(".deal-desk__follow-up");
    click(".deal-desk__follow-up");
    panel_says("Planned").await;
    let sent: Vec<JsValue> = js_sys::Array::from(&get(&log(), "sent")).to_vec();
    let paths: Vec<String> = sent.iter().map(|one| get(one, "0").as_string().unwrap()).collect();
    assert_eq!(paths, ["/api/v4/tasks", "/api/v4/leads/7/notes"]);
    let task = get(sent.first().unwrap(), "1.0");
    assert_eq!(get(&task, "text"), "Call \"Ada\"");
    assert_eq!((get(&task, "entity_id"), get(&task, "responsible_user_id")), (7.into(), 5.into()));
    let days = (get(&task, "complete_till").as_f64().unwrap() - js_sys::Date::now() / 1000.0) / 86_400.0;
    assert!((2.9..=3.1).contains(&days), "due in {days} days");
}

#[wasm_bindgen_test]
async fn a_refusal_is_told_and_the_button_works_again() {
    let host = on_card(LEAD, &[]);
    answer(&host, "render", &[]).await;
    call(&host, "bind_actions", &[]);
    set(&log(), "refuse", JsValue::TRUE);
    click(".deal-desk__follow-up");
    panel_says("That did not work").await;
    assert!(panel_text().contains("no tasks today"), "{}", panel_text());
    assert!(!sent().contains("notes"), "no note about a task that is not there: {}", sent());
    set(&log(), "refuse", JsValue::UNDEFINED);
    click(".deal-desk__follow-up");
    panel_says("Planned").await;
}

#[wasm_bindgen_test]
async fn settings_are_refused_with_a_message_or_let_pass() {
    let window = gloo::utils::document().create_element("div").unwrap();
    window.set_inner_html(
        r#"<div class="widget-settings__modal tested">
        <div class="widget_settings_block__item_field"><input name="follow_up_text"></div>
        <div class="widget_settings_block__item_field"><input name="big_deal"></div></div>"#,
    );
    gloo::utils::body().append_child(&window).unwrap();
    let host = on_card("false", &[]);
    let long = "x".repeat(201);
    for (active, text, amount, accepted, message) in [
        ("Y", " ", "", false, "Write what the task should say."),
        ("Y", &*long, "", false, "it has 201"),
        ("Y", "Call", "plenty", false, "Write a whole number"),
        ("Y", "Call", "5000", true, ""),
        ("N", "", "plenty", true, ""),
    ] {
        let (event, fields) = (Object::new(), Object::new());
        set(&event, "active", active.into());
        set(&fields, "follow_up_text", text.into());
        set(&fields, "big_deal", amount.into());
        set(&event, "fields", fields.into());
        assert_eq!(answer(&host, "onSave", &[event.into()]).await, accepted, "{text:.9} {amount}");
        let said = window.text_content().unwrap();
        assert!(if accepted { said.trim().is_empty() } else { said.contains(message) }, "{said}");
    }
    window.unchecked_ref::<web_sys::Element>().remove();
}
