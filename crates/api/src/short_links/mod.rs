//! Short links. Kommo's page "Short links". They cannot be listed or deleted.

use crate::account::Account;
use crate::call::Batch;
use crate::client::Api;
use crate::contacts::Contact;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, Json};

view! {
    /// A short link. Who follows it leaves a note with the contact, and Kommo's pixel knows the visitor from then on.
    pub struct ShortLink => ShortLinkRecord {
        /// The short address.
        url: Option<String>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// Whom it is for: `entity_type` and `entity_id`.
        metadata: Option<Json>,
    }
}

impl Api {
    /// `POST /short_links`: makes short links to addresses for contacts, at most 250 at once.
    pub fn short_links<'a>(
        &self,
        links: impl IntoIterator<Item = (Id<Contact>, &'a str)>,
    ) -> Batch<ShortLink> {
        let links = links.into_iter().map(|(contact, url)| {
            let mut metadata = Fields::new();
            metadata.set("entity_type", &"contacts");
            metadata.set("entity_id", &contact);
            let mut fields = Fields::new();
            fields.set("url", &url);
            fields.set("metadata", &metadata);
            (None, fields)
        });
        let path = String::from("/api/v4/short_links");
        Batch::new(self, Method::Post, path, "short_links", links, ShortLink::from).without_marks()
    }
}
