//! What can be written of a customer.

use super::{CustomerStatus, Segment};
use crate::custom_fields::custom_field_setters;
use crate::id::Id;
use crate::json::{Fields, Text};
use crate::tags::{tag_patch_setters, tag_setters};
use crate::timestamp::Timestamp;
use crate::users::User;

body! {
    /// A new customer.
    pub struct NewCustomer;
}

body! {
    /// A change of a customer: what is not set is left as it is, `None` clears.
    pub struct CustomerPatch;
}

macro_rules! customer_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// The next purchase's expected sum.
                next_price: i64,
                /// When the next purchase is due; needed in the mode `periodicity`.
                next_date: Timestamp,
                /// Who is responsible.
                responsible_user_id: Id<User>,
                /// Its status; only in the mode `periodicity`.
                status_id: Id<CustomerStatus>,
                /// Days between purchases.
                periodicity: i64,
                /// Who made it; 0 is the robot.
                created_by: Id<User>,
                /// Who changed it; 0 is the robot.
                updated_by: Id<User>,
                /// A mark that the answer repeats.
                request_id: Text,
            }
        }

        impl $name {
            /// Puts it in these segments, and in no others.
            pub fn segments(mut self, segments: &[Id<Segment>]) -> Self {
                let object = |id: &Id<Segment>| {
                    let mut fields = Fields::new();
                    fields.set("id", id);
                    fields
                };
                let segments: Vec<Fields> = segments.iter().map(object).collect();
                self.0.set("_embedded/segments", &segments);
                self
            }
        }
    };
}

customer_setters!(NewCustomer);
customer_setters!(CustomerPatch);
custom_field_setters!(NewCustomer, CustomerPatch);
tag_setters!(NewCustomer);
tag_patch_setters!(CustomerPatch);

impl NewCustomer {
    /// A customer with a name.
    pub fn new(name: &str) -> Self {
        Self::default().name(name)
    }
}

impl CustomerPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}
