//! The panel in the card's right column.

use kommo_widget::api_client::{Contact, Task, Timestamp};
use kommo_widget::prelude::*;

use crate::deal::{self, Deal};
use crate::{DealDesk, settings, texts};

/// Reads the lead anew and shows it.
pub(crate) async fn refresh(cx: &Cx, id: Id<Lead>) -> Result<()> {
    let body = match deal::read(cx, id).await? {
        Some(deal) => draw(cx, &deal),
        None => html! { div.deal-desk { p.deal-desk__hint { (texts::panel::GONE) } } },
    };
    cx.panel().show(body)
}

fn draw(cx: &Cx, deal: &Deal) -> Markup {
    if let Some(widget) = cx.widget::<DealDesk>() {
        widget.responsible.set(deal.lead.responsible_user_id().filter(|user| user.get() > 0));
    }
    let budget = deal.lead.price().unwrap_or_default();
    html! {
        div.deal-desk {
            dl {
                dt { (texts::panel::BUDGET) }
                dd.deal-desk__budget {
                    (cx.i18n().money(budget, cx.account().currency().as_deref()))
                    @if settings::is_big(cx, budget) { span.deal-desk__badge { (texts::panel::BIG) } }
                }
                dt { (texts::panel::CONTACT) }
                dd {
                    @match deal.contact.as_ref().and_then(Contact::name) {
                        Some(name) => (name),
                        None => (texts::panel::NO_CONTACT),
                    }
                }
                @if let Some(since) = deal.stage_since {
                    dt { (texts::panel::STAGE) }
                    dd { (stage(cx, since)) }
                }
            }
            h3 { (texts::panel::TASKS) }
            (tasks(cx, &deal.tasks))
            button.deal-desk__follow-up type="button" { (texts::panel::FOLLOW_UP) }
        }
    }
}

fn stage(cx: &Cx, since: Timestamp) -> String {
    match since.days_until(cx.now()) {
        ..=0 => cx.i18n().text(texts::panel::TODAY),
        1 => cx.i18n().text(texts::panel::DAY),
        days => texts::panel::days(&cx.i18n(), &cx.i18n().number(days)),
    }
}

fn tasks(cx: &Cx, tasks: &[Task]) -> Markup {
    if tasks.is_empty() {
        return html! { p.deal-desk__hint { (texts::panel::NO_TASKS) } };
    }
    html! {
        ul {
            @for task in tasks {
                @let due = task.complete_till().unwrap_or_default();
                @let overdue = due < cx.now();
                li.deal-desk__overdue[overdue] {
                    (task.text().unwrap_or_default())
                    time {
                        (cx.i18n().date(due))
                        @if overdue { " · " (texts::panel::OVERDUE) }
                    }
                }
            }
        }
    }
}
