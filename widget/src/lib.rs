//! Deal desk: shows a lead at a glance beside its card, and plans the next follow-up with one click.
//!
//! - [`deal`] reads what is shown, through the Kommo API
//! - [`panel`] draws it in the card's right column
//! - [`follow_up`] adds the task and the note
//! - [`settings`] is the widget's page in Settings → Integrations

mod deal;
mod follow_up;
mod panel;
mod settings;

use std::cell::Cell;

use kommo_widget::api_client::User;
use kommo_widget::prelude::*;

manifest!();

/// The widget. What it shows is read anew whenever a card is opened.
#[derive(Default)]
pub struct DealDesk {
    /// Who is responsible for the lead that is shown: a follow-up is theirs.
    responsible: Cell<Option<Id<User>>>,
}

#[widget]
impl Widget for DealDesk {
    async fn render(&self, cx: &Cx) -> Result<Rendered> {
        // No saved lead, such as a card that is just being filled in: nothing to show.
        let Some(card) = cx.card::<Lead>() else { return Ok(Rendered::Nothing) };
        panel::refresh(cx, card.id()).await?;
        Ok(Rendered::Shown)
    }

    fn bind_actions(&self, cx: &Cx) -> Result<()> {
        cx.on(Target::Panel, "click", ".deal-desk__follow-up", follow_up::clicked)
    }

    fn settings(&self, cx: &Cx, modal: &SettingsModal) -> Result<()> {
        settings::draw(cx, modal)
    }

    async fn on_save(&self, cx: &Cx, form: &mut SaveForm) -> Result<Save> {
        Ok(settings::check(cx, form))
    }

    fn failed(&self, cx: &Cx, error: &Error) {
        cx.report(error);
        cx.panel().show_error(&texts::panel::failed(&cx.i18n(), &error.text()));
    }
}
