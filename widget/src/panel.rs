//! The panel in the card's right column.

use kommo_widget::api_client::{Contact, Task, Timestamp};
use kommo_widget::prelude::*;

use crate::deal::{self, Deal};
use crate::{settings, texts};

/// Reads the lead anew and shows it.
pub(crate) async fn refresh(cx: &Cx, id: Id<Lead>) -> Result<()> {
    let body = match deal::read(cx, id).await? {
        Some(deal) => draw(cx, &deal),
        None => html! { div.deal-desk { p.deal-desk__hint { (cx.i18n().text(texts::panel::GONE)) } } },
    };
    cx.panel().show(body)
}

fn draw(cx: &Cx, deal: &Deal) -> Markup {
    let texts = cx.i18n();
    let budget = deal.lead.price().unwrap_or_default();
    html! {
        div.deal-desk {
            dl {
                dt { (texts.text(texts::panel::BUDGET)) }
                dd.deal-desk__budget {
                    (texts.money(budget, cx.account().currency().as_deref()))
                    @if settings::is_big(cx, budget) { span.deal-desk__badge { (texts.text(texts::panel::BIG)) } }
                }
                dt { (texts.text(texts::panel::CONTACT)) }
                dd { (contact_name(cx, deal.contact.as_ref())) }
                @if let Some(since) = deal.stage_since {
                    dt { (texts.text(texts::panel::STAGE)) }
                    dd { (stage(cx, since)) }
                }
            }
            h3 { (texts.text(texts::panel::TASKS)) }
            (tasks(cx, &deal.tasks))
            button.deal-desk__follow-up type="button" data-lead=(deal.lead.id().get())
                data-responsible=(deal.lead.responsible_user_id().map_or(0, |user| user.get())) {
                (texts.text(texts::panel::FOLLOW_UP))
            }
        }
    }
}

fn contact_name(cx: &Cx, contact: Option<&Contact>) -> String {
    contact.and_then(Contact::name).unwrap_or_else(|| cx.i18n().text(texts::panel::NO_CONTACT))
}

fn stage(cx: &Cx, since: Timestamp) -> String {
    match since.days_until(cx.now()) {
        ..=0 => cx.i18n().text(texts::panel::TODAY),
        1 => cx.i18n().text(texts::panel::DAY),
        days => texts::panel::days(&cx.i18n(), &cx.i18n().number(days)),
    }
}

fn tasks(cx: &Cx, tasks: &[Task]) -> Markup {
    let texts = cx.i18n();
    if tasks.is_empty() {
        return html! { p.deal-desk__hint { (texts.text(texts::panel::NO_TASKS)) } };
    }
    html! {
        ul {
            @for task in tasks {
                @let due = task.complete_till().unwrap_or_default();
                @let overdue = due < cx.now();
                li.deal-desk__overdue[overdue] {
                    (task.text().unwrap_or_default())
                    time {
                        (texts.date(due))
                        @if overdue { " · " (texts.text(texts::panel::OVERDUE)) }
                    }
                }
            }
        }
    }
}
