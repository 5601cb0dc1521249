//! The request of a bot: what the handler `widget_request` posts.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::body::{BodyError, Hook};
use crate::claims::Claims;
use crate::continuation::{Continuation, ReturnUrlError};
use crate::lenient::{self, Rest};
use crate::token::{TokenError, Verifier};

/// The request of a bot (Kommo: developers.kommo.com/docs/salesbot-dp), as it came: [`WidgetRequest::verify`] it before
/// anything else.
///
/// Answer it with 200 within two seconds; the bot waits until it is continued ([`Continuation`]).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct WidgetRequest {
    /// The token that proves where it comes from.
    #[serde(default, deserialize_with = "lenient::text")]
    pub token: Option<String>,
    /// What the program sends along, markers filled in. Texts, if it came as a form.
    #[serde(default)]
    pub data: Value,
    /// Where the bot is continued.
    pub return_url: String,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Hook for WidgetRequest {
    const WHAT: &'static str = "the request of a bot";
}

/// The request of a bot, verified.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BotRequest {
    /// What the token says.
    pub claims: Claims,
    /// What the program sends along.
    pub data: Value,
    /// The bot that waits.
    pub continuation: Continuation,
}

/// A request of a bot that is not believed. Answer with 401 and do nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The token.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The address to continue the bot at.
    #[error(transparent)]
    ReturnUrl(#[from] ReturnUrlError),
}

impl WidgetRequest {
    /// Verifies the token, and that the bot is continued at the very account which signed it. `now` is in seconds since
    /// 1970.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn verify(self, verifier: &Verifier, now: i64) -> Result<BotRequest, Refusal> {
        let claims = verifier.bot_token(self.token.as_deref().unwrap_or_default(), now)?;
        let continuation = Continuation::parse(&self.return_url, &claims.iss)?;
        Ok(BotRequest { claims, data: self.data, continuation })
    }
}

impl BotRequest {
    /// A value the program sends along, as a text.
    pub fn text(&self, key: &str) -> Option<String> {
        lenient::to_text(self.data.get(key)?)
    }

    /// All the program sends along, as a type of one's own.
    ///
    /// # Errors
    /// [`BodyError::Shape`] with what is missing.
    pub fn data_as<T: DeserializeOwned>(&self) -> Result<T, BodyError> {
        serde_json::from_value(self.data.clone())
            .map_err(|error| BodyError::Shape { what: "the bot's data", why: error.to_string() })
    }
}
