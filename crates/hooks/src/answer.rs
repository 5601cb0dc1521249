//! [`Answer`], what a bot is continued with.

use kommo_salesbot::handlers::{Goto, Show};
use kommo_salesbot::{Handler, Node};
use serde_json::{Map, Value};

/// Handlers an answer may have.
pub const MOST_HANDLERS: usize = 10;
/// Characters a message in an answer may have.
pub const LONGEST_TEXT: usize = 80;
/// Buttons a message in an answer may have.
pub const MOST_BUTTONS: usize = 25;

/// What a bot is continued with: values, which its program reads as `{{json.key}}`, and handlers that run first.
///
/// A message in an answer may have 80 characters. For a longer text give a value, and let the program show it:
///
/// ```
/// use kommo_hooks::Answer;
/// use kommo_salesbot::handlers::{Goto, Show};
///
/// let answer = Answer::new()
///     .data("answer", "We open at nine, on Saturdays at ten, and on Sundays not at all.")
///     .handler(Show::text("One moment."))
///     .handler(Goto::step(1));
/// assert!(answer.to_json().is_ok());
/// ```
///
/// Kommo: developers.kommo.com/reference/salesbot-widget-block-execution-confirmation.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    data: Map<String, Value>,
    handlers: Vec<Handler>,
}

/// An answer that Kommo would refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// Too many handlers.
    #[error("the answer has {0} handlers, and {MOST_HANDLERS} are the most: put them into the bot's program")]
    Handlers(usize),
    /// A handler that only a program may have.
    #[error(
        "the answer has the handler `{0}`; only `show` and `goto` may be in it: put it into the bot's program"
    )]
    Handler(String),
    /// A message that is too long.
    #[error(
        "a message of the answer has {0} characters, and {LONGEST_TEXT} are the most: \
         give it as a value, and let the bot's program show it"
    )]
    Text(usize),
    /// Too many buttons.
    #[error("a message of the answer has {0} buttons, and {MOST_BUTTONS} are the most")]
    Buttons(usize),
    /// A step by its name: the names are not known any more.
    #[error("the answer goes to the step {0:?}; give its number in the program, from 0")]
    Step(String),
}

impl Answer {
    /// An answer that lets the bot go on.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a value, which the program reads as `{{json.key}}`.
    #[must_use]
    pub fn data(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.data.insert(key.into(), value.into());
        self
    }

    /// Adds what runs first: a [`Show`] or a [`Goto`].
    #[must_use]
    pub fn handler(mut self, handler: impl Into<Handler>) -> Self {
        self.handlers.push(handler.into());
        self
    }

    /// The body of the call that continues the bot.
    ///
    /// # Errors
    /// [`AnswerError`] for what Kommo would refuse.
    pub fn to_json(&self) -> Result<String, AnswerError> {
        if self.handlers.len() > MOST_HANDLERS {
            return Err(AnswerError::Handlers(self.handlers.len()));
        }
        self.handlers.iter().try_for_each(check)?;
        let list: Vec<String> = self.handlers.iter().map(Handler::to_json).collect();
        let data = Value::Object(self.data.clone());
        Ok(format!("{{\"data\":{data},\"execute_handlers\":[{}]}}", list.join(",")))
    }
}

fn check(handler: &Handler) -> Result<(), AnswerError> {
    let name = handler.name().unwrap_or_default();
    let known = handler.as_typed::<Show>().is_some() || handler.as_typed::<Goto>().is_some();
    if !known {
        return Err(AnswerError::Handler(name.into()));
    }
    if let Some(Node::Step(step)) = handler.params().and_then(|params| params.get("step")) {
        return Err(AnswerError::Step(step.clone()));
    }
    let Some(show) = handler.as_typed::<Show>() else { return Ok(()) };
    let length = show.value.chars().count();
    if length > LONGEST_TEXT {
        return Err(AnswerError::Text(length));
    }
    let buttons = show.buttons.len().max(show.links.len());
    if buttons > MOST_BUTTONS { Err(AnswerError::Buttons(buttons)) } else { Ok(()) }
}
