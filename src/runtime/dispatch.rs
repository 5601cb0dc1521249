//! The one way into the module.

use wasm_bindgen::JsValue;

use super::callback::Bind;
use super::registry::{self, Thing};
use super::{signal, task};
use crate::abi;
use crate::cx::Cx;

/// Takes one operation of the shim. `#[widget]` exports it as `kommo_dispatch`; nobody else calls it.
pub fn dispatch<W: Bind>(op: u32, id: u32, value: JsValue) -> JsValue {
    match op {
        abi::CREATE => {
            #[cfg(feature = "panic-hook")]
            console_error_panic_hook::set_once();
            let id = registry::next();
            registry::add(id, 0, Thing::Widget(Cx::new::<W>(id, value)));
            return JsValue::from_f64(id.into());
        }
        abi::DESTROY => {
            if let Some(Thing::Widget(cx)) = registry::remove(id) {
                if let Some(widget) = cx.widget::<W>() {
                    widget.destroyed(&cx);
                }
                cx.close();
                task::cancel_all(id);
            }
        }
        abi::WAKE => task::woken(id),
        abi::OK => signal::signalled(id, Ok(value)),
        abi::ERR => signal::signalled(id, Err(value)),
        call => {
            if let Some(Thing::Widget(cx)) = registry::get(id)
                && let Some(widget) = cx.widget::<W>()
            {
                return widget.call(cx, call - abi::CALL, value.into());
            }
        }
    }
    JsValue::UNDEFINED
}
