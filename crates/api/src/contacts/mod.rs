//! Contacts. Kommo's pages "Contacts list", "Adding contacts", "Updating contacts".

mod chats;
mod contact;
mod write;

pub use chats::ContactChat;
pub use contact::{Contact, ContactFilter, ContactOrder, ContactWith};
pub use write::{ContactPatch, NewContact};

use crate::call::{Batch, Call, Get, List, Saved, call, call_array, path, saved};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::reference::{EntityRef, linked_entity};

const PATH: &str = "/api/v4/contacts";

/// The contacts of the account; from [`Api::contacts`].
#[derive(Clone)]
pub struct Contacts(Api);

impl Api {
    /// The contacts.
    pub fn contacts(&self) -> Contacts {
        Contacts(self.clone())
    }
}

impl Contacts {
    /// `GET /contacts/{id}`: one contact, or `None`.
    pub fn get(&self, id: impl Into<Id<Contact>>) -> Get<Contact> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /contacts`: at most 250 a page.
    pub fn list(&self) -> List<Contact> {
        List::new(&self.0, PATH)
    }

    /// `POST /contacts`: makes a contact.
    pub fn create(&self, contact: NewContact) -> Call<Saved<Contact>> {
        call_array(&self.0, Method::Post, String::from(PATH), &contact.0, saved)
    }

    /// `POST /contacts`: makes many contacts, 50 at once unless told otherwise.
    pub fn create_many(&self, contacts: impl IntoIterator<Item = NewContact>) -> Batch<Saved<Contact>> {
        Batch::create(&self.0, String::from(PATH), contacts.into_iter().map(|contact| contact.0))
    }

    /// `PATCH /contacts`: changes many contacts, 50 at once unless told otherwise.
    pub fn update_many(
        &self,
        contacts: impl IntoIterator<Item = (Id<Contact>, ContactPatch)>,
    ) -> Batch<Saved<Contact>> {
        let contacts = contacts.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::update(&self.0, String::from(PATH), contacts)
    }

    /// `PATCH /contacts/{id}`: changes what the patch sets and leaves the rest.
    pub fn update(&self, id: impl Into<Id<Contact>>, patch: ContactPatch) -> Call<Saved<Contact>> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, saved)
    }
}

linked_entity!(Contacts, Contact, EntityRef::contact);
