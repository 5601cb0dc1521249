//! The button "Add a follow-up".

use kommo_widget::api_client::{EntityRef, NewNote, NewTask};
use kommo_widget::prelude::*;

use crate::{DealDesk, panel, settings, texts};

const DAY: i64 = 86_400;

/// Adds the task and the note, then shows the lead anew.
pub(crate) async fn clicked(cx: Cx, _: Event) -> Result<()> {
    let Some(card) = cx.card::<Lead>() else { return Ok(()) };
    // One click, one follow-up: the panel is drawn anew when it is there, or when it failed.
    wait(&cx)?;
    let added = add(&cx, card.id()).await;
    panel::refresh(&cx, card.id()).await?;
    added
}

async fn add(cx: &Cx, lead: Id<Lead>) -> Result<()> {
    let due = cx.now().plus(settings::follow_up_days(cx) * DAY);
    let mut task = NewTask::new(&settings::follow_up_text(cx), due).entity(EntityRef::lead(lead));
    if let Some(user) = cx.widget::<DealDesk>().and_then(|widget| widget.responsible.get()) {
        task = task.responsible_user_id(user);
    }
    cx.api().tasks().create(task).await?;
    let note = texts::panel::note(&cx.i18n(), &cx.i18n().date(due));
    cx.api().leads().notes(lead).create(NewNote::common(&note)).await?;
    Ok(())
}

/// Keeps the button from being pressed twice, and says what is going on.
fn wait(cx: &Cx) -> Result<()> {
    let button = cx.panel().find(".deal-desk__follow-up")?;
    button.set("textContent", &cx.i18n().text(texts::panel::SAVING).as_str().into());
    button.set("disabled", &true.into());
    Ok(())
}
