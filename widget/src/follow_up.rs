//! The button "Add a follow-up".

use kommo_widget::api_client::{EntityRef, NewNote, NewTask};
use kommo_widget::prelude::*;

use crate::{panel, settings, texts};

const DAY: i64 = 86_400;

/// Adds the task and the note, then shows the lead anew.
pub(crate) async fn clicked(cx: Cx, event: Event) -> Result<()> {
    let Some(lead) = number(&event, "lead").map(Id::<Lead>::new) else { return Ok(()) };
    // One click, one follow-up: the panel is drawn anew when it is there, or when it failed.
    wait(&cx)?;
    let added = add(&cx, lead, number(&event, "responsible")).await;
    panel::refresh(&cx, lead).await?;
    added
}

async fn add(cx: &Cx, lead: Id<Lead>, responsible: Option<u64>) -> Result<()> {
    let due = cx.now().plus(settings::follow_up_days(cx) * DAY);
    let mut task = NewTask::new(&settings::follow_up_text(cx), due).entity(EntityRef::lead(lead));
    if let Some(user) = responsible.filter(|id| *id > 0) {
        task = task.responsible_user_id(Id::new(user));
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

fn number(event: &Event, name: &str) -> Option<u64> {
    u64::try_from(event.number(name)?).ok()
}
