//! Counts clicks: the smallest widget with a button, and the measure of what the runtime itself weighs.

use std::cell::Cell;

use kommo_widget::prelude::*;

#[derive(Default)]
struct Counter {
    clicks: Cell<u32>,
}

impl Counter {
    fn show(&self, cx: &Cx) -> Result<()> {
        cx.panel().show(html! {
            div.counter {
                p { "Clicks: " (self.clicks.get()) }
                button type="button" { "One more" }
            }
        })
    }
}

#[widget]
impl Widget for Counter {
    async fn render(&self, cx: &Cx) -> Result<Rendered> {
        self.show(cx)?;
        Ok(Rendered::Shown)
    }

    fn bind_actions(&self, cx: &Cx) -> Result<()> {
        cx.on(Target::Panel, "click", "button", |cx, _| async move {
            let Some(counter) = cx.widget::<Counter>() else { return Ok(()) };
            counter.clicks.set(counter.clicks.get() + 1);
            counter.show(&cx)
        })
    }
}
