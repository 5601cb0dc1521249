//! Subscriptions to webhooks. Kommo's pages "Webhooks" and "Webhook events".
//!
//! Admins only, at most 100 in an account; an integration's own writes start its hooks too.

mod event;

pub use event::WebhookEvent;

use crate::account::Account;
use crate::call::{Call, List, Nothing, call, done, one};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, Json, ToJson};
use crate::timestamp::Timestamp;
use crate::users::User;

const PATH: &str = "/api/v4/webhooks";

filter! {
    /// Conditions on webhooks.
    pub struct WebhookFilter {
        /// Where they go.
        one destination: String,
    }
}

view! {
    /// A subscription.
    pub struct Webhook => WebhookRecord {
        /// Its id.
        id: Id<Webhook>,
        /// Where it goes.
        destination: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Whether Kommo has switched it off after too many failures. Subscribe again to switch it on.
        disabled: bool,
        /// Who made it.
        created_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
}

impl Webhook {
    /// What it is about. Documented as an array, seen as an object whose keys are the events.
    pub fn settings(&self) -> Vec<WebhookEvent> {
        let Some(settings) = self.0.get("settings") else { return Vec::new() };
        let texts: Vec<String> = match settings.is_array() {
            true => settings.items().filter_map(|item: Json| item.as_string()).collect(),
            false => settings.keys(),
        };
        texts.iter().map(|text| WebhookEvent::from(text.as_str())).collect()
    }
}

entity!(Webhook in "webhooks", with Nothing, filter WebhookFilter, order Nothing);

/// The subscriptions; from [`Api::webhooks`].
#[derive(Clone)]
pub struct Webhooks(Api);

impl Api {
    /// The subscriptions to webhooks.
    pub fn webhooks(&self) -> Webhooks {
        Webhooks(self.clone())
    }
}

impl Webhooks {
    /// `GET /webhooks`: the subscriptions.
    pub fn list(&self) -> List<Webhook> {
        List::new(&self.0, PATH)
    }

    /// `POST /webhooks`: subscribes. One with the same destination is changed instead.
    pub fn subscribe(&self, destination: &str, events: &[WebhookEvent]) -> Call<Webhook> {
        let mut fields = Fields::new();
        fields.set("destination", &destination);
        fields.set("settings", &events as &dyn ToJson);
        // Kommo knows a hook by its destination: sending it twice does no harm.
        call(&self.0, Method::Post, String::from(PATH), &fields, one).repeatable()
    }

    /// `DELETE /webhooks`: ends a subscription; an error of the kind `NotFound` if there is none.
    pub fn unsubscribe(&self, destination: &str) -> Call<()> {
        let mut fields = Fields::new();
        fields.set("destination", &destination);
        call(&self.0, Method::Delete, String::from(PATH), &fields, done)
    }
}
