//! [`Element`], an entry of a list.

use super::Catalog;
use crate::account::Account;
use crate::call::{Batch, Call, Get, List, Nothing, Searchable, call, call_array, one, path};
use crate::client::Api;
use crate::custom_fields::{FieldValues, custom_field_setters, custom_fields};
use crate::http::Method;
use crate::id::Id;
use crate::json::{Json, Text};
use crate::timestamp::Timestamp;
use crate::users::User;

names! {
    /// What can be asked for with an element.
    pub enum ElementWith {
        /// The link to an invoice.
        InvoiceLink = "invoice_link",
        /// The values of the supplier's fields.
        SupplierFieldValues = "supplier_field_values",
    }
}

filter! {
    /// Conditions on elements. Custom fields cannot be filtered by.
    pub struct ElementFilter {
        /// The id.
        many id: Id<Element>,
    }
}

view! {
    /// An entry of a list: a product, an invoice, … Its price, stock number and the like are custom fields with the codes
    /// `SKU`, `DESCRIPTION`, `PRICE`, `GROUP` and `EXTERNAL_ID`.
    pub struct Element => ElementRecord {
        /// Its id.
        id: Id<Element>,
        /// Its list.
        catalog_id: Option<Id<Catalog>>,
        /// Its name.
        name: Option<String>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// Whether it is deleted.
        is_deleted: bool,
        /// Its custom fields that have a value; see [`Element::field`].
        custom_fields_values: Vec<FieldValues>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// The link to an invoice. Needs [`ElementWith::InvoiceLink`].
        invoice_link: Option<String>,
        /// Its currency.
        currency_id: Option<i64>,
        /// The mark the request gave to it.
        request_id: Option<String>,
        /// How it is linked; only where it was read with another entity.
        metadata: Option<Json>,
    }
    embedded {
        /// A `message` about an invoice.
        warning: Option<Json>,
    }
}

entity!(Element in "elements", with ElementWith, filter ElementFilter, order Nothing);
custom_fields!(Element);

impl Searchable for Element {}

body! {
    /// A new element.
    pub struct NewElement;
}

body! {
    /// A change of an element: what is not set is left as it is.
    pub struct ElementPatch;
}

custom_field_setters!(NewElement, ElementPatch);

setters! {
    NewElement {
        /// A mark that the answer repeats.
        request_id: Text,
    }
}

setters! {
    ElementPatch {
        /// Its name.
        name: Text,
    }
}

impl NewElement {
    /// An element with a name.
    pub fn new(name: &str) -> Self {
        Self::default().other("name", &name)
    }
}

impl ElementPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The elements of a list; from [`super::Catalogs::elements`].
#[derive(Clone)]
pub struct Elements {
    pub(super) api: Api,
    pub(super) path: String,
}

impl Elements {
    /// `GET /catalogs/{id}/elements/{id}`: one element, or `None`.
    pub fn get(&self, id: impl Into<Id<Element>>) -> Get<Element> {
        Get::new(&self.api, path(&self.path, id.into().get()))
    }

    /// `GET /catalogs/{id}/elements`: at most 250 a page.
    pub fn list(&self) -> List<Element> {
        List::new(&self.api, &self.path)
    }

    /// `POST /catalogs/{id}/elements`: makes an element.
    pub fn create(&self, element: NewElement) -> Call<Element> {
        call_array(&self.api, Method::Post, self.path.clone(), &element.0, one)
    }

    /// `POST /catalogs/{id}/elements`: makes many elements, 50 at once unless told otherwise.
    pub fn create_many(&self, elements: impl IntoIterator<Item = NewElement>) -> Batch<Element> {
        let elements = elements.into_iter().map(|element| (None, element.0));
        Batch::new(&self.api, Method::Post, self.path.clone(), "elements", elements, Element::from)
    }

    /// `PATCH /catalogs/{id}/elements/{id}`: changes what the patch sets.
    pub fn update(&self, id: impl Into<Id<Element>>, patch: ElementPatch) -> Call<Element> {
        call(&self.api, Method::Patch, path(&self.path, id.into().get()), &patch, one)
    }

    /// `PATCH /catalogs/{id}/elements`: changes many elements, 50 at once unless told otherwise.
    pub fn update_many(
        &self,
        elements: impl IntoIterator<Item = (Id<Element>, ElementPatch)>,
    ) -> Batch<Element> {
        let elements = elements.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::changes(&self.api, self.path.clone(), elements)
    }
}
