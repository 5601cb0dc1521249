//! [`Tokens`], and what an access token says of itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::json::Json;
use crate::timestamp::Timestamp;

view! {
    /// A pair of tokens. Their lengths vary: keep them as texts.
    pub struct Tokens => TokensRecord {
        /// `Bearer`.
        token_type: Option<String>,
        /// Seconds the access token lives: 86,400.
        expires_in: Option<i64>,
        /// Kommo's clock; on amoCRM.
        server_time: Option<Timestamp>,
        /// For every request, 24 hours long.
        access_token: String,
        /// For the next pair, three months long, once.
        refresh_token: String,
    }
}

view! {
    /// What an access token says of itself. Its signature is not checked: it comes from Kommo and goes back there.
    pub struct Claims => ClaimsRecord {
        /// The integration's ID.
        client_id = "aud": Option<String>,
        /// When it ends.
        expires_at = "exp": Option<Timestamp>,
        /// The user who consented.
        user_id = "sub": Option<i64>,
        /// The account's id.
        account_id: Option<i64>,
        /// `kommo.com`, `amocrm.ru`.
        base_domain: Option<String>,
        /// A host of the API that stays the same when the account is renamed: `api-c.kommo.com`.
        api_domain: Option<String>,
        /// `crm`, `files`, `files_delete`, `notifications`, `push_notifications`.
        scopes: Vec<String>,
    }
}

impl Claims {
    /// Reads an access token. `None` if it is not one of Kommo's.
    pub fn read(access_token: &str) -> Option<Self> {
        let claims = URL_SAFE_NO_PAD.decode(access_token.split('.').nth(1)?).ok()?;
        Json::parse_bytes(&claims).filter(Json::is_object).map(Self::from)
    }
}

view! {
    /// Where an account is found.
    pub struct AccountAddress => AccountAddressRecord {
        /// The account's id.
        id: Option<i64>,
        /// The first part of its host.
        subdomain: Option<String>,
        /// Its host.
        domain: Option<String>,
        /// `com`, `ru`.
        top_level_domain: Option<String>,
    }
}
