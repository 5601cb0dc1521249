//! Leads made together with their contact and company. Kommo's page "Complex leads".

use super::{Lead, NewLead};
use crate::companies::{Company, NewCompany};
use crate::contacts::{Contact, NewContact};
use crate::id::Id;
use crate::json::Fields;
use crate::unsorted::Metadata;

/// How many leads `POST /leads/complex` takes at once.
pub const COMPLEX_MOST: usize = 50;

/// A lead with a contact and a company, which exist already or are made with it; new ones are linked to each other. At most
/// 40 custom fields for each of the three.
///
/// If the integration supports duplicate control, Kommo may add the data to a lead it has already: see
/// [`ComplexResult::merged`].
#[derive(Clone, Default)]
pub struct ComplexLead(pub(crate) Fields);

impl From<NewLead> for ComplexLead {
    fn from(lead: NewLead) -> Self {
        Self(lead.0)
    }
}

impl ComplexLead {
    /// With a contact that exists.
    pub fn contact(self, id: impl Into<Id<Contact>>) -> Self {
        let mut fields = Fields::new();
        fields.set("id", &id.into());
        self.embed("_embedded/contacts", fields)
    }

    /// With a new contact.
    pub fn new_contact(self, contact: NewContact) -> Self {
        self.embed("_embedded/contacts", contact.0)
    }

    /// With a company that exists.
    pub fn company(self, id: impl Into<Id<Company>>) -> Self {
        let mut fields = Fields::new();
        fields.set("id", &id.into());
        self.embed("_embedded/companies", fields)
    }

    /// With a new company.
    pub fn new_company(self, company: NewCompany) -> Self {
        self.embed("_embedded/companies", company.0)
    }

    /// Makes it an incoming lead, from a form or a call. Its stage is ignored then.
    pub fn incoming(mut self, metadata: Metadata) -> Self {
        let category = metadata.category();
        let mut fields = metadata.into_fields();
        fields.set("category", &category);
        self.0.set("_embedded/metadata", &fields);
        self
    }

    fn embed(mut self, key: &'static str, fields: Fields) -> Self {
        self.0.set(key, &[fields].as_slice());
        self
    }
}

view! {
    /// What became of a [`ComplexLead`]. When several leads of a request were added to the same one, they share a result.
    pub struct ComplexResult => ComplexResultRecord {
        /// The lead.
        id: Id<Lead>,
        /// The contact.
        contact_id: Option<Id<Contact>>,
        /// The company.
        company_id: Option<Id<Company>>,
        /// The marks of the leads that this is the result of.
        request_id: Vec<String>,
        /// Whether it was added to a lead that existed already.
        merged: bool,
    }
}
