//! Clicks on phone numbers and e-mail addresses, and ways to write from a card's feed.

use std::future::Future;

use kommo_api::{Contact, Id};

use crate::cx::Cx;
use crate::error::Result;
use crate::value::Value;

/// What a click is about (Kommo: `add_action`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ContactAction {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// A way to write from the feed whose control the widget fills (Kommo: `add_source`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A chat.
    Chat,
    /// E-mail.
    Email,
    /// Something else.
    Custom,
}

/// A message the user wants to send as SMS.
pub struct SmsMessage(Value);

impl SmsMessage {
    fn text_at(&self, key: &str) -> String {
        self.0.get(key).and_then(|value| value.as_str()).unwrap_or_default()
    }

    /// The number to send to.
    pub fn phone(&self) -> String {
        self.text_at("0.phone")
    }

    /// What to send.
    pub fn text(&self) -> String {
        self.text_at("0.message")
    }

    /// The contact the number belongs to.
    pub fn contact_id(&self) -> Option<Id<Contact>> {
        self.0.get("0.contact_id")?.as_id()
    }
}

impl Cx {
    /// Adds an item to the menu of phone numbers or e-mail addresses; its label is the text `widget.call_action`, or the
    /// widget's name. `handler` gets what was clicked. Call it in [`Widget::init`](crate::Widget::init); the widget needs
    /// the locations where the numbers are shown.
    ///
    /// Once the widget has ended a click does nothing.
    ///
    /// ```no_run
    /// # use kommo_widget::prelude::*;
    /// # use kommo_widget::ContactAction;
    /// # fn example(cx: &Cx) -> Result<()> {
    /// cx.add_action(ContactAction::Phone, |cx, number| async move {
    ///     cx.app()?.notifications().message("Calling", &number)
    /// })
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not take it.
    pub fn add_action<F>(&self, on: ContactAction, handler: impl Fn(Cx, String) -> F + 'static) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let clicked = self.callback(move |cx, args| {
            handler(cx, args.get("0.value").and_then(|value| value.as_str()).unwrap_or_default())
        });
        let on = match on {
            ContactAction::Phone => "phone",
            ContactAction::Email => "email",
        };
        self.host().call("add_action", &[on.into(), clicked]).map(drop)
    }

    /// Adds a way to send SMS from a card's feed. When the handler is done, the host writes the message into the feed
    /// itself; where it fails, the host gets a rejected promise.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not take it.
    pub fn add_sms_source<F>(&self, handler: impl Fn(Cx, SmsMessage) -> F + 'static) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let send = self.function(move |cx, args| handler(cx, SmsMessage(args)));
        self.host().call("add_source", &["sms".into(), send]).map(drop)
    }

    /// Adds another way to write from a card's feed, with its name in the user's language. `handler` gets the control as
    /// a jQuery object when the user chooses it, and fills it.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not take it.
    pub fn add_source<F>(
        &self,
        kind: SourceKind,
        name: &str,
        handler: impl Fn(Cx, Value) -> F + 'static,
    ) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let chosen = self.callback(move |cx, args| handler(cx, args.get("0").unwrap_or(args)));
        let kind = match kind {
            SourceKind::Chat => "chat",
            SourceKind::Email => "email",
            SourceKind::Custom => "custom",
        };
        self.host().call("add_source", &[kind.into(), chosen, name.into()]).map(drop)
    }
}
