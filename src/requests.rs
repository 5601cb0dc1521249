//! Requests to other servers: through the account's server, or with a one-time token.

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::runtime::{Hold, Signal};
use crate::sys;
use crate::value::Value;

impl Cx {
    /// Sends a form to another server through the account's own (Kommo: `crm_post`). The host sends at most one a
    /// second and lets others queue: five at once take about five seconds, and the future is done when its own turn has
    /// come and was answered. No token is added.
    ///
    /// Dropping the future does not take back what is queued: the host gives no handle on it.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the request failed.
    pub async fn crm_post(&self, url: &str, fields: &[(&str, Value)]) -> Result<String> {
        let form = Value::object(fields);
        match Signal::new(|slot| sys::post(slot, self.id(), url, form.js())).await {
            Ok(answer) => Ok(answer.as_string().unwrap_or_default()),
            Err(value) => Err(Error::thrown("crm_post", value)),
        }
    }

    /// Sends a request to the widget's own server with a one-time token of the user, in the header `X-Auth-Token`
    /// (Kommo: `$authorizedAjax`, developers.kommo.com/docs/one-time-tokens). The server must allow requests from the
    /// account's origin with that header (CORS). A `body` is sent as JSON. Gives the answer's text.
    ///
    /// Dropping the future aborts the request.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the request failed.
    pub async fn authorized_ajax(&self, method: &str, url: &str, body: Option<&str>) -> Result<String> {
        let options =
            Value::object(&[("url", url.into()), ("type", method.into()), ("dataType", "text".into())]);
        if let Some(body) = body {
            options.set("data", &body.into());
            options.set("contentType", &"application/json".into());
        }
        let sent = self.host().call("$authorizedAjax", &[options])?;
        // An answer that is there is not aborted any more.
        let _abort = Hold::new(&sent, "abort", &[]);
        Ok(self.promise(&sent).await?.as_str().unwrap_or_default())
    }
}
