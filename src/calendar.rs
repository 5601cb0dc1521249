//! amoCRM's dialog that connects calendars with tasks.

use std::future::Future;

use crate::cx::Cx;
use crate::error::Result;
use crate::value::Value;

/// One calendar in the dialog (amoCRM: `calendarSync`).
///
/// ```no_run
/// use kommo_widget::prelude::*;
/// use kommo_widget::CalendarSync;
///
/// # fn example(cx: &Cx) -> CalendarSync {
/// CalendarSync::new(cx, "Team calendar", "Tasks appear as events", false)
///     .on_enable(|cx| async move { cx.api().read("/api/v4/account").await.map(drop).map_err(Error::from) })
/// # }
/// ```
pub struct CalendarSync {
    cx: Cx,
    answer: Value,
}

impl CalendarSync {
    /// A calendar with its name, a sentence about it, and whether it is connected now.
    pub fn new(cx: &Cx, name: &str, description: &str, enabled: bool) -> Self {
        let answer = Value::object(&[
            ("name", name.into()),
            ("description", description.into()),
            ("enabled", enabled.into()),
        ]);
        Self { cx: *cx, answer }
    }

    /// The user connects it. An error keeps it off and is shown in the dialog.
    #[must_use]
    pub fn on_enable<F>(self, handler: impl Fn(Cx) -> F + 'static) -> Self
    where
        F: Future<Output = Result<()>> + 'static,
    {
        self.with("onEnable", handler)
    }

    /// The user disconnects it. An error keeps it on and is shown in the dialog.
    #[must_use]
    pub fn on_disable<F>(self, handler: impl Fn(Cx) -> F + 'static) -> Self
    where
        F: Future<Output = Result<()>> + 'static,
    {
        self.with("onDisable", handler)
    }

    /// The user wants to set it up. Without this the dialog offers no such thing.
    #[must_use]
    pub fn on_setup<F>(self, handler: impl Fn(Cx) -> F + 'static) -> Self
    where
        F: Future<Output = Result<()>> + 'static,
    {
        self.with("onSetup", handler)
    }

    fn with<F>(self, key: &str, handler: impl Fn(Cx) -> F + 'static) -> Self
    where
        F: Future<Output = Result<()>> + 'static,
    {
        self.answer.set(key, &self.cx.function(move |cx, _| handler(cx)));
        self
    }

    pub(crate) fn answer(self) -> Value {
        self.answer
    }
}
