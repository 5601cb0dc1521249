//! Sends SMS from a card's feed, through the account's server to a provider.

use kommo_widget::SmsMessage;
use kommo_widget::prelude::*;

#[derive(Default)]
struct TextMessages;

async fn send(cx: Cx, message: SmsMessage) -> Result<()> {
    let (phone, text) = (message.phone(), message.text());
    if phone.is_empty() {
        return Err(Error::message(cx.i18n().text("sms.no_number")));
    }
    let form = [("to", phone.as_str().into()), ("text", text.as_str().into())];
    cx.crm_post("https://sms.example.com/send", &form).await?;
    Ok(())
}

#[widget]
impl Widget for TextMessages {
    fn init(&self, cx: &Cx) -> Result<()> {
        cx.add_sms_source(send)
    }
}
