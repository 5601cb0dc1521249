//! Texts to look for.

use std::fmt;

use serde_json::{Value, json};

/// A text to look for. A plain `&str` is a whole name for buttons, fields and roles, and a part for texts; [`whole`] and
/// [`part`] say it outright. Runs of white space count as one space; only parts ignore case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    text: String,
    how: Option<How>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Whole,
    Part,
}

/// Exactly this text.
#[must_use]
pub fn whole(text: impl Into<String>) -> Words {
    Words { text: text.into(), how: Some(How::Whole) }
}

/// This text somewhere, upper or lower case.
#[must_use]
pub fn part(text: impl Into<String>) -> Words {
    Words { text: text.into(), how: Some(How::Part) }
}

impl Words {
    pub(super) fn as_name(&self) -> Value {
        self.json(How::Whole)
    }

    pub(super) fn as_part(&self) -> Value {
        self.json(How::Part)
    }

    fn json(&self, usual: How) -> Value {
        match self.how.unwrap_or(usual) {
            How::Whole => json!({ "is": self.text }),
            How::Part => json!({ "has": self.text }),
        }
    }

    /// The same rule as the engine's, for texts that have been read.
    pub(super) fn fit_in(&self, text: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.how.unwrap_or(How::Part) {
            How::Whole => plain(text) == plain(&self.text),
            How::Part => plain(text).to_lowercase().contains(&plain(&self.text).to_lowercase()),
        }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), how: None }
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self { text, how: None }
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.how {
            Some(How::Part) => write!(f, "…{:?}…", self.text),
            _ => write!(f, "{:?}", self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_and_part() {
        assert!(whole("Add task").fit_in(" Add\n task "));
        assert!(!whole("Add task").fit_in("add task"));
        assert!(part("add").fit_in("Add task"));
        assert!(Words::from("task").fit_in("Add task"));
        assert_eq!(Words::from("x").as_name(), json!({ "is": "x" }));
        assert_eq!(Words::from("x").as_part(), json!({ "has": "x" }));
    }
}
