//! What the host publishes while the page is open.

use std::future::Future;

use wasm_bindgen::JsValue;

use crate::cx::Cx;
use crate::error::Result;
use crate::runtime::Hold;
use crate::scope::Listener;
use crate::sys;
use crate::value::Value;

impl Cx {
    /// Hears what the host publishes on a socket channel, until the returned value is dropped (Kommo:
    /// `listenSocketChannel`). Channels are named as in `notifications:<account>:<user>`, `leads:card:<id>`,
    /// `leads:pipeline:<id>`, `leads:events`. With `keys` the handler gets what stands at that path of the payload.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host has no channels.
    pub fn listen_channel<F>(
        &self,
        channel: &str,
        keys: &[&str],
        handler: impl Fn(Cx, Value) -> F + 'static,
    ) -> Result<Channel>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let path = sys::list();
        for key in keys {
            sys::push(&path, &JsValue::from_str(key));
        }
        let (heard, listener) = self.callback_until(move |cx, args| {
            handler(cx, args.get("0").unwrap_or(Value::from(JsValue::UNDEFINED)))
        });
        // What the host gives back is a function. If it is something else there is nothing to stop.
        let stop = self.host().call("listenSocketChannel", &[channel.into(), path.into(), heard])?;
        Ok(Channel { _stop: Hold::new(&stop, "call", &[]), _listener: listener })
    }
}

/// A channel that is listened to. Dropping it ends that.
#[must_use = "a channel is heard until this is dropped"]
pub struct Channel {
    _stop: Hold,
    _listener: Option<Listener>,
}
