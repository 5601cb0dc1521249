//! What the user sees of a call: it rings, it goes on, it is over.

use kommo_widget::prelude::*;

use crate::{Said, Telephone, texts};

/// Somebody calls.
pub(crate) async fn ringing(cx: &Cx, name: &str, number: &str) -> Result<Said> {
    let t = cx.i18n();
    let body = html! {
        h2 { (t.text(texts::call::INCOMING)) }
        p { b { (name) } br; (number) }
        (buttons(&[("answer", t.text(texts::call::ANSWER)), ("decline", t.text(texts::call::DECLINE))]))
    };
    ask(cx, body).await
}

/// The line is open.
pub(crate) async fn talking(cx: &Cx, name: &str, number: &str) -> Result<Said> {
    let t = cx.i18n();
    let body = html! {
        h2 { (t.text(texts::call::TALKING)) }
        p { b { (name) } br; (number) }
        (buttons(&[("hang_up", t.text(texts::call::HANG_UP))]))
    };
    ask(cx, body).await
}

/// It is over: what became of it?
pub(crate) async fn result(cx: &Cx, number: &str) -> Result<Said> {
    let t = cx.i18n();
    // The numbers are those of the call log.
    let results = [
        ("4", t.text(texts::call::TALKED)),
        ("2", t.text(texts::call::LATER)),
        ("5", t.text(texts::call::WRONG)),
    ];
    let note = t.text(texts::call::NOTE);
    let body = html! {
        h2 { (t.text(texts::call::OVER)) }
        p { (number) }
        p { select.text-input name="status" { @for (value, text) in &results { option value=(value) { (text) } } } }
        p { textarea.text-input name="result" rows="3" placeholder=(note) aria-label=(note) {} }
        (buttons(&[("save", t.text(texts::call::SAVE))]))
    };
    ask(cx, body).await
}

fn buttons(list: &[(&str, String)]) -> Markup {
    html! {
        @for (name, text) in list {
            button.button-input.button-input_blue type="button" data-button=(name) { span.button-input-inner { (text) } } " "
        }
    }
}

/// Opens a window and waits until it is closed; gives the button that was pressed, none if it was the cross.
async fn ask(cx: &Cx, body: Markup) -> Result<Said> {
    let Some(widget) = cx.widget::<Telephone>() else { return Ok(Said::default()) };
    widget.said.take();
    cx.open_modal("telephony", body).await?.closed().await?;
    Ok(widget.said.take())
}

/// A button of a window was pressed: keeps what was said, then closes the window.
pub(crate) async fn pressed(cx: Cx, event: Event) -> Result<()> {
    let Some(widget) = cx.widget::<Telephone>() else { return Ok(()) };
    let body = event.raw().require("currentTarget")?.call("closest", &[".modal-body".into()])?;
    let field = |name: &str| {
        let found = body.call("querySelector", &[["[name=", name, "]"].concat().as_str().into()]).ok()?;
        found.get("value")?.as_str()
    };
    let said = Said {
        button: event.data("button").unwrap_or_default(),
        status: field("status").unwrap_or_default(),
        result: field("result").unwrap_or_default(),
    };
    widget.said.replace(said);
    body.call("querySelector", &[".modal-body__close".into()])?.call("click", &[])?;
    Ok(())
}
