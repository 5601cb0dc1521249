//! [`NewUnsorted`], an incoming lead to add.

use super::Metadata;
use crate::companies::NewCompany;
use crate::contacts::NewContact;
use crate::id::Id;
use crate::json::Text;
use crate::leads::NewLead;
use crate::pipelines::Pipeline;
use crate::timestamp::Timestamp;

body! {
    /// A new incoming lead.
    pub struct NewUnsorted;
}

setters! {
    NewUnsorted {
        /// The pipeline it comes to; the main one if it is not set.
        pipeline_id: Id<Pipeline>,
        /// When it came.
        created_at: Timestamp,
        /// A mark that the answer repeats.
        request_id: Text,
    }
}

impl NewUnsorted {
    /// One with the name and id of its source, and what is known of it.
    pub fn new(source_name: &str, source_uid: &str, metadata: impl Into<Metadata>) -> Self {
        Self::default()
            .other("source_name", &source_name)
            .other("source_uid", &source_uid)
            .other("metadata", &metadata.into().into_fields())
    }

    /// The lead it becomes when it is accepted.
    pub fn lead(self, lead: NewLead) -> Self {
        self.other("_embedded/leads", &[lead].as_slice())
    }

    /// The contact it brings.
    pub fn contact(self, contact: NewContact) -> Self {
        self.other("_embedded/contacts", &[contact].as_slice())
    }

    /// The company it brings.
    pub fn company(self, company: NewCompany) -> Self {
        self.other("_embedded/companies", &[company].as_slice())
    }
}
