//! Expectations: they wait until they hold, and say what was there instead.

use std::future::Future;
use std::panic::Location;

use serde_json::{Value, json};

use super::read::Found;
use super::{Locator, Words};
use crate::Result;
use crate::patience::Patience;

type At = &'static Location<'static>;

impl Locator {
    /// Waits until at least one can be seen.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout), as for all expectations.
    #[track_caller]
    pub fn expect_visible(&self) -> impl Future<Output = Result> + use<'_> {
        let hold = |found: &Found| if found.seen > 0 { Ok(()) } else { Err(found.why()) };
        self.expect(format!("see {self}"), Value::Null, Value::Null, Location::caller(), hold)
    }

    /// Waits until at least one is in the document, seen or hidden: for what is only there to be used, such as the file input
    /// behind a drawn button.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_there(&self) -> impl Future<Output = Result> + use<'_> {
        let hold = |found: &Found| if found.there > 0 { Ok(()) } else { Err(found.why()) };
        self.expect(format!("find {self}"), Value::Null, Value::Null, Location::caller(), hold)
    }

    /// Waits until none can be seen.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_hidden(&self) -> impl Future<Output = Result> + use<'_> {
        let hold =
            |found: &Found| if found.seen == 0 { Ok(()) } else { Err(format!("{} can be seen", found.seen)) };
        self.expect(format!("see no {self}"), Value::Null, Value::Null, Location::caller(), hold)
    }

    /// Waits until exactly `count` can be seen.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_count(&self, count: usize) -> impl Future<Output = Result> + use<'_> {
        let hold = move |found: &Found| {
            if found.seen == count { Ok(()) } else { Err(format!("there are {}", found.seen)) }
        };
        self.expect(format!("see {count} of {self}"), Value::Null, Value::Null, Location::caller(), hold)
    }

    /// Waits until its text contains `text` (or is it, with [`whole`](super::whole)).
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) with the text it has.
    #[track_caller]
    pub fn expect_text<W: Into<Words>>(&self, text: W) -> impl Future<Output = Result> + use<'_, W> {
        self.expect_words("text", Value::Null, text.into(), Location::caller())
    }

    /// Waits until the field's value is exactly `value`.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) with the value it has.
    #[track_caller]
    pub fn expect_value(&self, value: &str) -> impl Future<Output = Result> + use<'_> {
        self.expect_words("value", Value::Null, super::whole(value), Location::caller())
    }

    /// Waits until an attribute contains `value`.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout) with the value it has.
    #[track_caller]
    pub fn expect_attribute<W: Into<Words>>(
        &self,
        name: &str,
        value: W,
    ) -> impl Future<Output = Result> + use<'_, W> {
        self.expect_words("attribute", json!(name), value.into(), Location::caller())
    }

    /// Waits until it can be used.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_enabled(&self) -> impl Future<Output = Result> + use<'_> {
        self.expect_flag("enabled", true, "enabled", "disabled", Location::caller())
    }

    /// Waits until it cannot be used.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_disabled(&self) -> impl Future<Output = Result> + use<'_> {
        self.expect_flag("enabled", false, "disabled", "enabled", Location::caller())
    }

    /// Waits until it is ticked.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_checked(&self) -> impl Future<Output = Result> + use<'_> {
        self.expect_flag("checked", true, "checked", "not checked", Location::caller())
    }

    /// Waits until it is not ticked.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_unchecked(&self) -> impl Future<Output = Result> + use<'_> {
        self.expect_flag("checked", false, "not checked", "checked", Location::caller())
    }

    /// Waits until it has the keyboard's focus.
    ///
    /// # Errors
    /// [`Error::Timeout`](crate::Error::Timeout).
    #[track_caller]
    pub fn expect_focused(&self) -> impl Future<Output = Result> + use<'_> {
        self.expect_flag("focused", true, "focused", "not focused", Location::caller())
    }

    fn expect_words(
        &self,
        what: &'static str,
        argument: Value,
        words: Words,
        at: At,
    ) -> impl Future<Output = Result> {
        let goal = format!("see {self} with {what} {words}");
        let hold = move |found: &Found| match found.values.as_slice() {
            [] => Err(found.why()),
            // More than one fits: one of them is enough, as it is for a person.
            all if all.iter().any(|value| value.as_str().is_some_and(|text| words.fit_in(text))) => Ok(()),
            all => Err(format!(
                "its {what} is {}",
                all.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
            )),
        };
        self.expect(goal, json!({ "read": what }), argument, at, hold)
    }

    fn expect_flag(
        &self,
        what: &'static str,
        wanted: bool,
        yes: &'static str,
        no: &'static str,
        at: At,
    ) -> impl Future<Output = Result> {
        let goal = format!("see {self} {yes}");
        let hold = move |found: &Found| match found.values.first().and_then(Value::as_bool) {
            Some(is) if is == wanted => Ok(()),
            Some(_) => Err(format!("it is {no}")),
            None => Err(found.why()),
        };
        // A drawn check box hides the real one.
        self.expect(goal, json!({ "read": what, "hidden": true }), Value::Null, at, hold)
    }

    fn expect<'a>(
        &'a self,
        goal: String,
        what: Value,
        argument: Value,
        at: At,
        hold: impl Fn(&Found) -> Result<(), String> + 'a,
    ) -> impl Future<Output = Result> + 'a {
        let mut patience = Patience::new(goal, self.patience(), Some(at));
        async move {
            loop {
                match hold(&self.probe(what.clone(), argument.clone()).await?) {
                    Ok(()) => return Ok(()),
                    Err(reason) => patience.pause(&reason).await?,
                }
            }
        }
    }
}
