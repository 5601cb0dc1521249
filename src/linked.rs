//! What belongs to the place the user is in: the card's contacts, the source's pipeline, the widget's list.

use kommo_api::catalogs::Catalog;
use kommo_api::{Contact, Id, Pipeline};

use crate::cx::Cx;
use crate::error::Result;
use crate::value::Value;

impl Cx {
    /// The contacts linked to the card the user is looking at; on a contact's card that contact (Kommo:
    /// `get_current_card_contacts_data`). The host has them already: no request is made.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host cannot tell.
    pub async fn card_contacts(&self) -> Result<Vec<CardContact>> {
        let contacts = self.host().call("get_current_card_contacts_data", &[])?;
        Ok(self.promise(&contacts).await?.items().into_iter().map(CardContact).collect())
    }

    /// The pipeline the widget is a source of (Kommo: `get_pipeline_id`). Needs the location `lead_sources`. None if it
    /// is a source of none.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host cannot tell.
    pub async fn pipeline_id(&self) -> Result<Option<Id<Pipeline>>> {
        let pipeline = self.host().call("get_pipeline_id", &[])?;
        Ok(self.promise(&pipeline).await?.as_id().filter(|id| *id != Id::default()))
    }

    /// Takes over editing the elements of a list (Kommo: `setSdkCatalogId`): call it in
    /// [`Widget::on_save`](crate::Widget::on_save). From then on
    /// [`Widget::load_catalog_element`](crate::Widget::load_catalog_element) runs in place of the host's own card. Needs
    /// the location `catalogs`.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not take it.
    pub fn claim_catalog(&self, catalog: Id<Catalog>) -> Result<()> {
        #[expect(clippy::cast_precision_loss, reason = "ids stay below 2^53")]
        let id = catalog.get() as f64;
        self.host().call("setSdkCatalogId", &[id.into()]).map(drop)
    }

    /// The account as the host has it without a request (Kommo: `get_accounts_current()`). Its present shape is not
    /// documented, so it comes as it is; [`Cx::account`] is the documented way.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host has none.
    pub fn accounts_current(&self) -> Result<Value> {
        self.host().call("get_accounts_current", &[])
    }
}

/// A contact of the current card. A lazy view.
pub struct CardContact(Value);

impl CardContact {
    /// The contact's id.
    pub fn id(&self) -> Option<Id<Contact>> {
        self.0.get("id")?.as_id()
    }

    /// The whole name.
    pub fn name(&self) -> Option<String> {
        self.0.get("name")?.as_str()
    }

    /// The first name.
    pub fn first_name(&self) -> Option<String> {
        self.0.get("first_name")?.as_str()
    }

    /// The last name.
    pub fn last_name(&self) -> Option<String> {
        self.0.get("last_name")?.as_str()
    }

    /// Phone numbers.
    pub fn phones(&self) -> Vec<String> {
        self.0.texts("phones")
    }

    /// E-mail addresses.
    pub fn emails(&self) -> Vec<String> {
        self.0.texts("emails")
    }
}
