//! What elements say now, without waiting.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Locator;
use crate::{Error, Result};

/// What the engine found.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Found {
    pub(super) there: usize,
    pub(super) seen: usize,
    pub(super) values: Vec<Value>,
    #[serde(rename = "why")]
    others: String,
}

impl Found {
    /// Why there is nothing to be seen.
    pub(super) fn why(&self) -> String {
        match (self.there, self.others.as_str()) {
            (0, "") => "it is not there".to_owned(),
            (0, others) => format!("it is not there; {others}"),
            _ => "it is there, but hidden".to_owned(),
        }
    }
}

/// A box in the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Rect {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Locator {
    /// How many there are that can be seen now.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn count(&self) -> Result<usize> {
        Ok(self.probe(Value::Null, Value::Null).await?.seen)
    }

    /// Whether one can be seen now.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn is_visible(&self) -> Result<bool> {
        Ok(self.count().await? > 0)
    }

    /// The texts of all that can be seen now, as the page shows them, in one line each.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn texts(&self) -> Result<Vec<String>> {
        let found = self.probe(json!({ "read": "text" }), Value::Null).await?;
        Ok(found.values.iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// The text of the first that can be seen now.
    ///
    /// # Errors
    /// [`Error::Step`] when there is none.
    pub async fn read(&self) -> Result<String> {
        Ok(self.value_of("text", Value::Null).await?.as_str().unwrap_or_default().to_owned())
    }

    /// What the field holds.
    ///
    /// # Errors
    /// As [`Locator::read`].
    pub async fn value(&self) -> Result<String> {
        Ok(self.value_of("value", Value::Null).await?.as_str().unwrap_or_default().to_owned())
    }

    /// An attribute's value.
    ///
    /// # Errors
    /// As [`Locator::read`].
    pub async fn attribute(&self, name: &str) -> Result<Option<String>> {
        Ok(self.value_of("attribute", json!(name)).await?.as_str().map(str::to_owned))
    }

    /// The computed value of a CSS property, such as `background-color`.
    ///
    /// # Errors
    /// As [`Locator::read`].
    pub async fn style(&self, property: &str) -> Result<String> {
        Ok(self.value_of("style", json!(property)).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Its HTML.
    ///
    /// # Errors
    /// As [`Locator::read`].
    pub async fn html(&self) -> Result<String> {
        Ok(self.value_of("html", Value::Null).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Where it is in the window.
    ///
    /// # Errors
    /// As [`Locator::read`].
    pub async fn rect(&self) -> Result<Rect> {
        Ok(serde_json::from_value(self.value_of("box", Value::Null).await?)?)
    }

    /// A PNG of it.
    ///
    /// # Errors
    /// As [`Locator::read`].
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        let rect = self.rect().await?;
        self.page.screenshot_of(rect.x, rect.y, rect.width, rect.height).await
    }

    async fn value_of(&self, what: &str, argument: Value) -> Result<Value> {
        let found = self.probe(json!({ "read": what }), argument).await?;
        let why = found.why();
        let missing = || Error::Step { what: format!("read {what} of {self}"), reason: why, at: None };
        found.values.into_iter().next().ok_or_else(missing)
    }

    /// Looks once. A page between two documents holds nothing.
    pub(super) async fn probe(&self, what: Value, argument: Value) -> Result<Found> {
        match self.page.engine("read", json!([self.steps, what, argument])).await {
            Ok(Some(found)) => Ok(serde_json::from_value(found)?),
            Ok(None) => Ok(Found { others: "the page is loading".to_owned(), ..Found::default() }),
            Err(Error::Script(reason)) => {
                Err(Error::Step { what: format!("look for {self}"), reason, at: None })
            }
            Err(other) => Err(other),
        }
    }
}
