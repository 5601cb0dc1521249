//! [`Continuation`], a bot that waits.

use url::Url;

/// A bot that waits for its service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Continuation {
    origin: String,
    path: String,
}

/// An address that is not where the bot would be continued. The token for the account must not be sent there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReturnUrlError {
    /// No address at all.
    #[error("return_url is no address: {0:?}")]
    NoUrl(String),
    /// On another host than the account's.
    #[error("return_url is at {found}, and the account is {account}: the request was forged")]
    Host {
        /// Where it leads.
        found: String,
        /// The account that signed the request.
        account: String,
    },
    /// Not the path at which bots are continued.
    #[error("return_url leads to {0:?}, where no bot is continued: the request was forged")]
    Path(String),
}

impl Continuation {
    /// The bot that `return_url` of a `widget_request` means. It must lead to `account`, scheme, host and port, and to
    /// `/api/v4/{salesbot|marketingbot}/<bot>/continue/<id>`, whatever else it may say: a service that posts its token
    /// to any address it is given can be made to hand it over.
    ///
    /// # Errors
    /// [`ReturnUrlError`]
    pub fn parse(return_url: &str, account: &str) -> Result<Self, ReturnUrlError> {
        let read = |text: &str| Url::parse(text).map_err(|_| ReturnUrlError::NoUrl(text.into()));
        let (url, account) = (read(return_url)?, read(account)?);
        let bare = url.username().is_empty() && url.password().is_none();
        if url.origin() != account.origin() || !url.origin().is_tuple() || !bare {
            let found = url.origin().ascii_serialization();
            return Err(ReturnUrlError::Host { found, account: account.origin().ascii_serialization() });
        }
        let is_number = |text: &str| {
            !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_id = |text: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            !text.is_empty() && text.len() <= 100 && text.bytes().all(plain)
        };
        let segments: Vec<&str> = url.path_segments().map(Iterator::collect).unwrap_or_default();
        let fits = match segments.as_slice() {
            ["api", "v4", "salesbot" | "marketingbot", bot, "continue", id] => is_number(bot) && is_id(id),
            _ => false,
        };
        if !fits || url.query().is_some() || url.fragment().is_some() {
            return Err(ReturnUrlError::Path(url.path().into()));
        }
        Ok(Self { origin: url.origin().ascii_serialization(), path: url.path().into() })
    }

    /// The account, as in `https://acme.kommo.com`.
    pub fn account(&self) -> &str {
        &self.origin
    }

    /// The path at which the bot is continued.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The bot's id.
    pub fn bot_id(&self) -> Option<i64> {
        self.path.split('/').nth(4)?.parse().ok()
    }

    /// What tells it from every other, to use it once: see [`Once`](crate::Once).
    pub fn key(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }
}
