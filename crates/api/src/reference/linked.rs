//! What an entity says of those linked to it: an id and little more.

use crate::catalogs::{Catalog, Element};
use crate::companies::Company;
use crate::contacts::Contact;
use crate::id::Id;
use crate::leads::Lead;

view! {
    /// A linked contact.
    pub struct LinkedContact => LinkedContactRecord {
        /// Its id.
        id: Id<Contact>,
        /// Whether it is the main contact.
        is_main: bool,
    }
}

view! {
    /// A linked company.
    pub struct LinkedCompany => LinkedCompanyRecord {
        /// Its id.
        id: Id<Company>,
    }
}

view! {
    /// A linked lead.
    pub struct LinkedLead => LinkedLeadRecord {
        /// Its id.
        id: Id<Lead>,
    }
}

view! {
    /// A linked element of a list.
    pub struct LinkedElement => LinkedElementRecord {
        /// Its id.
        id: Id<Element>,
        /// How it is linked.
        metadata: Option<ElementMetadata>,
    }
}

view! {
    /// How an element is linked.
    pub struct ElementMetadata => ElementMetadataRecord {
        /// How many.
        quantity: Option<f64>,
        /// Its list.
        catalog_id: Option<Id<Catalog>>,
        /// Which of its prices counts.
        price_id: Option<i64>,
    }
}
