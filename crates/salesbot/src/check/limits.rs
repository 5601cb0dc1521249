//! The limits of messages and addresses.

use super::Place;
use crate::error::{FlowError, Problem, remedy};
use crate::node::Node;

/// Buttons under one message. Kommo documents it for `continue`, and nothing for programs.
const MOST_BUTTONS: usize = 25;
/// Characters of a button: messengers cut what is longer.
const LONGEST_BUTTON: usize = 80;

impl Place<'_> {
    pub(super) fn show(&self, params: &Node) -> Result<(), FlowError> {
        if params.get("value").and_then(Node::as_text).is_some_and(str::is_empty) {
            return self.error(Problem::Params, &["`show` has an empty text", remedy(": give it one")]);
        }
        let is_url = match params.get("type").and_then(Node::as_text) {
            Some("text") => return Ok(()),
            Some("buttons") => false,
            _ => true,
        };
        let buttons = params.get("buttons").map(Node::items).unwrap_or_default();
        if buttons.is_empty() {
            return self
                .error(Problem::Params, &["`show` has no buttons", remedy(": add some, or make it a text")]);
        }
        if buttons.len() > MOST_BUTTONS {
            return self
                .error(Problem::Limit, &["`show` has more than 25 buttons", remedy(": ask in two steps")]);
        }
        for button in buttons {
            let text = if is_url { button.get("text") } else { Some(button) };
            let text = text.and_then(Node::as_text).unwrap_or_default();
            if text.is_empty() {
                return self
                    .error(Problem::Params, &["a button of `show` has no text", remedy(": give it one")]);
            }
            if text.chars().nth(LONGEST_BUTTON).is_some() {
                return self.error(
                    Problem::Limit,
                    &["the button \"", text, "\" has more than 80 characters", remedy(": shorten it")],
                );
            }
            let url = button.get("url").and_then(Node::as_text);
            if is_url && url.is_none_or(str::is_empty) {
                return self.error(
                    Problem::Params,
                    &["the button \"", text, "\" has no url", remedy(": give it one")],
                );
            }
        }
        Ok(())
    }

    pub(super) fn url(&self, handler: &str, params: &Node) -> Result<(), FlowError> {
        let url = params.get("url").and_then(Node::as_text).unwrap_or_default();
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if host.is_some_and(|host| !host.is_empty()) {
            return Ok(());
        }
        self.error(
            Problem::Params,
            &["`", handler, "` needs a whole address, with https://, and has \"", url, "\""],
        )
    }
}
