//! [`Claims`], what a token says.

use serde::Deserialize;
use serde_json::Value;

use crate::lenient::{self, Rest};

/// What every token says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Claims {
    /// The account's address, as in `https://acme.kommo.com`; verified.
    #[serde(default)]
    pub iss: String,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// Its subdomain.
    #[serde(default, deserialize_with = "lenient::text")]
    pub subdomain: Option<String>,
    /// The integration.
    #[serde(default, alias = "client_uid", deserialize_with = "lenient::text")]
    pub client_uuid: Option<String>,
    /// The user; one-time tokens only.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub user_id: Option<i64>,
    /// Whether the user is an administrator; one-time tokens only.
    #[serde(default, deserialize_with = "lenient::flag")]
    pub is_admin: bool,
    /// The token's own id; one-time tokens only. Using it once is the service's business: see
    /// [`Once`](crate::Once).
    #[serde(default, deserialize_with = "lenient::text")]
    pub jti: Option<String>,
    /// What the bot runs for; Salesbot's tokens only.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub entity_id: Option<i64>,
    #[serde(default)]
    entity_type: Value,
    /// `salesbot` or `marketingbot`; Salesbot's tokens only.
    #[serde(default, deserialize_with = "lenient::text")]
    pub bot_type: Option<String>,
    /// When it expires, in seconds since 1970.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub exp: i64,
    #[serde(default, deserialize_with = "lenient::integer")]
    pub(crate) nbf: Option<i64>,
    #[serde(default)]
    pub(crate) aud: Value,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Claims {
    /// What the bot runs for: contact 1, lead 2, customer 12. Kommo's documentation has words, live tokens numbers.
    pub fn entity_type(&self) -> Option<i64> {
        match self.entity_type.as_str() {
            Some("contact" | "contacts") => Some(1),
            Some("lead" | "leads") => Some(2),
            Some("customer" | "customers") => Some(12),
            _ => lenient::to_integer(&self.entity_type),
        }
    }
}
