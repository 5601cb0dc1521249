//! The disable hook: the account's admin has switched the integration off.

use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::secret::{self, Secret};

/// The integration was switched off in an account: its tokens are worth nothing from now on.
///
/// Kommo sends GET with `account_id`, `client_uuid` and `signature` (Kommo: developers.kommo.com/docs/oauth).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DisableHook {
    /// The account.
    pub account_id: i64,
    /// The integration.
    pub client_uuid: String,
}

/// A disable hook that is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DisableError {
    /// A parameter is missing.
    #[error("the disable hook lacks `{0}`")]
    Missing(&'static str),
    /// The signature is missing.
    #[error("the disable hook is not signed: anybody could have sent it")]
    Unsigned,
    /// The signature is wrong.
    #[error(
        "the disable hook's signature is not Kommo's: it was forged, or the secret is another integration's"
    )]
    Forged,
}

impl DisableHook {
    /// Reads and verifies the query of a disable hook, as in `account_id=1&client_uuid=…&signature=…`.
    ///
    /// The signature is compared in constant time.
    ///
    /// # Errors
    /// [`DisableError`]; answer it with 401 and do nothing.
    pub fn verify(query: &str, secret: &Secret) -> Result<Self, DisableError> {
        let get = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
        };
        let account = get("account_id").ok_or(DisableError::Missing("account_id"))?;
        let account_id = account.parse().map_err(|_| DisableError::Missing("account_id"))?;
        // Older text of Kommo's documentation calls it `client_id`.
        let client_uuid =
            get("client_uuid").or_else(|| get("client_id")).ok_or(DisableError::Missing("client_uuid"))?;
        let signature =
            secret::hex(&get("signature").ok_or(DisableError::Unsigned)?).ok_or(DisableError::Forged)?;
        let mac = Hmac::<Sha256>::new_from_slice(secret.bytes()).map_err(|_| DisableError::Forged)?;
        let mac = mac.chain_update(&client_uuid).chain_update("|").chain_update(&account);
        mac.verify_slice(&signature).map_err(|_| DisableError::Forged)?;
        Ok(Self { account_id, client_uuid })
    }
}
