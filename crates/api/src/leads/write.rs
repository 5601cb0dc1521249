//! What can be written of a lead.

use super::LossReason;
use crate::companies::Company;
use crate::contacts::Contact;
use crate::custom_fields::custom_field_setters;
use crate::id::Id;
use crate::json::{Fields, Text};
use crate::pipelines::{Pipeline, Status};
use crate::tags::{tag_patch_setters, tag_setters};
use crate::timestamp::Timestamp;
use crate::users::User;

body! {
    /// A new lead.
    pub struct NewLead;
}

body! {
    /// A change of a lead: what is not set is left as it is, `None` clears.
    pub struct LeadPatch;
}

macro_rules! lead_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Its budget, in whole units of the account's currency.
                price: i64,
                /// The stage it is in.
                status_id: Id<Status>,
                /// The pipeline it is in.
                pipeline_id: Id<Pipeline>,
                /// Who is responsible.
                responsible_user_id: Id<User>,
                /// Why it was lost; only with stage 143.
                loss_reason_id: Id<LossReason>,
                /// Who made it; 0 is the robot.
                created_by: Id<User>,
                /// Who changed it; 0 is the robot.
                updated_by: Id<User>,
                /// When it was made; may be in the past.
                created_at: Timestamp,
                /// When it was changed.
                updated_at: Timestamp,
                /// When it was closed.
                closed_at: Timestamp,
                /// The visitor's id from Kommo's pixel; others are dropped.
                visitor_uid: Text,
                /// A mark that the answer repeats.
                request_id: Text,
            }
        }
    };
}

lead_setters!(NewLead);
lead_setters!(LeadPatch);

impl NewLead {
    /// A lead with a name.
    pub fn new(name: &str) -> Self {
        Self::default().name(name)
    }

    /// Links a contact. The first one becomes the main contact.
    pub fn contact(mut self, id: impl Into<Id<Contact>>) -> Self {
        let mut contact = Fields::new();
        contact.set("id", &id.into());
        self.0.push("_embedded/contacts", &contact);
        self
    }

    /// Links the company; there is at most one.
    pub fn company(mut self, id: impl Into<Id<Company>>) -> Self {
        let mut company = Fields::new();
        company.set("id", &id.into());
        self.0.set("_embedded/companies", &[company].as_slice());
        self
    }

    /// The source the lead comes from: one of the integration's own, by the id it gave to it. Without a pipeline the lead
    /// goes to the source's.
    pub fn source(mut self, external_id: &str) -> Self {
        let mut source = Fields::new();
        source.set("type", &"widget");
        source.set("external_id", &external_id);
        self.0.set("_embedded/source", &source);
        self
    }
}

custom_field_setters!(NewLead, LeadPatch);
tag_setters!(NewLead);
tag_patch_setters!(LeadPatch);

impl LeadPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}
