//! [`CustomFields`], reading and changing definitions.

use super::{CustomField, CustomFieldPatch, FieldGroups, NewCustomField};
use crate::call::{Batch, Call, Get, List, call, call_array, one, path, remove};
use crate::catalogs::Catalog;
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;

/// What can have custom fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum FieldOwner {
    /// Leads.
    Leads,
    /// Contacts.
    Contacts,
    /// Companies.
    Companies,
    /// Customers.
    Customers,
    /// Segments of customers.
    Segments,
    /// The elements of a list.
    Catalog(Id<Catalog>),
}

/// The custom fields of a kind of entity; from [`Api::custom_fields`]. Writing needs an admin.
#[derive(Clone)]
pub struct CustomFields {
    api: Api,
    path: String,
}

impl Api {
    /// The custom fields of a kind of entity.
    pub fn custom_fields(&self, owner: FieldOwner) -> CustomFields {
        let stem = match owner {
            FieldOwner::Leads => "/api/v4/leads",
            FieldOwner::Contacts => "/api/v4/contacts",
            FieldOwner::Companies => "/api/v4/companies",
            FieldOwner::Customers => "/api/v4/customers",
            FieldOwner::Segments => "/api/v4/customers/segments",
            FieldOwner::Catalog(_) => "/api/v4/catalogs",
        };
        let mut path = match owner {
            FieldOwner::Catalog(id) => path(stem, id.get()),
            _ => String::from(stem),
        };
        path.push_str("/custom_fields");
        CustomFields { api: self.clone(), path }
    }
}

impl CustomFields {
    /// `GET …/custom_fields/{id}`: one field.
    pub fn get(&self, id: impl Into<Id<CustomField>>) -> Get<CustomField> {
        Get::new(&self.api, path(&self.path, id.into().get()))
    }

    /// `GET …/custom_fields`: 50 a page unless told otherwise.
    pub fn list(&self) -> List<CustomField> {
        List::new(&self.api, &self.path)
    }

    /// `POST …/custom_fields`: makes a field.
    pub fn create(&self, field: NewCustomField) -> Call<CustomField> {
        call_array(&self.api, Method::Post, self.path.clone(), &field.0, one)
    }

    /// `POST …/custom_fields`: makes many fields.
    pub fn create_many(&self, fields: impl IntoIterator<Item = NewCustomField>) -> Batch<CustomField> {
        let fields = fields.into_iter().map(|field| (None, field.0));
        Batch::new(&self.api, Method::Post, self.path.clone(), "custom_fields", fields, CustomField::from)
    }

    /// `PATCH …/custom_fields/{id}`: changes what the patch sets.
    pub fn update(&self, id: impl Into<Id<CustomField>>, patch: CustomFieldPatch) -> Call<CustomField> {
        call(&self.api, Method::Patch, path(&self.path, id.into().get()), &patch, one)
    }

    /// `PATCH /{entity}/custom_fields`: changes many.
    pub fn update_many(
        &self,
        fields: impl IntoIterator<Item = (Id<CustomField>, CustomFieldPatch)>,
    ) -> Batch<CustomField> {
        Batch::changes(
            &self.api,
            self.path.clone(),
            fields.into_iter().map(|(id, patch)| (id.get(), patch.0)),
        )
    }

    /// `DELETE …/custom_fields/{id}`: deletes the field **and all values of it**.
    pub fn delete(&self, id: impl Into<Id<CustomField>>) -> Call<()> {
        remove(&self.api, path(&self.path, id.into().get()))
    }

    /// The groups of these fields; segments have none.
    pub fn groups(&self) -> FieldGroups {
        let mut path = self.path.clone();
        path.push_str("/groups");
        FieldGroups { api: self.api.clone(), path }
    }
}
