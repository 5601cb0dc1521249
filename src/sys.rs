//! The functions of the shim, as the module imports them. Everything else in this crate is built on these.
//!
//! js-sys and web-sys offer most of them too. They are left out of the core because linking js-sys alone adds 2 kB of
//! compressed code for futures and closures, which no widget needs here; the feature `web-sys` brings them in for authors.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Reads a dotted path; undefined where a link is missing or a getter throws. Without a target it starts at the
    /// page's globals.
    #[wasm_bindgen(js_name = kw_get)]
    pub(crate) fn get(target: &JsValue, path: &str) -> JsValue;

    /// Calls the method at a dotted path.
    #[wasm_bindgen(catch, js_name = kw_call)]
    pub(crate) fn call(target: &JsValue, path: &str, args: &JsValue) -> Result<JsValue, JsValue>;

    /// Sets a property. A setter that throws is reported and otherwise ignored.
    #[wasm_bindgen(js_name = kw_set)]
    pub(crate) fn set(target: &JsValue, key: &str, value: &JsValue);

    /// A new object.
    #[wasm_bindgen(js_name = kw_object)]
    pub(crate) fn object() -> JsValue;

    /// A new array.
    #[wasm_bindgen(js_name = kw_list)]
    pub(crate) fn list() -> JsValue;

    /// Adds to an array.
    #[wasm_bindgen(js_name = kw_push)]
    pub(crate) fn push(list: &JsValue, value: &JsValue);

    /// The items of an array, or the values of an object, as an array.
    #[wasm_bindgen(js_name = kw_items)]
    pub(crate) fn items(value: &JsValue) -> JsValue;

    /// How many items an array has.
    #[wasm_bindgen(js_name = kw_length)]
    pub(crate) fn length(list: &JsValue) -> u32;

    /// An item of an array.
    #[wasm_bindgen(js_name = kw_item)]
    pub(crate) fn item(list: &JsValue, index: u32) -> JsValue;

    /// Milliseconds since 1970.
    #[wasm_bindgen(js_name = kw_now)]
    pub(crate) fn now() -> f64;

    /// A random number from 0 to 2^32, exclusive.
    #[wasm_bindgen(js_name = kw_random)]
    pub(crate) fn random() -> f64;

    /// The widget object of the host.
    #[wasm_bindgen(js_name = kw_host)]
    pub(crate) fn host(widget: u32) -> JsValue;

    /// Logs for the developer.
    #[wasm_bindgen(js_name = kw_log)]
    pub(crate) fn log(text: &str, value: &JsValue);

    /// One key of `get_settings()`.
    #[wasm_bindgen(catch, js_name = kw_param)]
    pub(crate) fn param(widget: u32, key: &str) -> Result<JsValue, JsValue>;

    /// Reports an error and shows it in the panel: a function that failed (0), something missing (1), a sentence (2).
    #[wasm_bindgen(js_name = kw_failed)]
    pub(crate) fn failed(widget: u32, kind: u32, text: &str, value: &JsValue);

    /// Words an error: a function that failed (0), something missing (1).
    #[wasm_bindgen(js_name = kw_words)]
    pub(crate) fn words(kind: u32, text: &str, value: &JsValue) -> JsValue;

    /// A number, or the number that a text holds; NaN for anything else.
    #[wasm_bindgen(js_name = kw_number)]
    pub(crate) fn number(value: &JsValue) -> f64;

    /// The text at a key with `{name}` replaced.
    #[wasm_bindgen(js_name = kw_fill)]
    pub(crate) fn fill(widget: u32, key: &str, name: &str, value: &str) -> JsValue;

    /// A text of the widget in the user's language; the key itself if there is none.
    #[wasm_bindgen(js_name = kw_text)]
    pub(crate) fn text(widget: u32, key: &str) -> JsValue;

    /// Writes a number (0), an amount of a currency (1) or a day (2) as the user's language does.
    #[wasm_bindgen(js_name = kw_format)]
    pub(crate) fn format(kind: u32, number: f64, currency: &str) -> JsValue;

    /// Shows HTML as the content of the widget's panel.
    #[wasm_bindgen(catch, js_name = kw_show)]
    pub(crate) fn show(widget: u32, html: &str) -> Result<(), JsValue>;

    /// Puts a note at the top of the panel, in the place of the one before.
    #[wasm_bindgen(js_name = kw_note)]
    pub(crate) fn note(widget: u32, html: &str);

    /// The first element of the panel that matches.
    #[wasm_bindgen(catch, js_name = kw_find)]
    pub(crate) fn find(widget: u32, selector: &str) -> Result<JsValue, JsValue>;

    /// The hidden input (`_custom`) or the place (`_custom_content`) of the field of type `custom`, as jQuery object.
    #[wasm_bindgen(catch, js_name = kw_custom)]
    pub(crate) fn custom(widget: u32, body: &JsValue, part: &str) -> Result<JsValue, JsValue>;

    /// Shows HTML beside a field of the settings. An empty field: takes away what was shown.
    #[wasm_bindgen(js_name = kw_reject)]
    pub(crate) fn reject(widget: u32, field: &str, html: &str);

    /// Resets the Save button of the settings.
    #[wasm_bindgen(js_name = kw_release)]
    pub(crate) fn release(widget: u32);

    /// Cancels what a slot waits for. A slot nobody knows is ignored.
    #[wasm_bindgen(js_name = kw_cancel)]
    pub(crate) fn cancel(slot: u32);

    /// Calls the method at a dotted path when the slot is cancelled, and when the module crashes.
    #[wasm_bindgen(js_name = kw_hold)]
    pub(crate) fn hold(slot: u32, target: &JsValue, path: &str, args: &JsValue);

    /// Signals the slot when the promise (or plain value) settles.
    #[wasm_bindgen(js_name = kw_await)]
    pub(crate) fn await_promise(slot: u32, promise: &JsValue);

    /// Signals the slot once after some milliseconds.
    #[wasm_bindgen(js_name = kw_timer)]
    pub(crate) fn timer(slot: u32, milliseconds: u32);

    /// Signals the slot for each event. The target is an element, or the widget object for its panel. An empty selector
    /// listens to the target itself, another one delegates.
    #[wasm_bindgen(catch, js_name = kw_listen)]
    pub(crate) fn listen(slot: u32, target: &JsValue, event: &str, selector: &str) -> Result<(), JsValue>;

    /// Carries a request with the user's session to its end. Signals the slot with the document, undefined for an answer
    /// without a body; or, as failed, with `[method, path, kind, status, message, request id, document, text]`.
    #[wasm_bindgen(js_name = kw_request)]
    pub(crate) fn request(
        slot: u32,
        method: &str,
        path: &str,
        body: Option<&str>,
        timeout: u32,
        repeat: bool,
    );

    /// The same, with the bytes of the document.
    #[wasm_bindgen(js_name = kw_request_raw)]
    pub(crate) fn request_raw(
        slot: u32,
        method: &str,
        path: &str,
        body: Option<&str>,
        timeout: u32,
        repeat: bool,
    );

    /// Words a request that failed, from what [`request`] signalled.
    #[wasm_bindgen(js_name = kw_sentence)]
    pub(crate) fn sentence(refusal: &JsValue) -> JsValue;

    /// Has the task polled soon.
    #[wasm_bindgen(js_name = kw_wake)]
    pub(crate) fn wake(task: u32);

    /// The promise the host gets for a callback whose task is not done yet.
    #[wasm_bindgen(js_name = kw_promise)]
    pub(crate) fn promise(task: u32) -> JsValue;

    /// Resolves that promise.
    #[wasm_bindgen(js_name = kw_settle)]
    pub(crate) fn settle(task: u32, value: &JsValue);

    /// A function for the host that gives a promise. Signals the slot with `[arguments, resolve, reject]`.
    #[wasm_bindgen(js_name = kw_function)]
    pub(crate) fn function(slot: u32) -> JsValue;

    /// A function for the host. Signals the slot with the array of its arguments.
    #[wasm_bindgen(js_name = kw_callback)]
    pub(crate) fn callback(slot: u32) -> JsValue;

    /// The names of an object's properties, as an array.
    #[wasm_bindgen(js_name = kw_keys)]
    pub(crate) fn keys(value: &JsValue) -> JsValue;

    /// Sends a form through the account's server and signals the slot with the text of the answer.
    #[wasm_bindgen(js_name = kw_post)]
    pub(crate) fn post(slot: u32, widget: u32, url: &str, form: &JsValue);

    /// Has the host keep an error and signals the slot when it has, or has not.
    #[wasm_bindgen(js_name = kw_add_error)]
    pub(crate) fn add_error(slot: u32, app: &JsValue, notice: &JsValue);

    /// The element `prefix + widget code`, as jQuery object; with HTML it is filled first.
    #[wasm_bindgen(catch, js_name = kw_place)]
    pub(crate) fn place(widget: u32, prefix: &str, html: Option<&str>) -> Result<JsValue, JsValue>;

    /// Opens a window and signals the slot with `{modal, body, closed}`.
    #[wasm_bindgen(js_name = kw_modal)]
    pub(crate) fn modal(slot: u32, class: &str, html: &str);

    /// Shows a message in a window: 0 an error, 1 a success.
    #[wasm_bindgen(js_name = kw_message)]
    pub(crate) fn message(kind: u32, text: &str);

    /// The values of all controls of a name in an element, or in the panel of a widget object.
    #[wasm_bindgen(js_name = kw_values)]
    pub(crate) fn values(target: &JsValue, name: &str) -> JsValue;
}
