//! What a person does to an element. Every action waits until it can be done.

use std::future::Future;
use std::panic::Location;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Find, Locator, part, whole};
use crate::patience::Patience;
use crate::{Error, Result};

type At = &'static Location<'static>;

impl Locator {
    /// Clicks it, once it can be seen, is enabled, stands still, and nothing covers it.
    ///
    /// # Errors
    /// [`Error::Timeout`] with the reason why it could not be clicked, and what could have been instead.
    #[track_caller]
    pub fn click(&self) -> impl Future<Output = Result> + use<'_> {
        let at = Location::caller();
        async move {
            let (x, y) = self.point("click", at).await?;
            self.page.click_at(x, y, 1).await
        }
    }

    /// Clicks it twice, fast.
    ///
    /// # Errors
    /// As [`Locator::click`].
    #[track_caller]
    pub fn double_click(&self) -> impl Future<Output = Result> + use<'_> {
        let at = Location::caller();
        async move {
            let (x, y) = self.point("double-click", at).await?;
            self.page.click_at(x, y, 2).await
        }
    }

    /// Moves the pointer over it.
    ///
    /// # Errors
    /// As [`Locator::click`].
    #[track_caller]
    pub fn hover(&self) -> impl Future<Output = Result> + use<'_> {
        let at = Location::caller();
        async move {
            let (x, y) = self.point("hover over", at).await?;
            self.page.move_mouse(x, y).await
        }
    }

    /// Drags it onto another element with the pointer.
    ///
    /// # Errors
    /// As [`Locator::click`], for either.
    #[track_caller]
    pub fn drag_to<'a>(&'a self, target: &'a Locator) -> impl Future<Output = Result> + use<'a> {
        let at = Location::caller();
        async move {
            let from = self.point("drag", at).await?;
            let to = target.point("drop on", at).await?;
            self.page.drag(from, to).await
        }
    }

    /// Replaces what a field holds. Leaving the field afterwards (by the next click, or `press("Tab")`) makes it tell its
    /// `change`, as for a person.
    ///
    /// # Errors
    /// [`Error::Timeout`] with the reason; [`Error::Step`] when it is nothing to type into.
    #[track_caller]
    pub fn fill(&self, value: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, value) = (Location::caller(), value.to_owned());
        async move {
            let answer = self.until_ready("fill", "prepare", json!(value), at).await?;
            if answer.get("done") == Some(&Value::Bool(true)) {
                Ok(())
            } else if value.is_empty() {
                self.page.press("Delete").await
            } else {
                self.page.insert_text(&value).await
            }
        }
    }

    /// Clicks it and presses keys one by one, for fields that listen to each.
    ///
    /// # Errors
    /// As [`Locator::click`].
    #[track_caller]
    pub fn type_text(&self, text: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, text) = (Location::caller(), text.to_owned());
        async move {
            let (x, y) = self.point("type into", at).await?;
            self.page.click_at(x, y, 1).await?;
            self.page.type_text(&text).await
        }
    }

    /// Chooses an option by what it says: of a `select` element, or of the host's own `.control--select`, whose list it
    /// opens first.
    ///
    /// # Errors
    /// [`Error::Timeout`] with the options there are.
    #[track_caller]
    pub fn choose(&self, option: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, option) = (Location::caller(), option.to_owned());
        async move {
            let control = self.up(".control--select");
            if control.probe(Value::Null, Value::Null).await?.there == 0 {
                self.until_ready("choose in", "choose", json!(option), at).await?;
                return Ok(());
            }
            for step in [
                control.css(".control--select--button"),
                control.css(".control--select--list--item").having(whole(option)),
            ] {
                let (x, y) = step.point("click", at).await?;
                self.page.click_at(x, y, 1).await?;
            }
            Ok(())
        }
    }

    /// Ticks a check box, radio button or switch; one that is ticked stays so.
    ///
    /// # Errors
    /// As [`Locator::click`], or when a click does not tick it.
    #[track_caller]
    pub fn check(&self) -> impl Future<Output = Result> + use<'_> {
        self.set_checked(true, Location::caller())
    }

    /// Clears a check box or switch; one that is clear stays so.
    ///
    /// # Errors
    /// As [`Locator::check`].
    #[track_caller]
    pub fn uncheck(&self) -> impl Future<Output = Result> + use<'_> {
        self.set_checked(false, Location::caller())
    }

    async fn set_checked(&self, wanted: bool, at: At) -> Result {
        let verb = if wanted { "check" } else { "uncheck" };
        let mut patience = Patience::new(format!("{verb} {self}"), self.patience(), Some(at));
        let mut clicked = false;
        loop {
            let state = self.probe(json!({ "read": "checked", "hidden": true }), Value::Null).await?;
            let checked = state.values.first().and_then(Value::as_bool);
            if checked == Some(wanted) {
                return Ok(());
            }
            if checked.is_some() && !clicked {
                let (x, y) = self.point(verb, at).await?;
                self.page.click_at(x, y, 1).await?;
                clicked = true;
            }
            let reason = if clicked { "a click did not change it".to_owned() } else { state.why() };
            patience.pause(&reason).await?;
        }
    }

    /// Gives files to an `input type=file`, which may be hidden behind a button of the page's own.
    ///
    /// # Errors
    /// [`Error::Io`] for a file that is not there, [`Error::Timeout`].
    #[track_caller]
    pub fn upload<'a, P: AsRef<Path>>(&'a self, files: &'a [P]) -> impl Future<Output = Result> + use<'a, P> {
        self.upload_at(files, Location::caller())
    }

    async fn upload_at<P: AsRef<Path>>(&self, files: &[P], at: At) -> Result {
        let mut paths: Vec<PathBuf> = Vec::new();
        for file in files {
            // The browser wants absolute paths, and takes a missing file without a word.
            let path = std::path::absolute(file).map_err(Error::io(file.as_ref()))?;
            path.metadata().map_err(Error::io(&path))?;
            paths.push(path);
        }
        let mut patience = Patience::new(format!("upload into {self}"), self.patience(), Some(at));
        loop {
            if let Some(object) = self.page.engine_object("element", json!([self.steps])).await? {
                let params = json!({ "files": paths, "objectId": object });
                self.page.session().call("DOM.setFileInputFiles", params).await?;
                return Ok(());
            }
            let state = self.probe(Value::Null, Value::Null).await?;
            patience.pause(&state.why()).await?;
        }
    }

    /// Gives a file that exists only in the test, under this name.
    ///
    /// # Errors
    /// As [`Locator::upload`].
    #[track_caller]
    pub fn upload_bytes<'a>(
        &'a self,
        name: &'a str,
        content: &'a [u8],
    ) -> impl Future<Output = Result> + use<'a> {
        let file = self.page.keep_file(name, content);
        let at = Location::caller();
        async move { self.upload_at(&[file?], at).await }
    }

    /// Puts the focus on it and presses one key, by the names of [`Page::press`](crate::Page::press).
    ///
    /// # Errors
    /// As [`Locator::click`].
    #[track_caller]
    pub fn press(&self, key: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, key) = (Location::caller(), key.to_owned());
        async move {
            self.until_ready("focus", "focus", Value::Null, at).await?;
            self.page.press(&key).await
        }
    }

    /// Where a click would go.
    async fn point(&self, verb: &str, at: At) -> Result<(f64, f64)> {
        let answer = self.until_ready(verb, "point", json!({ "hidden": true }), at).await?;
        let side = |name| answer.get(name).and_then(Value::as_f64);
        match (side("x"), side("y")) {
            (Some(x), Some(y)) => Ok((x, y)),
            _ => Err(Error::Answer { method: "point".into(), missing: "point".into() }),
        }
    }

    /// Asks the engine until it does not say "wait".
    async fn until_ready(&self, verb: &str, function: &str, argument: Value, at: At) -> Result<Value> {
        let mut patience = Patience::new(format!("{verb} {self}"), self.patience(), Some(at));
        loop {
            let answer = self.page.engine(function, json!([self.steps, argument])).await;
            let reason = match answer {
                Ok(None) => "the page is loading".to_owned(),
                Ok(Some(answer)) => {
                    if let Some(never) = answer.get("never").and_then(Value::as_str) {
                        return Err(patience.never(never));
                    }
                    match answer.get("wait").and_then(Value::as_str) {
                        Some(reason) => reason.to_owned(),
                        None => return Ok(answer),
                    }
                }
                Err(Error::Script(reason)) => return Err(patience.never(reason)),
                Err(other) => return Err(other),
            };
            patience.pause(&reason).await?;
        }
    }

    /// Opens the host's list or menu that this element is the button of, and clicks an entry by a part of its text.
    ///
    /// # Errors
    /// As [`Locator::click`], for the element or the entry.
    #[track_caller]
    pub fn choose_from_menu(&self, entry: &str) -> impl Future<Output = Result> + use<'_> {
        let (at, entry) = (Location::caller(), entry.to_owned());
        async move {
            let (x, y) = self.point("open", at).await?;
            self.page.click_at(x, y, 1).await?;
            let entry = self.page.text(part(entry));
            let (x, y) = entry.point("click", at).await?;
            self.page.click_at(x, y, 1).await
        }
    }
}
