//! `alert`, `confirm` and `prompt`: they block a page until somebody answers.

use serde_json::{Value, json};

use super::Page;
use super::state::text;

/// A dialog that a page opened, and that was answered at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialog {
    /// `alert`, `confirm`, `prompt` or `beforeunload`.
    pub kind: String,
    /// Its text.
    pub message: String,
}

/// What a page's dialogs are answered with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum DialogAnswer {
    /// Cancel. (The page stays on `beforeunload`, so that one is accepted all the same.)
    #[default]
    Dismiss,
    /// OK, with this text for a `prompt`.
    Accept(String),
}

impl Page {
    /// Says how dialogs are answered from now on; they are dismissed unless told otherwise.
    pub fn answer_dialogs(&self, answer: DialogAnswer) {
        self.state().known().answer = answer;
    }

    /// The dialogs so far.
    #[must_use]
    pub fn dialogs(&self) -> Vec<Dialog> {
        self.state().known().dialogs.clone()
    }
}

/// The dialog, and the parameters of the browser call that answers it.
pub(super) fn opened(params: &Value, answer: &DialogAnswer) -> (Dialog, Value) {
    let dialog =
        Dialog { kind: text(params, "type").to_owned(), message: text(params, "message").to_owned() };
    let reply = match answer {
        DialogAnswer::Accept(text) => json!({ "accept": true, "promptText": text }),
        DialogAnswer::Dismiss => json!({ "accept": dialog.kind == "beforeunload" }),
    };
    (dialog, reply)
}
