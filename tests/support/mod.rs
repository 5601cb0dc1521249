//! The real shim around a widget of the test, on a page reduced to what the tests look at.

use js_sys::Function;
use kommo_widget::private::{Bind, dispatch};
use wasm_bindgen::prelude::*;

thread_local! {
    /// The page: `{log, load, open}`.
    static PAGE: JsValue = Function::new_no_args(include_str!("host.js")).call0(&JsValue::NULL).unwrap();
}

fn page(function: &str, args: &[JsValue]) -> JsValue {
    let function: Function = PAGE.with(|page| get(page, function)).unchecked_into();
    function.apply(&JsValue::NULL, &args.iter().collect()).unwrap()
}

/// Loads the shim for `W` and makes one widget object of the host.
pub(crate) fn widget<W: Bind>(callbacks: &[(&str, u32)]) -> JsValue {
    let enter = Closure::<dyn Fn(u32, u32, JsValue) -> JsValue>::new(dispatch::<W>);
    let codes = js_sys::Object::new();
    for (name, code) in callbacks {
        set(&codes, name, (*code).into());
    }
    // The shim keeps it for as long as the page lives.
    let constructor = page("load", &[kommo_widget::abi::SHIM.into(), codes.into(), enter.into_js_value()]);
    page("open", &[constructor])
}

/// Calls a callback as the host does.
pub(crate) fn call(host: &JsValue, callback: &str, args: &[JsValue]) -> JsValue {
    let function: Function = get(host, &format!("callbacks.{callback}")).unchecked_into();
    function.apply(&JsValue::NULL, &args.iter().collect()).unwrap()
}

/// Calls a callback and waits for what it promises.
pub(crate) async fn answer(host: &JsValue, callback: &str, args: &[JsValue]) -> JsValue {
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&call(host, callback, args))).await.unwrap()
}

/// A counter of the page.
pub(crate) fn logged(key: &str) -> f64 {
    get(&log(), key).as_f64().unwrap()
}

/// What the page counts and keeps.
pub(crate) fn log() -> JsValue {
    PAGE.with(|page| get(page, "log"))
}

/// What stands at a dotted path.
pub(crate) fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| js_sys::Reflect::get(&value, &key.into()).unwrap())
}

/// Sets a property.
pub(crate) fn set(object: &JsValue, key: &str, value: JsValue) {
    js_sys::Reflect::set(object, &key.into(), &value).unwrap();
}

/// The text of the widget's panel.
pub(crate) fn panel_text() -> String {
    let panel = gloo::utils::document().query_selector("[data-kw=tested]").unwrap();
    panel.and_then(|panel| panel.text_content()).unwrap_or_default()
}

/// A click on the first element that matches.
pub(crate) fn click(selector: &str) {
    let element = gloo::utils::document().query_selector(selector).unwrap().unwrap();
    element.unchecked_into::<web_sys::HtmlElement>().click();
}
