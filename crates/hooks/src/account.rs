//! [`Account`], which continues bots over HTTPS.

use kommo_api::{Api, Bearer, Method, Request};
use url::Url;

use crate::answer::{Answer, AnswerError};
use crate::continuation::Continuation;

/// An account whose bots are continued, with the token of one of its administrators.
///
/// The token goes to this account only, whatever address a request names.
///
/// ```no_run
/// # use kommo_hooks::{Account, Answer, BotRequest, ContinueError};
/// # async fn example(request: BotRequest, token: &str) -> Result<(), ContinueError> {
/// let account = Account::new("https://acme.kommo.com", token)?;
/// account.continue_bot(&request.continuation, &Answer::new().data("answer", "Yes")).await
/// # }
/// ```
#[derive(Clone)]
pub struct Account {
    origin: String,
    bearer: Bearer,
    api: Api,
}

/// A bot that was not continued; it still waits.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContinueError {
    /// The answer is not one that Kommo takes.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The bot is of another account.
    #[error("the bot is of {found}, and this token is for {account}")]
    Account {
        /// The bot's account.
        found: String,
        /// The token's account.
        account: String,
    },
    /// Kommo's answer: 401 if the token is not an administrator's, 404 if no bot waits any more.
    #[error("the bot was not continued: {0}")]
    Api(kommo_api::Error),
}

impl Account {
    /// The account at `origin`, as in `https://acme.kommo.com`. Plain `http://` is for tests on this machine only.
    ///
    /// # Errors
    /// [`ContinueError::Api`] if this is no such address.
    pub fn new(origin: &str, token: &str) -> Result<Self, ContinueError> {
        let bearer = Bearer::new(origin, token).map_err(ContinueError::Api)?;
        let origin = Url::parse(origin).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        Ok(Self { origin, api: Api::new(bearer.clone()), bearer })
    }

    /// The token from now on.
    pub fn set_token(&self, token: &str) {
        self.bearer.set_token(token);
    }

    /// The client for everything else.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// Continues a bot. A lost answer is not tried again: the bot might go on twice.
    ///
    /// # Errors
    /// [`ContinueError`]
    pub async fn continue_bot(&self, bot: &Continuation, answer: &Answer) -> Result<(), ContinueError> {
        let body = answer.to_json()?;
        if bot.account() != self.origin {
            return Err(ContinueError::Account { found: bot.account().into(), account: self.origin.clone() });
        }
        let request = Request::new(Method::Post, bot.path()).json(body);
        self.api.send(request).await.map(drop).map_err(ContinueError::Api)
    }
}
