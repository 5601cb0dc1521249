//! [`FlowError`], what is wrong with a program.

use std::fmt;

/// What sort of mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The program has no steps, or is no array or object of steps.
    Shape,
    /// A step is not what a step is: `question`, `answer` and `finish`, each a list of handlers.
    Step,
    /// A handler or action that Kommo does not have.
    Unknown,
    /// A handler in a part of the step where it does nothing.
    Place,
    /// A handler lacks a parameter, or it is of the wrong kind.
    Params,
    /// A step that is gone to and is not there, or lacks the part that is gone to.
    Target,
    /// An exit that was not declared.
    Exit,
    /// More or longer than Kommo takes.
    Limit,
    /// The bot would go in a circle without waiting for anything.
    Loop,
}

/// What is wrong with a program: in which step, what, and (except in a shipped widget) what to do. Kommo would save such
/// a program and silently ignore it, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowError {
    step: String,
    problem: Problem,
    text: String,
}

/// What to do about a mistake. A shipped widget pays for every word in each page load: it only says what is wrong.
pub(crate) const fn remedy(text: &'static str) -> &'static str {
    if cfg!(all(target_family = "wasm", target_os = "unknown", not(debug_assertions))) { "" } else { text }
}

impl FlowError {
    pub(crate) fn new(step: &str, problem: Problem, text: impl Into<String>) -> Self {
        Self { step: step.into(), problem, text: text.into() }
    }

    /// The step's name, its number in a program that was read, or `error`; empty if it is the whole program.
    pub fn step(&self) -> &str {
        &self.step
    }

    /// What sort of mistake it is.
    pub fn problem(&self) -> Problem {
        self.problem
    }

    /// The error as a sentence, without the weight of the formatting machinery.
    pub fn text(&self) -> String {
        match self.step.is_empty() {
            true => ["the bot's program: ", &self.text].concat(),
            false => ["step \"", &self.step, "\": ", &self.text].concat(),
        }
    }
}

impl fmt::Display for FlowError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl std::error::Error for FlowError {}
