//! [`Customer`], what can be read of a customer.

use super::{CustomerStatus, Segment};
use crate::account::{Account, UsersGroup};
use crate::call::{Searchable, Span};
use crate::contacts::ContactOrder;
use crate::custom_fields::{FieldValues, custom_fields};
use crate::id::Id;
use crate::reference::linked::{LinkedCompany, LinkedContact, LinkedElement};
use crate::tags::Tag;
use crate::timestamp::Timestamp;
use crate::users::User;

names! {
    /// What can be asked for with a customer.
    pub enum CustomerWith {
        /// The catalog elements linked to it.
        CatalogElements = "catalog_elements",
        /// Its contacts.
        Contacts = "contacts",
        /// Its companies.
        Companies = "companies",
    }
}

filter! {
    /// Conditions on customers.
    pub struct CustomerFilter {
        /// The id.
        many id: Id<Customer>,
        /// The name.
        many name: String,
        /// The next purchase's sum.
        span next_price: Span,
        /// When the next purchase is due.
        span next_date: Span,
        /// The status.
        many status_id: Id<CustomerStatus>,
        /// Who made it.
        many created_by: Id<User>,
        /// Who changed it last.
        many updated_by: Id<User>,
        /// Who is responsible.
        many responsible_user_id: Id<User>,
        /// When it was made.
        span created_at: Span,
        /// When it was changed.
        span updated_at: Span,
        /// When its nearest task is due.
        span closest_task_at: Span,
    }
}

custom_field_filter!(CustomerFilter);

view! {
    /// A customer. What needs a [`CustomerWith`] is empty without it.
    pub struct Customer => CustomerRecord {
        /// Its id.
        id: Id<Customer>,
        /// Its name.
        name: Option<String>,
        /// The next purchase's expected sum.
        next_price: Option<i64>,
        /// When the next purchase is due.
        next_date: Option<Timestamp>,
        /// Who is responsible.
        responsible_user_id: Option<Id<User>>,
        /// The group of who is responsible.
        group_id: Option<Id<UsersGroup>>,
        /// Its status; only in the mode `periodicity`.
        status_id: Option<Id<CustomerStatus>>,
        /// Days between purchases.
        periodicity: Option<i64>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// When its nearest task is due.
        closest_task_at: Option<Timestamp>,
        /// Whether it is in the recycle bin.
        is_deleted: bool,
        /// What it has paid altogether.
        ltv: Option<i64>,
        /// How many purchases it made.
        purchases_count: Option<i64>,
        /// What a purchase is worth on average.
        average_check: Option<f64>,
        /// Its custom fields that have a value; see [`Customer::field`].
        custom_fields_values: Vec<FieldValues>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
    embedded {
        /// Its segments.
        segments: Vec<Segment>,
        /// Its tags.
        tags: Vec<Tag>,
        /// Its contacts. Needs [`CustomerWith::Contacts`].
        contacts: Vec<LinkedContact>,
        /// Its company: none or one. Needs [`CustomerWith::Companies`].
        companies: Vec<LinkedCompany>,
        /// The catalog elements linked to it. Needs [`CustomerWith::CatalogElements`].
        catalog_elements: Vec<LinkedElement>,
    }
}

entity!(Customer in "customers", with CustomerWith, filter CustomerFilter, order ContactOrder);
custom_fields!(Customer);

impl Searchable for Customer {}
