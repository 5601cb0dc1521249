//! What a widget starts and what ends with it: listeners, timers, futures.

use std::future::Future;

use wasm_bindgen::JsValue;

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::runtime::{Signal, Subscription, spawn};
use crate::sys;
use crate::value::Value;

/// A listener. Dropping it ends it.
#[must_use = "a listener ends when it is dropped; use Cx::on for one that lives as long as the widget"]
pub struct Listener(Subscription);

impl Listener {
    pub(crate) fn new(subscription: Subscription) -> Self {
        Self(subscription)
    }

    /// Lets it end with a widget.
    pub(crate) fn keep(self, widget: u32) {
        self.0.keep(widget);
    }
}

/// Where to listen.
#[derive(Clone)]
pub enum Target {
    /// The widget's own panel, also for content that is shown later. It is found by the widget's code.
    Panel,
    /// The whole page: `page:changed`, key strokes, the host's own events.
    Document,
    /// An element or jQuery object.
    Element(Value),
}

impl Cx {
    /// Listens for as long as the widget lives. `event` is a browser event or one the host triggers through jQuery, such
    /// as `page:changed` and `controls:change`; with a `selector` only events from matching descendants are heard, also
    /// from ones that are shown later. What the handler returns in error is given to [`Widget::failed`](crate::Widget::failed).
    ///
    /// ```no_run
    /// # use kommo_widget::prelude::*;
    /// # #[derive(Default)] struct Notes;
    /// # impl Widget for Notes {
    /// fn bind_actions(&self, cx: &Cx) -> Result<()> {
    ///     cx.on(Target::Panel, "click", ".js-hide", |cx, _| async move { cx.panel().show(html! {}) })
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page refuses the selector.
    pub fn on<F>(
        &self,
        target: Target,
        event: &str,
        selector: &str,
        handler: impl Fn(Cx, Event) -> F + 'static,
    ) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        self.listen(target, event, selector, handler).map(|listener| self.keep(listener))
    }

    /// Like [`Cx::on`], until the returned value is dropped.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page refuses the selector.
    pub fn listen<F>(
        &self,
        target: Target,
        event: &str,
        selector: &str,
        handler: impl Fn(Cx, Event) -> F + 'static,
    ) -> Result<Listener>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let cx = *self;
        self.hear(target, event, selector, move |event| cx.spawn(handler(cx, Event::new(event.into()))))
    }

    fn hear(
        &self,
        target: Target,
        event: &str,
        selector: &str,
        hear: impl Fn(JsValue) + 'static,
    ) -> Result<Listener> {
        let target = match target {
            Target::Panel => self.host(),
            Target::Document => Value::from(JsValue::UNDEFINED).require("document")?,
            Target::Element(element) => element,
        };
        match Subscription::new(hear, |slot| sys::listen(slot, target.js(), event, selector)) {
            Ok(subscription) => Ok(Listener(subscription)),
            Err(value) => Err(Error::thrown(event, value)),
        }
    }

    /// Runs a future until it is done or the widget ends. An error is given to [`Widget::failed`](crate::Widget::failed).
    pub fn spawn(&self, work: impl Future<Output = Result<()>> + 'static) {
        let cx = *self;
        let run = async move {
            if let Err(error) = work.await {
                cx.fail(&error);
            }
            JsValue::UNDEFINED
        };
        spawn(self.id(), run, false);
    }

    /// Completes after some milliseconds, at most about 24 days.
    pub async fn sleep(&self, milliseconds: u32) {
        // A timer cannot fail.
        let _ = Signal::new(|slot| sys::timer(slot, milliseconds)).await;
    }

    /// Runs `work` every `milliseconds`, counted from the end of the round before, for as long as the widget lives.
    pub fn every<F>(&self, milliseconds: u32, work: impl Fn(Cx) -> F + 'static)
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let cx = *self;
        self.spawn(async move {
            loop {
                cx.sleep(milliseconds).await;
                if let Err(error) = work(cx).await {
                    cx.fail(&error);
                }
            }
        });
    }

    /// Waits for a promise of the host (or passes a plain value through).
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) with what the promise was rejected with.
    pub async fn promise(&self, promise: &Value) -> Result<Value> {
        match Signal::new(|slot| sys::await_promise(slot, promise.js())).await {
            Ok(value) => Ok(value.into()),
            Err(value) => Err(Error::thrown("a promise of the page", value)),
        }
    }
}
