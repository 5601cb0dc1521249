//! Works on the rows the user ticked in a list: collects their phone numbers.

use kommo_widget::prelude::*;

#[derive(Default)]
struct PhoneBook;

fn show(cx: &Cx) -> Result<()> {
    let Some(selection) = cx.selection() else { return Ok(()) };
    let phones: Vec<String> = selection.rows().iter().flat_map(|row| row.phones()).collect();
    let texts = cx.i18n();
    cx.panel().show(html! {
        p { (texts.text("panel.rows")) ": " b.phone-book__count { (selection.count()) } }
        @if phones.is_empty() { p { (texts.text("panel.none")) } }
        ul { @for phone in phones { li { (phone) } } }
    })
}

#[widget]
impl Widget for PhoneBook {
    async fn leads_selected(&self, cx: &Cx) -> Result<()> {
        show(cx)
    }

    async fn contacts_selected(&self, cx: &Cx) -> Result<()> {
        show(cx)
    }

    async fn todo_selected(&self, cx: &Cx) -> Result<()> {
        show(cx)
    }
}
