//! A widget's own page below Settings: who works in this account, and who is online.

use kommo_widget::prelude::*;

#[derive(Default)]
struct TeamOverview;

#[widget]
impl Widget for TeamOverview {
    async fn advanced_settings(&self, cx: &Cx) -> Result<()> {
        let (app, texts) = (cx.app()?, cx.i18n());
        let online = app.online();
        cx.page().show(html! {
            h2 { (texts.text("advanced.title")) }
            ul.team-overview {
                @for user in app.managers() {
                    li data-user=(user.id().unwrap_or_default()) {
                        (user.name().unwrap_or_default())
                        @if user.is_admin() == Some(true) { " · " (texts.text("page.admin")) }
                        @if user.id().is_some_and(|id| online.contains(&id)) { " · " (texts.text("page.here")) }
                    }
                }
            }
        })
    }
}
