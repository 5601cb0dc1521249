//! Members of the widget object and callbacks with answers, with the real shim in a real browser.
//! `cargo xtask test --only wasm` or `wasm-pack test --headless --chrome`.
#![cfg(target_family = "wasm")]
#![allow(missing_docs, dead_code, clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::cell::RefCell;

use js_sys::{Function, JSON, Promise};
use kommo_widget::api_client::{EntityRef, EntityType};
use kommo_widget::prelude::*;
use kommo_widget::{Channel, ContactAction, Overlay, TabItem};
use support::{answer, call, get, set, widget};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const CALLBACKS: &[(&str, u32)] = &[
    ("render", 1),
    ("init", 2),
    ("leads.selected", 10),
    ("loadPreloadedData", 18),
    ("loadElements", 19),
    ("searchDataInCard", 21),
];

thread_local! {
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn note(text: &str) {
    HEARD.with_borrow_mut(|heard| heard.push(text.to_owned()));
}

fn heard() -> String {
    HEARD.take().join(" ")
}

#[derive(Default)]
struct Tested {
    channel: RefCell<Option<Channel>>,
    overlay: RefCell<Option<Overlay>>,
}

#[widget]
impl Widget for Tested {
    fn init(&self, cx: &Cx) -> Result<()> {
        cx.add_action(ContactAction::Phone, |_, number| async move {
            note(&number);
            Ok(())
        })?;
        cx.add_sms_source(|_, message| async move {
            if message.phone() == "0" { Err(Error::message("no such number")) } else { Ok(()) }
        })?;
        let channel = cx.listen_channel("leads:events", &["id"], |_, id| async move {
            note(&id.as_str().unwrap_or_default());
            Ok(())
        })?;
        self.channel.replace(Some(channel));
        Ok(())
    }

    async fn leads_selected(&self, cx: &Cx) -> Result<()> {
        self.overlay.replace(Some(cx.overlay()?));
        let selection = cx.selection().ok_or_else(|| Error::message("no list"))?;
        for row in selection.rows() {
            note(&row.phones().join("+"));
        }
        note(&cx.crm_post("http://there", &[("a", "1".into())]).await?);
        self.overlay.take();
        self.channel.take();
        Ok(())
    }

    async fn load_preloaded_data(&self, _: &Cx) -> Result<Vec<TabItem>> {
        Err(Error::message("the stock is closed"))
    }

    async fn load_elements(&self, _: &Cx, card: EntityRef) -> Result<Vec<TabItem>> {
        assert!(card.entity_type == EntityType::Leads && card.id == 7);
        Ok(vec![TabItem::new(1, "One").sku("S").price(2.5).quantity(3.0)])
    }

    async fn search_data_in_card(&self, cx: &Cx, _: &str, _: EntityRef) -> Result<Vec<TabItem>> {
        cx.sleep(3_600_000).await;
        Ok(Vec::new())
    }

    fn failed(&self, _: &Cx, error: &Error) {
        note(&error.text());
    }
}

fn method(host: &JsValue, name: &str, args: &str, body: &str) {
    set(host, name, Function::new_with_args(args, body).into());
}

fn host() -> JsValue {
    let host = widget::<Tested>(CALLBACKS);
    method(&host, "add_action", "type, handler", "this.action = handler");
    method(&host, "add_source", "type, handler", "this.send = handler");
    method(
        &host,
        "listenSocketChannel",
        "name, keys, hear",
        "this.heard = hear; return () => { this.stopped = true; };",
    );
    method(&host, "widgetsOverlay", "on", "(this.overlays = this.overlays || []).push(on)");
    method(
        &host,
        "list_selected",
        "",
        "return {selected: [{id: 1, type: 'lead', phones: ['+1', '+2']}], summary: {items: 1}}",
    );
    method(
        &host,
        "crm_post",
        "url, form, done, type, fail",
        "form.a === '1' ? setTimeout(() => done('answered'), 1) : fail(new Error('no'))",
    );
    heard();
    host
}

fn function(host: &JsValue, name: &str) -> Function {
    get(host, name).unchecked_into()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

#[wasm_bindgen_test]
async fn a_tab_gets_its_items_and_an_empty_list_where_the_widget_fails() {
    let host = host();
    let items = answer(&host, "loadElements", &[parsed(r#"{"id": 2, "type": "leads"}"#), 7.into()]).await;
    assert_eq!(json(&items), r#"[{"id":1,"name":"One","sku":"S","price":2.5,"quantity":3}]"#);
    assert!(call(&host, "loadPreloadedData", &[]).is_instance_of::<Promise>(), "the host calls then() on it");
    assert_eq!(json(&answer(&host, "loadPreloadedData", &[]).await), "[]");
    assert!(heard().contains("the stock is closed"));
    let searching: Promise =
        call(&host, "searchDataInCard", &["x".into(), 2.into(), 7.into()]).unchecked_into();
    call(&host, "destroy", &[]);
    assert_eq!(
        json(&JsFuture::from(searching).await.unwrap()),
        "[]",
        "a widget that ends keeps nobody waiting"
    );
}

#[wasm_bindgen_test]
async fn functions_given_to_the_host_answer_and_end_with_the_widget() {
    let host = host();
    call(&host, "init", &[]);
    function(&host, "action").call1(&JsValue::NULL, &parsed(r#"{"value": "+44"}"#)).unwrap();
    assert_eq!(heard(), "+44");
    let send = function(&host, "send");
    let sent = |phone: &str| {
        let message = parsed(&format!(r#"{{"phone": "{phone}", "message": "Hi", "contact_id": 1}}"#));
        JsFuture::from(send.call1(&JsValue::NULL, &message).unwrap().unchecked_into::<Promise>())
    };
    assert_eq!(sent("1").await.unwrap(), JsValue::TRUE);
    assert_eq!(json(&sent("0").await.unwrap_err()), r#"["no such number"]"#);
    assert_eq!(heard(), "no such number");
    call(&host, "destroy", &[]);
    assert!(sent("1").await.is_err(), "nobody is there to send");
    function(&host, "action").call1(&JsValue::NULL, &parsed(r#"{"value": "+44"}"#)).unwrap();
    assert_eq!(heard(), "");
    assert_eq!(get(&host, "stopped"), JsValue::TRUE, "the channel ends with the widget");
}

#[wasm_bindgen_test]
async fn lists_are_read_dimmed_and_posted() {
    let host = host();
    call(&host, "init", &[]);
    function(&host, "heard").call1(&JsValue::NULL, &"15".into()).unwrap();
    assert_eq!(heard(), "15");
    function(&host, "callbacks.leads.selected").call0(&JsValue::NULL).unwrap();
    gloo::timers::future::sleep(std::time::Duration::from_millis(30)).await;
    assert_eq!(heard(), "+1++2 answered");
    assert_eq!(json(&get(&host, "overlays")), "[true,false]");
    assert_eq!(get(&host, "stopped"), JsValue::TRUE, "a channel that is dropped is left");
    function(&host, "heard").call1(&JsValue::NULL, &"16".into()).unwrap();
    assert_eq!(heard(), "");
    call(&host, "destroy", &[]);
}
