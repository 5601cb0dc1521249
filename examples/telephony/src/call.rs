//! One call, from the first ring to the line in the log.

use kommo_widget::api_client::NewContact;
use kommo_widget::api_client::calls::NewCall;
use kommo_widget::api_client::custom_fields::Values;
use kommo_widget::prelude::*;

use crate::{Settings, Telephone, texts, windows};

/// A call.
pub(crate) struct Call {
    number: String,
    /// Whose number it is; `None` if nobody has it, or nobody has looked.
    name: Option<String>,
    is_incoming: bool,
}

impl Call {
    pub(crate) fn outgoing(number: String) -> Self {
        Self { number, name: None, is_incoming: false }
    }

    /// The call a notification tells of: its text is the number, with the caller's name in front if that is known.
    pub(crate) fn incoming(notification: &Value) -> Option<Self> {
        let text = |path: &str| notification.get(path)?.as_str();
        if text("body.icon.call")? != "call" {
            return None;
        }
        let said = text("body.rows.0.text")?;
        let (name, number) = match said.rsplit_once(", ") {
            Some((name, number)) => (Some(name.to_owned()), number),
            None => (None, said.as_str()),
        };
        Some(Self { number: number.to_owned(), name, is_incoming: true })
    }

    /// Goes through the call. A second one meanwhile finds the line busy.
    pub(crate) async fn hold(self, cx: Cx) -> Result<()> {
        let Some(widget) = cx.widget::<Telephone>() else { return Ok(()) };
        if widget.is_busy.replace(true) {
            return Ok(());
        }
        let done = self.talk(&cx).await;
        widget.is_busy.replace(false);
        done
    }

    async fn talk(self, cx: &Cx) -> Result<()> {
        let name = self.name.clone().unwrap_or_else(|| cx.i18n().text(texts::call::UNKNOWN));
        if self.is_incoming && windows::ringing(cx, &name, &self.number).await?.button != "answer" {
            // 6: nobody answered.
            return self.log(cx, 0, 6, "").await;
        }
        let (app, began) = (cx.app()?, cx.now());
        app.set_calling(true)?;
        let held = windows::talking(cx, &name, &self.number).await;
        app.set_calling(false)?;
        held?;
        let seconds = cx.now().seconds() - began.seconds();
        let said = windows::result(cx, &self.number).await?;
        if said.button != "save" {
            return Ok(());
        }
        self.log(cx, seconds, said.status.parse().unwrap_or(4), &said.result).await
    }

    /// Writes the call into the log: the host finds the card of the number. For a number nobody has, a contact is made first.
    async fn log(&self, cx: &Cx, seconds: i64, status: i64, result: &str) -> Result<()> {
        if self.write(cx, seconds, status, result).await? {
            cx.show_success(&cx.i18n().text(texts::call::LOGGED));
            return Ok(());
        }
        let contact = NewContact::new(&self.number).field("PHONE", Values::coded(&self.number, "WORK"));
        cx.api().contacts().create(contact).await?;
        self.write(cx, seconds, status, result).await?;
        cx.show_success(&cx.i18n().text(texts::call::ADDED));
        Ok(())
    }

    /// Whether the number has a card.
    async fn write(&self, cx: &Cx, seconds: i64, status: i64, result: &str) -> Result<bool> {
        let source = cx.i18n().text(texts::widget::NAME);
        let call = if self.is_incoming {
            NewCall::inbound(&self.number, seconds, &source)
        } else {
            NewCall::outbound(&self.number, seconds, &source)
        };
        let mut call = call.call_status(status);
        if !result.is_empty() {
            call = call.call_result(result);
        }
        let settings = Settings::of(cx);
        if let Some(recordings) = settings.recordings().filter(|url| !url.is_empty() && seconds > 0) {
            call = call.link([&recordings, "/", &recording_name(&self.number), ".mp3"].concat().as_str());
        }
        Ok(!cx.api().calls().create(&[call]).await?.calls().is_empty())
    }
}

/// What the telephone system calls the recording: the number's digits.
fn recording_name(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
