//! What can be written of a contact.

use crate::companies::Company;
use crate::custom_fields::custom_field_setters;
use crate::id::Id;
use crate::json::{Fields, Text};
use crate::tags::{tag_patch_setters, tag_setters};
use crate::timestamp::Timestamp;
use crate::users::User;

body! {
    /// A new contact.
    pub struct NewContact;
}

body! {
    /// A change of a contact: what is not set is left as it is, `None` clears.
    pub struct ContactPatch;
}

macro_rules! contact_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its whole name.
                name: Text,
                /// Its first name.
                first_name: Text,
                /// Its last name.
                last_name: Text,
                /// Who is responsible.
                responsible_user_id: Id<User>,
                /// Who made it; 0 is the robot.
                created_by: Id<User>,
                /// Who changed it; 0 is the robot.
                updated_by: Id<User>,
                /// When it was made; may be in the past.
                created_at: Timestamp,
                /// When it was changed.
                updated_at: Timestamp,
                /// A mark that the answer repeats.
                request_id: Text,
            }
        }
    };
}

contact_setters!(NewContact);
contact_setters!(ContactPatch);
custom_field_setters!(NewContact, ContactPatch);
tag_setters!(NewContact);
tag_patch_setters!(ContactPatch);

impl NewContact {
    /// A contact with a name.
    pub fn new(name: &str) -> Self {
        Self::default().name(name)
    }

    /// Links the company; there is at most one.
    pub fn company(mut self, id: impl Into<Id<Company>>) -> Self {
        let mut company = Fields::new();
        company.set("id", &id.into());
        self.0.set("_embedded/companies", &[company].as_slice());
        self
    }
}

impl ContactPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}
