//! Pop-ups and the notification centre (Kommo: developers.kommo.com/docs/add-notifications).

use std::future::Future;

use kommo_api::{EntityRef, EntityType, Timestamp};

use super::App;
use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::runtime::Signal;
use crate::sys;
use crate::value::{Value, joined};

/// Pop-ups and the notification centre.
///
/// Whether the host escapes these texts is not documented: do not put a stranger's text into them without need.
pub struct Notifications(Value);

impl Notifications {
    pub(super) fn new(app: Value) -> Self {
        Self(app)
    }

    fn tell(&self, method: &str, params: Value) -> Result<()> {
        self.0.call(&joined(&["notifications.", method]), &[params]).map(drop)
    }

    /// A pop-up (Kommo: `show_message`).
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page has no notifications; so in all methods here.
    pub fn message(&self, header: &str, text: &str) -> Result<()> {
        self.tell("show_message", plain(header, text))
    }

    /// A pop-up about an error (Kommo: `show_message_error`).
    ///
    /// # Errors
    /// As in [`Notifications::message`].
    pub fn error(&self, header: &str, text: &str) -> Result<()> {
        self.tell("show_message_error", plain(header, text))
    }

    /// A pop-up in the look of a call (Kommo: `show_notification` of type `call`).
    ///
    /// # Errors
    /// As in [`Notifications::message`].
    pub fn call(&self, header: &str, text: &str) -> Result<()> {
        self.tell(
            "show_notification",
            Value::object(&[("text", plain(header, text)), ("type", "call".into())]),
        )
    }

    /// The same in the look of an error (Kommo: `show_notification` of type `error`).
    ///
    /// # Errors
    /// As in [`Notifications::message`].
    pub fn failure(&self, header: &str, text: &str) -> Result<()> {
        self.tell(
            "show_notification",
            Value::object(&[("text", plain(header, text)), ("type", "error".into())]),
        )
    }

    /// An error that is kept in the notification centre and sent to all channels the user chose (Kommo: `add_error`).
    ///
    /// # Errors
    /// As in [`Notifications::message`].
    pub fn add_error(&self, error: ErrorNotice) -> Result<()> {
        self.tell("add_error", error.0)
    }

    /// The same, and done when the host has kept it (Kommo: the functions `done`, `fail` and `always` of `add_error`).
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host failed to keep it, with what it gave as the reason.
    pub async fn store_error(&self, error: ErrorNotice) -> Result<()> {
        match Signal::new(|slot| sys::add_error(slot, self.0.js(), error.0.js())).await {
            Ok(_) => Ok(()),
            Err(value) => Err(Error::thrown("add_error", value)),
        }
    }

    /// A call that is kept in the notification centre and sent to all channels the user chose (Kommo: `add_call`).
    ///
    /// # Errors
    /// As in [`Notifications::message`].
    pub fn add_call(&self, call: CallNotice) -> Result<()> {
        self.tell("add_call", call.0)
    }
}

fn plain(header: &str, text: &str) -> Value {
    Value::object(&[("header", header.into()), ("text", text.into())])
}

/// An error to keep.
pub struct ErrorNotice(Value);

impl ErrorNotice {
    /// An error with a text.
    pub fn new(text: &str) -> Self {
        Self(Value::object(&[("text", text.into())]))
    }

    /// A title in place of the host's.
    #[must_use]
    pub fn header(self, header: &str) -> Self {
        self.0.set("header", &header.into());
        self
    }

    /// When it was.
    #[must_use]
    pub fn at(self, time: Timestamp) -> Self {
        self.0.set("date", &seconds(time));
        self
    }

    /// The page a click leads to.
    #[must_use]
    pub fn link(self, address: &str) -> Self {
        self.0.set("link", &address.into());
        self
    }
}

fn seconds(time: Timestamp) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "seconds stay below 2^53")]
    let seconds = time.seconds() as f64;
    seconds.into()
}

/// A call to tell of.
pub struct CallNotice(Value);

impl CallNotice {
    /// A call with a text.
    pub fn new(text: &str) -> Self {
        Self(Value::object(&[("text", text.into())]))
    }

    fn with(self, key: &str, value: Value) -> Self {
        self.0.set(key, &value);
        self
    }

    /// A title in place of the host's.
    #[must_use]
    pub fn header(self, header: &str) -> Self {
        self.with("header", header.into())
    }

    /// When it was.
    #[must_use]
    pub fn at(self, time: Timestamp) -> Self {
        self.with("date", seconds(time))
    }

    /// Who called.
    #[must_use]
    pub fn from(self, caller: &str) -> Self {
        self.with("from", caller.into())
    }

    /// Who was called.
    #[must_use]
    pub fn to(self, called: &str) -> Self {
        self.with("to", called.into())
    }

    /// How long it took, in seconds.
    #[must_use]
    pub fn duration(self, seconds: u32) -> Self {
        self.with("duration", f64::from(seconds).into())
    }

    /// The card a click leads to: a lead, contact or company. Another kind is left out, as the host knows none.
    #[must_use]
    pub fn card(self, card: &EntityRef) -> Self {
        let kind = match card.entity_type {
            EntityType::Leads => "lead",
            EntityType::Contacts => "contact",
            EntityType::Companies => "company",
            _ => return self,
        };
        #[expect(clippy::cast_precision_loss, reason = "ids stay below 2^53")]
        let id = card.id as f64;
        self.with("element", Value::object(&[("id", id.into()), ("type", kind.into())]))
    }

    /// The page a click leads to where there is no card: `/contacts/add/?phone=…` for an unknown caller.
    #[must_use]
    pub fn click_link(self, path: &str) -> Self {
        self.with("click_link", path.into())
    }

    /// The address of the recording.
    #[must_use]
    pub fn recording(self, url: &str) -> Self {
        self.with("link", url.into())
    }
}

impl App {
    /// Runs `handler` for each notification the user gets (Kommo: `APP.addNotificationCallback`). Works only with
    /// `init_once` in the manifest. The host offers no way back: after the widget's end notifications are ignored.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page has no notifications.
    pub fn on_notification<F>(&self, cx: &Cx, handler: impl Fn(Cx, Value) -> F + 'static) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let heard = cx.callback(move |cx, args| handler(cx, args.get("0").unwrap_or(args)));
        self.0.call("addNotificationCallback", &[cx.params().code().as_str().into(), heard]).map(drop)
    }
}
