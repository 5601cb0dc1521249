//! All controls of the host on one page. What stands in them is shown below while it changes.

use kommo_widget::controls::{
    Button, CancelButton, Checkbox, CheckboxesDropdown, Controls, DateField, DeleteButton, File, Input,
    Multiselect, PipelineSelect, Radio, Select, Suggest, Switcher, Textarea,
};
use kommo_widget::prelude::*;

#[derive(Default)]
struct ControlPanel;

fn draw(cx: &Cx) -> Result<Markup> {
    let stages = [("10", "New", "#99ccff"), ("11", "Won", "#ccff66")];
    Ok(html! {
        div.cp-row { label for="cp-name" { "Input " } (Input::new("name").id("cp-name").value("Ada & Co").render(cx)?) }
        div.cp-row { label for="cp-text" { "Textarea " } (Textarea::new("text").id("cp-text").value("Two lines").render(cx)?) }
        div.cp-row { (Select::new("size").item("s", "Small").item("l", "Large <b>").selected("l").render(cx)?) }
        div.cp-row { (Suggest::new("city").placeholder("City").item("1", "Lima").item("2", "Lisboa").render(cx)?) }
        div.cp-row { (Checkbox::new("agree", "I <agree>").value("yes").checked().render(cx)?) }
        div.cp-row { (Radio::new("pace", "slow", "Slow").selected().render(cx)?) (Radio::new("pace", "fast", "Fast").render(cx)?) }
        div.cp-row { (CheckboxesDropdown::new("days").title_empty("No day").title_numeral("day,days").item("mo", "Monday", true)
            .item("tu", "Tuesday", false).render(cx)?) }
        div.cp-row { (Multiselect::new("tags").item("a", "First").item("b", "Second").selected("b").render(cx)?) }
        div.cp-row { (DateField::new("day").placeholder("Day").icon().render(cx)?) (DateField::range("from", "to").render(cx)?) }
        div.cp-row { (Switcher::new("on").id("cp-on").checked().render(cx)?) }
        div.cp-row { (PipelineSelect::new("stage").pipeline("1", "Sales", &stages).selected("11").render(cx)?) }
        div.cp-row { (File::new("file").text("A file").render(cx)?) }
        div.cp-row {
            (Button::new("Save").class("cp-save").blue().render(cx)?)
            (Button::new("More").menu_item("Copy", "cp-copy").render(cx)?)
            (CancelButton::new().text("Cancel").render(cx)?)
            (DeleteButton::new("Delete").render(cx)?)
        }
    })
}

fn read(controls: &Controls) -> String {
    let mut out = String::new();
    for name in ["name", "text", "size", "city", "agree", "pace", "days", "tags", "day", "on", "stage"] {
        out.push_str(name);
        out.push('=');
        out.push_str(&controls.all(name).join("+"));
        out.push(' ');
    }
    out
}

async fn show(cx: Cx, controls: Controls) -> Result<()> {
    cx.page().find(".cp-now")?.set("textContent", &read(&controls).as_str().into());
    Ok(())
}

#[widget]
impl Widget for ControlPanel {
    async fn advanced_settings(&self, cx: &Cx) -> Result<()> {
        cx.page().show(html! { (draw(cx)?) p { (cx.i18n().text("page.now")) ": " output.cp-now {} } })?;
        let place = cx.page().target()?;
        show(*cx, cx.controls(place.clone())?).await?;
        cx.on_controls(place, show)
    }
}
