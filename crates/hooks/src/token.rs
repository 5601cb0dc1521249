//! Tokens: JWTs that Kommo signs with the integration's secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha2::{Sha256, Sha512};
use url::Url;

use crate::claims::Claims;
use crate::secret::Secret;

/// The domains Kommo's accounts live on.
const DOMAINS: [&str; 3] = ["kommo.com", "amocrm.ru", "amocrm.com"];
/// The bytes a token may have.
const LONGEST: usize = 8 * 1024;

/// Whether this secret gives this text this signature, in constant time.
type Check = fn(secret: &[u8], signed: &[u8], signature: &[u8]) -> Option<()>;

/// A token that is not believed. Answer with 401 and do nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// There is none. A `widget_request` of a designer's own code step comes without.
    #[error("there is no token: anybody could have sent this")]
    Missing,
    /// It is no JWT.
    #[error("the token is no JWT: {0}")]
    Malformed(&'static str),
    /// It is signed otherwise than Kommo signs.
    #[error("the token says it is signed with {found:?}, and Kommo signs with {expected}: it was forged")]
    Algorithm {
        /// What its header says.
        found: String,
        /// What Kommo uses here.
        expected: &'static str,
    },
    /// The signature is wrong.
    #[error("the token's signature is not Kommo's: it was forged, or the secret is another integration's")]
    Forged,
    /// It has expired.
    #[error(
        "the token expired {0} seconds ago: check this machine's clock, or the request is an old one, sent again"
    )]
    Expired(i64),
    /// It is not valid yet.
    #[error("the token is valid in {0} seconds only: check this machine's clock")]
    NotYet(i64),
    /// A claim is missing or is not what it must be.
    #[error("the token's `{claim}` is {found:?}: {why}")]
    Claim {
        /// Which.
        claim: &'static str,
        /// What it is.
        found: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// Verifies tokens of one integration.
///
/// ```
/// use kommo_hooks::{Secret, TokenError, Verifier};
///
/// let secret = Secret::new("the integration's secret").unwrap();
/// let verifier = Verifier::new(secret, "https://bot.example.com");
/// assert_eq!(verifier.bot_token("", 1_700_000_000), Err(TokenError::Missing));
/// ```
#[derive(Debug, Clone)]
pub struct Verifier {
    secret: Secret,
    audiences: Vec<String>,
    client: Option<String>,
    accounts: Vec<String>,
    leeway: i64,
}

impl Verifier {
    /// For the integration with this secret, whose redirect URL or service begins with `audience`, scheme and host, as in
    /// `https://bot.example.com`: tokens are made out to that.
    pub fn new(secret: Secret, audience: &str) -> Self {
        Self { secret, audiences: vec![trimmed(audience)], client: None, accounts: Vec::new(), leeway: 30 }
    }

    /// Tokens may also be made out to this address: Kommo's documentation names the redirect URL's host in one place and
    /// the service's in another.
    #[must_use]
    pub fn audience(mut self, audience: &str) -> Self {
        self.audiences.push(trimmed(audience));
        self
    }

    /// Tokens must be for the integration with this id, if they name one.
    #[must_use]
    pub fn client(mut self, client_uuid: &str) -> Self {
        self.client = Some(client_uuid.into());
        self
    }

    /// Tokens must come from this account, as in `https://acme.kommo.com`; several calls allow several. Without one,
    /// every account on Kommo's own domains may send. The simulated account must be named here: it is on none of them.
    #[must_use]
    pub fn account(mut self, origin: &str) -> Self {
        self.accounts.push(trimmed(origin));
        self
    }

    /// How many seconds clocks may differ, at most 60; 30 if nothing is said.
    #[must_use]
    pub fn leeway(mut self, seconds: i64) -> Self {
        self.leeway = seconds.clamp(0, 60);
        self
    }

    /// Verifies the token of a `widget_request`: HS512 and nothing else. `now` is in seconds since 1970.
    ///
    /// # Errors
    /// [`TokenError`]
    pub fn bot_token(&self, token: &str, now: i64) -> Result<Claims, TokenError> {
        self.verify(token, now, "HS512", |secret, signed, signature| {
            let mac = Hmac::<Sha512>::new_from_slice(secret).ok()?;
            mac.chain_update(signed).verify_slice(signature).ok()
        })
    }

    /// Verifies the one-time token that `$authorizedAjax` sends as `X-Auth-Token`: HS256 and nothing else. `now` is in
    /// seconds since 1970.
    ///
    /// # Errors
    /// [`TokenError`]
    pub fn one_time_token(&self, token: &str, now: i64) -> Result<Claims, TokenError> {
        self.verify(token, now, "HS256", |secret, signed, signature| {
            let mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
            mac.chain_update(signed).verify_slice(signature).ok()
        })
    }

    fn verify(
        &self,
        token: &str,
        now: i64,
        expected: &'static str,
        check: Check,
    ) -> Result<Claims, TokenError> {
        if token.is_empty() {
            return Err(TokenError::Missing);
        }
        if token.len() > LONGEST {
            return Err(TokenError::Malformed("it has more than 8 KB"));
        }
        let three = || TokenError::Malformed("it needs three parts with dots between");
        let (signed, signature) = token.rsplit_once('.').ok_or_else(three)?;
        let (header, claims) =
            signed.split_once('.').filter(|(_, claims)| !claims.contains('.')).ok_or_else(three)?;
        let header: Value = part(header)?;
        let found = header.get("alg").and_then(Value::as_str).unwrap_or_default();
        if found != expected {
            return Err(TokenError::Algorithm { found: found.into(), expected });
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::Forged)?;
        check(self.secret.bytes(), signed.as_bytes(), &signature).ok_or(TokenError::Forged)?;
        // Nothing of the token's content is looked at before this line.
        let claims: Claims = part(claims)?;
        self.claims(&claims, now)?;
        Ok(claims)
    }

    fn claims(&self, claims: &Claims, now: i64) -> Result<(), TokenError> {
        let late = now.saturating_sub(claims.exp);
        if late >= self.leeway.max(1) {
            return Err(TokenError::Expired(late));
        }
        let early = claims.nbf.map_or(0, |nbf| nbf.saturating_sub(now));
        if early > self.leeway {
            return Err(TokenError::NotYet(early));
        }
        self.issuer(claims)?;
        let made_out = |aud: &Value| aud.as_str().is_some_and(|aud| self.audiences.contains(&trimmed(aud)));
        let is_ours = match &claims.aud {
            Value::Array(several) => several.iter().any(made_out),
            one => made_out(one),
        };
        if !is_ours {
            let why = "it is made out to another service; give the Verifier this address if it is yours";
            return Err(TokenError::Claim { claim: "aud", found: claims.aud.to_string(), why });
        }
        match (&self.client, &claims.client_uuid) {
            (Some(ours), Some(theirs)) if ours != theirs => {
                let why = "it is of another integration";
                Err(TokenError::Claim { claim: "client_uuid", found: theirs.clone(), why })
            }
            _ => Ok(()),
        }
    }

    fn issuer(&self, claims: &Claims) -> Result<(), TokenError> {
        let refuse = |why| Err(TokenError::Claim { claim: "iss", found: claims.iss.clone(), why });
        if !self.accounts.is_empty() {
            return match self.accounts.contains(&trimmed(&claims.iss)) {
                true => Ok(()),
                false => refuse("it is none of the accounts this service works for"),
            };
        }
        match account_host(&claims.iss) {
            None => refuse("it is no account of Kommo"),
            Some(host) => match claims.subdomain.as_deref() {
                Some(name) if host.split('.').next() != Some(&name.to_ascii_lowercase()) => {
                    refuse("it is not the account that `subdomain` names")
                }
                _ => Ok(()),
            },
        }
    }
}

/// The host of an account's address on one of Kommo's own domains.
fn account_host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.to_owned();
    let is_kommo = DOMAINS.iter().any(|domain| {
        let subdomain = host.strip_suffix(domain).and_then(|rest| rest.strip_suffix('.'));
        subdomain.is_some_and(|name| !name.is_empty() && name != "www" && !name.contains('.'))
    });
    let is_plain = url.scheme() == "https" && url.port().is_none() && url.username().is_empty();
    (is_kommo && is_plain).then_some(host)
}

fn part<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, TokenError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Malformed("a part is not base64url"))?;
    serde_json::from_slice(&bytes).map_err(|_| TokenError::Malformed("a part is not the JSON it should be"))
}

fn trimmed(address: &str) -> String {
    address.trim_end_matches('/').to_ascii_lowercase()
}
