//! Lives for the whole session (`init_once` in the manifest): greets once, and follows the user through the pages.

use kommo_widget::prelude::*;

#[derive(Default)]
struct Companion;

#[widget]
impl Widget for Companion {
    fn init(&self, cx: &Cx) -> Result<()> {
        let (app, texts) = (cx.app()?, cx.i18n());
        let name = app.user().and_then(|user| user.name()).unwrap_or_default();
        app.notifications().message(&texts.text("widget.name"), &texts.fill("say.hello", "name", &name))?;
        cx.on_page_changed(|cx| async move {
            let texts = cx.i18n();
            cx.app()?.notifications().message(&texts.text("widget.name"), &texts.text("say.page"))
        })
    }
}
