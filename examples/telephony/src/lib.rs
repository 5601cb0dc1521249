//! A telephone: it rings when the account is told of a call, calls the number the user clicks, and logs what became of it.
//!
//! - [`call`] is one call, from the first ring to the line in the log
//! - [`windows`] draws what the user sees of it
//!
//! Where this example lets the user say that somebody answered or hung up, a real widget hears it from its telephone system.

mod call;
mod windows;

use std::cell::RefCell;

use kommo_widget::ContactAction;
use kommo_widget::prelude::*;

use call::Call;

manifest!();

/// What the user has said in the window that is open.
#[derive(Default, Clone)]
struct Said {
    /// The button's name: `answer`, `save`, …
    button: String,
    /// What became of the call, as the log counts it.
    status: String,
    /// The same in words.
    result: String,
}

#[derive(Default)]
struct Telephone {
    said: RefCell<Said>,
    /// There is one line only.
    is_busy: RefCell<bool>,
}

#[widget]
impl Widget for Telephone {
    fn init(&self, cx: &Cx) -> Result<()> {
        cx.add_action(ContactAction::Phone, |cx, number| Call::outgoing(number).hold(cx))?;
        cx.on(Target::Document, "click", ".telephony button", windows::pressed)?;
        cx.app()?.on_notification(cx, |cx, notification| async move {
            match Call::incoming(&notification) {
                Some(call) => call.hold(cx).await,
                None => Ok(()),
            }
        })
    }

    fn destroy(&self, cx: &Cx) {
        if let Ok(app) = cx.app() {
            let _ = app.set_calling(false);
        }
    }
}
