//! A trigger in a pipeline's automation: fills in a message where the user has none yet.

use kommo_widget::prelude::*;

manifest!();

#[derive(Default)]
struct PostACard;

#[widget]
impl Widget for PostACard {
    async fn dp_settings(&self, cx: &Cx) -> Result<()> {
        let trigger = Trigger::of(cx)?;
        if trigger.message().unwrap_or_default().is_empty() {
            let name = cx.account().subdomain().unwrap_or_default();
            trigger.0.set_text(Trigger::MESSAGE, &["Greetings from ", &name].concat())?;
        }
        Ok(())
    }
}
