//! Calls the number the user clicks, and tells the page to hold still while the call lasts.

use kommo_widget::ContactAction;
use kommo_widget::app::CallNotice;
use kommo_widget::prelude::*;

manifest!();

#[derive(Default)]
struct PhoneDesk;

async fn call(cx: Cx, number: String) -> Result<()> {
    let app = cx.app()?;
    app.set_calling(true)?;
    app.notifications()
        .add_call(CallNotice::new(&number).header(&cx.i18n().text(texts::call::CALLING)).to(&number))?;
    // A real widget has its telephone system call, and waits for the end.
    cx.sleep(3_000).await;
    app.set_calling(false)
}

#[widget]
impl Widget for PhoneDesk {
    fn init(&self, cx: &Cx) -> Result<()> {
        cx.add_action(ContactAction::Phone, call)
    }

    fn destroy(&self, cx: &Cx) {
        // The card was left during a call: the page may refresh itself again.
        if let Ok(app) = cx.app() {
            let _ = app.set_calling(false);
        }
    }
}
