//! From a callback's code to the author's method.

mod areas;
mod salesbot;
mod tab;

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::spawn;
use crate::cx::Cx;
use crate::error::Result;
use crate::settings::{SaveForm, SettingsModal};
use crate::value::Value;
use crate::widget::Widget;

/// What `#[widget]` implements for a widget: the way from a callback's code to its method, for the implemented ones
/// only. A method that is not implemented is not linked.
#[doc(hidden)]
pub trait Bind: Widget {
    /// Runs the callback with the given code.
    fn call(self: Rc<Self>, cx: Cx, code: u32, args: Value) -> JsValue;
    /// Runs `destroy`.
    fn destroyed(&self, cx: &Cx);
}

/// One function per callback: decodes the host's arguments, runs the method, and answers as the host expects.
#[doc(hidden)]
pub struct Callback;

impl Callback {
    /// `render`: true, false or a promise of one.
    pub fn render<W: Widget>(widget: Rc<W>, cx: Cx, _: Value) -> JsValue {
        spawn(
            cx.id(),
            async move {
                let shown = widget.render(&cx).await;
                answer(&cx, shown.map(|rendered| JsValue::from_bool(rendered.goes_on())), false)
            },
            true,
        )
    }

    /// `init`: always true, whatever went wrong is reported.
    pub fn init<W: Widget>(widget: Rc<W>, cx: Cx, _: Value) -> JsValue {
        done(&cx, widget.init(&cx))
    }

    /// `bind_actions`: always true.
    pub fn bind_actions<W: Widget>(widget: Rc<W>, cx: Cx, _: Value) -> JsValue {
        done(&cx, widget.bind_actions(&cx))
    }

    /// `settings`: the host ignores the answer.
    pub fn settings<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let modal = SettingsModal::new(cx, arg(&args, "0"), arg(&args, "1"));
        done(&cx, widget.settings(&cx, &modal))
    }

    /// `onSave`: true, false or a promise of one. The fields the widget changed are written back first.
    pub fn on_save<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        spawn(
            cx.id(),
            async move {
                let mut form = SaveForm::new(cx, arg(&args, "0"));
                let saved = widget.on_save(&cx, &mut form).await.map(|save| form.finish(save));
                if saved.is_err() {
                    form.release();
                }
                answer(&cx, saved.map(JsValue::from_bool), false)
            },
            true,
        )
    }
}

fn answer(cx: &Cx, result: Result<JsValue>, otherwise: bool) -> JsValue {
    result.unwrap_or_else(|error| {
        cx.fail(&error);
        JsValue::from_bool(otherwise)
    })
}

fn done(cx: &Cx, result: Result<()>) -> JsValue {
    answer(cx, result.map(|()| JsValue::TRUE), true)
}

/// An argument of the host; undefined if it gave fewer.
fn arg(args: &Value, index: &str) -> Value {
    args.get(index).unwrap_or(Value::from(JsValue::UNDEFINED))
}
