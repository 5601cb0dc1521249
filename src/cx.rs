//! [`Cx`]: what a widget can reach.

use std::rc::Rc;

use kommo_api::Timestamp;
use wasm_bindgen::JsValue;

use crate::account::Account;
use crate::api::{Api, session};
use crate::card::{Card, Entity};
use crate::error::{Error, ErrorKind};
use crate::i18n::I18n;
use crate::panel::Panel;
use crate::params::Params;
use crate::runtime;
use crate::scope::Listener;
use crate::sys;
use crate::system::System;
use crate::value::Value;

/// What a widget can reach: the host, the card, the settings, the API, its panel, and the scope that owns what it
/// started.
///
/// It is the widget's number, no more: copies mean the same widget and keep nothing alive. What is asked of a widget that
/// has ended finds nothing, or another widget object of the same script, with the same settings and texts.
#[derive(Clone, Copy)]
pub struct Cx(u32);

impl Cx {
    pub(crate) fn new(id: u32) -> Self {
        Self(id)
    }

    pub(crate) fn id(&self) -> u32 {
        self.0
    }

    /// Keeps a listener as long as the widget lives. Ends it at once if the widget is gone.
    pub(crate) fn keep(&self, listener: Listener) {
        listener.keep(self.0);
    }

    /// The widget's own value, for listeners and spawned futures. None if `W` is another type or the widget has ended.
    pub fn widget<W: 'static>(&self) -> Option<Rc<W>> {
        runtime::widget(self.0)?.downcast().ok()
    }

    /// The widget object of the host (`self` in the JavaScript examples), for what has no typed method here.
    pub fn host(&self) -> Value {
        sys::host(self.0).into()
    }

    /// The Kommo API with the signed-in user's session and rights. Requests end with the future that waits for them.
    pub fn api(&self) -> Api {
        session()
    }

    /// The card the user is looking at, if it is a saved one of entity `E`: `cx.card::<Lead>()`.
    pub fn card<E: Entity>(&self) -> Option<Card<E>> {
        Card::current()
    }

    /// The widget's place in the right column of a card or list.
    pub fn panel(&self) -> Panel {
        Panel::new(*self)
    }

    /// The widget's settings and what the host adds to them.
    pub fn params(&self) -> Params {
        Params::new(*self)
    }

    /// The widget's texts in the user's language, from `i18n/`.
    pub fn i18n(&self) -> I18n {
        I18n::new(*self)
    }

    /// The area, the user and the account.
    pub fn system(&self) -> System {
        System::new(&self.host())
    }

    /// Hands an error to [`Widget::failed`].
    pub(crate) fn fail(&self, error: &Error) {
        runtime::failed(*self, error);
    }

    /// The account.
    pub fn account(&self) -> Account {
        Account::current()
    }

    /// The time by the user's clock.
    pub fn now(&self) -> Timestamp {
        #[expect(clippy::cast_possible_truncation)]
        let seconds = (sys::now() / 1000.0) as i64;
        Timestamp(seconds)
    }

    /// Reports an error and shows it in the panel. The page's side words it, in fewer bytes than [`Error::text`].
    pub(crate) fn show_failure(&self, error: &Error) {
        let (kind, text) = match error.kind() {
            ErrorKind::Thrown { doing, .. } => (0, doing.as_str()),
            ErrorKind::Missing { what } => (1, what.as_str()),
            ErrorKind::Message(text) => (2, text.as_str()),
            ErrorKind::Api(error) => return self.failure(2, &error.text(), &JsValue::UNDEFINED),
        };
        self.failure(kind, text, error.js().unwrap_or(&JsValue::UNDEFINED));
    }

    fn failure(&self, kind: u32, text: &str, value: &JsValue) {
        sys::failed(self.0, kind, text, value);
    }

    /// Writes a line to the browser's console in a development build (`cargo kommo dev`, `cargo kommo test --dev`). A packed
    /// widget writes nothing: Kommo's moderation does not allow it. `println!` reaches nobody in a page.
    ///
    /// ```no_run
    /// # fn example(cx: &kommo_widget::Cx) {
    /// cx.log(&format!("the card is {:?}", cx.card::<kommo_widget::prelude::Lead>().map(|card| card.id())));
    /// # }
    /// ```
    pub fn log(&self, text: &str) {
        if cfg!(feature = "panic-hook") {
            // A page without a console loses nothing.
            let _ = Value::call_global("console.log", &[text.into()]);
        }
    }

    /// Logs an error to the browser's console: for developers, users do not see it.
    pub fn report(&self, error: &Error) {
        sys::log(&error.text(), error.js().unwrap_or(&JsValue::UNDEFINED));
    }
}
