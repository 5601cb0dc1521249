//! [`Channel`], and its connection to an account.

use std::sync::Arc;

use super::Scope;
use super::signed::Signed;
use crate::Result;
use crate::call::{Call, call, done, encode};
use crate::client::Api;
use crate::http::{Answer, Bearer, Limiter, Method};
use crate::json::{Fields, FromJson};

/// Where Kommo's Chats API is.
pub const KOMMO: &str = "https://amojo.kommo.com";

/// A messenger channel.
#[derive(Clone)]
pub struct Channel {
    api: Api,
    id: String,
}

view! {
    /// A channel's connection to an account.
    pub struct Connection => ConnectionRecord {
        /// The account's id in the Chats API.
        account_id: String,
        /// What names the channel in this account; see [`Channel::scope`].
        scope_id: String,
        /// The channel's name in the account.
        title: Option<String>,
        /// The version of what Kommo sends: `v2`.
        hook_api_version: Option<String>,
        /// Whether the channel has no limit on when one may write first.
        is_time_window_disabled: bool,
    }
}

impl Channel {
    /// A channel at Kommo, with the id and secret it was registered with.
    pub fn new(id: &str, secret: &str) -> Result<Self> {
        Self::at(KOMMO, id, secret)
    }

    /// A channel at another host, such as amoCRM's `https://amojo.amocrm.ru`. Plain `http://` is for tests on this machine
    /// only.
    ///
    /// It has a pace of its own, seven requests a second, as Kommo names no limit.
    pub fn at(host: &str, id: &str, secret: &str) -> Result<Self> {
        let signed = Signed { bearer: Bearer::without_token(host)?, secret: Arc::from(secret) };
        let api = Api::builder(signed).limiter(Limiter::per_second(7)).build();
        Ok(Self { api, id: String::from(id) })
    }

    fn path(&self, action: &str) -> String {
        let mut path = String::from("/v2/origin/custom/");
        encode(&mut path, &self.id);
        path.push_str(action);
        path
    }

    /// `POST /v2/origin/custom/{channel}/connect`: connects the channel to the account with this `amojo_id`
    /// ([`crate::Account::amojo_id`]). Messages come as hooks of version 2. Twice is fine.
    pub fn connect(&self, amojo_id: &str, title: &str) -> Call<Connection> {
        let mut fields = Fields::new();
        fields.set("account_id", &amojo_id);
        fields.set("title", &title);
        fields.set("hook_api_version", &"v2");
        let read = |answer: Answer| {
            let connection = answer.document().and_then(Connection::from_json);
            connection.ok_or_else(|| answer.unexpected("scope_id"))
        };
        call(&self.api, Method::Post, self.path("/connect"), &fields, read).repeatable()
    }

    /// `DELETE /v2/origin/custom/{channel}/disconnect`: ends the connection. Disabling the integration does too.
    pub fn disconnect(&self, amojo_id: &str) -> Call<()> {
        let mut fields = Fields::new();
        fields.set("account_id", &amojo_id);
        call(&self.api, Method::Delete, self.path("/disconnect"), &fields, done)
    }

    /// The channel in one account, by its [`Connection::scope_id`].
    pub fn scope(&self, scope_id: &str) -> Scope {
        Scope { api: self.api.clone(), id: String::from(scope_id) }
    }
}
