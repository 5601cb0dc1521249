//! The widget's settings: the text of a follow-up, from which budget a deal is big, and after how many days to follow up.

use kommo_widget::prelude::*;

use crate::{Settings, texts};

/// What the user can choose from.
const DAYS: [&str; 4] = ["1", "2", "3", "7"];
const DEFAULT_DAYS: i64 = 2;
const LONGEST_TEXT: usize = 200;

/// The task's text.
pub(crate) fn follow_up_text(cx: &Cx) -> String {
    Settings::of(cx).follow_up_text().unwrap_or_else(|| cx.i18n().text(texts::panel::FOLLOW_UP))
}

/// After how many days to follow up.
pub(crate) fn follow_up_days(cx: &Cx) -> i64 {
    Settings::of(cx)
        .follow_up_days()
        .and_then(|days| days.as_i64())
        .filter(|days| *days > 0)
        .unwrap_or(DEFAULT_DAYS)
}

/// Whether a deal of this budget is big; none is while no border is set.
pub(crate) fn is_big(cx: &Cx, budget: i64) -> bool {
    cx.params().get(Settings::BIG_DEAL).and_then(|from| from.as_i64()).is_some_and(|from| budget >= from)
}

/// `1 day` or `5 days`.
fn days(cx: &Cx, days: &str) -> String {
    match days {
        "1" => cx.i18n().text(texts::settings::DAY),
        _ => texts::settings::days(&cx.i18n(), days),
    }
}

/// Draws the choice of days into the place of the custom field.
pub(crate) fn draw(cx: &Cx, modal: &SettingsModal) -> Result<()> {
    let chosen = modal.custom();
    let chosen = chosen.as_deref().unwrap_or("2");
    modal.show_custom(&html! {
        div.deal-desk-days role="radiogroup" aria-label=(texts::settings::FOLLOW_UP_DAYS) {
            @for choice in DAYS {
                label {
                    input type="radio" name="deal-desk-days" value=(choice) checked[choice == chosen];
                    (days(cx, choice))
                }
            }
        }
    })?;
    let modal = modal.clone();
    cx.on(Target::Element(modal.body().clone()), "change", ".deal-desk-days input", move |_, event| {
        let stored = modal.set_custom(&event.value().unwrap_or_default());
        async { stored }
    })
}

/// Says beside each field what is wrong with it.
pub(crate) fn check(cx: &Cx, form: &mut SaveForm) -> Save {
    if !form.is_active() {
        return Save::Accepted;
    }
    let texts = cx.i18n();
    let mut save = Save::Accepted;
    let text = form.text(Settings::FOLLOW_UP_TEXT);
    // As the browser counts characters.
    let length = text.encode_utf16().count();
    if text.trim_ascii().is_empty() {
        save = form.reject(Settings::FOLLOW_UP_TEXT, &texts.text(texts::settings::TEXT_MISSING));
    } else if length > LONGEST_TEXT {
        let count = texts.number(i64::try_from(length).unwrap_or(i64::MAX));
        save = form.reject(Settings::FOLLOW_UP_TEXT, &texts::settings::text_long(&texts, &count));
    }
    let amount = form.text(Settings::BIG_DEAL);
    if !amount.trim_ascii().bytes().all(|byte| byte.is_ascii_digit()) {
        save = form.reject(Settings::BIG_DEAL, &texts.text(texts::settings::AMOUNT_WRONG));
    }
    save
}
