//! Chats of contacts. Kommo's pages "Linking chats to contacts" and "Contact chats".

use super::{Contact, Contacts};
use crate::call::{Batch, List, Nothing};
use crate::http::Method;
use crate::id::Id;
use crate::json::Fields;

const PATH: &str = "/api/v4/contacts/chats";

view! {
    /// A chat of a contact. It belongs to exactly one contact; a contact may have several.
    pub struct ContactChat => ContactChatRecord {
        /// The id of the link; another one after the chat was linked anew.
        id: Id<ContactChat>,
        /// The chat.
        chat_id: Option<String>,
        /// The contact.
        contact_id: Id<Contact>,
    }
}

entity!(ContactChat in "chats", with Nothing, filter Nothing, order Nothing);

impl Contacts {
    /// `GET /contacts/chats`: the chats of a contact.
    pub fn chats(&self, contact: impl Into<Id<Contact>>) -> List<ContactChat> {
        List::new(&self.0, PATH).param("contact_id", &contact.into())
    }

    /// `GET /contacts/chats`: the contact of a chat.
    pub fn of_chat(&self, chat_id: &str) -> List<ContactChat> {
        List::new(&self.0, PATH).param("chat_id", &chat_id)
    }

    /// `POST /contacts/chats`: links chats to contacts. **Only with a token**: Kommo refuses it when a session cookie comes
    /// along, so a widget cannot do this itself. The chat's channel must know the integration.
    pub fn link_chats<'a>(
        &self,
        chats: impl IntoIterator<Item = (Id<Contact>, &'a str)>,
    ) -> Batch<ContactChat> {
        let chats = chats.into_iter().map(|(contact, chat)| {
            let mut fields = Fields::new();
            fields.set("contact_id", &contact);
            fields.set("chat_id", &chat);
            (None, fields)
        });
        Batch::new(&self.0, Method::Post, String::from(PATH), "chats", chats, ContactChat::from)
    }
}
