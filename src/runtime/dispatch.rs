//! The one way into the module.

use std::any::Any;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::callback::Bind;
use super::registry::{self, Thing};
use super::{signal, task};
use crate::abi;
use crate::cx::Cx;
use crate::error::Error;

/// Takes one operation of the shim. `#[widget]` exports it as `kommo_dispatch`; nobody else calls it.
pub fn dispatch<W: Bind>(op: u32, id: u32, value: JsValue) -> JsValue {
    match op {
        abi::CREATE => {
            #[cfg(all(feature = "panic-hook", target_family = "wasm"))]
            console_error_panic_hook::set_once();
            let id = registry::next();
            registry::add(id, 0, Rc::new(Thing::Widget(Rc::new(W::default()), fail::<W>)));
            return JsValue::from_f64(id.into());
        }
        abi::DESTROY => {
            if let Some(thing) = registry::remove(id)
                && let Thing::Widget(widget, _) = &*thing
            {
                if let Some(widget) = widget.downcast_ref::<W>() {
                    widget.destroyed(&Cx::new(id));
                }
                drop(thing);
                task::cancel_all(id);
            }
        }
        abi::WAKE => task::woken(id),
        abi::OK => signal::signalled(id, Ok(value)),
        abi::ERR => signal::signalled(id, Err(value)),
        call => {
            let cx = Cx::new(id);
            if let Some(widget) = cx.widget::<W>() {
                return widget.call(cx, call - abi::CALL, value.into());
            }
        }
    }
    JsValue::UNDEFINED
}

/// Hands an error to [`Widget::failed`](crate::Widget::failed).
fn fail<W: Bind>(widget: &dyn Any, cx: &Cx, error: &Error) {
    if let Some(widget) = widget.downcast_ref::<W>() {
        widget.failed(cx, error);
    }
}

/// The value of a widget that has not ended.
pub(crate) fn widget(id: u32) -> Option<Rc<dyn Any>> {
    match &*registry::get(id)? {
        Thing::Widget(widget, _) => Some(widget.clone()),
        _ => None,
    }
}

/// Lets a widget that has not ended hear of an error.
pub(crate) fn failed(cx: Cx, error: &Error) {
    if let Some(thing) = registry::get(cx.id())
        && let Thing::Widget(widget, fail) = &*thing
    {
        fail(&**widget, &cx, error);
    }
}
