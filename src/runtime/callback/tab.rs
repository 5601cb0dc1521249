//! Callbacks of the card's tab: the host waits for a promise of an array, and gets an empty one where the widget fails.

use std::future::Future;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::{Callback, arg, spawn};
use crate::cx::Cx;
use crate::error::Result;
use crate::sys;
use crate::tab::{self, Links, TabItem};
use crate::value::Value;
use crate::widget::Widget;

impl Callback {
    /// `loadPreloadedData`.
    pub fn load_preloaded_data<W: Widget>(widget: Rc<W>, cx: Cx, _: Value) -> JsValue {
        let scope = cx;
        items(scope, async move { widget.load_preloaded_data(&cx).await })
    }

    /// `loadElements`.
    pub fn load_elements<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let scope = cx;
        items(scope, async move {
            let card = tab::entity(args.get("0.id"), args.get("1"));
            widget.load_elements(&cx, card).await
        })
    }

    /// `searchDataInCard`.
    pub fn search_data_in_card<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let scope = cx;
        items(scope, async move {
            let query = arg(&args, "0").as_str().unwrap_or_default();
            let card = tab::entity(args.get("1"), args.get("2"));
            widget.search_data_in_card(&cx, &query, card).await
        })
    }

    /// `linkCard`.
    pub fn link_card<W: Widget>(widget: Rc<W>, cx: Cx, args: Value) -> JsValue {
        let scope = cx;
        items(scope, async move {
            let links = Links::new(arg(&args, "0"));
            widget.link_card(&cx, &links).await.map(|()| Vec::new())
        })
    }
}

/// The shim makes a promise of a list of whatever this gives, also where the widget crashes.
fn items(cx: Cx, work: impl Future<Output = Result<Vec<TabItem>>> + 'static) -> JsValue {
    let id = cx.id();
    let answer = async move {
        match work.await {
            Ok(items) => tab::list(items).into(),
            Err(error) => {
                cx.fail(&error);
                sys::list()
            }
        }
    };
    spawn(id, answer, true)
}
