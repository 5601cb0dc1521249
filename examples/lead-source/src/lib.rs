//! A source of leads: says which pipeline it was added to.

use kommo_widget::api_client::Pipeline;
use kommo_widget::prelude::*;

#[derive(Default)]
struct FairStand;

#[widget]
impl Widget for FairStand {
    async fn on_add_as_source(&self, cx: &Cx, pipeline: Id<Pipeline>) -> Result<()> {
        let number = pipeline.to_string();
        let text = [cx.i18n().text("source.added").as_str(), " (", &number, ")"].concat();
        cx.app()?.notifications().message(&cx.i18n().text("widget.name"), &text)
    }
}
