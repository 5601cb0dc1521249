//! Functions that the host may call at any time, for as long as the widget lives.

use std::future::Future;

use wasm_bindgen::JsValue;

use crate::cx::Cx;
use crate::error::Result;
use crate::runtime::Subscription;
use crate::scope::Listener;
use crate::sys;
use crate::value::Value;

impl Cx {
    /// A JavaScript function that gives a promise. It is rejected with an array that holds the error's text, and at once
    /// when the widget has ended. Errors are given to [`Widget::failed`](crate::Widget::failed) as well.
    pub(crate) fn function<F>(&self, handler: impl Fn(Cx, Value) -> F + 'static) -> Value
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let cx = *self;
        // A call comes as [arguments, resolve, reject].
        let hear = move |call: JsValue| {
            let call = Value::from(call);
            let work = handler(cx, call.get("0").unwrap_or(Value::from(JsValue::UNDEFINED)));
            cx.spawn(async move {
                let done = work.await;
                // The page's own functions do not throw.
                let _ = match &done {
                    Ok(()) => call.call("1", &[true.into()]),
                    Err(error) => {
                        let texts = sys::list();
                        sys::push(&texts, &error.text().into());
                        call.call("2", &[texts.into()])
                    }
                };
                done
            });
        };
        self.kept(hear, sys::function)
    }

    /// A JavaScript function whose answer the host ignores. Its arguments come as an array; once the widget has ended it
    /// does nothing. Errors are given to [`Widget::failed`](crate::Widget::failed).
    pub(crate) fn callback<F>(&self, handler: impl Fn(Cx, Value) -> F + 'static) -> Value
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let cx = *self;
        let hear = move |args: JsValue| cx.spawn(handler(cx, args.into()));
        self.kept(hear, sys::callback)
    }

    /// Like [`Cx::callback`], until the listener is dropped.
    pub(crate) fn callback_until<F>(
        &self,
        handler: impl Fn(Cx, Value) -> F + 'static,
    ) -> (Value, Option<Listener>)
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let cx = *self;
        made(move |args: JsValue| cx.spawn(handler(cx, args.into())), sys::callback)
    }

    fn kept(&self, hear: impl Fn(JsValue) + 'static, make: fn(u32) -> JsValue) -> Value {
        let (function, listener) = made(hear, make);
        if let Some(listener) = listener {
            self.keep(listener);
        }
        function
    }
}

fn made(hear: impl Fn(JsValue) + 'static, make: fn(u32) -> JsValue) -> (Value, Option<Listener>) {
    let mut function = JsValue::UNDEFINED;
    let subscription = Subscription::new(hear, |slot| {
        function = make(slot);
        Ok::<(), ()>(())
    });
    (function.into(), subscription.ok().map(Listener::new))
}
