//! The runtime and the shim together in a real browser, without the packager and the sandbox.
//! `cargo xtask test --only wasm` or `wasm-pack test --headless --chrome`.
#![cfg(target_family = "wasm")]
// Clippy knows tests by `#[test]`, not by `#[wasm_bindgen_test]`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::cell::Cell;

use gloo::timers::future::sleep;
use kommo_widget::ErrorKind;
use kommo_widget::prelude::*;
use support::{answer, call, click, get, logged, panel_text, set, widget};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const CALLBACKS: &[(&str, u32)] =
    &[("render", 1), ("init", 2), ("bind_actions", 3), ("settings", 4), ("onSave", 5)];

thread_local! {
    /// What the next `render` does.
    static PLAN: Cell<&'static str> = const { Cell::new("") };
    static INITS: Cell<u32> = const { Cell::new(0) };
    static DROPS: Cell<u32> = const { Cell::new(0) };
}

#[derive(Default)]
struct Tested {
    clicks: Cell<u32>,
}

impl Drop for Tested {
    fn drop(&mut self) {
        DROPS.set(DROPS.get() + 1);
    }
}

impl Tested {
    fn show(&self, cx: &Cx) -> Result<()> {
        cx.panel().show(html! { p { (self.clicks.get()) " <b>" } button data-by="2" { "more" } })
    }
}

#[widget]
impl Widget for Tested {
    async fn render(&self, cx: &Cx) -> Result<Rendered> {
        match PLAN.get() {
            "nothing" => return Ok(Rendered::Nothing),
            "error" => return Err(Error::message("no <luck>")),
            "wait" => cx.sleep(1).await,
            "long" => cx.sleep(3_600_000).await,
            "request" => drop(cx.api().read("/api/v4/account").await?),
            "reenter" => drop(cx.host().call("again", &[])?),
            _ => {}
        }
        self.show(cx)?;
        Ok(Rendered::Shown)
    }

    fn init(&self, _: &Cx) -> Result<()> {
        INITS.set(INITS.get() + 1);
        Ok(())
    }

    fn bind_actions(&self, cx: &Cx) -> Result<()> {
        cx.every(3_600_000, |_| async { Ok(()) });
        cx.on(Target::Panel, "click", "button", |cx, event| async move {
            let by = event.data("by").and_then(|by| by.parse().ok()).unwrap_or(0);
            let tested = cx.widget::<Tested>().ok_or_else(|| Error::message("gone"))?;
            tested.clicks.set(tested.clicks.get() + by);
            tested.show(&cx)
        })
    }

    async fn on_save(&self, cx: &Cx, form: &mut SaveForm) -> Result<Save> {
        cx.sleep(1).await;
        if form.text("key").is_empty() {
            return Ok(form.reject("key", "missing"));
        }
        form.set_text("key", "changed")?;
        Ok(Save::Accepted)
    }
}

fn open(plan: &'static str) -> JsValue {
    PLAN.set(plan);
    widget::<Tested>(CALLBACKS)
}

#[wasm_bindgen_test]
fn a_render_that_needs_not_wait_answers_at_once() {
    assert_eq!(call(&open(""), "render", &[]), JsValue::TRUE);
    assert_eq!(panel_text(), "0 <b>more", "spliced-in markup is escaped");
    assert_eq!(call(&open("nothing"), "render", &[]), JsValue::FALSE);
}

#[wasm_bindgen_test]
async fn a_render_that_waits_gives_a_promise() {
    let host = open("wait");
    assert!(call(&host, "render", &[]).is_object());
    assert_eq!(answer(&host, "render", &[]).await, JsValue::TRUE);
}

#[wasm_bindgen_test]
fn an_error_is_shown_and_stops_the_host() {
    assert_eq!(call(&open("error"), "render", &[]), JsValue::FALSE);
    assert_eq!(panel_text(), "no <luck>");
}

#[wasm_bindgen_test]
fn the_host_may_call_back_while_it_is_called() {
    INITS.set(0);
    assert_eq!(call(&open("reenter"), "render", &[]), JsValue::TRUE);
    assert_eq!(INITS.get(), 1);
}

#[wasm_bindgen_test]
async fn listeners_and_timers_end_with_the_widget() {
    let (listeners, timers) = (logged("listeners"), logged("timers"));
    let drops = DROPS.get();
    let host = open("");
    call(&host, "render", &[]);
    call(&host, "bind_actions", &[]);
    assert_eq!((logged("listeners"), logged("timers")), (listeners + 1.0, timers + 1.0));
    click("[data-kw] button");
    assert_eq!(panel_text(), "2 <b>more");
    call(&host, "destroy", &[]);
    sleep(std::time::Duration::ZERO).await;
    assert_eq!((logged("listeners"), logged("timers")), (listeners, timers));
    assert_eq!(DROPS.get(), drops + 1, "the widget's value is dropped");
    click("[data-kw] button");
    assert_eq!(panel_text(), "2 <b>more", "a destroyed widget hears nothing");
}

#[wasm_bindgen_test]
async fn destroying_aborts_requests_and_settles_promises() {
    let aborted = logged("aborted");
    let host = open("request");
    let promise = call(&host, "render", &[]);
    call(&host, "destroy", &[]);
    assert_eq!(logged("aborted"), aborted + 1.0);
    let settled = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&promise)).await;
    assert_eq!(settled, Ok(JsValue::UNDEFINED));

    let timers = logged("timers");
    let host = open("long");
    call(&host, "render", &[]);
    assert_eq!(logged("timers"), timers + 1.0);
    call(&host, "destroy", &[]);
    assert_eq!(logged("timers"), timers);
}

#[wasm_bindgen_test]
async fn a_destroyed_object_can_be_entered_again() {
    let host = open("");
    call(&host, "render", &[]);
    call(&host, "destroy", &[]);
    assert_eq!(call(&host, "render", &[]), JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn saving_changes_what_is_stored_or_refuses() {
    let host = open("");
    let (event, fields) = (js_sys::Object::new(), js_sys::Object::new());
    set(&event, "active", "Y".into());
    set(&event, "fields", fields.clone().into());
    assert_eq!(answer(&host, "onSave", &[event.clone().into()]).await, JsValue::FALSE);
    set(&fields, "key", "given".into());
    assert_eq!(answer(&host, "onSave", &[event.into()]).await, JsValue::TRUE);
    assert_eq!(get(&fields, "key"), "changed");
}

#[wasm_bindgen_test]
fn foreign_values_never_panic() {
    let host = Value::from(open(""));
    call(host.js(), "init", &[]);
    assert!(host.get("broken").is_none(), "a getter that throws");
    assert!(host.get("nothing.at.all").is_none());
    assert!(Value::global("APP.data.current_card.id").is_none());
    assert_eq!(host.get("params.days").and_then(|days| days.as_i64()), Some(3), "numbers come as texts too");
    let Err(error) = host.call("shout", &[]) else { panic!("it throws") };
    assert!(matches!(error.kind(), ErrorKind::Thrown { .. }));
    assert_eq!(error.js(), Some(&JsValue::from("a plain string")), "the thrown value is kept");
    assert_eq!(error.to_string(), "shout failed: a plain string");
    assert!(host.call("no_such_method", &[]).is_err());
}
