//! Pages of its own in the left menu. Only public integrations may have them.

use kommo_widget::MenuPage;
use kommo_widget::prelude::*;

#[derive(Default)]
struct Reports;

#[widget]
impl Widget for Reports {
    async fn init_menu_page(&self, cx: &Cx, page: &MenuPage) -> Result<()> {
        let texts = cx.i18n();
        let key = match page.subitem().as_deref() {
            Some("year") => "menu.year",
            Some("month") => "menu.month",
            _ => "menu.reports",
        };
        cx.page().show(html! { h2 { (texts.fill("page.title", "page", &texts.text(key))) } })
    }
}
