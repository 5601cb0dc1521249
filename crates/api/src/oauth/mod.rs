//! OAuth 2.0: from a user's consent to tokens, and on to fresh ones. Kommo's page "OAuth 2.0".
//!
//! For servers only: whoever has the secret has every account that uses the integration. A widget asks its own server with a
//! one-time token instead.
//!
//! ```no_run
//! use kommo_api::oauth::{ConsentMode, Integration, KOMMO, Redirect};
//! use kommo_api::{Api, Bearer};
//!
//! # async fn example(query: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let own = Integration::new("<integration id>", "<secret key>", "https://service.example/oauth");
//! println!("send the admin to {}", own.consent_url(KOMMO, "<state>", ConsentMode::Popup));
//!
//! // The browser comes back to the redirect link with this query.
//! let back = Redirect::parse(query);
//! let account = Bearer::without_token(&back.account().ok_or("no account")?)?;
//! let tokens = Api::new(account.clone()).oauth(&own).exchange_code(&back.code.ok_or("no code")?).await?;
//! // Keep both tokens before using either.
//! account.set_token(&tokens.access_token());
//! # Ok(())
//! # }
//! ```

mod integration;
mod redirect;
mod tokens;

pub use integration::{AMOCRM, ConsentMode, Integration, KOMMO};
pub use redirect::Redirect;
pub use tokens::{AccountAddress, AccountAddressRecord, Claims, ClaimsRecord, Tokens, TokensRecord};

use crate::call::{Call, call, done};
use crate::client::Api;
use crate::http::{Answer, Method, Request};
use crate::json::Fields;

/// The tokens of one integration; from [`Api::oauth`].
#[derive(Clone)]
pub struct OAuth {
    api: Api,
    integration: Integration,
}

impl Api {
    /// The tokens of `integration` in the account this client is for. No token is needed: see `Bearer::without_token`.
    pub fn oauth(&self, integration: &Integration) -> OAuth {
        OAuth { api: self.clone(), integration: integration.clone() }
    }

    /// `GET /oauth2/account/subdomain`: the account's present address, by an access token. On the shared site
    /// (`https://www.amocrm.com`) alone; Kommo has replaced it by [`OAuth::account_address`].
    pub fn account_address(&self) -> Call<AccountAddress> {
        Call::new(self, Request::new(Method::Get, "/oauth2/account/subdomain"), read)
    }
}

impl OAuth {
    /// `POST /oauth2/access_token`: tokens for a code, which lives 20 minutes and works once.
    pub fn exchange_code(&self, code: &str) -> Call<Tokens> {
        self.exchange("authorization_code", "code", code)
    }

    /// `POST /oauth2/access_token`: a new pair for a refresh token, which lives three months.
    ///
    /// Keep the new pair before using it, and never do this twice at once: the old refresh token works on only until the new
    /// pair is used for the first time.
    pub fn refresh(&self, refresh_token: &str) -> Call<Tokens> {
        self.exchange("refresh_token", "refresh_token", refresh_token)
    }

    /// `POST /oauth2/exchange_api_key`: has a code sent to the redirect link for a user's old API key. Once in five minutes
    /// for each user and integration.
    pub fn exchange_api_key(&self, login: &str, api_key: &str, state: Option<&str>) -> Call<()> {
        let own = &self.integration;
        let mut fields = Fields::new();
        fields.set("login", &login);
        fields.set("api_key", &api_key);
        fields.set("client_uuid", &own.id);
        fields.set("client_secret", &own.secret);
        if let Some(state) = state {
            fields.set("state", &state);
        }
        call(&self.api, Method::Post, String::from("/oauth2/exchange_api_key"), &fields, done)
    }

    /// `GET /oauth2/account/current/subdomain`: the account's present address, after it was renamed. Ask the host that
    /// [`Claims::api_domain`] names, which stays the same.
    pub fn account_address(&self, refresh_token: &str) -> Call<AccountAddress> {
        let request = Request::new(Method::Get, "/oauth2/account/current/subdomain");
        Call::new(&self.api, request, read).header("X-Refresh-Token", refresh_token)
    }

    fn exchange(&self, grant: &str, key: &'static str, value: &str) -> Call<Tokens> {
        let own = &self.integration;
        let mut fields = Fields::new();
        fields.set("client_id", &own.id);
        fields.set("client_secret", &own.secret);
        fields.set("redirect_uri", &own.redirect_uri);
        fields.set("grant_type", &grant);
        fields.set(key, &value);
        call(&self.api, Method::Post, String::from("/oauth2/access_token"), &fields, read)
    }
}

/// The document of an answer, as it is.
fn read<T: From<crate::Json>>(answer: Answer) -> crate::Result<T> {
    let document = answer.document().filter(|document| document.is_object()).cloned();
    document.map(T::from).ok_or_else(|| answer.unexpected("an object"))
}
