//! Callbacks whose answer the host needs at once.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::{Callback, arg};
use crate::cx::Cx;
use crate::error::Result;
use crate::salesbot::BotBlock;
use crate::value::Value;
use crate::widget::Widget;

impl Callback {
    /// `salesbotDesignerSettings`: `{exits: [...]}`; an error gives none.
    pub fn salesbot_designer_settings<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let block = BotBlock::new(arg(&args, "0"), args);
        let exits = widget.salesbot_designer_settings(&cx, &block);
        value(&cx, exits.map(|exits| exits.answer().into()))
    }

    /// `onSalesbotDesignerSave`: the block's program as JSON text; an error gives undefined.
    pub fn on_salesbot_designer_save<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let handler = arg(&args, "0").as_str().unwrap_or_default();
        let program = widget.on_salesbot_designer_save(&cx, &handler, &arg(&args, "1"));
        value(&cx, program.map(|json| JsValue::from_str(&json)))
    }

    /// `calendarSync`: an object of functions; an error gives undefined.
    #[cfg(feature = "amocrm")]
    pub fn calendar_sync<W: Widget>(widget: Rc<W>, cx: Cx, _: Value) -> JsValue {
        value(&cx, widget.calendar_sync(&cx).map(|sync| sync.answer().into()))
    }
}

fn value(cx: &Cx, result: Result<JsValue>) -> JsValue {
    result.unwrap_or_else(|error| {
        cx.fail(&error);
        JsValue::UNDEFINED
    })
}
